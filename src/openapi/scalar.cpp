// See scalar.hpp.
#include "openapi/scalar.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace skifte::openapi {

namespace {

bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

std::size_t skip_digits(std::string_view text, std::size_t at) noexcept {
    while (at < text.size() && is_digit(text[at])) ++at;
    return at;
}

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) noexcept {
    return std::find(words.begin(), words.end(), text) != words.end();
}

// 0x1F and 0o17: their base, or 0.
int prefixed_base(std::string_view text) noexcept {
    if (text.size() < 3) return 0;
    const int base = text.starts_with("0x") ? 16 : text.starts_with("0o") ? 8 : 0;
    const std::string_view digits = base == 16 ? "0123456789abcdefABCDEF" : "01234567";
    return base != 0 && text.find_first_not_of(digits, 2) == std::string_view::npos ? base : 0;
}

// A decimal with its parts, as the core schema takes it: [-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE]
// [-+]? [0-9]+ )?
struct Decimal {
    std::string_view sign, whole, fraction, exponent;
    bool valid = false;
};

Decimal parse_decimal(std::string_view text) noexcept {
    Decimal out;
    std::size_t at = !text.empty() && (text[0] == '-' || text[0] == '+') ? 1 : 0;
    out.sign = text.substr(0, at);
    std::size_t end = skip_digits(text, at);
    out.whole = text.substr(at, end - at);
    if (end < text.size() && text[end] == '.') {
        at = end + 1;
        end = skip_digits(text, at);
        out.fraction = text.substr(at, end - at);
    }
    if (out.whole.empty() && out.fraction.empty()) return out;
    if (end < text.size() && (text[end] == 'e' || text[end] == 'E')) {
        at = end + 1;
        const std::size_t digits = at < text.size() && (text[at] == '-' || text[at] == '+') ? at + 1 : at;
        end = skip_digits(text, digits);
        if (end == digits) return out;
        out.exponent = text.substr(at, end - at);
    }
    out.valid = end == text.size();
    return out;
}

bool is_infinite_or_nan(std::string_view text) noexcept {
    if (!text.empty() && (text[0] == '-' || text[0] == '+')) text.remove_prefix(1);
    return is_one_of(text, {".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN"});
}

}  // namespace

Node::Kind core_kind(std::string_view text) noexcept {
    if (is_one_of(text, {"", "~", "null", "Null", "NULL"})) return Node::Kind::null;
    if (is_one_of(text, {"true", "True", "TRUE", "false", "False", "FALSE"})) return Node::Kind::boolean;
    if (parse_decimal(text).valid || prefixed_base(text) != 0 || is_infinite_or_nan(text))
        return Node::Kind::number;
    return Node::Kind::string;
}

std::string json_number(std::string_view text) {
    if (const int base = prefixed_base(text); base != 0) {
        std::uint64_t value = 0;
        const auto [end, error] = std::from_chars(text.data() + 2, text.data() + text.size(), value, base);
        return error == std::errc{} && end == text.data() + text.size() ? std::to_string(value) : "";
    }
    const Decimal parts = parse_decimal(text);
    if (!parts.valid) return "";
    std::string_view whole = parts.whole;
    while (whole.size() > 1 && whole.front() == '0') whole.remove_prefix(1);
    std::string out(parts.sign == "-" ? "-" : "");
    out += whole.empty() ? "0" : whole;
    if (!parts.fraction.empty()) (out += '.') += parts.fraction;
    if (!parts.exponent.empty()) (out += 'e') += parts.exponent;
    return out;
}

}  // namespace skifte::openapi
