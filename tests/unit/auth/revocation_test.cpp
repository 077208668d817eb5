// Revocation: good, revoked and could-not-ask told apart, and nothing believed that the issuer did not sign.
#include <skifte/auth/certificate_file.hpp>
#include <skifte/auth/revocation.hpp>
#include <skifte/support/files.hpp>

#include "auth/certificate_facts.hpp"
#include "auth/chain.hpp"
#include "test_revocation.hpp"

#include <catch2/catch.hpp>
#include <openssl/ocsp.h>
#include <openssl/pem.h>
#include <functional>
#include <map>

using namespace skifte;
using namespace skifte::auth;
using net::PlainAnswer;
using net::PlainRequest;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::sys_days;
using std::chrono::sys_seconds;
using std::chrono::year;

namespace {

const sys_seconds now = sys_days{year{2026} / 6 / 1};
const std::string ocsp_url = "http://127.0.0.1:1/ocsp";
const std::string crl_url = "http://127.0.0.1:1/issuing.crl";

class FixedClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override { return ::now; }
    [[nodiscard]] std::chrono::steady_clock::time_point steady() const override { return {}; }
};

const test::Issued& issuing() {
    return test::pki().issuing();
}

const test::Issued& subject() {
    static const test::Issued made = [] {
        test::LeafProfile profile;
        profile.ocsp_address = ocsp_url;
        profile.crl_address = crl_url;
        return test::pki().issue(profile);
    }();
    return made;
}

CertificateFacts facts_of(const test::Issued& issued) {
    FileContents file;
    for (const X509* one : {issued.certificate.get(), issuing().certificate.get()})
        file.certificates.emplace_back(X509_dup(const_cast<X509*>(one)));
    X509* leaf = file.certificates.front().get();
    return facts_in_file(leaf, file, assess_chain(leaf, file.certificates));
}

// What is answered to each address; and what was asked.
struct Server {
    std::map<std::string, std::function<Result<PlainAnswer>(const PlainRequest&)>> answers;
    std::vector<PlainRequest> asked;

    void say(const std::string& url, std::string body, int status = 200) {
        answers[url] = [body = std::move(body), status](const PlainRequest&) -> Result<PlainAnswer> {
            return PlainAnswer{status, body};
        };
    }
    Result<std::vector<RevocationAnswer>> ask(const CertificateFacts& facts) {
        RevocationQuery query{facts, true, [this](const std::vector<PlainRequest>& requests) {
                                  std::vector<Result<PlainAnswer>> out;
                                  for (const auto& request : requests) {
                                      asked.push_back(request);
                                      out.push_back(answers.at(request.url)(request));
                                  }
                                  return out;
                              }};
        return ask_revocation(query, FixedClock{});
    }
};

test::ListProfile list() {
    return {.from = now - hours{1}, .until = now + days{1}};
}

test::ResponseProfile response() {
    return {.status = V_OCSP_CERTSTATUS_GOOD, .from = now - hours{1}, .until = now + days{1}};
}

std::string respond(const test::ResponseProfile& profile) {
    return test::make_response(issuing(), subject().certificate.get(), issuing(), profile);
}

RevocationAnswer ocsp_says(const std::string& body, int status = 200) {
    Server server;
    server.say(ocsp_url, body, status);
    server.say(crl_url, "", 404);
    return server.ask(facts_of(subject())).value().at(0);
}

RevocationAnswer list_says(const std::string& body, int status = 200) {
    Server server;
    server.say(ocsp_url, "", 404);
    server.say(crl_url, body, status);
    return server.ask(facts_of(subject())).value().at(1);
}

std::string why(const RevocationAnswer& answer) {
    return answer.why ? answer.why->code : "";
}

}  // namespace

TEST_CASE("both ways are asked, at the addresses in the certificate, within limits", "[auth][revocation]") {
    Server server;
    server.say(ocsp_url, respond(response()));
    server.say(crl_url, test::make_list(issuing(), list()));
    const auto answers = server.ask(facts_of(subject()));
    REQUIRE(answers);
    REQUIRE(answers->size() == 2);
    for (const RevocationAnswer& answer : *answers) {
        CHECK(answer.state == RevocationState::good);
        CHECK(answer.as_of == now - hours{1});
        CHECK(answer.subject.find("CN=Skifte prøvesystem") != std::string::npos);
    }
    CHECK(answers->at(0).address == ocsp_url);
    CHECK(answers->at(1).address == crl_url);
    REQUIRE(server.asked.size() == 2);
    CHECK(server.asked[0].content_type == "application/ocsp-request");
    CHECK(server.asked[0].limit == std::size_t{64} << 10);
    CHECK(server.asked[1].body.empty());
    CHECK(server.asked[1].limit == std::size_t{16} << 20);
    CHECK((server.asked[0].loopback_only && server.asked[1].loopback_only));
}

TEST_CASE("a revoked certificate is known by either, with date and reason", "[auth][revocation]") {
    auto profile = list();
    profile.revoked = subject().certificate.get();
    profile.reason = CRL_REASON_KEY_COMPROMISE;
    auto answer = response();
    answer.status = V_OCSP_CERTSTATUS_REVOKED;
    answer.reason = OCSP_REVOKED_STATUS_KEYCOMPROMISE;
    const bool old = GENERATE(false, true);  // what was revoked stays so
    if (old) profile.until = answer.until = now - days{3};
    if (old) profile.from = answer.from = now - days{4};
    for (const auto& said : {list_says(test::make_list(issuing(), profile)), ocsp_says(respond(answer))}) {
        CHECK(said.state == RevocationState::revoked);
        CHECK(said.reason == "keyCompromise");
        CHECK(said.revoked_at == profile.from);
    }
}

TEST_CASE("another's revocation is not ours", "[auth][revocation]") {
    auto profile = list();
    profile.revoked = test::leaf().certificate.get();
    CHECK(list_says(test::make_list(issuing(), profile)).state == RevocationState::good);
}

TEST_CASE("an answer that the issuer did not sign is none", "[auth][revocation]") {
    static const test::Pki other;
    static const test::Issued forger = test::Pki::issue_by(other.issuing(), {});
    SECTION("a list of another CA of the same name") {
        CHECK(why(list_says(test::make_list(other.issuing(), list()))) == "revocation.untrusted");
    }
    SECTION("a list with a bit turned") {
        std::string bytes = test::make_list(issuing(), list());
        bytes.back() = static_cast<char>(bytes.back() ^ 1);
        CHECK(why(list_says(bytes)) == "revocation.untrusted");
    }
    SECTION("a response of another CA of the same name") {
        CHECK(why(ocsp_says(test::make_response(issuing(), subject().certificate.get(), other.issuing(),
                                                response()))) == "revocation.untrusted");
    }
    SECTION("a response signed by a certificate of the issuer's that is not for that") {
        CHECK(why(ocsp_says(test::make_response(issuing(), subject().certificate.get(), test::leaf(),
                                                response()))) == "revocation.untrusted");
    }
    SECTION("a response signed by a certificate of somebody else's") {
        CHECK(why(ocsp_says(test::make_response(issuing(), subject().certificate.get(), forger,
                                                response()))) == "revocation.untrusted");
    }
    SECTION("a response about another certificate") {
        CHECK(why(ocsp_says(test::make_response(issuing(), test::leaf().certificate.get(), issuing(),
                                                response()))) == "revocation.untrusted");
    }
}

TEST_CASE("whom the issuer has named to answer for it is believed", "[auth][revocation]") {
    test::LeafProfile profile;
    profile.extended_key_usage = "OCSPSigning";
    const test::Issued responder = test::pki().issue(profile);
    CHECK(
        ocsp_says(test::make_response(issuing(), subject().certificate.get(), responder, response())).state ==
        RevocationState::good);
    profile.not_after = now - days{1};
    const test::Issued expired = test::pki().issue(profile);
    CHECK(why(ocsp_says(test::make_response(issuing(), subject().certificate.get(), expired, response()))) ==
          "revocation.untrusted");
}

TEST_CASE("a list whose scope leaves the certificate out says nothing of it", "[auth][revocation]") {
    auto profile = list();
    profile.only_authorities = true;
    CHECK(why(list_says(test::make_list(issuing(), profile))) == "revocation.untrusted");
}

TEST_CASE("an answer of the past or the future is none", "[auth][revocation]") {
    using Case = std::pair<sys_seconds, std::optional<sys_seconds>>;
    const auto [from, until] = GENERATE(values<Case>({
        {now - days{9}, now - days{1}},
        {now - days{2}, std::nullopt},
        {now + hours{1}, now + days{1}},
    }));
    auto listed = list();
    auto answered = response();
    listed.from = answered.from = from;
    listed.until = answered.until = until;
    CHECK(why(list_says(test::make_list(issuing(), listed))) == "revocation.stale");
    CHECK(why(ocsp_says(respond(answered))) == "revocation.stale");
}

TEST_CASE("clocks may differ by minutes, and an answer without an end holds for a day",
          "[auth][revocation]") {
    using Case = std::pair<sys_seconds, std::optional<sys_seconds>>;
    const auto [from, until] = GENERATE(values<Case>({
        {now + std::chrono::minutes{4}, now + days{1}},
        {now - days{1}, now - std::chrono::minutes{4}},
        {now - hours{23}, std::nullopt},
    }));
    auto answered = response();
    answered.from = from;
    answered.until = until;
    CHECK(ocsp_says(respond(answered)).state == RevocationState::good);
}

TEST_CASE("a nonce is repeated, left out, or the answer is another's", "[auth][revocation]") {
    Server server;
    server.say(crl_url, "", 404);
    server.answers[ocsp_url] = [](const PlainRequest& request) -> Result<PlainAnswer> {
        auto profile = response();
        profile.request = request.body;
        return PlainAnswer{200, respond(profile)};
    };
    CHECK(server.ask(facts_of(subject())).value().at(0).state == RevocationState::good);
    auto replayed = response();
    replayed.own_nonce = true;
    CHECK(why(ocsp_says(respond(replayed))) == "revocation.untrusted");
}

TEST_CASE("what prevents an answer is named, with the address", "[auth][revocation]") {
    auto unknown = response();
    unknown.status = V_OCSP_CERTSTATUS_UNKNOWN;
    using Case = std::pair<RevocationAnswer, std::string>;
    for (const auto& [answer, code] :
         {Case{ocsp_says("", 302), "revocation.http"}, Case{list_says("", 500), "revocation.http"},
          Case{ocsp_says("<html>"), "revocation.unreadable"}, Case{list_says(""), "revocation.unreadable"},
          Case{ocsp_says(test::make_refusal(OCSP_RESPONSE_STATUS_TRYLATER)), "revocation.refused"},
          Case{ocsp_says(respond(unknown)), "revocation.unknown"}}) {
        CAPTURE(code);
        CHECK(answer.state == RevocationState::unanswered);
        CHECK(why(answer) == code);
        CHECK(answer.why->argument("address") == answer.address);
    }
    Server server;
    const auto unreachable = [](const PlainRequest&) -> Result<PlainAnswer> { return fail("net.connect"); };
    server.answers = {{ocsp_url, unreachable}, {crl_url, unreachable}};
    const auto answers = server.ask(facts_of(subject())).value();
    for (const auto& answer : answers) {
        CHECK(why(answer) == "revocation.unreachable");
        CHECK(answer.why->argument("cause") == "net.connect");
    }
}

TEST_CASE("an interrupt is no answer", "[auth][revocation]") {
    Server server;
    const auto interrupted = [](const PlainRequest&) -> Result<PlainAnswer> { return fail("interrupted"); };
    server.answers = {{ocsp_url, interrupted}, {crl_url, interrupted}};
    CHECK(server.ask(facts_of(subject())).error().code == "interrupted");
}

TEST_CASE("a certificate that names nobody to ask asks nobody", "[auth][revocation]") {
    Server server;
    const auto silent = server.ask(facts_of(test::leaf())).value();
    for (const auto& answer : silent) CHECK(why(answer) == "revocation.no_address");
    test::LeafProfile profile;
    profile.ocsp_address = "https://127.0.0.1:1/ocsp";
    profile.crl_address = "ldap://127.0.0.1/cn=list";
    const auto others = server.ask(facts_of(test::pki().issue(profile))).value();
    for (const auto& answer : others) CHECK(why(answer) == "revocation.address");
    CHECK(silent.size() == 2);
    CHECK(others.size() == 2);
    CHECK(server.asked.empty());
}

TEST_CASE("without its issuer in the file nothing can be asked", "[auth][revocation]") {
    FileContents file;
    file.certificates.push_back(test::copy(subject().certificate));
    X509* leaf = file.certificates.front().get();
    Server server;
    CHECK(server.ask(facts_in_file(leaf, file, assess_chain(leaf, file.certificates))).value().empty());
}

TEST_CASE("a profile's own authorities are those in its file", "[auth][revocation]") {
    const auto pem_of = [](const test::Issued& issued) {
        const Handle<BIO, BIO_free> out{BIO_new(BIO_s_mem())};
        PEM_write_bio_X509(out.get(), issued.certificate.get());
        const char* text = nullptr;
        const long size = BIO_get_mem_data(out.get(), &text);
        return std::string(text, static_cast<std::size_t>(size));
    };
    const test::TemporaryFolder folder;
    const test::Pki other;
    REQUIRE(replace_file(folder.path() / "ours.pem", pem_of(other.root()) + pem_of(issuing())));
    REQUIRE(replace_file(folder.path() / "others.pem", pem_of(other.root())));
    const CertificateFacts facts = facts_of(subject());
    CHECK(leads_to(facts, folder.path() / "ours.pem").value());
    CHECK_FALSE(leads_to(facts, folder.path() / "others.pem").value());
    CHECK(leads_to(facts, folder.path() / "none.pem").error().code == "cert.missing");
    CertificateFacts broken = facts;
    broken.chain = CertificateFacts::Chain::broken;
    CHECK_FALSE(leads_to(broken, folder.path() / "ours.pem").value());
}
