// How an input that was refused is quoted in an Error.
#pragma once

#include <skifte/support/identifiers.hpp>

#include <algorithm>
#include <string>
#include <string_view>

namespace skifte {

// The text as an argument "value": cut to a line's length, and masked, since a column that slipped may put a
// CPR where an amount or a date was expected.
[[nodiscard]] inline std::string shown(std::string_view text) {
    constexpr std::size_t limit = 80;
    if (text.size() <= limit) return mask_cprs(text);
    // Masked before it is cut, lest the cut take a CPR's last digit and with it its shape.
    std::string masked = mask_cprs(text.substr(0, 2 * limit));
    std::size_t end = std::min(limit, masked.size());
    while (end > 0 && end < masked.size() && (static_cast<unsigned char>(masked[end]) & 0xC0U) == 0x80U)
        --end;
    return masked.substr(0, end) + "…";
}

}  // namespace skifte
