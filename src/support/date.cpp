#include <skifte/support/date.hpp>

#include "support/shown.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>

namespace skifte {

namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::year_month_day;

constexpr bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

// Takes exactly `count` digits off the front. None, and nothing taken, if there are fewer.
std::optional<unsigned> take_number(std::string_view& text, std::size_t count) noexcept {
    if (text.size() < count) return std::nullopt;
    unsigned value = 0;
    for (const char c : text.substr(0, count)) {
        if (!is_digit(c)) return std::nullopt;
        value = value * 10 + static_cast<unsigned>(c - '0');
    }
    text.remove_prefix(count);
    return value;
}

bool take(std::string_view& text, char wanted) noexcept {
    if (!text.starts_with(wanted)) return false;
    text.remove_prefix(1);
    return true;
}

std::optional<Date> make_date(unsigned year, unsigned month, unsigned day) noexcept {
    const year_month_day ymd{std::chrono::year{static_cast<int>(year)}, std::chrono::month{month},
                             std::chrono::day{day}};
    if (year == 0 || !ymd.ok()) return std::nullopt;
    return Date{ymd};
}

std::optional<Date> take_iso_date(std::string_view& text) noexcept {
    const auto year = take_number(text, 4);
    if (!year || !take(text, '-')) return std::nullopt;
    const auto month = take_number(text, 2);
    if (!month || !take(text, '-')) return std::nullopt;
    const auto day = take_number(text, 2);
    if (!day) return std::nullopt;
    return make_date(*year, *month, *day);
}

// One or two digits: "1-3-2026" is what people write.
std::optional<unsigned> take_short_number(std::string_view& text) noexcept {
    const auto two = take_number(text, 2);
    return two ? two : take_number(text, 1);
}

std::optional<Date> take_danish_date(std::string_view& text) noexcept {
    const auto day = take_short_number(text);
    if (!day || text.empty()) return std::nullopt;
    const char separator = text.front();
    if (separator != '-' && separator != '.' && separator != '/') return std::nullopt;
    text.remove_prefix(1);
    const auto month = take_short_number(text);
    if (!month || !take(text, separator)) return std::nullopt;
    const auto year = take_number(text, 4);
    if (!year) return std::nullopt;
    return make_date(*year, *month, *day);
}

std::string padded(unsigned value, std::size_t width) {
    std::string digits = std::to_string(value);
    if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
    return digits;
}

unsigned year_of(year_month_day ymd) noexcept {
    // Years below 1 come up only as an instant shifted by its offset.
    return static_cast<unsigned>(std::max(0, static_cast<int>(ymd.year())));
}

std::string iso_text(year_month_day ymd) {
    return padded(year_of(ymd), 4) + "-" + padded(static_cast<unsigned>(ymd.month()), 2) + "-" +
           padded(static_cast<unsigned>(ymd.day()), 2);
}

std::string danish_text(year_month_day ymd) {
    return padded(static_cast<unsigned>(ymd.day()), 2) + "-" + padded(static_cast<unsigned>(ymd.month()), 2) +
           "-" + padded(year_of(ymd), 4);
}

std::string clock_text(milliseconds since_midnight) {
    const std::chrono::hh_mm_ss reading{since_midnight};
    return padded(static_cast<unsigned>(reading.hours().count()), 2) + ":" +
           padded(static_cast<unsigned>(reading.minutes().count()), 2) + ":" +
           padded(static_cast<unsigned>(reading.seconds().count()), 2);
}

// "T09:39:32.123" as time since midnight.
std::optional<milliseconds> take_time(std::string_view& text) noexcept {
    if (!take(text, 'T') && !take(text, 't')) return std::nullopt;
    const auto hour = take_number(text, 2);
    if (!hour || *hour > 23 || !take(text, ':')) return std::nullopt;
    const auto minute = take_number(text, 2);
    if (!minute || *minute > 59 || !take(text, ':')) return std::nullopt;
    const auto second = take_number(text, 2);
    if (!second || *second > 60) return std::nullopt;
    unsigned thousandths = 0;
    if (take(text, '.')) {
        std::size_t count = 0;
        for (unsigned weight = 100; !text.empty() && is_digit(text.front()); ++count, weight /= 10) {
            thousandths += weight * static_cast<unsigned>(text.front() - '0');
            text.remove_prefix(1);
        }
        if (count == 0) return std::nullopt;
    }
    const milliseconds whole = hours{*hour} + minutes{*minute};
    if (*second == 60) return whole + milliseconds{59'999};
    return whole + seconds{*second} + milliseconds{thousandths};
}

// "Z", "+01:00": how far the clock reading is ahead of UTC.
std::optional<minutes> take_offset(std::string_view& text) noexcept {
    if (take(text, 'Z') || take(text, 'z')) return minutes{0};
    const bool ahead = text.starts_with('+');
    if (!take(text, '+') && !take(text, '-')) return std::nullopt;
    const auto hour = take_number(text, 2);
    if (!hour || *hour > 23 || !take(text, ':')) return std::nullopt;
    const auto minute = take_number(text, 2);
    if (!minute || *minute > 59) return std::nullopt;
    const minutes offset = hours{*hour} + minutes{*minute};
    return ahead ? offset : -offset;
}

// Summer time goes from 01:00 UTC on the last Sunday of March to 01:00 UTC on that of October.
Instant copenhagen_reading(Instant instant) noexcept {
    const auto year = year_month_day{std::chrono::floor<days>(instant)}.year();
    const auto turn = [year](std::chrono::month month) {
        return Instant{std::chrono::sys_days{year / month / std::chrono::Sunday[std::chrono::last]}} +
               hours{1};
    };
    const bool summer = instant >= turn(std::chrono::March) && instant < turn(std::chrono::October);
    return instant + hours{summer ? 2 : 1};
}

std::string_view without_blanks(std::string_view text) noexcept {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

Failure refused(std::string code, std::string_view text) {
    return fail(Error{std::move(code)}.with("value", shown(text)));
}

}  // namespace

Result<Date> Date::parse_iso(std::string_view text) {
    std::string_view rest = text;
    const auto date = take_iso_date(rest);
    if (!date || !rest.empty()) return refused("date.invalid", text);
    return *date;
}

Result<Date> Date::parse_user(std::string_view text) {
    const std::string_view body = without_blanks(text);
    for (const auto form : {take_iso_date, take_danish_date}) {
        std::string_view rest = body;
        const auto date = form(rest);
        if (date && rest.empty()) return *date;
    }
    return refused("date.invalid", text);
}

std::string Date::iso() const {
    return iso_text(ymd_);
}

std::string Date::danish() const {
    return danish_text(ymd_);
}

Result<Instant> parse_rfc3339(std::string_view text) {
    std::string_view rest = text;
    const auto date = take_iso_date(rest);
    if (!date) return refused("datetime.invalid", text);
    const auto time = take_time(rest);
    if (!time) return refused("datetime.invalid", text);
    const auto offset = take_offset(rest);
    if (!offset || !rest.empty()) return refused("datetime.invalid", text);
    const Instant instant = Instant{date->days()} + *time - *offset;
    // The offset may carry the first and the last day out of the years that can be written again.
    const year_month_day day{std::chrono::floor<days>(instant)};
    if (day.year() < std::chrono::year{1} || day.year() > std::chrono::year{9999})
        return refused("datetime.invalid", text);
    return instant;
}

std::string rfc3339(Instant instant) {
    const auto day = std::chrono::floor<days>(instant);
    const milliseconds since_midnight = instant - day;
    const auto thousandths = static_cast<unsigned>((since_midnight % seconds{1}).count());
    std::string text = iso_text(year_month_day{day}) + "T" + clock_text(since_midnight);
    if (thousandths != 0) text += "." + padded(thousandths, 3);
    return text + "Z";
}

Date date_in_copenhagen(Instant instant) {
    return Date{year_month_day{std::chrono::floor<days>(copenhagen_reading(instant))}};
}

std::string local_in_copenhagen(Instant instant) {
    const Instant reading = copenhagen_reading(instant);
    const auto day = std::chrono::floor<days>(reading);
    return danish_text(year_month_day{day}) + " " + clock_text(reading - day);
}

Instant start_in_copenhagen(Date date) {
    // The clocks never turn at midnight, so the day begins one or two hours before midnight UTC.
    const Instant midnight{date.days()};
    return copenhagen_reading(midnight - hours{2}) == midnight ? midnight - hours{2} : midnight - hours{1};
}

Result<milliseconds> parse_duration(std::string_view text) {
    struct Unit {
        std::string_view name;
        std::int64_t milliseconds;
    };
    constexpr std::array<Unit, 6> units{
        {{"", 1000}, {"ms", 1}, {"s", 1000}, {"m", 60'000}, {"h", 3'600'000}, {"d", 86'400'000}}};
    // A hundred years: a deadline is counted in nanoseconds, and must not overflow.
    constexpr std::int64_t longest = std::int64_t{36'525} * 86'400'000;

    std::string_view rest = text;
    std::int64_t count = 0;
    while (!rest.empty() && is_digit(rest.front())) {
        count = std::min(count * 10 + (rest.front() - '0'), longest + 1);
        rest.remove_prefix(1);
    }
    const auto unit = std::find_if(units.begin(), units.end(), [&](const Unit& u) { return u.name == rest; });
    const bool has_digits = rest.size() < text.size();
    if (!has_digits || unit == units.end() || count > longest / unit->milliseconds)
        return refused("duration.invalid", text);
    return milliseconds{count * unit->milliseconds};
}

}  // namespace skifte
