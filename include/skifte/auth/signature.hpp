// Signing with the certificate's key, so that what this client recorded can be held against its certificate.
#pragma once

#include <skifte/net/tls_identity.hpp>
#include <skifte/support/result.hpp>

#include <string>
#include <string_view>

namespace skifte::auth {

// RSASSA-PSS with SHA-256, salt as long as the digest (RFC 8017 section 8.1), or for an EC key ECDSA with
// SHA-256; raw bytes. Error: cert.signing (reason).
[[nodiscard]] Result<std::string> sign(const net::TlsIdentity& identity, std::string_view text);

// Whether `signature` is one of `text` by the key of the certificate in DER. False also where that is none.
[[nodiscard]] bool verify(std::string_view certificate_der, std::string_view text,
                          std::string_view signature);

}  // namespace skifte::auth
