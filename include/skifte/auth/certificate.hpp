// Certificate: an OCES3 identity read from a .p12, in memory, and what it says of itself.
#pragma once

#include <skifte/net/tls_identity.hpp>
#include <skifte/support/clock.hpp>
#include <skifte/support/result.hpp>
#include <skifte/support/sensitive.hpp>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace skifte::auth {

enum class Environment { production, test, neither };
[[nodiscard]] std::string_view to_string(Environment environment) noexcept;

enum class Kind { system, organisation, employee, other };
[[nodiscard]] std::string_view to_string(Kind kind) noexcept;

struct CertificateFacts {
    std::string subject, issuer;  // RFC 2253, UTF-8
    std::string common_name, organisation;
    std::string cvr;          // of NTRDK-…; "" if none
    std::string unique_id;    // "UI:DK-O:G:…"
    std::string serial;       // hex, upper case
    std::string sha256;       // of the DER, lower-case hex
    Instant not_before{}, not_after{};
    std::string key;          // "RSA 3072"
    std::string signature;    // "RSASSA-PSS SHA-256"
    std::vector<std::string> policies;
    Kind kind = Kind::other;
    Environment environment = Environment::neither;
    // Whether the chain reached one of the four public CAs that the product knows by fingerprint.
    enum class Chain { pinned, unpinned, incomplete, broken } chain = Chain::incomplete;
    std::vector<std::string> chain_subjects;  // issuing CA first
    std::string file_encryption;              // "PBES2 AES-256-CBC", "RC2-40 (old)", …
};

struct Certificate {
    net::TlsIdentity identity;
    CertificateFacts facts;
};

// Errors: cert.missing, cert.unreadable (path, reason), cert.empty, cert.truncated, cert.not_pkcs12,
// cert.password (wrong), cert.old_encryption (algorithm), cert.no_key, cert.key_mismatch.
// An expired one is read all the same: see check_dates.
[[nodiscard]] Result<Certificate> load_p12(const std::filesystem::path& path, const Secret& password);

// The same from bytes; `name` is for messages.
[[nodiscard]] Result<Certificate> parse_p12(std::string_view bytes, const Secret& password, std::string_view name);

// cert.expired (notAfter), cert.not_yet_valid (notBefore).
[[nodiscard]] Result<void> check_dates(const CertificateFacts& facts, Instant now);

// Promise 5: cert.wrong_environment (certificate, profile) where the certificate's environment is not the profile's;
// a certificate of neither is for a sandbox profile alone. `profile` is "production", "test" or "sandbox".
[[nodiscard]] Result<void> check_environment(const CertificateFacts& facts, std::string_view profile);

}  // namespace skifte::auth
