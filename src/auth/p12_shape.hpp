// Whether bytes are a whole PKCS#12 file at all; and if not, what they look like.
#pragma once

#include <skifte/support/result.hpp>

#include "auth/openssl_handles.hpp"

#include <string_view>

namespace skifte::auth {

using P12Handle = Handle<PKCS12, PKCS12_free>;

// p12, certificate, key, request, pkcs7, jks, pem, base64, text or other. Of DER by its first bytes or as a
// whole.
[[nodiscard]] std::string_view looks_like(std::string_view bytes);
// Whether they begin as DER and end before their length says.
[[nodiscard]] bool is_truncated_der(std::string_view bytes);

// Errors: cert.empty, cert.truncated, cert.not_pkcs12.
[[nodiscard]] Result<P12Handle> decode_p12(std::string_view bytes, std::string_view name);

}  // namespace skifte::auth
