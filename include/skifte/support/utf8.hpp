// Which bytes are text.
#pragma once

#include <cstddef>
#include <string_view>

namespace skifte {

// The length of the UTF-8 sequence at the front (Unicode 15.0, table 3-7), or 0 if there is none.
// Precondition: not empty.
[[nodiscard]] std::size_t utf8_size(std::string_view text) noexcept;
[[nodiscard]] bool is_utf8(std::string_view text) noexcept;

}  // namespace skifte
