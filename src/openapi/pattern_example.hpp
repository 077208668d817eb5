// A text that matches a pattern, for examples.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace skifte::openapi {

// Made from literals, classes, groups, alternatives (the first) and repeats, which are enough for codes and
// numbers, and of at least `least` characters where a repeat allows it; "" for a pattern that needs more than
// that.
[[nodiscard]] std::string pattern_example(std::string_view pattern, std::uint64_t least,
                                          std::optional<std::uint64_t> most);

}  // namespace skifte::openapi
