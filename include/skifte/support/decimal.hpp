// Exact decimal arithmetic on number texts, for ranges and multipleOf of a spec, and Amount for money.
#pragma once

#include <skifte/support/result.hpp>

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace skifte {

// Both texts are JSON numbers of any length ("-1.50", "1e3"). Exact; exponents beyond ±1000 give unordered,
// unless it is zero that has one.
[[nodiscard]] std::partial_ordering compare_decimals(std::string_view a, std::string_view b) noexcept;

// Whether `value`, of any length, is a whole multiple of `step` (> 0). None: either is out of reach as above,
// or the step has too many digits to decide exactly (more than 36, down to the last place of either).
[[nodiscard]] std::optional<bool> is_multiple_of(std::string_view value, std::string_view step) noexcept;

// An exact amount in kroner, kept as whole øre. Range ±92,233,720,368,547,758.07 kr.
class Amount {
public:
    constexpr Amount() noexcept = default;
    [[nodiscard]] static constexpr Amount from_oere(std::int64_t oere) noexcept { return Amount{oere}; }
    // A JSON number ("1234.5", "12e2"). Errors: amount.invalid, amount.too_precise (below one øre),
    // amount.too_large, each with the value.
    [[nodiscard]] static Result<Amount> parse_json(std::string_view digits);
    // As Danish users write it: "1.234,56", "1234,5", "1 234,56", "-3,00", "1234". A lone dot before exactly
    // three digits ("1.234") is amount.ambiguous; "1.23" and "1234.56" are taken with a decimal point.
    [[nodiscard]] static Result<Amount> parse_danish(std::string_view text);

    [[nodiscard]] constexpr std::int64_t oere() const noexcept { return oere_; }
    [[nodiscard]] std::string json() const;    // "1234.56"; whole kroner too: "1234.00"
    [[nodiscard]] std::string danish() const;  // "1.234,56"
    friend constexpr auto operator<=>(Amount, Amount) noexcept = default;

private:
    explicit constexpr Amount(std::int64_t oere) noexcept : oere_(oere) {}
    std::int64_t oere_ = 0;
};

}  // namespace skifte
