// The string literals of our own sources, so that the texts can be held against the code that uses them.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace skifte::cli::test {

// Of one C++ source; comments are passed over, adjacent literals are joined.
[[nodiscard]] std::set<std::string> literals_of(std::string_view source);

// Of src/ and include/, but for what never speaks to a user of the program (codegen, sandbox) and the texts
// themselves.
[[nodiscard]] const std::set<std::string>& source_literals();

}  // namespace skifte::cli::test
