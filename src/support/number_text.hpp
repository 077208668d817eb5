// The text of a JSON number taken apart without converting it, so that no digit is lost.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace skifte {

// Views into the text that was scanned; it must outlive this.
struct NumberText {
    bool negative = false;
    std::string_view whole;
    std::string_view fraction;
    std::int64_t exponent = 0;  // as written, held within ±exponent_limit
    std::size_t first = 0;      // the significant digits are [first, last) of whole + fraction
    std::size_t last = 0;

    static constexpr std::int64_t exponent_limit = 1'000'000;

    [[nodiscard]] bool is_zero() const noexcept { return first == last; }
    [[nodiscard]] std::size_t count() const noexcept { return last - first; }
    // The i-th significant digit, 0–9.
    [[nodiscard]] unsigned digit(std::size_t i) const noexcept {
        const std::size_t at = first + i;
        const char c = at < whole.size() ? whole[at] : fraction[at - whole.size()];
        return static_cast<unsigned>(c - '0');
    }
    // |value| = 0.d1d2d3… × 10^magnitude, with d1 > 0.
    [[nodiscard]] std::int64_t magnitude() const noexcept {
        return exponent + static_cast<std::int64_t>(whole.size()) - static_cast<std::int64_t>(first);
    }
    // |value| = d1d2…dn × 10^scale, with dn > 0.
    [[nodiscard]] std::int64_t scale() const noexcept {
        return magnitude() - static_cast<std::int64_t>(count());
    }
};

// None if the text is no JSON number.
[[nodiscard]] std::optional<NumberText> scan_number(std::string_view text) noexcept;

// value × 10^shift as a 64-bit integer, or why not.
enum class Fit { exact, has_fraction, too_large };
struct Scaled {
    Fit fit = Fit::exact;
    std::int64_t value = 0;
};
[[nodiscard]] Scaled scaled_integer(const NumberText& number, int shift) noexcept;

}  // namespace skifte
