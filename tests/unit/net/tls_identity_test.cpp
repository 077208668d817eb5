// Identities: names and lifetime.
#include "unit/net/tls_server.hpp"

#include <catch2/catch.hpp>
#include <memory>
#include <optional>

using skifte::net::TlsIdentity;
using skifte::net::test::Pki;

TEST_CASE("An identity names its certificate by serial number and fingerprint") {
    const TlsIdentity& client = Pki::shared().client;
    CHECK_FALSE(client.empty());
    CHECK(client.serial() == "CAFE");
    CHECK(client.sha256().size() == 64);
    CHECK(client.sha256() != Pki::shared().server.sha256());
}

TEST_CASE("An identity of nothing is empty and asks nothing of anybody") {
    const TlsIdentity none;
    CHECK(none.empty());
    CHECK(none.key() == nullptr);
    CHECK(none.chain().empty());
    CHECK(none.serial().empty());
    CHECK(none.sha256().empty());
}

TEST_CASE("What a key cannot do without is kept as long as any copy of its identity") {
    const Pki& pki = Pki::shared();
    const auto keeper = std::make_shared<int>();
    const std::weak_ptr<int> kept = keeper;
    {
        std::optional<TlsIdentity> identity{std::in_place, pki.client.key(), pki.client.certificate(),
                                            std::vector<x509_st*>{}, keeper};
        const TlsIdentity copy = *identity;
        identity.reset();
        CHECK(kept.use_count() == 2);
    }
    CHECK(kept.use_count() == 1);
}

TEST_CASE("An identity outlives the objects it was made of, and its copies share one key") {
    const Pki& pki = Pki::shared();
    const TlsIdentity identity{pki.client.key(), pki.client.certificate(), {pki.authority.certificate()}};
    const TlsIdentity copy = identity;
    CHECK(copy.key() == identity.key());
    CHECK(copy.chain().size() == 1);
}
