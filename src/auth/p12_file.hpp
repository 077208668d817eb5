// The PKCS#12 file (RFC 7292): what is in it, as far as a password opens it.
#pragma once

#include <skifte/support/result.hpp>
#include <skifte/support/sensitive.hpp>

#include "auth/openssl_handles.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace skifte::auth {

struct P12Contents {
    std::string encryption = "none";
    bool old_encryption = false;
    std::vector<KeyHandle> keys;
    std::vector<CertificateHandle> certificates;
};

// Errors: as parse_p12, but for those about what is missing in the file.
[[nodiscard]] Result<P12Contents> open_p12(std::string_view bytes, const Secret& password,
                                           std::string_view name);

// What is not encrypted. Errors: as describe_p12.
[[nodiscard]] Result<P12Contents> look_into_p12(std::string_view bytes, std::string_view name);

}  // namespace skifte::auth
