#include <skifte/support/decimal.hpp>

#include "support/number_text.hpp"
#include "support/shown.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <vector>

namespace skifte {

namespace {

// Beyond this an exponent is an attack or a slip, not a number of a spec.
constexpr std::int64_t widest_exponent = 1000;
// Ten times a number of so many digits still fits 128 bits.
constexpr std::int64_t most_step_digits = 36;

__extension__ using Wide = unsigned __int128;

constexpr bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

bool all_digits(std::string_view text) noexcept {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

// Takes the digits at the front of `text` off it.
std::string_view take_digits(std::string_view& text) noexcept {
    const auto end = std::find_if_not(text.begin(), text.end(), is_digit);
    const auto digits = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    text.remove_prefix(digits.size());
    return digits;
}

// "e5", "E-12" → 5, -12. None if it is anything else.
std::optional<std::int64_t> scan_exponent(std::string_view text) noexcept {
    text.remove_prefix(1);
    bool negative = false;
    if (!text.empty() && (text.front() == '+' || text.front() == '-')) {
        negative = text.front() == '-';
        text.remove_prefix(1);
    }
    if (!all_digits(text)) return std::nullopt;
    std::int64_t value = 0;
    for (const char c : text) value = std::min(value * 10 + (c - '0'), NumberText::exponent_limit);
    return negative ? -value : value;
}

// None too if its exponent is too wide to be reckoned with. Zero is the same with any.
std::optional<NumberText> scan_within_reach(std::string_view text) noexcept {
    auto number = scan_number(text);
    if (number && number->is_zero()) number->exponent = 0;
    if (!number || number->exponent < -widest_exponent || number->exponent > widest_exponent)
        return std::nullopt;
    return number;
}

std::strong_ordering compare_magnitudes(const NumberText& a, const NumberText& b) noexcept {
    if (a.is_zero() || b.is_zero()) return b.is_zero() <=> a.is_zero();
    if (const auto order = a.magnitude() <=> b.magnitude(); std::is_neq(order)) return order;
    const std::size_t common = std::min(a.count(), b.count());
    for (std::size_t i = 0; i < common; ++i)
        if (const auto order = a.digit(i) <=> b.digit(i); std::is_neq(order)) return order;
    // Trailing zeros are cut, so whoever has digits left is the larger.
    return a.count() <=> b.count();
}

}  // namespace

std::optional<NumberText> scan_number(std::string_view text) noexcept {
    NumberText number;
    if (!text.empty() && text.front() == '-') {
        number.negative = true;
        text.remove_prefix(1);
    }
    number.whole = take_digits(text);
    if (number.whole.empty() || (number.whole.size() > 1 && number.whole.front() == '0')) return std::nullopt;
    if (!text.empty() && text.front() == '.') {
        text.remove_prefix(1);
        number.fraction = take_digits(text);
        if (number.fraction.empty()) return std::nullopt;
    }
    if (!text.empty()) {
        if (text.front() != 'e' && text.front() != 'E') return std::nullopt;
        const auto exponent = scan_exponent(text);
        if (!exponent) return std::nullopt;
        number.exponent = *exponent;
    }
    number.last = number.whole.size() + number.fraction.size();
    const std::size_t end = number.last;
    while (number.first < end && number.digit(0) == 0) ++number.first;
    while (number.last > number.first && number.digit(number.count() - 1) == 0) --number.last;
    return number;
}

Scaled scaled_integer(const NumberText& number, int shift) noexcept {
    if (number.is_zero()) return {};
    const std::int64_t zeros = number.scale() + shift;
    if (zeros < 0) return {.fit = Fit::has_fraction};
    constexpr auto largest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    const std::uint64_t limit = number.negative ? largest + 1 : largest;
    if (number.magnitude() + shift > 19) return {.fit = Fit::too_large};
    std::uint64_t value = 0;
    const auto digits = static_cast<std::int64_t>(number.count());
    for (std::int64_t i = 0; i < digits + zeros; ++i) {
        const std::uint64_t next = i < digits ? number.digit(static_cast<std::size_t>(i)) : 0;
        if (value > (limit - next) / 10) return {.fit = Fit::too_large};
        value = value * 10 + next;
    }
    // Negated as unsigned, since the lowest integer has no positive counterpart.
    return {.value = static_cast<std::int64_t>(number.negative ? ~value + 1 : value)};
}

std::partial_ordering compare_decimals(std::string_view a, std::string_view b) noexcept {
    const auto left = scan_within_reach(a);
    const auto right = scan_within_reach(b);
    if (!left || !right) return std::partial_ordering::unordered;
    if (left->is_zero() && right->is_zero()) return std::partial_ordering::equivalent;
    const bool left_below = left->negative && !left->is_zero();
    const bool right_below = right->negative && !right->is_zero();
    if (left_below != right_below)
        return left_below ? std::partial_ordering::less : std::partial_ordering::greater;
    return left_below ? compare_magnitudes(*right, *left) : compare_magnitudes(*left, *right);
}

std::optional<bool> is_multiple_of(std::string_view value, std::string_view step) noexcept {
    const auto dividend = scan_within_reach(value);
    const auto divisor = scan_within_reach(step);
    if (!dividend || !divisor) return std::nullopt;
    if (divisor->is_zero() || divisor->negative) return std::nullopt;
    if (dividend->is_zero()) return true;
    if (std::is_lt(compare_magnitudes(*dividend, *divisor))) return false;

    // Both become integers by the same power of ten. The divisor must fit; the dividend is divided digit by
    // digit and may be of any length.
    const std::int64_t lowest = std::min(dividend->scale(), divisor->scale());
    if (divisor->magnitude() - lowest > most_step_digits) return std::nullopt;
    Wide whole_step = 0;
    for (std::size_t i = 0; i < divisor->count(); ++i) whole_step = whole_step * 10 + divisor->digit(i);
    for (std::int64_t i = lowest; i < divisor->scale(); ++i) whole_step *= 10;

    const auto divides = [&](auto by) {
        decltype(by) rest = 0;
        for (std::size_t i = 0; i < dividend->count(); ++i) rest = (rest * 10 + dividend->digit(i)) % by;
        for (std::int64_t i = lowest; i < dividend->scale() && rest != 0; ++i) rest = rest * 10 % by;
        return rest == 0;
    };
    // 128 bits are divided by software, which is for steps that nobody uses.
    constexpr Wide narrow = std::numeric_limits<std::uint64_t>::max() / 10 - 1;
    return whole_step <= narrow ? divides(static_cast<std::uint64_t>(whole_step)) : divides(whole_step);
}

namespace {

Failure amount_failure(std::string code, std::string_view text) {
    return fail(Error{std::move(code)}.with("value", shown(text)));
}

// All kinds of blank as one, so that the rest need know one only.
std::string with_plain_blanks(std::string_view text) {
    constexpr std::array<std::string_view, 3> blanks{"\u00A0", "\u202F", "\u2009"};
    constexpr std::string_view minus = "\u2212";
    std::string plain;
    while (!text.empty()) {
        const auto blank =
            std::find_if(blanks.begin(), blanks.end(), [&](auto b) { return text.starts_with(b); });
        if (blank != blanks.end()) {
            plain += ' ';
            text.remove_prefix(blank->size());
        } else if (text.starts_with(minus)) {
            plain += '-';
            text.remove_prefix(minus.size());
        } else {
            plain += text.front();
            text.remove_prefix(1);
        }
    }
    return plain;
}

std::string_view trimmed(std::string_view text) noexcept {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

// "1234", or "1.234" and "1 234" in groups of three by the one separator; the digits alone. None if it is
// neither.
std::optional<std::string> whole_digits(std::string_view text, bool dots_group) {
    if (all_digits(text)) return std::string(text);
    const auto at = text.find_first_of(dots_group ? ". " : " ");
    if (at == std::string_view::npos || at == 0 || at > 3 || text.front() == '0') return std::nullopt;
    const char separator = text[at];
    std::string digits;
    for (std::size_t size = at;; size = 3) {
        if (text.size() < size || !all_digits(text.substr(0, size))) return std::nullopt;
        digits += text.substr(0, size);
        text.remove_prefix(size);
        if (text.empty()) return digits;
        if (text.front() != separator) return std::nullopt;
        text.remove_prefix(1);
    }
}

struct Parts {
    std::string_view whole;
    std::string_view fraction = "0";
    bool dots_group = true;
};

// Where the decimal sign is. None: the dot may group or divide.
std::optional<Parts> split_danish(std::string_view text) {
    if (const auto comma = text.find(','); comma != std::string_view::npos)
        return Parts{.whole = text.substr(0, comma), .fraction = text.substr(comma + 1)};
    const auto dot = text.find('.');
    if (dot == std::string_view::npos || text.find('.', dot + 1) != std::string_view::npos)
        return Parts{.whole = text};
    const auto after = text.substr(dot + 1);
    if (after.size() == 3 && all_digits(after) && whole_digits(text.substr(0, dot), false))
        return std::nullopt;
    return Parts{.whole = text.substr(0, dot), .fraction = after, .dots_group = false};
}

std::string_view without_leading_zeros(std::string_view digits) noexcept {
    return digits.substr(std::min(digits.find_first_not_of('0'), digits.size() - 1));
}

Result<Amount> amount_of(std::string_view json_digits, std::string_view text) {
    const auto number = scan_number(json_digits);
    if (!number) return amount_failure("amount.invalid", text);
    const auto scaled = scaled_integer(*number, 2);
    if (scaled.fit == Fit::has_fraction) return amount_failure("amount.too_precise", text);
    // The lowest integer is left out, so that every amount can change its sign.
    if (scaled.fit == Fit::too_large || scaled.value == std::numeric_limits<std::int64_t>::min())
        return amount_failure("amount.too_large", text);
    return Amount::from_oere(scaled.value);
}

struct Written {
    bool negative = false;
    std::string kroner;
    std::string oere;
};

Written written(std::int64_t amount) {
    const bool negative = amount < 0;
    const auto bits = static_cast<std::uint64_t>(amount);
    const std::uint64_t size = negative ? ~bits + 1 : bits;
    const std::string oere = std::to_string(size % 100);
    return {negative, std::to_string(size / 100), oere.size() == 1 ? "0" + oere : oere};
}

}  // namespace

Result<Amount> Amount::parse_json(std::string_view digits) {
    return amount_of(digits, digits);
}

Result<Amount> Amount::parse_danish(std::string_view text) {
    const std::string plain = with_plain_blanks(text);
    std::string_view body = trimmed(plain);
    const bool negative = body.starts_with('-');
    if (negative) body.remove_prefix(1);
    const auto parts = split_danish(body);
    if (!parts) return amount_failure("amount.ambiguous", text);
    const auto whole = whole_digits(parts->whole, parts->dots_group);
    if (!whole || !all_digits(parts->fraction)) return amount_failure("amount.invalid", text);

    std::string json = negative ? "-" : "";
    json.append(without_leading_zeros(*whole)).append(".").append(parts->fraction);
    return amount_of(json, text);
}

std::string Amount::json() const {
    const auto [negative, kroner, oere] = written(oere_);
    return (negative ? "-" : "") + kroner + "." + oere;
}

std::string Amount::danish() const {
    auto [negative, kroner, oere] = written(oere_);
    for (std::size_t at = kroner.size(); at > 3;) kroner.insert(at -= 3, ".");
    return (negative ? "-" : "") + kroner + "," + oere;
}

}  // namespace skifte
