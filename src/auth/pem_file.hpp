// A PEM file (RFC 7468, and the older form of RFC 1421): its certificates, and its keys as far as a password
// opens them.
#pragma once

#include <skifte/support/result.hpp>
#include <skifte/support/sensitive.hpp>

#include "auth/file_contents.hpp"

#include <string_view>

namespace skifte::auth {

// Without a password (null) encrypted keys stay closed. Errors: cert.not_certificate (looks_like: key,
// request, damaged, other), cert.password, cert.old_encryption, cert.unsupported_encryption.
[[nodiscard]] Result<FileContents> read_pem(std::string_view bytes, const Secret* password,
                                            std::string_view name);

}  // namespace skifte::auth
