// Words that a name from a spec cannot have, because C++ or its standard headers have them.
#pragma once

#include <string_view>

namespace skifte::codegen {

// A keyword of C++20, or a macro of the C headers that standard headers bring along (EOF, NULL, EINVAL, …).
[[nodiscard]] bool is_taken_word(std::string_view word) noexcept;

}  // namespace skifte::codegen
