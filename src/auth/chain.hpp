// The chain of a certificate: what of it is in the file, whether it verifies, and whether it leads to a
// public CA that the product knows.
#pragma once

#include <skifte/auth/certificate.hpp>

#include "auth/openssl_handles.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace skifte::auth {

struct KnownAuthority {
    Environment environment;
    std::string_view sha256;          // of the DER, lower-case hex
    std::string_view key_identifier;  // lower-case hex
};

// The roots and issuing CAs of OCES3, production and test.
[[nodiscard]] std::span<const KnownAuthority> known_authorities() noexcept;

struct Chain {
    CertificateFacts::Chain state = CertificateFacts::Chain::incomplete;
    Environment environment = Environment::neither;
    Environment claimed = Environment::neither;
    std::vector<X509*> path;  // above the leaf, issuing CA first; owned by the file
};

// Dates are not looked at: a chain may verify and have expired.
[[nodiscard]] Chain assess_chain(X509* leaf, const std::vector<CertificateHandle>& file,
                                 std::span<const KnownAuthority> known = known_authorities());

[[nodiscard]] std::string certificate_sha256(const X509* certificate);

}  // namespace skifte::auth
