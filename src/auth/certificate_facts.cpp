#include "auth/certificate_facts.hpp"

#include "auth/asn1_time.hpp"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/crypto.h>
#include <array>
#include <cctype>

namespace skifte::auth {

namespace {

// OpenSSL's own free is a macro.
void free_memory(void* memory) noexcept {
    OPENSSL_free(memory);
}

std::string name_text(const X509_NAME* name) {
    const Handle<BIO, BIO_free> out{BIO_new(BIO_s_mem())};
    X509_NAME_print_ex(out.get(), name, 0,
                       XN_FLAG_RFC2253 & ~static_cast<unsigned long>(ASN1_STRFLGS_ESC_MSB));
    const char* text = nullptr;
    const long size = BIO_get_mem_data(out.get(), &text);
    return {text, static_cast<std::size_t>(size)};
}

std::string subject_field(const X509* certificate, int nid) {
    const X509_NAME* subject = X509_get_subject_name(certificate);
    const int at = X509_NAME_get_index_by_NID(subject, nid, -1);
    if (at < 0) return {};
    unsigned char* text = nullptr;
    const int size = ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, at)));
    if (size < 0) return {};
    const Handle<unsigned char, free_memory> owner{text};
    return {reinterpret_cast<const char*>(text), static_cast<std::size_t>(size)};
}

// As `openssl x509 -serial` prints it.
std::string serial_of(const X509* certificate) {
    const Handle<BIGNUM, BN_free> number{ASN1_INTEGER_to_BN(X509_get0_serialNumber(certificate), nullptr)};
    const Handle<char, free_memory> text{BN_bn2hex(number.get())};
    return text != nullptr ? text.get() : "";
}

std::string key_of(const X509* certificate) {
    const EVP_PKEY* key = X509_get0_pubkey(certificate);
    if (key == nullptr) return {};
    return std::string(EVP_PKEY_get0_type_name(key)) + ' ' + std::to_string(EVP_PKEY_get_bits(key));
}

// "SHA256" is written "SHA-256".
std::string digest_name(int nid) {
    std::string name = OBJ_nid2sn(nid);
    if (name.starts_with("SHA") && name.size() > 3 && std::isdigit(static_cast<unsigned char>(name[3])) != 0)
        name.insert(3, "-");
    return name;
}

std::string signature_of(X509* certificate) {
    int digest = NID_undef;
    int key = NID_undef;
    if (X509_get_signature_info(certificate, &digest, &key, nullptr, nullptr) != 1) return {};
    const int scheme = X509_get_signature_nid(certificate);
    if (scheme == NID_rsassaPss) return "RSASSA-PSS " + digest_name(digest);
    if (digest == NID_undef) return OBJ_nid2sn(scheme);
    return std::string(key == NID_rsaEncryption ? "RSA" : "ECDSA") + ' ' + digest_name(digest);
}

std::vector<std::string> policies_of(const X509* certificate) {
    const Handle<CERTIFICATEPOLICIES, CERTIFICATEPOLICIES_free> policies{static_cast<CERTIFICATEPOLICIES*>(
        X509_get_ext_d2i(certificate, NID_certificate_policies, nullptr, nullptr))};
    std::vector<std::string> list;
    for (int i = 0; i < sk_POLICYINFO_num(policies.get()); ++i) {
        std::array<char, 80> oid{};
        OBJ_obj2txt(oid.data(), static_cast<int>(oid.size()),
                    sk_POLICYINFO_value(policies.get(), i)->policyid, 1);
        list.emplace_back(oid.data());
    }
    return list;
}

// By prefix: newer certificates carry a version below the policy.
bool has_policy(const std::vector<std::string>& policies, std::string_view wanted) {
    for (const std::string& one : policies)
        if (one == wanted || (one.starts_with(wanted) && one[wanted.size()] == '.')) return true;
    return false;
}

// System and organisation certificates share a policy; the former are not for signing.
Kind kind_of(X509* certificate, const std::vector<std::string>& policies) {
    if (has_policy(policies, "1.2.208.169.1.1.1.2.7")) return Kind::employee;
    if (!has_policy(policies, "1.2.208.169.1.1.1.3.7")) return Kind::other;
    const bool signs = (X509_get_key_usage(certificate) & X509v3_KU_NON_REPUDIATION) != 0;
    return signs ? Kind::organisation : Kind::system;
}

std::string cvr_in(std::string_view organisation_identifier) {
    constexpr std::string_view prefix = "NTRDK-";
    if (!organisation_identifier.starts_with(prefix)) return {};
    return std::string(organisation_identifier.substr(prefix.size()));
}

}  // namespace

std::string subject_of(const X509* certificate) {
    return name_text(X509_get_subject_name(certificate));
}

CertificateFacts read_facts(X509* certificate) {
    const ErrorQueueScope scope;
    CertificateFacts facts;
    facts.subject = subject_of(certificate);
    facts.issuer = name_text(X509_get_issuer_name(certificate));
    facts.common_name = subject_field(certificate, NID_commonName);
    facts.organisation = subject_field(certificate, NID_organizationName);
    facts.cvr = cvr_in(subject_field(certificate, NID_organizationIdentifier));
    facts.unique_id = subject_field(certificate, NID_serialNumber);
    facts.serial = serial_of(certificate);
    facts.sha256 = certificate_sha256(certificate);
    facts.not_before = instant_of(X509_get0_notBefore(certificate));
    facts.not_after = instant_of(X509_get0_notAfter(certificate));
    facts.key = key_of(certificate);
    facts.signature = signature_of(certificate);
    facts.policies = policies_of(certificate);
    facts.kind = kind_of(certificate, facts.policies);
    facts.der = der_of<X509>(certificate, i2d_X509);
    return facts;
}

CertificateFacts facts_in_file(X509* certificate, const FileContents& file, const Chain& chain) {
    CertificateFacts facts = read_facts(certificate);
    facts.environment = chain.environment;
    facts.chain = chain.state;
    facts.claimed_environment = chain.claimed;
    for (const X509* above : chain.path)
        facts.above.push_back({subject_of(above), instant_of(X509_get0_notBefore(above)),
                               instant_of(X509_get0_notAfter(above)), der_of<X509>(above, i2d_X509)});
    facts.file_encryption = file.encryption.name;
    facts.old_encryption = file.encryption.old;
    return facts;
}

}  // namespace skifte::auth
