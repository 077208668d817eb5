#include "test_pki.hpp"

#include <openssl/conf.h>
#include <openssl/provider.h>
#include <openssl/rsa.h>
#include <array>
#include <cstdlib>
#include <stdexcept>

namespace skifte::auth::test {

namespace {

using std::chrono::sys_days;
using std::chrono::sys_seconds;
using std::chrono::year;

// A test's PKI that cannot be made leaves nothing to test.
void demand(bool succeeded, const char* what) {
    if (!succeeded) throw std::runtime_error(std::string("test PKI: ") + what);
}

X509_NAME* add(X509_NAME* name, int nid, const std::string& value) {
    demand(X509_NAME_add_entry_by_NID(name, nid, MBSTRING_UTF8,
                                      reinterpret_cast<const unsigned char*>(value.data()),
                                      static_cast<int>(value.size()), -1, 0) == 1,
           "name");
    return name;
}

using NameHandle = Handle<X509_NAME, X509_NAME_free>;

NameHandle authority_name(const std::string& common_name) {
    NameHandle name{X509_NAME_new()};
    add(name.get(), NID_commonName, common_name);
    add(name.get(), NID_organizationalUnitName, "Test - lokal");
    add(name.get(), NID_organizationName, "Prøvestaten");
    add(name.get(), NID_countryName, "DK");
    return name;
}

NameHandle leaf_name(const LeafProfile& profile) {
    NameHandle name{X509_NAME_new()};
    add(name.get(), NID_commonName, profile.common_name);
    add(name.get(), NID_serialNumber, profile.unique_id);
    add(name.get(), NID_organizationName, profile.organisation);
    if (!profile.organisation_identifier.empty())
        add(name.get(), NID_organizationIdentifier, profile.organisation_identifier);
    add(name.get(), NID_countryName, "DK");
    return name;
}

struct Extension {
    int nid;
    std::string value;
};

struct Draft {
    NameHandle subject;
    EVP_PKEY* key;
    const Issued* issuer;  // null: itself
    sys_seconds not_before, not_after;
    const EVP_MD* digest;
    int salt;
    std::vector<Extension> extensions;
};

void set_time(ASN1_TIME* to, sys_seconds time) {
    demand(ASN1_TIME_set(to, static_cast<std::time_t>(time.time_since_epoch().count())) != nullptr, "time");
}

void sign_pss(X509* certificate, EVP_PKEY* key, const EVP_MD* digest, int salt) {
    const Handle<EVP_MD_CTX, EVP_MD_CTX_free> context{EVP_MD_CTX_new()};
    EVP_PKEY_CTX* settings = nullptr;
    demand(EVP_DigestSignInit(context.get(), &settings, digest, nullptr, key) == 1, "sign");
    demand(EVP_PKEY_CTX_set_rsa_padding(settings, RSA_PKCS1_PSS_PADDING) == 1, "padding");
    demand(EVP_PKEY_CTX_set_rsa_pss_saltlen(settings, salt) == 1, "salt");
    demand(X509_sign_ctx(certificate, context.get()) > 0, "signature");
}

CertificateHandle certify(const Draft& draft) {
    static long serial = 0x5A0000;
    CertificateHandle certificate{X509_new()};
    X509* issuer = draft.issuer != nullptr ? draft.issuer->certificate.get() : certificate.get();
    EVP_PKEY* issuer_key = draft.issuer != nullptr ? draft.issuer->key.get() : draft.key;
    X509_set_version(certificate.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), ++serial);
    X509_set_subject_name(certificate.get(), draft.subject.get());
    X509_set_issuer_name(certificate.get(), X509_get_subject_name(issuer));
    set_time(X509_getm_notBefore(certificate.get()), draft.not_before);
    set_time(X509_getm_notAfter(certificate.get()), draft.not_after);
    X509_set_pubkey(certificate.get(), draft.key);

    X509V3_CTX context{};
    X509V3_set_ctx(&context, issuer, certificate.get(), nullptr, nullptr, 0);
    // Policies are not read without a configuration, even where they refer to none.
    const Handle<CONF, NCONF_free> configuration{NCONF_new(nullptr)};
    X509V3_set_nconf(&context, configuration.get());
    for (const Extension& one : draft.extensions) {
        const Handle<X509_EXTENSION, X509_EXTENSION_free> extension{
            X509V3_EXT_conf_nid(nullptr, &context, one.nid, one.value.c_str())};
        demand(extension != nullptr && X509_add_ext(certificate.get(), extension.get(), -1) == 1,
               one.value.c_str());
    }
    sign_pss(certificate.get(), issuer_key, draft.digest, draft.salt);
    return certificate;
}

Issued make_authority(const std::string& name, const Issued* issuer, const std::string& constraints) {
    Issued made{make_key(), nullptr};
    Draft draft{authority_name(name),         made.key.get(), issuer, sys_days{year{2021} / 11 / 10},
                sys_days{year{2046} / 8 / 8}, EVP_sha512(),   64,     {}};
    draft.extensions = {{NID_basic_constraints, constraints},
                        {NID_key_usage, "critical,keyCertSign,cRLSign"},
                        {NID_subject_key_identifier, "hash"}};
    if (issuer != nullptr) draft.extensions.push_back({NID_authority_key_identifier, "keyid"});
    made.certificate = certify(draft);
    return made;
}

// Writes what today's OpenSSL would only read with its legacy provider.
struct WritingContext {
    OSSL_LIB_CTX* context = OSSL_LIB_CTX_new();
    OSSL_PROVIDER* standard = OSSL_PROVIDER_load(context, "default");
    OSSL_PROVIDER* legacy = OSSL_PROVIDER_load(context, "legacy");
    WritingContext() = default;
    WritingContext(const WritingContext&) = delete;
    WritingContext& operator=(const WritingContext&) = delete;
    ~WritingContext() {
        if (legacy != nullptr) OSSL_PROVIDER_unload(legacy);
        OSSL_PROVIDER_unload(standard);
        OSSL_LIB_CTX_free(context);
    }
};

void free_stack(STACK_OF(X509) * stack) noexcept {
    sk_X509_free(stack);
}

}  // namespace

KeyHandle make_key() {
    KeyHandle key{EVP_RSA_gen(2048)};
    demand(key != nullptr, "key");
    return key;
}

Pki::Pki()
    : root_(make_authority("Prøve OCES rod-CA", nullptr, "critical,CA:true")),
      issuing_(make_authority("Prøve OCES udstedende-CA 1", &root_, "critical,CA:true,pathlen:0")) {}

Issued Pki::issue_by(const Issued& issuer, const LeafProfile& profile) {
    Issued made{make_key(), nullptr};
    Draft draft{leaf_name(profile), made.key.get(), &issuer, profile.not_before,
                profile.not_after,  EVP_sha256(),   32,      {}};
    draft.extensions = {{NID_basic_constraints, "critical,CA:false"},
                        {NID_key_usage, profile.key_usage},
                        {NID_subject_key_identifier, "hash"}};
    if (profile.names_issuer_key) draft.extensions.push_back({NID_authority_key_identifier, "keyid"});
    if (!profile.extended_key_usage.empty())
        draft.extensions.push_back({NID_ext_key_usage, profile.extended_key_usage});
    if (!profile.crl_address.empty())
        draft.extensions.push_back({NID_crl_distribution_points, "URI:" + profile.crl_address});
    if (!profile.ocsp_address.empty())
        draft.extensions.push_back({NID_info_access, "OCSP;URI:" + profile.ocsp_address});
    if (!profile.policies.empty()) draft.extensions.push_back({NID_certificate_policies, profile.policies});
    made.certificate = certify(draft);
    return made;
}

const Pki& pki() {
    static const Pki made;
    return made;
}

const Issued& leaf() {
    static const Issued made = pki().issue();
    return made;
}

CertificateHandle copy(const CertificateHandle& certificate) {
    return CertificateHandle{X509_dup(certificate.get())};
}

CertificateHandle tampered(const CertificateHandle& certificate) {
    std::string der = der_of<X509>(certificate.get(), i2d_X509);
    der.back() = static_cast<char>(der.back() ^ 1);
    const unsigned char* at = der_bytes(der);
    return CertificateHandle{d2i_X509(nullptr, &at, static_cast<long>(der.size()))};
}

std::string make_p12(const P12& parts) {
    const WritingContext writing;
    auto* key = const_cast<EVP_PKEY*>(parts.key);
    const Handle<STACK_OF(X509), free_stack> stack{sk_X509_new_null()};
    for (const X509* one : parts.certificates) sk_X509_push(stack.get(), const_cast<X509*>(one));
    X509* first = sk_X509_value(stack.get(), 0);
    // OpenSSL refuses to write a key beside another's certificate; among "the others" it does not look.
    const bool own = key != nullptr && first != nullptr && X509_check_private_key(first, key) == 1;
    if (own) sk_X509_shift(stack.get());
    const Handle<PKCS12, PKCS12_free> p12{PKCS12_create_ex(
        parts.password ? parts.password->c_str() : nullptr, own ? "Skifte prøvesystem" : nullptr, key,
        own ? first : nullptr, stack.get(), parts.key_cipher, parts.certificate_cipher, 2000,
        parts.mac ? 2000 : -1, 0, writing.context, nullptr)};
    demand(p12 != nullptr, "p12");
    return der_of<PKCS12>(p12.get(), i2d_PKCS12);
}

P12 whole_chain() {
    P12 parts;
    parts.key = leaf().key.get();
    parts.certificates = {leaf().certificate.get(), pki().issuing().certificate.get(),
                          pki().root().certificate.get()};
    return parts;
}

TemporaryFolder::TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "skifte-auth-XXXXXX").string();
    demand(::mkdtemp(name.data()) != nullptr, "folder");
    path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

EnvironmentVariable::EnvironmentVariable(std::string name, const std::string& value)
    : name_(std::move(name)) {
    if (const char* before = std::getenv(name_.c_str())) {
        before_ = before;
        was_set_ = true;
    }
    ::setenv(name_.c_str(), value.c_str(), 1);
}

EnvironmentVariable::~EnvironmentVariable() {
    if (was_set_)
        ::setenv(name_.c_str(), before_.c_str(), 1);
    else
        ::unsetenv(name_.c_str());
}

}  // namespace skifte::auth::test
