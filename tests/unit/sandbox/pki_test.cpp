// The sandbox's certificates against the profile that OCES3 has.
#include "sandbox/openssl.hpp"
#include "sandbox/pki.hpp"

#include <skifte/support/clock.hpp>

#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

#include <catch2/catch.hpp>

namespace {

using namespace skifte;
using namespace skifte::sandbox;

const std::string password = "aB3?x.;-+ :%&";

const Pki& pki() {
    static const Pki made = make_pki(system_clock().now(), password).value();
    return made;
}

CertificateHandle certificate(const std::string& pem) {
    const BioHandle memory(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    return CertificateHandle(PEM_read_bio_X509(memory.get(), nullptr, nullptr, nullptr));
}

bool verifies(const std::string& leaf, const std::string& issuing, const std::string& root, int purpose) {
    const std::unique_ptr<X509_STORE, Freed<X509_STORE_free>> store(X509_STORE_new());
    const auto root_certificate = certificate(root);
    const auto issuing_certificate = certificate(issuing);
    const auto leaf_certificate = certificate(leaf);
    X509_STORE_add_cert(store.get(), root_certificate.get());
    STACK_OF(X509)* chain = sk_X509_new_null();
    sk_X509_push(chain, issuing_certificate.get());
    const std::unique_ptr<X509_STORE_CTX, Freed<X509_STORE_CTX_free>> context(X509_STORE_CTX_new());
    X509_STORE_CTX_init(context.get(), store.get(), leaf_certificate.get(), chain);
    X509_STORE_CTX_set_purpose(context.get(), purpose);
    const bool good = X509_verify_cert(context.get()) == 1;
    sk_X509_free(chain);
    return good;
}

std::vector<std::pair<int, std::string>> subject(const X509* of) {
    std::vector<std::pair<int, std::string>> parts;
    const X509_NAME* name = X509_get_subject_name(of);
    for (int i = 0; i < X509_NAME_entry_count(name); ++i) {
        const X509_NAME_ENTRY* entry = X509_NAME_get_entry(name, i);
        const ASN1_STRING* text = X509_NAME_ENTRY_get_data(entry);
        parts.emplace_back(OBJ_obj2nid(X509_NAME_ENTRY_get_object(entry)),
                           std::string(reinterpret_cast<const char*>(ASN1_STRING_get0_data(text)),
                                       static_cast<std::size_t>(ASN1_STRING_length(text))));
    }
    return parts;
}

// Digest and salt length of a RSASSA-PSS signature.
std::pair<int, long> signature(const std::string& pem) {
    const auto of = certificate(pem);
    int digest = NID_undef;
    const X509_ALGOR* algorithm = nullptr;
    X509_get0_signature(nullptr, &algorithm, of.get());
    REQUIRE(OBJ_obj2nid(algorithm->algorithm) == NID_rsassaPss);
    X509_get_signature_info(of.get(), &digest, nullptr, nullptr, nullptr);
    const std::unique_ptr<RSA_PSS_PARAMS, Freed<RSA_PSS_PARAMS_free>> parameters(static_cast<RSA_PSS_PARAMS*>(
        ASN1_TYPE_unpack_sequence(ASN1_ITEM_rptr(RSA_PSS_PARAMS), algorithm->parameter)));
    REQUIRE(parameters);
    return {digest, parameters->saltLength ? ASN1_INTEGER_get(parameters->saltLength) : 20};
}

}  // namespace

TEST_CASE("client and server certificates verify up to the root, each for its own purpose") {
    CHECK(verifies(pki().client, pki().issuing, pki().root, X509_PURPOSE_SSL_CLIENT));
    CHECK(verifies(pki().server, pki().issuing, pki().root, X509_PURPOSE_SSL_SERVER));
    CHECK_FALSE(verifies(pki().server, pki().issuing, pki().root, X509_PURPOSE_SSL_CLIENT));
    CHECK_FALSE(verifies(pki().client, pki().root, pki().root, X509_PURPOSE_SSL_CLIENT));
}

TEST_CASE("the client's subject has the parts of an OCES3 organisation, in their order, and none of the "
          "state's names") {
    const auto client = certificate(pki().client);
    const auto parts = subject(client.get());
    REQUIRE(parts.size() == 5);
    CHECK(parts[0].first == NID_commonName);
    CHECK(parts[1].first == NID_serialNumber);
    CHECK(parts[1].second.starts_with("UI:DK-O:G:"));
    CHECK(parts[1].second.size() == 46);
    CHECK(parts[2].first == NID_organizationName);
    CHECK(parts[3] == std::pair(NID_organizationIdentifier, std::string("NTRDK-99999999")));
    CHECK(parts[4] == std::pair(NID_countryName, std::string("DK")));
    for (const std::string* pem : {&pki().root, &pki().issuing, &pki().server, &pki().client}) {
        std::string all;
        for (const auto& [nid, text] : subject(certificate(*pem).get())) all += text + "/";
        INFO(all);
        CHECK(all.find("Den Danske Stat") == std::string::npos);
        CHECK((all.find("sandkasse") != std::string::npos || all.find("Sandkasse") != std::string::npos));
    }
}

TEST_CASE("authorities sign with SHA-512 and salt 64, and the leaves are signed with SHA-256 and salt 32") {
    CHECK(signature(pki().root) == std::pair(NID_sha512, 64L));
    CHECK(signature(pki().issuing) == std::pair(NID_sha512, 64L));
    CHECK(signature(pki().client) == std::pair(NID_sha256, 32L));
    CHECK(signature(pki().server) == std::pair(NID_sha256, 32L));
}

TEST_CASE("the client's key is RSA 3072 for signing and enciphering, without an extended key usage") {
    const auto client = certificate(pki().client);
    EVP_PKEY* const key = X509_get0_pubkey(client.get());
    CHECK(EVP_PKEY_get_id(key) == EVP_PKEY_RSA);
    CHECK(EVP_PKEY_get_bits(key) == 3072);
    CHECK(X509_get_key_usage(client.get()) == (KU_DIGITAL_SIGNATURE | KU_KEY_ENCIPHERMENT));
    CHECK(X509_get_ext_by_NID(client.get(), NID_ext_key_usage, -1) == -1);
    CHECK(X509_get_ext_by_NID(client.get(), NID_subject_alt_name, -1) == -1);
    CHECK(X509_get0_subject_key_id(client.get()) != nullptr);
    CHECK(X509_get0_authority_key_id(client.get()) != nullptr);
}

TEST_CASE("the client's certificate states the policies of a system certificate") {
    const auto client = certificate(pki().client);
    const std::unique_ptr<CERTIFICATEPOLICIES, Freed<CERTIFICATEPOLICIES_free>> policies(
        static_cast<CERTIFICATEPOLICIES*>(
            X509_get_ext_d2i(client.get(), NID_certificate_policies, nullptr, nullptr)));
    REQUIRE(policies);
    std::vector<std::string> oids;
    for (int i = 0; i < sk_POLICYINFO_num(policies.get()); ++i) {
        char text[80];
        OBJ_obj2txt(text, sizeof text, sk_POLICYINFO_value(policies.get(), i)->policyid, 1);
        oids.emplace_back(text);
    }
    CHECK(oids == std::vector<std::string>{"0.4.0.2042.1.1", "1.2.208.169.1.1.1.3.7.1"});
}

TEST_CASE("the server's certificate is for localhost and 127.0.0.1") {
    const auto server = certificate(pki().server);
    CHECK(X509_check_host(server.get(), "localhost", 0, 0, nullptr) == 1);
    CHECK(X509_check_ip_asc(server.get(), "127.0.0.1", 0) == 1);
    CHECK(X509_check_host(server.get(), "api.domstol.dk", 0, 0, nullptr) == 0);
}

TEST_CASE("the .p12 opens with its password and no other, and holds key, certificate and chain") {
    const auto* data = reinterpret_cast<const unsigned char*>(pki().client_p12.data());
    const Pkcs12Handle p12(d2i_PKCS12(nullptr, &data, static_cast<long>(pki().client_p12.size())));
    REQUIRE(p12);
    CHECK(PKCS12_verify_mac(p12.get(), "Test1234", -1) == 0);
    EVP_PKEY* key = nullptr;
    X509* leaf = nullptr;
    STACK_OF(X509)* chain = nullptr;
    REQUIRE(PKCS12_parse(p12.get(), password.c_str(), &key, &leaf, &chain) == 1);
    CHECK(X509_check_private_key(leaf, key) == 1);
    CHECK(X509_cmp(leaf, certificate(pki().client).get()) == 0);
    CHECK(sk_X509_num(chain) == 2);
    EVP_PKEY_free(key);
    X509_free(leaf);
    sk_X509_pop_free(chain, X509_free);
}

TEST_CASE("a password is long, has punctuation, and is never the same") {
    const std::string one = make_password();
    CHECK(one.size() == 20);
    CHECK(one.find_first_of("?.;-+:%&") != std::string::npos);
    CHECK(one != make_password());
}
