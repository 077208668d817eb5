// A name for a file, from one that a server gave.
#pragma once

#include <string>
#include <string_view>

namespace skifte::cli {

// The last part of `name`, without what a file system or a terminal takes amiss, no hidden file and no option
// of a command, a CPR masked, and with the extension that `media_type` calls for where that is known.
// `fallback` where nothing is left.
[[nodiscard]] std::string safe_file_name(std::string_view name, std::string_view media_type,
                                         std::string_view fallback);

}  // namespace skifte::cli
