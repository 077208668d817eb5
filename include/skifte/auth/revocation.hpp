// Whether a certificate, or a CA above it, has been revoked: asked by OCSP (RFC 6960) and by revocation list
// (RFC 5280 section 5) at the addresses that the certificates themselves name.
#pragma once

#include <skifte/auth/certificate.hpp>
#include <skifte/net/plain_http.hpp>
#include <skifte/support/clock.hpp>
#include <skifte/support/result.hpp>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace skifte::auth {

enum class RevocationMethod : std::uint8_t { ocsp, crl };
[[nodiscard]] std::string_view to_string(RevocationMethod method) noexcept;

enum class RevocationState : std::uint8_t {
    good,
    revoked,
    unanswered,  // could not ask, or no answer that can be trusted
};

struct RevocationAnswer {
    std::string subject;  // whose
    RevocationMethod method = RevocationMethod::ocsp;
    std::string address;  // "" where the certificate names none
    RevocationState state = RevocationState::unanswered;
    Instant as_of{};           // what the answer says it was true at
    Instant revoked_at{};      // of a revoked one
    std::string reason;        // "keyCompromise", where one is given (RFC 5280 section 5.3.1)
    std::optional<Error> why;  // of an unanswered one; see below
};

struct RevocationQuery {
    // Whose certificate: it must lead to a CA that is pinned, by the product or (see leads_to) by the
    // profile.
    const CertificateFacts& facts;
    // For a CA that only a sandbox profile pins: nobody beyond this machine is asked.
    bool loopback_only = false;
    std::function<std::vector<Result<net::PlainAnswer>>(const std::vector<net::PlainRequest>&)> fetch;
};

// One answer for each certificate below the root and each method, the leaf's first. Asks only at plain http
// addresses that a certificate below a pinned CA names, and believes only what its issuer signed, for now.
// `why` of an unanswered one:
//   revocation.no_address   (subject): the certificate names none
//   revocation.address      (address): not http
//   revocation.unreachable  (address, cause: an error code of net)
//   revocation.http         (address, status)
//   revocation.unreadable   (address): no OCSP response or revocation list
//   revocation.refused      (address, status: "trylater", …): the OCSP server does not answer
//   revocation.untrusted    (address): not signed by the issuer, or about another certificate
//   revocation.stale        (address, asOf)
//   revocation.unknown      (address): the OCSP server does not know the certificate
// Error: interrupted.
[[nodiscard]] Result<std::vector<RevocationAnswer>> ask_revocation(const RevocationQuery& query,
                                                                   const Clock& clock);

// Whether the chain verifies up to one of the certificates in this PEM file. Errors: as describe_file.
[[nodiscard]] Result<bool> leads_to(const CertificateFacts& facts, const std::filesystem::path& authorities);

}  // namespace skifte::auth
