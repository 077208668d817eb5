// The word that a misspelt one was probably meant to be.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace skifte::cli {

// "" where none is near. A swap of neighbours counts as one edit.
[[nodiscard]] std::string nearest(std::string_view word, std::span<const std::string_view> known);

}  // namespace skifte::cli
