// Amounts as JSON and as Danes write them, and the exact arithmetic on number texts.
#include "fuzz/target.hpp"

#include <skifte/support/decimal.hpp>
#include <skifte/support/json.hpp>

#include <optional>

namespace skifte::fuzz {

namespace {

// The text, where it is one JSON number: the decimals are defined for nothing else.
std::optional<std::string> number(std::string_view text) {
    const auto json = Json::parse(text);
    return json && json->is_number() ? std::optional(json->digits()) : std::nullopt;
}

void check_decimals(const std::string& a, const std::string& b) {
    const auto order = compare_decimals(a, b);
    const auto reverse = compare_decimals(b, a);
    hold((order == std::partial_ordering::less) == (reverse == std::partial_ordering::greater),
         "an order is the same from both sides");
    hold((order == std::partial_ordering::equivalent) == (reverse == std::partial_ordering::equivalent),
         "and so is equality");
    if (compare_decimals(b, "0") == std::partial_ordering::greater) static_cast<void>(is_multiple_of(a, b));
}

}  // namespace

void run(std::string_view input) {
    if (const auto amount = Amount::parse_danish(input)) {
        hold(gives(Amount::parse_danish(amount->danish()), *amount), "an amount is read as it was written");
        hold(gives(Amount::parse_json(amount->json()), *amount), "also as JSON");
    }
    if (const auto digits = number(input)) {
        if (const auto amount = Amount::parse_json(*digits)) {
            hold(gives(Amount::parse_json(amount->json()), *amount), "an amount of JSON is written exactly");
            // An exponent beyond its reach (1 and a thousand zeros, "e-1001") is not reckoned with.
            const auto order = compare_decimals(*digits, amount->json());
            hold(order == std::partial_ordering::equivalent || order == std::partial_ordering::unordered,
                 "and is the number that was read");
            hold(is_multiple_of(*digits, "0.01").value_or(true), "a multiple of one øre");
        }
    }
    const auto blank = input.find(' ');
    if (blank == std::string_view::npos) return;
    const auto a = number(input.substr(0, blank));
    const auto b = number(input.substr(blank + 1));
    if (a && b) check_decimals(*a, *b);
}

}  // namespace skifte::fuzz
