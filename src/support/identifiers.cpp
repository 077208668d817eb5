#include <skifte/support/identifiers.hpp>

#include "support/shown.hpp"

#include <algorithm>
#include <array>

namespace skifte {

namespace {

constexpr bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

constexpr unsigned digit(char c) noexcept {
    return static_cast<unsigned>(c - '0');
}

// The two-digit number at `at`.
unsigned pair(std::string_view digits, std::size_t at) noexcept {
    return digit(digits[at]) * 10 + digit(digits[at + 1]);
}

std::string_view without_blanks(std::string_view text) noexcept {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

constexpr unsigned replacement_offset = 60;

// The full year of a personal number: digit 7 says in which century YY lies.
unsigned birth_year(std::string_view digits) noexcept {
    const unsigned year = pair(digits, 4);
    const unsigned seventh = digit(digits[6]);
    if (seventh <= 3) return 1900 + year;
    if (seventh == 4 || seventh == 9) return (year <= 36 ? 2000 : 1900) + year;
    return (year <= 57 ? 2000 : 1800) + year;
}

std::optional<Date> stated_date(std::string_view digits) noexcept {
    const std::chrono::year_month_day ymd{std::chrono::year{static_cast<int>(birth_year(digits))},
                                          std::chrono::month{pair(digits, 2)},
                                          std::chrono::day{pair(digits, 0)}};
    if (!ymd.ok()) return std::nullopt;
    return Date{ymd};
}

// Digit 7 of a replacement number says nothing of the century, so 29 February is taken in any year.
bool is_replacement_date(std::string_view digits) noexcept {
    const unsigned day = pair(digits, 0);
    if (day <= replacement_offset) return false;
    const std::chrono::month_day date{std::chrono::month{pair(digits, 2)},
                                      std::chrono::day{day - replacement_offset}};
    return date.ok();
}

// The length of what may stand between the two halves of a CPR in running text, or 0.
std::size_t separator_size(std::string_view text) noexcept {
    constexpr std::array<std::string_view, 7> separators{"-",      " ",      "\t",    "\u00A0",
                                                         "\u202F", "\u2011", "\u2013"};
    for (const auto separator : separators)
        if (text.starts_with(separator)) return separator.size();
    return 0;
}

std::size_t leading_digits(std::string_view text) noexcept {
    return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) - text.begin());
}

// How many bytes at the front of `text`, which starts a run of digits, look like a CPR; or 0.
std::size_t cpr_size(std::string_view text) noexcept {
    const std::size_t run = leading_digits(text);
    if (run == 10) return run;
    if (run != 6) return 0;
    const std::size_t separator = separator_size(text.substr(run));
    if (separator == 0) return 0;
    return leading_digits(text.substr(run + separator)) == 4 ? run + separator + 4 : 0;
}

constexpr bool is_hex_letter(char c) noexcept {
    return (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

constexpr bool is_letter(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Whether what looks like a CPR at `at` is a part of a UUID or a digest, which must come through whole: hex
// letters stand beside it, nothing but hex in its word, and the word is as long as theirs.
// "faktura0102330000" is no digest.
bool is_of_hex(std::string_view text, std::size_t at, std::size_t size) noexcept {
    const auto in_word = [&](std::size_t i) { return is_digit(text[i]) || is_letter(text[i]); };
    std::size_t from = at;
    while (from > 0 && in_word(from - 1)) --from;
    std::size_t until = at + size;
    while (until < text.size() && in_word(until)) ++until;
    const auto word = text.substr(from, until - from);
    const bool all_hex =
        std::none_of(word.begin(), word.end(), [](char c) { return is_letter(c) && !is_hex_letter(c); });
    constexpr std::size_t uuid_end = 12, uuid_front_and_next = 8 + 1 + 4;
    return all_hex && word.size() > size && word.size() >= (size == 10 ? uuid_end : uuid_front_and_next);
}

std::string masked_once(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t run = leading_digits(text.substr(at));
        const std::size_t size = run == 0 ? 0 : cpr_size(text.substr(at));
        if (size != 0 && !is_of_hex(text, at, size)) {
            out.append(text.substr(at, 6)).append("-xxxx");
            at += size;
            continue;
        }
        // The whole run at once: its tail must not be taken for a number of its own.
        const std::size_t step = std::max<std::size_t>(run, 1);
        out.append(text.substr(at, step));
        at += step;
    }
    return out;
}

}  // namespace

Result<Cvr> Cvr::parse(std::string_view text) {
    std::string_view rest = without_blanks(text);
    if (rest.size() > 2 && (rest[0] | 0x20) == 'd' && (rest[1] | 0x20) == 'k') {
        rest = without_blanks(rest.substr(2));
        if (rest.starts_with('-')) rest = without_blanks(rest.substr(1));
    }
    std::string digits;
    bool after_digit = false;
    bool well_formed = !rest.empty() && is_digit(rest.back());
    for (const char c : rest) {
        const bool is_separator = c == ' ' || c == '-';
        if (is_digit(c)) digits += c;
        // A separator stands alone, between digits.
        else if (!is_separator || !after_digit)
            well_formed = false;
        after_digit = is_digit(c);
    }
    if (!well_formed || digits.size() != 8) return fail(Error{"cvr.invalid"}.with("value", shown(text)));
    return Cvr{std::move(digits)};
}

bool Cvr::modulus11() const noexcept {
    constexpr std::array<unsigned, 8> weights{2, 7, 6, 5, 4, 3, 2, 1};
    unsigned sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) sum += weights[i] * digit(digits_[i]);
    return sum % 11 == 0;
}

Result<Cpr> Cpr::parse(std::string_view text) {
    text = without_blanks(text);
    const bool hyphenated = text.size() == 11 && text[6] == '-';
    if (!hyphenated && text.size() != 10) return fail("cpr.invalid");
    std::string joined;
    joined.append(text.substr(0, 6)).append(text.substr(hyphenated ? 7 : 6));
    Sensitive<std::string> digits{joined};
    cleanse(joined.data(), joined.size());
    const std::string& ten = digits.reveal();
    if (!std::all_of(ten.begin(), ten.end(), is_digit)) return fail("cpr.invalid");
    if (!stated_date(ten) && !is_replacement_date(ten)) return fail("cpr.invalid");
    return Cpr{std::move(digits)};
}

std::string Cpr::masked() const {
    return digits_.reveal().substr(0, 6) + "-xxxx";
}

bool Cpr::is_replacement() const noexcept {
    return pair(digits_.reveal(), 0) > replacement_offset;
}

std::optional<Date> Cpr::birth_date() const {
    if (is_replacement()) return std::nullopt;
    return stated_date(digits_.reveal());
}

std::string mask_cprs(std::string_view text) {
    std::string out = masked_once(text);
    // A mask parts words: what was a digest with it may be a number without.
    for (std::string next = masked_once(out); next != out; next = masked_once(out)) out = std::move(next);
    return out;
}

}  // namespace skifte
