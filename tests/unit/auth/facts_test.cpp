// What a certificate says of itself, when it may be used, and where.
#include <skifte/auth/certificate.hpp>

#include "auth/certificate_facts.hpp"
#include "test_pki.hpp"

#include <catch2/catch.hpp>

using namespace skifte;
using namespace skifte::auth;
using namespace std::chrono_literals;

namespace {

CertificateFacts facts_of(const test::LeafProfile& profile) {
    const test::Issued issued = test::pki().issue(profile);
    return read_facts(issued.certificate.get());
}

}  // namespace

TEST_CASE("a system certificate's facts are read", "[auth][facts]") {
    const auto facts = read_facts(test::leaf().certificate.get());
    CHECK(facts.subject ==
          "C=DK,organizationIdentifier=NTRDK-99999999,O=Testorganisation nr. 99999999,"
          "serialNumber=UI:DK-O:G:9f716cec-0000-4aff-b455-000000000000,CN=Skifte prøvesystem");
    CHECK(facts.issuer == "C=DK,O=Prøvestaten,OU=Test - lokal,CN=Prøve OCES udstedende-CA 1");
    CHECK(facts.common_name == "Skifte prøvesystem");
    CHECK(facts.organisation == "Testorganisation nr. 99999999");
    CHECK(facts.cvr == "99999999");
    CHECK(facts.unique_id == "UI:DK-O:G:9f716cec-0000-4aff-b455-000000000000");
    CHECK(facts.serial.substr(0, 2) == "5A");
    CHECK(facts.sha256.size() == 64);
    CHECK(rfc3339(facts.not_before) == "2026-01-01T00:00:00Z");
    CHECK(rfc3339(facts.not_after) == "2029-01-01T00:00:00Z");
    CHECK(facts.key == "RSA 2048");
    CHECK(facts.signature == "RSASSA-PSS SHA-256");
    CHECK(facts.policies == std::vector<std::string>{"0.4.0.2042.1.1", "1.2.208.169.1.1.1.3.7"});
    CHECK(facts.kind == Kind::system);
    CHECK(read_facts(test::pki().issuing().certificate.get()).signature == "RSASSA-PSS SHA-512");
}

TEST_CASE("the kind follows policy and key usage", "[auth][facts]") {
    const std::string signing = "critical,digitalSignature,nonRepudiation,keyEncipherment";
    struct Case {
        std::string policies, key_usage;
        Kind kind;
    };
    const auto [policies, key_usage, kind] = GENERATE_COPY(values<Case>({
        {"0.4.0.2042.1.1,1.2.208.169.1.1.1.3.7.1", "critical,digitalSignature,keyEncipherment", Kind::system},
        {"1.2.208.169.1.1.1.3.7", signing, Kind::organisation},
        {"1.2.208.169.1.1.1.2.7", signing, Kind::employee},
        {"1.2.208.169.1.1.1.2.7.1", signing, Kind::employee},
        {"1.2.208.169.1.1.1.3.70", signing, Kind::other},
        {"0.4.0.2042.1.1", signing, Kind::other},
        {"", signing, Kind::other},
    }));
    CAPTURE(policies);
    test::LeafProfile profile;
    profile.policies = policies;
    profile.key_usage = key_usage;
    CHECK(facts_of(profile).kind == kind);
}

TEST_CASE("a company number stands only behind NTRDK", "[auth][facts]") {
    test::LeafProfile profile;
    profile.organisation_identifier = GENERATE(as<std::string>{}, "", "VATDK-99999999", "99999999");
    CHECK(facts_of(profile).cvr.empty());
}

TEST_CASE("a certificate is used from its first second to its last", "[auth][facts]") {
    CertificateFacts facts;
    facts.not_before = parse_rfc3339("2026-01-01T00:00:00Z").value();
    facts.not_after = parse_rfc3339("2029-01-01T00:00:00Z").value();
    CHECK(check_dates(facts, facts.not_before));
    CHECK(check_dates(facts, facts.not_after));
    const auto early = check_dates(facts, facts.not_before - 1ms);
    REQUIRE_FALSE(early);
    CHECK(early.error().code == "cert.not_yet_valid");
    CHECK(early.error().argument("notBefore") == "2026-01-01T00:00:00Z");
    const auto late = check_dates(facts, facts.not_after + 1ms);
    REQUIRE_FALSE(late);
    CHECK(late.error().code == "cert.expired");
    CHECK(late.error().argument("notAfter") == "2029-01-01T00:00:00Z");
}

TEST_CASE("a certificate of one environment never reaches another", "[auth][facts]") {
    using Chain = CertificateFacts::Chain;
    constexpr auto production = Environment::production;
    constexpr auto test_ = Environment::test;
    constexpr auto neither = Environment::neither;
    struct Case {
        Chain chain;
        Environment is, claimed;
        std::string profile, code;
    };
    const auto [chain, is, claimed, profile, code] = GENERATE(values<Case>({
        {Chain::pinned, production, production, "production", ""},
        {Chain::pinned, production, production, "test", "cert.wrong_environment"},
        {Chain::pinned, production, production, "sandbox", "cert.wrong_environment"},
        {Chain::pinned, test_, test_, "test", ""},
        {Chain::pinned, test_, test_, "production", "cert.wrong_environment"},
        {Chain::pinned, test_, test_, "sandbox", "cert.wrong_environment"},
        {Chain::unpinned, neither, neither, "sandbox", ""},
        {Chain::unpinned, neither, neither, "production", "cert.wrong_environment"},
        {Chain::unpinned, neither, neither, "test", "cert.wrong_environment"},
        {Chain::incomplete, neither, production, "production", "cert.issuer_missing"},
        {Chain::incomplete, neither, production, "sandbox", "cert.wrong_environment"},
        {Chain::incomplete, neither, neither, "sandbox", ""},
        {Chain::broken, neither, test_, "test", "cert.chain_broken"},
        {Chain::broken, neither, test_, "sandbox", "cert.wrong_environment"},
    }));
    CertificateFacts facts;
    facts.chain = chain;
    facts.environment = is;
    facts.claimed_environment = claimed;
    CAPTURE(profile, to_string(is), to_string(claimed));
    const auto checked = check_environment(facts, profile);
    CHECK((checked ? "" : checked.error().code) == code);
    if (code == "cert.wrong_environment") {
        CHECK(checked.error().argument("profile") == profile);
        CHECK(checked.error().argument("certificate") == to_string(claimed));
    }
}
