// UTF-8 counted and cut in code points.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace skifte::openapi {

[[nodiscard]] bool is_utf8(std::string_view text) noexcept;
// Precondition for the count to be exact: is_utf8.
[[nodiscard]] std::size_t count_code_points(std::string_view text) noexcept;
// At most `limit` code points; "…" takes the place of the rest.
[[nodiscard]] std::string cut_to_code_points(std::string_view text, std::size_t limit);
void append_utf8(std::string& out, char32_t code_point);

}  // namespace skifte::openapi
