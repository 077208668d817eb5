// The values of an enum as words: most are plain strings, which need no parser.
#pragma once

#include <skifte/openapi/model.hpp>

#include <optional>

namespace skifte::openapi {

// The string that a JSON text is, where it stands between its quotes as it is; none where there are escapes,
// and where it is no string.
[[nodiscard]] std::optional<Text> plain_string(Text json) noexcept;

}  // namespace skifte::openapi
