// CVR and CPR numbers: what they look like, and how they are shown.
#pragma once

#include <skifte/support/date.hpp>
#include <skifte/support/result.hpp>
#include <skifte/support/sensitive.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace skifte {

// A company number: 8 digits. Test organisations may fail the check, so it warns and does not refuse.
class Cvr {
public:
    // Takes "12345678", "DK12345678", "DK-12345678", "12 34 56 78", "12-34-56-78". Error: cvr.invalid
    // (value).
    [[nodiscard]] static Result<Cvr> parse(std::string_view text);
    [[nodiscard]] const std::string& digits() const noexcept { return digits_; }
    // Weights 2 7 6 5 4 3 2 1, sum divisible by 11.
    [[nodiscard]] bool modulus11() const noexcept;
    friend bool operator==(const Cvr&, const Cvr&) = default;

private:
    explicit Cvr(std::string digits) : digits_(std::move(digits)) {}
    std::string digits_;
};

// A personal number: 10 digits DDMMYYSSSS. Modulus 11 is not required (since 1 October 2007), replacement
// numbers (first digit + 6) are valid.
class Cpr {
public:
    // Takes "DDMMYY-SSSS" and "DDMMYYSSSS". Error: cpr.invalid, without the value.
    [[nodiscard]] static Result<Cpr> parse(std::string_view text);
    [[nodiscard]] const Sensitive<std::string>& digits() const noexcept { return digits_; }
    [[nodiscard]] std::string masked() const;  // "DDMMYY-xxxx"
    [[nodiscard]] bool is_replacement() const noexcept;
    // The date of birth its digits state (century by digit 7); none for a replacement number.
    [[nodiscard]] std::optional<Date> birth_date() const;

private:
    explicit Cpr(Sensitive<std::string> digits) : digits_(std::move(digits)) {}
    Sensitive<std::string> digits_;
};

// Replaces everything in free text that looks like a CPR (six digits, optional hyphen or blank, four digits,
// not part of a longer number) by its masked form. For logs and traces, where a false alarm costs nothing.
[[nodiscard]] std::string mask_cprs(std::string_view text);

}  // namespace skifte
