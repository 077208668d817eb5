// A log of JSON lines, each written by one append, so that a reader beside us never sees half a line.
#pragma once

#include <skifte/support/json.hpp>
#include <skifte/support/result.hpp>

#include <filesystem>

namespace skifte::sandbox {

// Makes the file, mode 0600, where there is none. Error: file.unwritable (path, reason).
[[nodiscard]] Result<void> append_line(const std::filesystem::path& path, const Json& line);

}  // namespace skifte::sandbox
