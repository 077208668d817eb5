// The public certificates of OCES3, and a look-alike PKI made by the openssl command alone: an oracle that
// owes nothing to our own code. Wants the folder that holds them in SKIFTE_OCES3, and passes without.
#include <skifte/auth/certificate_file.hpp>
#include <skifte/auth/revocation.hpp>
#include <skifte/support/files.hpp>

#include "auth/certificate_facts.hpp"
#include "auth/chain.hpp"
#include "test_pki.hpp"

#include <catch2/catch.hpp>
#include <openssl/pem.h>
#include <cstdlib>
#include <map>

using namespace skifte;
using namespace skifte::auth;
using State = CertificateFacts::Chain;
namespace fs = std::filesystem;

namespace {

std::optional<fs::path> oces3_folder() {
    const char* folder = std::getenv("SKIFTE_OCES3");
    if (folder == nullptr || *folder == '\0') return std::nullopt;
    return folder;
}

CertificateHandle read_pem(const fs::path& path) {
    const std::string text = read_file(path).value();
    const Handle<BIO, BIO_free> in{BIO_new_mem_buf(text.data(), static_cast<int>(text.size()))};
    return CertificateHandle{PEM_read_bio_X509(in.get(), nullptr, nullptr, nullptr)};
}

std::vector<CertificateHandle> read_all(const fs::path& folder, std::initializer_list<const char*> names) {
    std::vector<CertificateHandle> all;
    for (const char* name : names) all.push_back(read_pem(folder / name));
    return all;
}

// Made once: finding its primes takes seconds.
const fs::path& lookalike(const fs::path& oces3) {
    static const test::TemporaryFolder made;
    static const bool succeeded = [&] {
        const std::string run = "cd '" + made.path().string() + "' && '" +
                                (oces3 / "lookalike-pki.sh").string() + "' >/dev/null 2>&1";
        return std::system(run.c_str()) == 0;
    }();
    REQUIRE(succeeded);
    return made.path();
}

// The openssl command as CA: what it has revoked, as a list and as an OCSP responder.
class OpensslAuthority {
public:
    explicit OpensslAuthority(fs::path folder) : folder_(std::move(folder)) {
        write("ca.conf", "[ca]\ndefault_ca=d\n[d]\ndatabase=index\ncertificate=ca.pem\nprivate_key=ca.key\n"
                         "default_md=sha512\ndefault_crl_days=1\n");
        write("index", "");
        run("openssl ca -config ca.conf -valid leaf.pem");
    }
    void revoke_leaf() { run("openssl ca -config ca.conf -revoke leaf.pem -crl_reason superseded"); }

    Result<net::PlainAnswer> answer(const net::PlainRequest& request) {
        if (!request.body.empty()) {
            write("question", request.body);
            run("openssl ocsp -index index -CA ca.pem -rsigner ca.pem -rkey ca.key -rmd sha256 -rsigopt "
                "rsa_padding_mode:pss -ndays 1 -reqin question -respout answer");
        } else {
            run("openssl ca -config ca.conf -gencrl -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:64 "
                "-out list.pem && openssl crl -in list.pem -outform DER -out answer");
        }
        return net::PlainAnswer{200, read_file(folder_ / "answer").value()};
    }

private:
    void write(const char* name, std::string_view content) { REQUIRE(replace_file(folder_ / name, content)); }
    void run(const std::string& command) {
        CAPTURE(command);
        REQUIRE(std::system(
                    ("cd '" + folder_.string() + "' && { " + command + "; } >/dev/null 2>&1").c_str()) == 0);
    }
    fs::path folder_;
};

}  // namespace

TEST_CASE("a public leaf of the test environment is read and verified", "[auth][oces3]") {
    const auto folder = oces3_folder();
    if (!folder) return;
    const auto file = read_all(*folder, {"test-leaf-system.pem", "test-issuing-ca-1.pem", "test-root.pem"});
    X509* leaf = file[0].get();
    const auto facts = read_facts(leaf);
    CHECK(facts.kind == Kind::system);
    CHECK(facts.key == "RSA 3072");
    CHECK(facts.signature == "RSASSA-PSS SHA-256");
    CHECK(facts.cvr.size() == 8);
    CHECK(facts.unique_id.starts_with("UI:DK-O:G:"));
    CHECK(facts.policies == std::vector<std::string>{"0.4.0.2042.1.1", "1.2.208.169.1.1.1.3.7.1"});
    CHECK(facts.issuer == "C=DK,O=Den Danske Stat,OU=Test - cti,CN=Den Danske Stat OCES udstedende-CA 1");

    const Chain chain = assess_chain(leaf, file);
    CHECK(chain.state == State::pinned);
    CHECK(chain.environment == Environment::test);

    const auto alone = read_all(*folder, {"test-leaf-system.pem", "test-root.pem"});
    CHECK(assess_chain(alone[0].get(), alone).state == State::incomplete);
    CHECK(assess_chain(alone[0].get(), alone).claimed == Environment::test);

    const auto crossed =
        read_all(*folder, {"test-leaf-system.pem", "production-issuing-ca-1.pem", "production-root.pem"});
    CHECK(assess_chain(crossed[0].get(), crossed).environment == Environment::neither);

    const CertificateHandle forged = test::tampered(file[0]);
    CHECK(assess_chain(forged.get(), file).state == State::broken);
}

TEST_CASE("the public CAs are those that the product knows", "[auth][oces3]") {
    const auto folder = oces3_folder();
    if (!folder) return;
    const auto file = read_all(*folder, {"production-root.pem", "production-issuing-ca-1.pem",
                                         "test-root.pem", "test-issuing-ca-1.pem"});
    REQUIRE(known_authorities().size() == file.size());
    for (std::size_t i = 0; i < file.size(); ++i) {
        CHECK(certificate_sha256(file[i].get()) == known_authorities()[i].sha256);
        // A CA below itself claims the environment by its own root's key.
        CHECK(assess_chain(file[i].get(), file).state != State::broken);
    }
    CHECK(assess_chain(file[1].get(), file).environment == Environment::production);
    CHECK(assess_chain(file[3].get(), file).environment == Environment::test);
}

TEST_CASE("each public certificate is shown for what it is", "[auth][oces3]") {
    const auto folder = oces3_folder();
    if (!folder) return;
    struct Case {
        const char* name;
        Kind kind;
        State chain;
        Environment environment, claimed;
    };
    for (const auto& [name, kind, chain, environment, claimed] :
         {Case{"production-root.pem", Kind::other, State::pinned, Environment::production,
               Environment::neither},
          Case{"production-issuing-ca-1.pem", Kind::other, State::pinned, Environment::production,
               Environment::production},
          Case{"test-root.pem", Kind::other, State::pinned, Environment::test, Environment::neither},
          Case{"test-issuing-ca-1.pem", Kind::other, State::pinned, Environment::test, Environment::test},
          Case{"test-leaf-system.pem", Kind::system, State::incomplete, Environment::neither,
               Environment::test}}) {
        CAPTURE(name);
        const auto file = describe_file(*folder / name, nullptr);
        REQUIRE(file);
        CHECK(file->format == FileFormat::pem);
        REQUIRE(file->facts);
        CHECK(file->facts->kind == kind);
        CHECK(file->facts->chain == chain);
        CHECK(file->facts->environment == environment);
        CHECK(file->facts->claimed_environment == claimed);
    }
}

TEST_CASE("p12 files that the openssl command made are opened", "[auth][oces3]") {
    const auto folder = oces3_folder();
    if (!folder) return;
    const fs::path& made = lookalike(*folder);
    struct Case {
        const char* name;
        std::string_view encryption;
        bool old;
    };
    for (const auto& [name, encryption, old] :
         {Case{"leaf-aes.p12", "PBES2 AES-256-CBC", false}, Case{"leaf-3des.p12", "PBE-SHA1-3DES", false},
          Case{"leaf-rc2.p12", "PBE-SHA1-RC2-40", true}}) {
        CAPTURE(name);
        const auto certificate = load_p12(made / name, Secret{"Test1234"});
        REQUIRE(certificate);
        CHECK(certificate->facts.file_encryption == encryption);
        CHECK(certificate->facts.old_encryption == old);
        CHECK(certificate->facts.kind == Kind::system);
        CHECK(certificate->facts.cvr == "99999999");
        CHECK(certificate->facts.chain == State::unpinned);
        CHECK(certificate->identity.chain().size() == 1);
        CHECK(load_p12(made / name, Secret{"test1234"}).error().code == "cert.password");
    }
}

TEST_CASE("every file that the look-alike script leaves is read or called what it is", "[auth][oces3]") {
    const auto folder = oces3_folder();
    if (!folder) return;
    const fs::path& made = lookalike(*folder);
    struct Certificate {
        const char* name;
        FileFormat format;
        FileKey key;
        State chain;
    };
    const std::map<std::string, Certificate> certificates{
        {"root.pem", {"Skifte OCES rod-CA", FileFormat::pem, FileKey::none, State::unpinned}},
        {"ca.pem", {"Skifte OCES udstedende-CA 1", FileFormat::pem, FileKey::none, State::incomplete}},
        {"leaf.pem", {"Skifte systemcertifikat", FileFormat::pem, FileKey::none, State::incomplete}},
        {"leafchain.pem", {"Skifte systemcertifikat", FileFormat::pem, FileKey::none, State::unpinned}},
        {"srv.pem", {"localhost", FileFormat::pem, FileKey::none, State::incomplete}},
        {"srvchain.pem", {"localhost", FileFormat::pem, FileKey::none, State::unpinned}},
        {"leaf-aes.p12", {"Skifte systemcertifikat", FileFormat::p12, FileKey::matches, State::unpinned}},
        {"leaf-3des.p12", {"Skifte systemcertifikat", FileFormat::p12, FileKey::matches, State::unpinned}},
        {"leaf-rc2.p12", {"Skifte systemcertifikat", FileFormat::p12, FileKey::matches, State::unpinned}}};
    const std::map<std::string, std::string> others{
        {".key", "key"}, {".csr", "request"}, {".srl", "text"}, {".cnf", "text"}};
    const Secret password{"Test1234"};
    std::size_t seen = 0;
    for (const auto& entry : fs::directory_iterator(made)) {
        const std::string name = entry.path().filename().string();
        CAPTURE(name);
        const auto file = describe_file(entry.path(), &password);
        if (const auto wanted = certificates.find(name); wanted != certificates.end()) {
            ++seen;
            REQUIRE(file);
            CHECK(file->format == wanted->second.format);
            CHECK(file->key == wanted->second.key);
            CHECK(file->facts->common_name == wanted->second.name);
            CHECK(file->facts->chain == wanted->second.chain);
        } else {
            REQUIRE_FALSE(file);
            CHECK(file.error().code == "cert.not_certificate");
            CHECK(file.error().argument("looks_like") == others.at(entry.path().extension()));
        }
    }
    CHECK(seen == certificates.size());
}

TEST_CASE("the openssl command's lists and OCSP answers are believed", "[auth][oces3]") {
    const auto folder = oces3_folder();
    if (!folder) return;
    const test::TemporaryFolder copy;
    fs::copy(lookalike(*folder), copy.path(), fs::copy_options::recursive);
    OpensslAuthority authority(copy.path());
    const auto certificate = load_p12(copy.path() / "leaf-aes.p12", Secret{"Test1234"});
    REQUIRE(certificate);
    const RevocationQuery query{certificate->facts, true,
                                [&](const std::vector<net::PlainRequest>& requests) {
                                    std::vector<Result<net::PlainAnswer>> answers;
                                    for (const auto& request : requests)
                                        answers.push_back(authority.answer(request));
                                    return answers;
                                }};
    for (const bool revoked : {false, true}) {
        if (revoked) authority.revoke_leaf();
        const auto answers = ask_revocation(query, system_clock());
        REQUIRE(answers);
        REQUIRE(answers->size() == 4);  // the leaf's and, which name nobody to ask, the issuing CA's
        for (std::size_t i = 0; i < 2; ++i) {
            const RevocationAnswer& answer = answers->at(i);
            CAPTURE(to_string(answer.method), answer.why ? answer.why->code : "");
            CHECK(answer.address.starts_with("http://127.0.0.1:8088/"));
            CHECK(answer.state == (revoked ? RevocationState::revoked : RevocationState::good));
            CHECK(answer.reason == (revoked ? "superseded" : ""));
        }
        CHECK(answers->at(2).why->code == "revocation.no_address");
    }
}
