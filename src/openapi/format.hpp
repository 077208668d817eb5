// The formats of strings that a value is checked for.
#pragma once

#include <string_view>

namespace skifte::openapi {

// Whether the text is of the format: date and date-time (RFC 3339), uuid (RFC 9562), email (one @ with a
// domain after it), byte (base64, RFC 4648 section 4). True for a format that is not known.
[[nodiscard]] bool has_format(std::string_view format, std::string_view text);

}  // namespace skifte::openapi
