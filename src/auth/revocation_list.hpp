// What a revocation list says of a certificate (RFC 5280 sections 5 and 6.3).
#pragma once

#include <skifte/auth/revocation.hpp>

#include "auth/openssl_handles.hpp"

#include <string_view>

namespace skifte::auth {

// Fills in all but whose it is and the address; `why` lacks the address too.
void judge_revocation_list(std::string_view der, X509* certificate, X509* issuer, Instant now,
                           RevocationAnswer& answer);

}  // namespace skifte::auth
