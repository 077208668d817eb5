// Opening a .p12: what is right, and every way in which it is wrong, told apart.
#include <skifte/auth/certificate.hpp>
#include <skifte/support/files.hpp>

#include "auth/p12_file.hpp"
#include "test_pki.hpp"

#include <catch2/catch.hpp>
#include <openssl/pem.h>
#include <fcntl.h>
#include <sys/stat.h>

using namespace skifte;
using namespace skifte::auth;

namespace {

const std::string password = test::P12{}.password.value();

Result<Certificate> parse(const std::string& bytes, const std::string& with = password) {
    return parse_p12(bytes, Secret{with}, "min.p12");
}

Error error_of(const std::string& bytes, const std::string& with = password) {
    auto parsed = parse(bytes, with);
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().argument("path") == "min.p12");
    return parsed.error();
}

std::string pem_of(const X509* certificate) {
    const Handle<BIO, BIO_free> out{BIO_new(BIO_s_mem())};
    PEM_write_bio_X509(out.get(), certificate);
    const char* text = nullptr;
    const long size = BIO_get_mem_data(out.get(), &text);
    return {text, static_cast<std::size_t>(size)};
}

bool default_context_has(const char* cipher) {
    const ErrorQueueScope scope;
    return Handle<EVP_CIPHER, EVP_CIPHER_free>{EVP_CIPHER_fetch(nullptr, cipher, nullptr)} != nullptr;
}

}  // namespace

TEST_CASE("a p12 as MitID Erhverv delivers it opens, and its key signs for its certificate", "[auth][p12]") {
    const auto certificate = parse(test::make_p12(test::whole_chain()));
    REQUIRE(certificate);
    CHECK(X509_cmp(certificate->identity.certificate(), test::leaf().certificate.get()) == 0);
    CHECK(EVP_PKEY_eq(certificate->identity.key(), test::leaf().key.get()) == 1);
    CHECK(certificate->facts.file_encryption == "PBES2 AES-256-CBC");
    CHECK_FALSE(certificate->facts.old_encryption);
    CHECK(certificate->facts.chain == CertificateFacts::Chain::unpinned);
}

TEST_CASE("what is sent in the handshake lies between the leaf and the root, in order", "[auth][p12]") {
    auto parts = test::whole_chain();
    std::swap(parts.certificates[1], parts.certificates[2]);
    const auto certificate = parse(test::make_p12(parts));
    REQUIRE(certificate);
    const auto chain = certificate->identity.chain();
    REQUIRE(chain.size() == 1);
    CHECK(X509_cmp(chain[0], test::pki().issuing().certificate.get()) == 0);
    const auto& above = certificate->facts.above;
    REQUIRE(above.size() == 2);
    CHECK(above[0].subject == "C=DK,O=Prøvestaten,OU=Test - lokal,CN=Prøve OCES udstedende-CA 1");
    CHECK(above[1].subject == "C=DK,O=Prøvestaten,OU=Test - lokal,CN=Prøve OCES rod-CA");
}

TEST_CASE("every encryption in use opens with the right password and only with it", "[auth][p12]") {
    struct Case {
        int key, certificates;
        std::string encryption;
        bool old;
    };
    const auto [key, certificates, encryption, old] = GENERATE(values<Case>({
        {NID_aes_256_cbc, NID_aes_256_cbc, "PBES2 AES-256-CBC", false},
        {NID_pbe_WithSHA1And3_Key_TripleDES_CBC, -1, "PBE-SHA1-3DES", false},
        {NID_pbe_WithSHA1And3_Key_TripleDES_CBC, NID_pbe_WithSHA1And40BitRC2_CBC, "PBE-SHA1-RC2-40", true},
        {NID_pbe_WithSHA1And128BitRC4, -1, "PBE-SHA1-RC4-128", true},
        {NID_des_cbc, NID_aes_128_cbc, "PBES2 DES-CBC", true},
        {NID_rc2_cbc, NID_rc2_cbc, "PBES2 RC2-CBC", true},
    }));
    CAPTURE(encryption);
    auto parts = test::whole_chain();
    parts.key_cipher = key;
    parts.certificate_cipher = certificates;
    const std::string bytes = test::make_p12(parts);

    const auto certificate = parse(bytes);
    REQUIRE(certificate);
    CHECK(EVP_PKEY_eq(certificate->identity.key(), test::leaf().key.get()) == 1);
    CHECK(certificate->facts.file_encryption == encryption);
    CHECK(certificate->facts.old_encryption == old);

    CHECK(error_of(bytes, "forkert").code == "cert.password");
    CHECK(error_of(bytes, "").code == "cert.password");
}

TEST_CASE("after an old p12 the process as a whole still has no old cipher", "[auth][p12]") {
    auto parts = test::whole_chain();
    parts.certificate_cipher = NID_pbe_WithSHA1And40BitRC2_CBC;
    REQUIRE(parse(test::make_p12(parts)));
    CHECK_FALSE(default_context_has("RC2-40-CBC"));
    CHECK(default_context_has("AES-256-CBC"));
}

TEST_CASE("without a legacy provider an old p12 is old, and its wrong password still wrong", "[auth][p12]") {
    auto parts = test::whole_chain();
    parts.key_cipher = NID_pbe_WithSHA1And3_Key_TripleDES_CBC;
    parts.certificate_cipher = NID_pbe_WithSHA1And40BitRC2_CBC;
    const std::string bytes = test::make_p12(parts);
    const test::TemporaryFolder without_modules;
    const test::EnvironmentVariable modules{"OPENSSL_MODULES", without_modules.path().string()};

    const Error error = error_of(bytes);
    CHECK(error.code == "cert.old_encryption");
    CHECK(error.argument("algorithm") == "PBE-SHA1-RC2-40");
    CHECK(error_of(bytes, "forkert").code == "cert.password");
}

TEST_CASE("passwords of any kind open their p12", "[auth][p12]") {
    const std::string text = GENERATE(as<std::string>{}, "", " ", "æøåÆØÅ€", "a b:c/d?e#f%g\"h'i\\j`k$l",
                                      "-passin", std::string(200, 'x'));
    auto parts = test::whole_chain();
    parts.password = text;
    const std::string bytes = test::make_p12(parts);
    CHECK(parse(bytes, text));
    CHECK(error_of(bytes, text + "x").code == "cert.password");
}

TEST_CASE("no password and an empty one are both empty", "[auth][p12]") {
    auto parts = test::whole_chain();
    parts.password = GENERATE(as<std::optional<std::string>>{}, std::nullopt, "");
    parts.certificate_cipher = NID_pbe_WithSHA1And3_Key_TripleDES_CBC;
    parts.key_cipher = NID_pbe_WithSHA1And3_Key_TripleDES_CBC;
    CHECK(parse(test::make_p12(parts), ""));
}

TEST_CASE("without a MAC the encryption itself tells a wrong password", "[auth][p12]") {
    auto parts = test::whole_chain();
    parts.mac = false;
    const std::string bytes = test::make_p12(parts);
    CHECK(parse(bytes));
    CHECK(error_of(bytes, "forkert").code == "cert.password");
}

TEST_CASE("a p12 cut short anywhere is truncated, and never a wrong password", "[auth][p12]") {
    const std::string whole = test::make_p12(test::whole_chain());
    for (std::size_t size = 1; size < whole.size(); ++size) {
        const auto cut = parse_p12(whole.substr(0, size), Secret{password}, "min.p12");
        REQUIRE_FALSE(cut);
        if (cut.error().code != "cert.truncated") FAIL("at " << size << ": " << cut.error().code);
    }
}

TEST_CASE("a p12 whose bytes were changed never opens", "[auth][p12]") {
    const std::string whole = test::make_p12(test::whole_chain());
    for (std::size_t at = 0; at < whole.size(); at += 97) {
        std::string changed = whole;
        changed[at] = static_cast<char>(changed[at] ^ 0x55);
        if (parse_p12(changed, Secret{password}, "min.p12")) FAIL("at " << at);
    }
}

TEST_CASE("what is no p12 is called what it is", "[auth][p12]") {
    const X509* certificate = test::leaf().certificate.get();
    const std::string p12 = test::make_p12(test::whole_chain());
    std::string damaged = p12;
    damaged.replace(7, 20, std::string(20, '\xFF'));
    using Case = std::pair<std::string, std::string>;
    const auto [bytes, looks_like] = GENERATE_REF(values<Case>({
        {pem_of(certificate), "pem"},
        {"\xEF\xBB\xBF\nBag Attributes\n-----BEGIN PRIVATE KEY-----\n", "pem"},
        {"MIIKPAIBAzCCCfYGCSqGSIb3DQEHAaCC\nCecEggnjMIIJ3zCC\n", "base64"},
        {der_of<X509>(certificate, i2d_X509), "certificate"},
        {der_of<EVP_PKEY>(test::leaf().key.get(), i2d_PrivateKey), "key"},
        {std::string("\x30\x0D\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07\x02\xA0\x00", 15), "pkcs7"},
        {std::string("\xFE\xED\xFE\xED\x00\x00\x00\x02", 8), "jks"},
        {"<!DOCTYPE html><html>", "text"},
        {"0", "truncated"},
        {"0123456789", "text"},
        {"Adgangskode: æøå\r\n", "text"},
        {std::string("PK\x03\x04\x00\x00", 6), "other"},
        {std::string(100, '\0'), "other"},
        {damaged, "damaged"},
    }));
    CAPTURE(looks_like);
    const Error error = error_of(bytes);
    if (looks_like == "truncated") {
        CHECK(error.code == "cert.truncated");
    } else {
        CHECK(error.code == "cert.not_pkcs12");
        CHECK(error.argument("looks_like") == looks_like);
    }
}

TEST_CASE("a p12 without a key, without a certificate, or with another's key says which", "[auth][p12]") {
    auto parts = test::whole_chain();
    SECTION("no key") {
        parts.key = nullptr;
        CHECK(error_of(test::make_p12(parts)).code == "cert.no_key");
    }
    SECTION("no certificate") {
        parts.certificates.clear();
        CHECK(error_of(test::make_p12(parts)).code == "cert.no_certificate");
    }
    SECTION("another's key") {
        const KeyHandle other = test::make_key();
        parts.key = other.get();
        CHECK(error_of(test::make_p12(parts)).code == "cert.key_mismatch");
    }
}

TEST_CASE("opening leaves OpenSSL's error queue as it was", "[auth][p12]") {
    ERR_clear_error();
    ERR_raise(ERR_LIB_USER, 42);
    const unsigned long before = ERR_peek_last_error();
    auto parts = test::whole_chain();
    const std::string bytes = test::make_p12(parts);
    CHECK(parse(bytes));
    CHECK_FALSE(parse(bytes, "forkert"));
    CHECK_FALSE(parse(bytes.substr(0, 500)));
    CHECK(ERR_peek_last_error() == before);
    ERR_clear_error();
}

TEST_CASE("a p12 is loaded from its file, and a file that cannot be read says why", "[auth][p12]") {
    const test::TemporaryFolder folder;
    const auto path = folder.path() / "min æøå.p12";
    SECTION("there") {
        REQUIRE(replace_file(path, test::make_p12(test::whole_chain())));
        CHECK(load_p12(path, Secret{password}));
    }
    SECTION("missing") {
        const auto loaded = load_p12(path, Secret{password});
        REQUIRE_FALSE(loaded);
        CHECK(loaded.error().code == "cert.missing");
        CHECK(loaded.error().argument("path") == path.string());
    }
    SECTION("empty") {
        REQUIRE(replace_file(path, ""));
        CHECK(load_p12(path, Secret{password}).error().code == "cert.empty");
    }
    SECTION("a folder") {
        const auto loaded = load_p12(folder.path(), Secret{password});
        CHECK(loaded.error().code == "cert.unreadable");
        CHECK(loaded.error().argument("reason") == "Is a directory");
    }
    SECTION("a pipe") {
        REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
        CHECK(load_p12(path, Secret{password}).error().code == "cert.unreadable");
    }
    SECTION("beyond any p12") {
        REQUIRE(replace_file(path, std::string(std::size_t{5} << 20, '0')));
        CHECK(load_p12(path, Secret{password}).error().code == "cert.unreadable");
    }
}
