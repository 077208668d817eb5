// Keys, certificates and the client's .p12. The profile is the measured one of OCES3: RSASSA-PSS signatures
// over plain RSA keys, the organisation in the subject, NCP policy, no extended key usage on the client.
#include "sandbox/pki.hpp"

#include "sandbox/openssl.hpp"

#include <skifte/support/digest.hpp>

#include <openssl/conf.h>
#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

#include <array>
#include <chrono>
#include <future>
#include <span>
#include <vector>

namespace skifte::sandbox {
namespace {

using std::chrono::days;
using std::chrono::hours;

constexpr auto root_life = days{25 * 365};
constexpr auto issuing_life = days{10 * 365};
constexpr auto leaf_life = days{3 * 365};

Failure crypto(std::string step) {
    return fail("sandbox.crypto", {{"step", std::move(step)}});
}

struct NamePart {
    int nid;
    std::string value;
};
using Name = std::vector<NamePart>;

struct ExtensionText {
    const char* name;
    const char* value;
};

struct Profile {
    Name subject;
    std::span<const ExtensionText> extensions;
    days life;
    const EVP_MD* digest;  // of the signature; the salt has its length
};

struct Issuer {
    X509* certificate;
    EVP_PKEY* key;
};

constexpr std::array root_extensions{
    ExtensionText{"basicConstraints", "critical,CA:true"},
    ExtensionText{"keyUsage", "critical,keyCertSign,cRLSign"},
    ExtensionText{"subjectKeyIdentifier", "hash"},
};
constexpr std::array issuing_extensions{
    ExtensionText{"basicConstraints", "critical,CA:true,pathlen:0"},
    ExtensionText{"keyUsage", "critical,keyCertSign,cRLSign"},
    ExtensionText{"subjectKeyIdentifier", "hash"},
    ExtensionText{"authorityKeyIdentifier", "keyid:always"},
};
constexpr std::array server_extensions{
    ExtensionText{"basicConstraints", "critical,CA:false"},
    ExtensionText{"keyUsage", "critical,digitalSignature"},
    ExtensionText{"extendedKeyUsage", "serverAuth"},
    ExtensionText{"subjectAltName", "DNS:localhost,IP:127.0.0.1"},
    ExtensionText{"subjectKeyIdentifier", "hash"},
    ExtensionText{"authorityKeyIdentifier", "keyid:always"},
};
// The last is qcStatements: legal person (0.4.0.194121.1.2) with the name scheme https://uid.gov.dk, as OCES3
// has it.
constexpr std::array client_extensions{
    ExtensionText{"basicConstraints", "critical,CA:false"},
    ExtensionText{"keyUsage", "critical,digitalSignature,keyEncipherment"},
    ExtensionText{"subjectKeyIdentifier", "hash"},
    ExtensionText{"authorityKeyIdentifier", "keyid:always"},
    ExtensionText{"certificatePolicies", "0.4.0.2042.1.1,1.2.208.169.1.1.1.3.7.1"},
    ExtensionText{"1.3.6.1.5.5.7.1.3",
                  "DER:302d302b06082b06010505070b02301f060704008bec4901023014861268747470"
                  "733a2f2f7569642e676f762e646b"},
};

Name authority_name(const char* common_name) {
    return {{NID_commonName, common_name},
            {NID_organizationalUnitName, "Sandkasse"},
            {NID_organizationName, "Skifte sandkasse"},
            {NID_countryName, "DK"}};
}

bool set_subject(X509* certificate, const Name& name) {
    X509_NAME* subject = X509_get_subject_name(certificate);
    for (const NamePart& part : name) {
        const auto* text = reinterpret_cast<const unsigned char*>(part.value.data());
        if (X509_NAME_add_entry_by_NID(subject, part.nid, MBSTRING_UTF8, text,
                                       static_cast<int>(part.value.size()), -1, 0) != 1)
            return false;
    }
    return true;
}

bool set_serial(X509* certificate) {
    std::array<std::byte, 16> bytes{};
    random_bytes(bytes);
    bytes[0] = (bytes[0] & std::byte{0x3f}) | std::byte{0x40};  // positive, and always of 16 bytes
    const std::unique_ptr<BIGNUM, Freed<BN_free>> number(BN_bin2bn(
        reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()), nullptr));
    return number && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr;
}

bool add_extensions(X509* certificate, X509* issuer, std::span<const ExtensionText> extensions) {
    // certificatePolicies wants a configuration to look section names up in, even where it names none.
    const std::unique_ptr<CONF, Freed<NCONF_free>> no_sections(NCONF_new(nullptr));
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509V3_set_nconf(&context, no_sections.get());
    for (const ExtensionText& text : extensions) {
        const ExtensionHandle extension(X509V3_EXT_nconf(no_sections.get(), &context, text.name, text.value));
        if (!extension || X509_add_ext(certificate, extension.get(), -1) != 1) return false;
    }
    return true;
}

bool sign(X509* certificate, EVP_PKEY* key, const EVP_MD* digest) {
    const DigestContextHandle context(EVP_MD_CTX_new());
    EVP_PKEY_CTX* parameters = nullptr;
    return context && EVP_DigestSignInit(context.get(), &parameters, digest, nullptr, key) == 1 &&
           EVP_PKEY_CTX_set_rsa_padding(parameters, RSA_PKCS1_PSS_PADDING) == 1 &&
           EVP_PKEY_CTX_set_rsa_pss_saltlen(parameters, RSA_PSS_SALTLEN_DIGEST) == 1 &&
           EVP_PKEY_CTX_set_rsa_mgf1_md(parameters, digest) == 1 &&
           X509_sign_ctx(certificate, context.get()) > 0;
}

// With no issuer the certificate signs itself.
CertificateHandle make_certificate(Instant now, EVP_PKEY* key, const Profile& profile, const Issuer* issuer) {
    CertificateHandle certificate(X509_new());
    if (!certificate) return nullptr;
    X509* const self = certificate.get();
    X509* const issuing = issuer ? issuer->certificate : self;
    const std::time_t start = std::chrono::system_clock::to_time_t(now - hours{1});
    const bool made = X509_set_version(self, X509_VERSION_3) == 1 && set_serial(self) &&
                      ASN1_TIME_set(X509_getm_notBefore(self), start) != nullptr &&
                      ASN1_TIME_adj(X509_getm_notAfter(self), start, static_cast<int>(profile.life.count()),
                                    0) != nullptr &&
                      set_subject(self, profile.subject) &&
                      X509_set_issuer_name(self, X509_get_subject_name(issuing)) == 1 &&
                      X509_set_pubkey(self, key) == 1 && add_extensions(self, issuing, profile.extensions) &&
                      sign(self, issuer ? issuer->key : key, profile.digest);
    return made ? std::move(certificate) : nullptr;
}

std::string text_of(BIO* memory) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(memory, &data);
    return size > 0 ? std::string(data, static_cast<std::size_t>(size)) : std::string();
}

std::string pem(X509* certificate) {
    const BioHandle memory(BIO_new(BIO_s_mem()));
    return memory && PEM_write_bio_X509(memory.get(), certificate) == 1 ? text_of(memory.get())
                                                                        : std::string();
}

std::string pem(EVP_PKEY* key) {
    const BioHandle memory(BIO_new(BIO_s_mem()));
    const bool written = memory && PEM_write_bio_PKCS8PrivateKey(memory.get(), key, nullptr, nullptr, 0,
                                                                 nullptr, nullptr) == 1;
    return written ? text_of(memory.get()) : std::string();
}

// As delivered by MitID Erhverv: the key encrypted by PBES2 with AES-256, the certificates in clear, the
// whole chain.
Result<std::string> make_p12(EVP_PKEY* key, X509* leaf, std::span<X509* const> chain,
                             const std::string& friendly_name, const std::string& password) {
    struct FreeStack {
        void operator()(STACK_OF(X509) * stack) const noexcept { sk_X509_free(stack); }
    };
    const std::unique_ptr<STACK_OF(X509), FreeStack> authorities(sk_X509_new_null());
    for (X509* certificate : chain) sk_X509_push(authorities.get(), certificate);
    constexpr int iterations = 2000;
    constexpr int certificates_in_clear = -1;
    const Pkcs12Handle p12(PKCS12_create(password.c_str(), friendly_name.c_str(), key, leaf,
                                         authorities.get(), NID_aes_256_cbc, certificates_in_clear,
                                         iterations, iterations, 0));
    const BioHandle memory(BIO_new(BIO_s_mem()));
    if (!p12 || !memory || i2d_PKCS12_bio(memory.get(), p12.get()) != 1) return crypto("p12");
    return text_of(memory.get());
}

constexpr const char* client_name = "Skifte sandkasse systemcertifikat";

Profile client_profile() {
    return {{{NID_commonName, client_name},
             {NID_serialNumber, "UI:DK-O:G:" + random_uuid()},
             {NID_organizationName, "Skifte sandkasse, opdigtet organisation"},
             {NID_organizationIdentifier, "NTRDK-" + std::string(client_cvr)},
             {NID_countryName, "DK"}},
            client_extensions,
            leaf_life,
            EVP_sha256()};
}

}  // namespace

Result<Pki> make_pki(Instant now, const std::string& p12_password) {
    // Finding primes is nearly all of a first start, and the three searches are independent.
    const auto find_rsa_key = [] { return KeyHandle(EVP_RSA_gen(3072)); };
    auto later_root_key = std::async(std::launch::async, find_rsa_key);
    auto later_issuing_key = std::async(std::launch::async, find_rsa_key);
    const KeyHandle client_key = find_rsa_key();
    const KeyHandle root_key = later_root_key.get();
    const KeyHandle issuing_key = later_issuing_key.get();
    // The courts' servers show ordinary web certificates, so this key need not be RSA.
    const KeyHandle server_key(EVP_EC_gen("P-256"));
    if (!client_key || !root_key || !issuing_key || !server_key) return crypto("keys");

    const auto root = make_certificate(
        now, root_key.get(),
        {authority_name("Skifte sandkasse rod-CA"), root_extensions, root_life, EVP_sha512()}, nullptr);
    if (!root) return crypto("root");
    const Issuer by_root{root.get(), root_key.get()};
    const auto issuing = make_certificate(
        now, issuing_key.get(),
        {authority_name("Skifte sandkasse udstedende-CA 1"), issuing_extensions, issuing_life, EVP_sha512()},
        &by_root);
    if (!issuing) return crypto("issuing");
    const Issuer by_issuing{issuing.get(), issuing_key.get()};
    const auto server = make_certificate(
        now, server_key.get(), {authority_name("localhost"), server_extensions, leaf_life, EVP_sha256()},
        &by_issuing);
    const auto client = make_certificate(now, client_key.get(), client_profile(), &by_issuing);
    if (!server || !client) return crypto("leaves");

    const std::array chain{issuing.get(), root.get()};
    SKIFTE_TRY(auto p12, make_p12(client_key.get(), client.get(), chain, client_name, p12_password));
    return Pki{.root = pem(root.get()),
               .root_key = pem(root_key.get()),
               .issuing = pem(issuing.get()),
               .issuing_key = pem(issuing_key.get()),
               .server = pem(server.get()) + pem(issuing.get()),
               .server_key = pem(server_key.get()),
               .client = pem(client.get()),
               .client_p12 = std::move(p12)};
}

std::string make_password() {
    constexpr std::string_view letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    constexpr std::string_view punctuation = "?.;-+:%&";
    std::array<std::byte, 20> dice{};
    random_bytes(dice);
    std::string password;
    for (std::size_t i = 0; i < dice.size(); ++i) {
        const std::string_view from = i % 5 == 4 ? punctuation : letters;
        password += from[std::to_integer<std::size_t>(dice[i]) % from.size()];
    }
    return password;
}

}  // namespace skifte::sandbox
