// Certificate: an OCES3 identity read from a .p12, in memory, and what it says of itself.
#pragma once

#include <skifte/net/tls_identity.hpp>
#include <skifte/support/clock.hpp>
#include <skifte/support/result.hpp>
#include <skifte/support/sensitive.hpp>

#include <filesystem>
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
    std::string cvr;        // of NTRDK-…; "" if none
    std::string unique_id;  // "UI:DK-O:G:…"
    std::string serial;     // hex, upper case
    std::string sha256;     // of the DER, lower-case hex
    Instant not_before{}, not_after{};
    std::string key;        // "RSA 3072"
    std::string signature;  // "RSASSA-PSS SHA-256"
    std::vector<std::string> policies;
    Kind kind = Kind::other;
    // That of the public CA, known by fingerprint, from which a verified chain leads to this certificate.
    Environment environment = Environment::neither;
    //   pinned      verified up to one of the four public CAs
    //   unpinned    verified, but up to a CA that the product does not know
    //   incomplete  the issuing certificate is not in the file
    //   broken      the issuing certificate is there, and does not verify this one
    enum class Chain { pinned, unpinned, incomplete, broken } chain = Chain::incomplete;
    // Whose key the certificate claims to be signed with, by key identifier. A claim, verified or not.
    Environment claimed_environment = Environment::neither;
    // What of the chain above it is in the file, issuing CA first.
    struct Link {
        std::string subject;
        Instant not_before{}, not_after{};
        std::string der;
    };
    std::vector<Link> above;
    std::string der;  // the certificate itself
    // The file's weakest encryption: "PBES2 AES-256-CBC", "PBE-SHA1-RC2-40"; "none".
    std::string file_encryption;
    bool old_encryption = false;  // a cipher that OpenSSL 3 has moved to its legacy provider
};

struct Certificate {
    net::TlsIdentity identity;
    CertificateFacts facts;
};

// Errors: cert.missing (path), cert.unreadable (path, reason), and those of parse_p12. An expired certificate
// is read all the same: see check_dates.
[[nodiscard]] Result<Certificate> load_p12(const std::filesystem::path& path, const Secret& password);

// The same from bytes (RFC 7292); `name` stands as `path` in errors. Nothing is written, and OpenSSL's
// process-wide state is left without the old ciphers. Thread-safe. Errors:
//   cert.empty, cert.truncated          (path)
//   cert.not_pkcs12                     (path, looks_like: pem, base64, certificate, key, pkcs7, jks, text,
//   damaged,
//                                       other)
//   cert.password                       (path): the password is wrong
//   cert.old_encryption                 (path, algorithm): and OpenSSL's legacy provider is not on this
//   machine cert.unsupported_encryption         (path, algorithm) cert.no_key, cert.no_certificate    (path)
//   cert.key_mismatch                   (path): the key is of none of the certificates
[[nodiscard]] Result<Certificate> parse_p12(std::string_view bytes, const Secret& password,
                                            std::string_view name);

// cert.expired (notAfter), cert.not_yet_valid (notBefore).
[[nodiscard]] Result<void> check_dates(const CertificateFacts& facts, Instant now);

// Promise 5. `profile` is "production", "test" or "sandbox"; a certificate of neither environment is for a
// sandbox profile alone, and one that merely claims an environment is not. Errors: cert.wrong_environment
// (certificate, profile); for the other profiles also cert.issuer_missing (issuer) and cert.chain_broken
// (issuer), where the environment could not be told.
[[nodiscard]] Result<void> check_environment(const CertificateFacts& facts, std::string_view profile);

}  // namespace skifte::auth
