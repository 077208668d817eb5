// A certificate file of any form: told apart by content, and read as far as a password goes.
#include <skifte/auth/certificate_file.hpp>
#include <skifte/support/files.hpp>

#include "test_pki.hpp"

#include <catch2/catch.hpp>
#include <openssl/pem.h>
#include <openssl/provider.h>

using namespace skifte;
using namespace skifte::auth;
using State = CertificateFacts::Chain;

namespace {

const std::string password = "Kode?.;-+1234";

Result<FileDescription> describe(const std::string& bytes) {
    return describe_file(bytes, nullptr, "fil");
}

Result<FileDescription> describe(const std::string& bytes, const std::string& with) {
    const Secret secret{with};
    return describe_file(bytes, &secret, "fil");
}

template <typename Write>
std::string pem(Write write) {
    const Handle<BIO, BIO_free> out{BIO_new(BIO_s_mem())};
    write(out.get());
    const char* text = nullptr;
    const long size = BIO_get_mem_data(out.get(), &text);
    return {text, static_cast<std::size_t>(size)};
}

std::string pem(const test::Issued& issued) {
    return pem([&](BIO* out) { PEM_write_bio_X509(out, issued.certificate.get()); });
}

EVP_PKEY* leaf_key() {
    return test::leaf().key.get();
}

std::string plain_key() {
    return pem([](BIO* out) {
        PEM_write_bio_PKCS8PrivateKey(out, leaf_key(), nullptr, nullptr, 0, nullptr, nullptr);
    });
}

std::string encrypted_key() {
    return pem([](BIO* out) {
        PEM_write_bio_PKCS8PrivateKey(out, leaf_key(), EVP_aes_256_cbc(), password.c_str(),
                                      static_cast<int>(password.size()), nullptr, nullptr);
    });
}

std::string traditional_key(const EVP_CIPHER* cipher) {
    return pem([&](BIO* out) {
        PEM_write_bio_PrivateKey_traditional(out, leaf_key(), cipher,
                                             reinterpret_cast<const unsigned char*>(password.c_str()),
                                             static_cast<int>(password.size()), nullptr, nullptr);
    });
}

std::string old_key() {
    OSSL_LIB_CTX* context = OSSL_LIB_CTX_new();
    OSSL_PROVIDER* standard = OSSL_PROVIDER_load(context, "default");
    OSSL_PROVIDER* legacy = OSSL_PROVIDER_load(context, "legacy");
    std::string text;
    {
        const Handle<PKCS8_PRIV_KEY_INFO, PKCS8_PRIV_KEY_INFO_free> plain{EVP_PKEY2PKCS8(leaf_key())};
        const Handle<X509_SIG, X509_SIG_free> encrypted{PKCS8_encrypt_ex(
            NID_pbe_WithSHA1And40BitRC2_CBC, nullptr, password.c_str(), static_cast<int>(password.size()),
            nullptr, 0, 2000, plain.get(), context, nullptr)};
        REQUIRE(encrypted);
        text = pem([&](BIO* out) { PEM_write_bio_PKCS8(out, encrypted.get()); });
    }
    OSSL_PROVIDER_unload(legacy);
    OSSL_PROVIDER_unload(standard);
    OSSL_LIB_CTX_free(context);
    return text;
}

std::string whole_chain_pem() {
    return pem(test::leaf()) + pem(test::pki().issuing()) + pem(test::pki().root());
}

}  // namespace

TEST_CASE("without its password a p12 tells what is not encrypted", "[auth][file]") {
    auto parts = test::whole_chain();
    SECTION("certificates in the clear") {
        const auto file = describe(test::make_p12(parts));
        REQUIRE(file);
        CHECK(file->format == FileFormat::p12);
        CHECK(file->key == FileKey::locked);
        CHECK(file->encryption == "PBES2 AES-256-CBC");
        REQUIRE(file->facts);
        CHECK(file->facts->common_name == "Skifte prøvesystem");
        CHECK(file->facts->chain == State::unpinned);
    }
    SECTION("all encrypted, and old") {
        parts.key_cipher = NID_pbe_WithSHA1And3_Key_TripleDES_CBC;
        parts.certificate_cipher = NID_pbe_WithSHA1And40BitRC2_CBC;
        const auto file = describe(test::make_p12(parts));
        REQUIRE(file);
        CHECK(file->encryption == "PBE-SHA1-RC2-40");
        CHECK(file->old_encryption);
        CHECK_FALSE(file->facts);
    }
}

TEST_CASE("with its password a p12 tells whether the key fits", "[auth][file]") {
    auto parts = test::whole_chain();
    CHECK(describe(test::make_p12(parts), password)->key == FileKey::matches);
    CHECK(describe(test::make_p12(parts), "forkert").error().code == "cert.password");
    const KeyHandle other = test::make_key();
    parts.key = other.get();
    const auto file = describe(test::make_p12(parts), password);
    REQUIRE(file);
    CHECK(file->key == FileKey::mismatched);
    REQUIRE(file->facts);
    CHECK(file->facts->common_name == "Skifte prøvesystem");
    parts.key = nullptr;
    CHECK(describe(test::make_p12(parts), password)->key == FileKey::none);
}

TEST_CASE("a certificate alone is read from PEM and from DER", "[auth][file]") {
    const auto [bytes, format] = GENERATE_REF(table<std::string, FileFormat>({
        {pem(test::leaf()), FileFormat::pem},
        {"Bag Attributes\n    friendlyName: Prøve\n" + pem(test::leaf()), FileFormat::pem},
        {der_of<X509>(test::leaf().certificate.get(), i2d_X509), FileFormat::der},
    }));
    const auto file = describe(bytes);
    REQUIRE(file);
    CHECK(file->format == format);
    CHECK(file->key == FileKey::none);
    CHECK(file->encryption == "none");
    REQUIRE(file->facts);
    CHECK(file->facts->cvr == "99999999");
    CHECK(file->facts->chain == State::incomplete);
    CHECK(file->facts->above.empty());
}

TEST_CASE("the leaf of a PEM is found wherever it stands, and its chain is in order", "[auth][file]") {
    const auto file = describe(pem(test::pki().root()) + pem(test::pki().issuing()) + pem(test::leaf()));
    REQUIRE(file);
    CHECK(file->facts->common_name == "Skifte prøvesystem");
    CHECK(file->facts->chain == State::unpinned);
    REQUIRE(file->facts->above.size() == 2);
    CHECK(file->facts->above[1].der == der_of<X509>(test::pki().root().certificate.get(), i2d_X509));
}

TEST_CASE("a CA's own certificate can be shown", "[auth][file]") {
    const auto file = describe(pem(test::pki().issuing()));
    REQUIRE(file);
    CHECK(file->facts->common_name == "Prøve OCES udstedende-CA 1");
    CHECK(file->facts->kind == Kind::other);
}

TEST_CASE("a key in the clear needs no password, and its file is known not to be encrypted", "[auth][file]") {
    const std::string key = GENERATE(plain_key(), traditional_key(nullptr));
    const auto file = describe(key + whole_chain_pem());
    REQUIRE(file);
    CHECK(file->key == FileKey::matches);
    CHECK(file->encryption == "none");
}

TEST_CASE("an encrypted key in a PEM opens with its password and only with it", "[auth][file]") {
    const auto [key, encryption, old] = GENERATE_REF(table<std::string, std::string, bool>({
        {encrypted_key(), "PBES2 AES-256-CBC", false},
        {traditional_key(EVP_aes_256_cbc()), "PEM AES-256-CBC", false},
        {old_key(), "PBE-SHA1-RC2-40", true},
    }));
    CAPTURE(encryption);
    const std::string bytes = whole_chain_pem() + key;
    const auto closed = describe(bytes);
    REQUIRE(closed);
    CHECK(closed->key == FileKey::locked);
    CHECK(closed->encryption == encryption);
    CHECK(closed->old_encryption == old);
    CHECK(closed->facts);
    const auto open = describe(bytes, password);
    REQUIRE(open);
    CHECK(open->key == FileKey::matches);
    CHECK(open->encryption == encryption);
    CHECK(describe(bytes, "forkert").error().code == "cert.password");
    CHECK(describe(bytes, std::string(5000, 'x')).error().code == "cert.password");
}

TEST_CASE("what is no certificate file is called what it is", "[auth][file]") {
    const std::string p12 = test::make_p12(test::whole_chain());
    const std::string der = der_of<X509>(test::leaf().certificate.get(), i2d_X509);
    std::string damaged = p12;
    damaged.replace(7, 20, std::string(20, '\xFF'));
    const Handle<X509_REQ, X509_REQ_free> request{
        X509_to_X509_REQ(test::leaf().certificate.get(), leaf_key(), EVP_sha256())};
    const std::string half = pem(test::leaf());
    using Case = std::pair<std::string, std::string>;
    const auto [bytes, what] = GENERATE_REF(values<Case>({
        {"", "cert.empty"},
        {p12.substr(0, p12.size() / 2), "cert.truncated"},
        {der.substr(0, der.size() - 1), "cert.truncated"},
        {damaged, "damaged"},
        {half.substr(0, half.size() / 2), "damaged"},
        {"-----BEGIN CERTIFICATE-----\nbm9uZQ==\n-----END CERTIFICATE-----\n", "damaged"},
        {plain_key(), "key"},
        {encrypted_key(), "key"},
        {der_of<EVP_PKEY>(leaf_key(), i2d_PrivateKey), "key"},
        {pem([&](BIO* out) { PEM_write_bio_X509_REQ(out, request.get()); }), "request"},
        {der_of<X509_REQ>(request.get(), i2d_X509_REQ), "request"},
        {"MIIKPAIBAzCCCfYGCSqGSIb3DQEHAaCC\n", "base64"},
        {"-----BEGIN X509 CRL-----\nbm9uZQ==\n-----END X509 CRL-----\n", "other"},
        {"[req]\ndistinguished_name=dn\n", "text"},
        {"3F1A\n", "text"},
        {"0F1A\n", "text"},
    }));
    CAPTURE(what);
    const auto file = describe(bytes);
    REQUIRE_FALSE(file);
    CHECK(file.error().argument("path") == "fil");
    if (what.starts_with("cert.")) {
        CHECK(file.error().code == what);
    } else {
        CHECK(file.error().code == "cert.not_certificate");
        CHECK(file.error().argument("looks_like") == what);
    }
}

TEST_CASE("describing leaves OpenSSL's error queue as it was", "[auth][file]") {
    ERR_clear_error();
    for (const std::string& bytes : {whole_chain_pem(), plain_key(), std::string("tekst")}) {
        static_cast<void>(describe(bytes));
        CHECK(ERR_peek_error() == 0);
    }
}

TEST_CASE("a file that cannot be read says why", "[auth][file]") {
    const test::TemporaryFolder folder;
    CHECK(describe_file(folder.path() / "fil.pem", nullptr).error().code == "cert.missing");
    CHECK(describe_file(folder.path(), nullptr).error().code == "cert.unreadable");
}
