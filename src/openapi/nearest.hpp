// The word somebody probably meant.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace skifte::openapi {

// The one of `candidates` with the fewest single-character edits to `word`, at most a third of its length;
// "" where none is that near.
[[nodiscard]] std::string nearest(std::string_view word, const std::vector<std::string_view>& candidates);

}  // namespace skifte::openapi
