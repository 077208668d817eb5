// The bytes of a certificate file. A PEM may hold its key in the clear, so they are held as a secret.
#pragma once

#include <skifte/support/result.hpp>
#include <skifte/support/sensitive.hpp>

#include <filesystem>

namespace skifte::auth {

// Errors: cert.missing (path), cert.unreadable (path, reason).
[[nodiscard]] Result<Secret> read_certificate_file(const std::filesystem::path& path);

}  // namespace skifte::auth
