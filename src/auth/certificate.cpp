#include <skifte/auth/certificate.hpp>

#include "auth/certificate_bytes.hpp"
#include "auth/certificate_facts.hpp"
#include "auth/chain.hpp"
#include "auth/p12_file.hpp"

#include <algorithm>

namespace skifte::auth {

namespace {

Failure failure(std::string code, std::string_view name) {
    return fail(Error{std::move(code)}.with("path", std::string(name)));
}

struct KeyPair {
    EVP_PKEY* key;
    X509* certificate;
};

Result<KeyPair> match(const FileContents& file, std::string_view name) {
    if (file.keys.empty()) return failure("cert.no_key", name);
    if (file.certificates.empty()) return failure("cert.no_certificate", name);
    const ErrorQueueScope scope;
    for (const auto& key : file.keys)
        for (const auto& certificate : file.certificates)
            if (X509_check_private_key(certificate.get(), key.get()) == 1)
                return KeyPair{key.get(), certificate.get()};
    return failure("cert.key_mismatch", name);
}

}  // namespace

std::string_view to_string(Environment environment) noexcept {
    switch (environment) {
    case Environment::production: return "production";
    case Environment::test: return "test";
    case Environment::neither: break;
    }
    return "neither";
}

std::string_view to_string(Kind kind) noexcept {
    switch (kind) {
    case Kind::system: return "system";
    case Kind::organisation: return "organisation";
    case Kind::employee: return "employee";
    case Kind::other: break;
    }
    return "other";
}

Result<Certificate> load_p12(const std::filesystem::path& path, const Secret& password) {
    SKIFTE_TRY(const Secret bytes, read_certificate_file(path));
    return parse_p12(bytes.reveal(), password, path.string());
}

Result<Certificate> parse_p12(std::string_view bytes, const Secret& password, std::string_view name) {
    SKIFTE_TRY(const FileContents file, open_p12(bytes, password, name));
    SKIFTE_TRY(const KeyPair own, match(file, name));
    const Chain chain = assess_chain(own.certificate, file.certificates);

    // The server has the root; what it may lack is what lies between.
    std::vector<X509*> sent = chain.path;
    std::erase_if(sent, [](X509* one) { return X509_check_issued(one, one) == X509_V_OK; });
    return Certificate{net::TlsIdentity{own.key, own.certificate, sent},
                       facts_in_file(own.certificate, file, chain)};
}

Result<void> check_dates(const CertificateFacts& facts, Instant now) {
    if (now > facts.not_after) return fail(Error{"cert.expired"}.with("notAfter", rfc3339(facts.not_after)));
    if (now < facts.not_before)
        return fail(Error{"cert.not_yet_valid"}.with("notBefore", rfc3339(facts.not_before)));
    return {};
}

Result<void> check_environment(const CertificateFacts& facts, std::string_view profile) {
    const bool sandbox = profile == "sandbox";
    if (!sandbox && facts.chain == CertificateFacts::Chain::incomplete)
        return fail(Error{"cert.issuer_missing"}.with("issuer", facts.issuer));
    if (!sandbox && facts.chain == CertificateFacts::Chain::broken)
        return fail(Error{"cert.chain_broken"}.with("issuer", facts.issuer));

    Environment is = facts.environment;
    if (sandbox && is == Environment::neither) is = facts.claimed_environment;
    if (to_string(is) == (sandbox ? "neither" : profile)) return {};
    return fail(Error{"cert.wrong_environment"}
                    .with("certificate", std::string(to_string(is)))
                    .with("profile", std::string(profile)));
}

}  // namespace skifte::auth
