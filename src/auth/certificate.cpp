#include <skifte/auth/certificate.hpp>

#include <skifte/support/files.hpp>

#include "auth/certificate_facts.hpp"
#include "auth/chain.hpp"
#include "auth/p12_file.hpp"

#include <algorithm>

namespace skifte::auth {

namespace {

// No p12 comes near it: three certificates and a key take about 7 kB.
constexpr std::size_t largest_p12 = std::size_t{4} << 20;

Failure failure(std::string code, std::string_view name) {
    return fail(Error{std::move(code)}.with("path", std::string(name)));
}

struct KeyPair {
    EVP_PKEY* key;
    X509* certificate;
};

Result<KeyPair> match(const P12Contents& file, std::string_view name) {
    if (file.keys.empty()) return failure("cert.no_key", name);
    if (file.certificates.empty()) return failure("cert.no_certificate", name);
    const ErrorQueueScope scope;
    for (const auto& key : file.keys)
        for (const auto& certificate : file.certificates)
            if (X509_check_private_key(certificate.get(), key.get()) == 1)
                return KeyPair{key.get(), certificate.get()};
    return failure("cert.key_mismatch", name);
}

CertificateFacts facts_of(X509* leaf, const P12Contents& file, const Chain& chain) {
    CertificateFacts facts = read_facts(leaf);
    facts.environment = chain.environment;
    facts.chain = chain.state;
    facts.claimed_environment = chain.claimed;
    for (const X509* above : chain.path) facts.chain_subjects.push_back(subject_of(above));
    facts.file_encryption = file.encryption;
    facts.old_encryption = file.old_encryption;
    return facts;
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
    auto bytes = read_file(path, largest_p12);
    if (bytes) return parse_p12(bytes.value(), password, path.string());
    if (bytes.error().code == "file.missing") return failure("cert.missing", path.string());
    const std::string_view reason = bytes.error().argument("reason");
    return fail(Error{"cert.unreadable"}
                    .with("path", path.string())
                    .with("reason", reason.empty() ? "File too large" : std::string(reason)));
}

Result<Certificate> parse_p12(std::string_view bytes, const Secret& password, std::string_view name) {
    SKIFTE_TRY(const P12Contents file, open_p12(bytes, password, name));
    SKIFTE_TRY(const KeyPair own, match(file, name));
    const Chain chain = assess_chain(own.certificate, file.certificates);

    // The server has the root; what it may lack is what lies between.
    std::vector<X509*> sent = chain.path;
    std::erase_if(sent, [](X509* one) { return X509_check_issued(one, one) == X509_V_OK; });
    return Certificate{net::TlsIdentity{own.key, own.certificate, sent},
                       facts_of(own.certificate, file, chain)};
}

Result<P12Description> describe_p12(std::string_view bytes, std::string_view name) {
    SKIFTE_TRY(const P12Contents file, look_into_p12(bytes, name));
    P12Description description{file.encryption, file.old_encryption, std::nullopt};
    const auto leaf = std::find_if(file.certificates.begin(), file.certificates.end(),
                                   [](const auto& one) { return X509_check_ca(one.get()) == 0; });
    if (leaf != file.certificates.end())
        description.facts = facts_of(leaf->get(), file, assess_chain(leaf->get(), file.certificates));
    return description;
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
