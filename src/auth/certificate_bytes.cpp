#include "auth/certificate_bytes.hpp"

#include <skifte/support/files.hpp>

namespace skifte::auth {

namespace {

// Nothing comes near it: three certificates and a key take about 7 kB.
constexpr std::size_t largest = std::size_t{4} << 20;

}  // namespace

Result<Secret> read_certificate_file(const std::filesystem::path& path) {
    auto bytes = read_file(path, largest);
    if (bytes) return Secret{std::move(bytes).value()};
    if (bytes.error().code == "file.missing") return fail(Error{"cert.missing"}.with("path", path.string()));
    const std::string_view reason = bytes.error().argument("reason");
    return fail(Error{"cert.unreadable"}
                    .with("path", path.string())
                    .with("reason", reason.empty() ? "File too large" : std::string(reason)));
}

}  // namespace skifte::auth
