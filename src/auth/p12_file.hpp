// The PKCS#12 file (RFC 7292): what is in it, as far as a password opens it.
#pragma once

#include <skifte/support/result.hpp>
#include <skifte/support/sensitive.hpp>

#include "auth/file_contents.hpp"

#include <string_view>

namespace skifte::auth {

// Errors: as parse_p12, but for those about what is missing in the file.
[[nodiscard]] Result<FileContents> open_p12(std::string_view bytes, const Secret& password,
                                            std::string_view name);

// What is not encrypted. Errors: cert.empty, cert.truncated, cert.not_pkcs12.
[[nodiscard]] Result<FileContents> look_into_p12(std::string_view bytes, std::string_view name);

}  // namespace skifte::auth
