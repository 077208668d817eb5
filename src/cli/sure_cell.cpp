// See sure_cell.hpp. What is known of a schema is worked out once; each way of telling says what it relies
// on.
#include "cli/sure_cell.hpp"

#include <skifte/filing/canonical.hpp>
#include <skifte/openapi/enum_word.hpp>
#include <skifte/openapi/validate.hpp>
#include <skifte/support/date.hpp>
#include <skifte/support/decimal.hpp>
#include <skifte/support/utf8.hpp>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <limits>

namespace skifte::cli {

namespace {

using openapi::Schema;
using openapi::Type;
using sheet::Cell;
using sheet::Kind;

constexpr std::size_t most_kroner_digits = 15;  // with the øre they fit an Amount

constexpr bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

bool all_digits(std::string_view text) noexcept {
    return std::all_of(text.begin(), text.end(), is_digit);
}

constexpr bool is_graphic(char c) noexcept {
    return c > ' ' && c < 0x7F;
}

bool is_ascii(std::string_view text) noexcept {
    constexpr std::uint64_t highs = 0x8080808080808080;
    for (; text.size() >= sizeof(std::uint64_t); text.remove_prefix(sizeof(std::uint64_t))) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data(), sizeof word);
        if ((word & highs) != 0) return false;
    }
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_blank(char c) noexcept {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

// The number of digits of "^[0-9]{8}$".
std::optional<std::size_t> digits_of(std::string_view pattern) noexcept {
    constexpr std::string_view start = "^[0-9]{", end = "}$";
    if (!pattern.starts_with(start) || !pattern.ends_with(end)) return std::nullopt;
    pattern = pattern.substr(start.size(), pattern.size() - start.size() - end.size());
    std::size_t count = 0;
    const auto [stop, error] = std::from_chars(pattern.data(), pattern.data() + pattern.size(), count);
    if (error != std::errc{} || stop != pattern.data() + pattern.size() || count > 99) return std::nullopt;
    return count;
}

bool is_money(const Schema& schema) {
    return compare_decimals(schema.multiple_of, "0.01") == std::partial_ordering::equivalent;
}

// "2026-12-31", and "31-12-2026" turned into it.
std::optional<std::string_view> date(std::string_view text, SureCell::Room& room) {
    constexpr std::size_t size = 10;
    if (text.size() != size) return std::nullopt;
    if (is_digit(text[2])) return Date::parse_iso(text) ? std::optional{text} : std::nullopt;
    if (text[2] != text[5] || std::string_view{"-./"}.find(text[2]) == std::string_view::npos)
        return std::nullopt;
    std::memcpy(room.data(), text.data() + 6, 4);
    room[4] = room[7] = '-';
    std::memcpy(room.data() + 5, text.data() + 3, 2);
    std::memcpy(room.data() + 8, text.data(), 2);
    const std::string_view iso{room.data(), size};
    return Date::parse_iso(iso) ? std::optional{iso} : std::nullopt;
}

}  // namespace

SureCell::SureCell(const Schema& schema, std::string_view name, const CellRules& rules)
    : way_(way_of(schema)), mark_(rules.mark) {
    bool known = true;
    switch (way_) {
    case Way::word: know_words(schema, rules); break;
    case Way::text:
    case Way::digits: known = know_lengths(schema); break;
    case Way::money: known = know_limits(schema); break;
    case Way::date:
    case Way::none: break;
    }
    // A CVR number is brought into its plain form, which eight digits are in already.
    if (name == cvr_field && (way_ != Way::digits || least_ != 8)) known = false;
    if (!known) way_ = Way::none;
}

SureCell::Way SureCell::way_of(const Schema& schema) {
    if (schema.read_only || !schema.sensitive.empty() || !schema.one_of.empty() || !schema.any_of.empty() ||
        schema.negated != nullptr)
        return Way::none;
    if (!schema.enum_values.empty()) return schema.type == Type::string ? Way::word : Way::none;
    if (schema.type == Type::number)
        return is_money(schema) && !schema.format.starts_with("int") ? Way::money : Way::none;
    if (schema.type != Type::string) return Way::none;
    const bool any_length = !schema.min_length && !schema.max_length;
    if (schema.format == "date") return schema.pattern.empty() && any_length ? Way::date : Way::none;
    if (!schema.format.empty()) return Way::none;
    if (schema.pattern.empty() || schema.pattern == "\\S") return Way::text;
    return digits_of(schema.pattern) ? Way::digits : Way::none;
}

// What the slow way makes of each word of the list, as it is written there.
void SureCell::know_words(const Schema& schema, const CellRules& rules) {
    for (const openapi::Text json : schema.enum_values) {
        const auto word = openapi::plain_string(json);
        if (!word || word->empty()) continue;
        const auto read = cell_value(schema, {Kind::text, std::string(*word)}, rules);
        if (!read || !read->value.is_string() || read->repaired) continue;
        if (!validate(schema, read->value, "", openapi::Direction::request, {}).empty()) continue;
        words_.push_back({std::string(*word), filing::canonical_text(read->value)});
    }
}

// In bytes: a text has as many code points at most, and a fourth of that at least.
bool SureCell::know_lengths(const Schema& schema) {
    const std::uint64_t least = schema.min_length.value_or(0);
    const std::uint64_t most = schema.max_length.value_or(std::numeric_limits<std::size_t>::max());
    if (way_ == Way::digits) {
        const std::size_t count = digits_of(schema.pattern).value_or(0);
        least_ = most_ = count;
        return count > 0 && least <= count && count <= most;
    }
    if (least > std::numeric_limits<std::size_t>::max() / 4) return false;
    least_ = least > 1 ? least * 4 : 1;
    most_ = most;
    return true;
}

bool SureCell::know_limits(const Schema& schema) {
    const auto limit = [](std::string_view text, std::int64_t without, std::int64_t step) {
        if (text.empty()) return std::optional{without};
        const auto amount = Amount::parse_json(text);
        return amount ? std::optional{amount->oere() + step} : std::nullopt;
    };
    constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
    const auto lowest = limit(schema.minimum, 0, schema.exclusive_minimum ? 1 : 0);
    const auto highest = limit(schema.maximum, largest, schema.exclusive_maximum ? -1 : 0);
    if (!lowest || !highest) return false;
    lowest_ = *lowest;
    highest_ = *highest;
    return true;
}

std::optional<SureCell::Value> SureCell::value(const Cell& cell, Room& room) const {
    const std::string_view text = cell.text;
    const auto of = [](std::optional<std::string_view> canonical, Json::Kind kind) {
        return canonical ? std::optional{Value{kind, *canonical}} : std::nullopt;
    };
    // A number where a text is asked for is its digits.
    const bool typed = cell.kind == Kind::text || cell.kind == Kind::number;
    switch (way_) {
    case Way::none: return std::nullopt;
    case Way::word: {
        const auto word = std::find_if(words_.begin(), words_.end(),
                                       [&](const Word& known) { return known.written == text; });
        if (cell.kind != Kind::text || word == words_.end()) return std::nullopt;
        return Value{.canonical = word->canonical};
    }
    case Way::text: return typed && is_text(text) ? std::optional{Value{.canonical = text}} : std::nullopt;
    case Way::digits:
        if (!typed || text.size() != least_ || !all_digits(text)) return std::nullopt;
        return Value{.canonical = text};
    case Way::money: return of(amount(cell, room), Json::Kind::number);
    case Way::date:
        if (cell.kind == Kind::text) return of(date(text, room), Json::Kind::string);
        if (cell.kind != Kind::date || !Date::parse_iso(text)) return std::nullopt;
        return Value{.canonical = text};
    }
    return std::nullopt;
}

// Without blanks around it, which would be taken away; with a letter or sign that is no blank in any reading;
// and no moment, which may be written in several ways.
bool SureCell::is_text(std::string_view text) const {
    if (text.size() < least_ || text.size() > most_) return false;
    if (is_blank(text.front()) || is_blank(text.back())) return false;
    if (is_digit(text.front()) && text.find('T') != std::string_view::npos) return false;
    if (std::none_of(text.begin(), text.end(), is_graphic)) return false;
    return is_ascii(text) || is_utf8(text);
}

// "1234", "1234,5", "1.234,50"; with a dot for the comma where that is how numbers are written. What has more
// than one reading, a sign, or a zero too many in front is left to the slow way.
std::optional<std::string_view> SureCell::amount(const Cell& cell, Room& room) const {
    if (cell.kind != Kind::text && cell.kind != Kind::number) return std::nullopt;
    const bool exact = cell.kind == Kind::number;
    std::string_view text = cell.text;
    const std::size_t comma = text.find(',');
    std::size_t size = 0;
    std::int64_t oere = 0;
    const auto take = [&](char c) {
        room[size++] = c;
        oere = oere * 10 + (c - '0');
    };
    const bool groups = comma != std::string_view::npos;
    if (groups && (exact || mark_ == DecimalMark::dot)) return std::nullopt;
    std::size_t at = 0, since_dot = 0;
    bool dotted = false;
    for (; at < text.size() && size < most_kroner_digits; ++at, ++since_dot) {
        if (is_digit(text[at])) {
            take(text[at]);
        } else if (groups && text[at] == '.' && (dotted ? since_dot == 3 : at > 0 && at <= 3)) {
            dotted = true;
            since_dot = std::numeric_limits<std::size_t>::max();
        } else {
            break;
        }
    }
    if (size == 0 || (size > 1 && room[0] == '0') || (dotted && since_dot != 3)) return std::nullopt;
    const std::string_view decimals = text.substr(at);
    std::size_t whole = size;
    if (decimals.empty()) {
        oere *= 100;
    } else {
        const bool by_dot = exact || mark_ != DecimalMark::comma;
        const bool divides = decimals.front() == ',' || (decimals.front() == '.' && !groups && by_dot);
        const std::string_view digits = decimals.substr(1);
        if (!divides || digits.empty() || digits.size() > 2 || !all_digits(digits)) return std::nullopt;
        room[size++] = '.';
        for (const char c : digits) take(c);
        if (digits.size() == 1) oere *= 10;
        while (room[size - 1] == '0') --size;
        if (size == whole + 1) size = whole;
    }
    if (oere < lowest_ || oere > highest_) return std::nullopt;
    return std::string_view{room.data(), size};
}

}  // namespace skifte::cli
