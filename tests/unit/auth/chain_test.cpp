// Chains: verified or not, and up to whom. The pins are the test's own, since nobody here has the state's
// keys.
#include "auth/chain.hpp"

#include "auth/certificate_facts.hpp"
#include "test_pki.hpp"

#include <skifte/support/digest.hpp>

#include <catch2/catch.hpp>

using namespace skifte;
using namespace skifte::auth;
using State = CertificateFacts::Chain;

namespace {

// A pin on a certificate.
struct Pin {
    explicit Pin(const CertificateHandle& certificate, Environment environment)
        : sha256(certificate_sha256(certificate.get())) {
        const ASN1_OCTET_STRING* id = X509_get0_subject_key_id(certificate.get());
        key_id = hex(std::as_bytes(
            std::span{ASN1_STRING_get0_data(id), static_cast<std::size_t>(ASN1_STRING_length(id))}));
        known = {{environment, sha256, key_id}};
    }
    Pin(const Pin&) = delete;
    Pin& operator=(const Pin&) = delete;
    std::string sha256, key_id;
    std::vector<KnownAuthority> known;
};

template <typename... Certificates>
std::vector<CertificateHandle> file_of(const Certificates&... certificates) {
    std::vector<CertificateHandle> file;
    (file.push_back(test::copy(certificates)), ...);
    return file;
}

const CertificateHandle& leaf() {
    return test::leaf().certificate;
}
const CertificateHandle& issuing() {
    return test::pki().issuing().certificate;
}
const CertificateHandle& root() {
    return test::pki().root().certificate;
}

}  // namespace

TEST_CASE("the environment is that of the pinned CA to which the chain verifies", "[auth][chain]") {
    const Environment environment = GENERATE(Environment::production, Environment::test);
    SECTION("the issuing CA is pinned, with the root") {
        const Pin pin{issuing(), environment};
        const Chain chain = assess_chain(leaf().get(), file_of(leaf(), issuing(), root()), pin.known);
        CHECK(chain.state == State::pinned);
        CHECK(chain.environment == environment);
        CHECK(chain.claimed == environment);
        CHECK(chain.path.size() == 2);
    }
    SECTION("the issuing CA is pinned, without the root") {
        const Pin pin{issuing(), environment};
        const Chain chain = assess_chain(leaf().get(), file_of(leaf(), issuing()), pin.known);
        CHECK(chain.state == State::pinned);
        CHECK(chain.environment == environment);
    }
    SECTION("the root alone is pinned, as it is for issuing CAs to come") {
        const Pin pin{root(), environment};
        const Chain chain = assess_chain(leaf().get(), file_of(root(), issuing(), leaf()), pin.known);
        CHECK(chain.state == State::pinned);
        CHECK(chain.environment == environment);
    }
}

TEST_CASE("a chain without a pinned CA is of neither environment", "[auth][chain]") {
    for (const auto& file : {file_of(leaf(), issuing(), root()), file_of(leaf(), issuing())}) {
        const Chain chain = assess_chain(leaf().get(), file);
        CHECK(chain.state == State::unpinned);
        CHECK(chain.environment == Environment::neither);
        CHECK(chain.claimed == Environment::neither);
    }
}

TEST_CASE("without the issuing certificate a chain is incomplete, and the claim is only a claim",
          "[auth][chain]") {
    const Pin pin{issuing(), Environment::production};
    for (const auto& file : {file_of(leaf()), file_of(leaf(), root())}) {
        const Chain chain = assess_chain(leaf().get(), file, pin.known);
        CHECK(chain.state == State::incomplete);
        CHECK(chain.environment == Environment::neither);
        CHECK(chain.claimed == Environment::production);
        CHECK(chain.path.empty());
    }
}

TEST_CASE("a pinned CA beside a leaf that it did not issue lends it nothing", "[auth][chain]") {
    const test::Pki other;
    const Pin pin{issuing(), Environment::production};
    const test::Issued stranger = other.issue();
    const auto file = file_of(stranger.certificate, other.issuing().certificate, issuing(), root());
    const Chain chain = assess_chain(stranger.certificate.get(), file, pin.known);
    // Of the same name, but the key identifiers differ.
    CHECK(chain.state == State::unpinned);
    CHECK(chain.environment == Environment::neither);
}

TEST_CASE("of two CAs of one name the one that signed is the issuer", "[auth][chain]") {
    const test::Pki other;
    test::LeafProfile profile;
    profile.names_issuer_key = false;
    const test::Issued issued = test::pki().issue(profile);
    const Pin pin{issuing(), Environment::test};
    for (const auto& file : {file_of(issued.certificate, other.issuing().certificate, issuing()),
                             file_of(issued.certificate, issuing(), other.issuing().certificate)}) {
        const Chain chain = assess_chain(issued.certificate.get(), file, pin.known);
        CHECK(chain.state == State::pinned);
        CHECK(chain.environment == Environment::test);
    }
}

TEST_CASE("a signature that does not verify breaks the chain", "[auth][chain]") {
    const Pin pin{root(), Environment::production};
    SECTION("the leaf's, below a CA we do not know") {
        const auto forged = test::tampered(leaf());
        CHECK(assess_chain(forged.get(), file_of(forged, issuing(), root())).state == State::broken);
        CHECK(assess_chain(forged.get(), file_of(forged, issuing())).state == State::broken);
    }
    SECTION("the leaf's, below a pinned CA") {
        const auto forged = test::tampered(leaf());
        const Chain chain = assess_chain(forged.get(), file_of(forged, issuing(), root()), pin.known);
        CHECK(chain.state == State::broken);
        CHECK(chain.environment == Environment::neither);
    }
    SECTION("the issuing CA's, below a pinned root") {
        const auto forged = test::tampered(issuing());
        const Chain chain = assess_chain(leaf().get(), file_of(leaf(), forged, root()), pin.known);
        CHECK(chain.state == State::broken);
        CHECK(chain.environment == Environment::neither);
    }
}

TEST_CASE("a leaf cannot issue for a pinned CA", "[auth][chain]") {
    const Pin pin{root(), Environment::production};
    const test::Issued below = test::Pki::issue_by(test::leaf());
    const auto file = file_of(below.certificate, leaf(), issuing(), root());
    const Chain chain = assess_chain(below.certificate.get(), file, pin.known);
    CHECK(chain.state != State::pinned);
    CHECK(chain.environment == Environment::neither);
}

TEST_CASE("a self-signed certificate is verified by itself and known by nobody", "[auth][chain]") {
    const Chain chain = assess_chain(root().get(), file_of(root()));
    CHECK(chain.state == State::unpinned);
    CHECK(chain.path.empty());
}
