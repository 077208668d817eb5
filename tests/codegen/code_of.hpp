// What a compiler sees of generated text.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace skifte::codegen::tests {

// The text without its comments and without what stands in its literals (of which one quote is left).
// Knows no more of C++ than the output should hold: `//`, and "…" with escapes. None where there is more: a
// literal that does not end in its line, a raw one, or a comment whose line a backslash joins with the next.
[[nodiscard]] std::optional<std::string> code_of(std::string_view text);

}  // namespace skifte::codegen::tests
