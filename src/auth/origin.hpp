// The origin of a URL (RFC 6454): scheme, host and port.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace skifte::auth {

// "https://api.example:443": lower case, the port always there. None for what is no absolute http or https
// URL, and for one with user information or strange characters before the path, on whose host two readers
// might disagree.
[[nodiscard]] std::optional<std::string> origin_of(std::string_view url);

}  // namespace skifte::auth
