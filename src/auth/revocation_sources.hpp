// Where a certificate says that its revocation can be asked about.
#pragma once

#include "auth/openssl_handles.hpp"

#include <string>

namespace skifte::auth {

// The first http address of authorityInfoAccess's OCSP (RFC 5280 section 4.2.2.1), else the first address;
// "" for none.
[[nodiscard]] std::string ocsp_address(X509* certificate);
// The same of cRLDistributionPoints (RFC 5280 section 4.2.1.13).
[[nodiscard]] std::string crl_address(const X509* certificate);

}  // namespace skifte::auth
