// See xlsx_number.hpp. No function here asks the locale.
#include "sheet/xlsx_number.hpp"

#include <skifte/support/date.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>

namespace skifte::sheet {

namespace {

constexpr int excel_digits = 15;
constexpr long seconds_of_day = 86'400;

std::optional<double> value_of(std::string_view stored) {
    double value = 0;
    const char* const end = stored.data() + stored.size();
    const auto [stop, error] = std::from_chars(stored.data(), end, value);
    if (error != std::errc{} || stop != end || !std::isfinite(value)) return std::nullopt;
    return value;
}

std::string decimals_of(double value) {
    if (value == 0) return "0";
    std::array<char, 64> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::general,
                                   excel_digits);
    return {text.data(), end.ptr};
}

std::string two_digits(long value) {
    return (value < 10 ? "0" : "") + std::to_string(value);
}

}  // namespace

std::optional<std::string> number_text(std::string_view stored) {
    const auto value = value_of(stored);
    if (!value) return std::nullopt;
    return decimals_of(*value);
}

std::optional<std::string> percent_text(std::string_view stored) {
    const auto value = value_of(stored);
    if (!value) return std::nullopt;
    std::string text = decimals_of(*value * 100);
    std::replace(text.begin(), text.end(), '.', ',');
    return text + "%";
}

std::optional<std::string> date_text(std::string_view stored, bool counts_from_1904) {
    using namespace std::chrono;
    const auto serial = value_of(stored);
    constexpr double last_day = 2'958'466;
    if (!serial || *serial < 0 || *serial >= last_day) return std::nullopt;
    // To the second, as a sheet shows it: half a second before midnight is the next day.
    const auto moment = std::llround(*serial * seconds_of_day);
    const long day = static_cast<long>(moment / seconds_of_day);
    const long second = static_cast<long>(moment % seconds_of_day);
    sys_days first = sys_days{1904y / January / 1};
    if (!counts_from_1904) {
        // Day 1 is 1 January 1900, and day 60 the 29 February that Lotus 1-2-3 believed in.
        if (day == 0 || day == 60) return std::nullopt;
        first = day < 60 ? sys_days{1899y / December / 31} : sys_days{1899y / December / 30};
    }
    const year_month_day date{first + days{day}};
    if (!date.ok() || date.year() > 9999y) return std::nullopt;
    std::string text = Date{date}.iso();
    if (second != 0)
        text += ' ' + two_digits(second / 3600) + ':' + two_digits(second / 60 % 60) + ':' +
                two_digits(second % 60);
    return text;
}

}  // namespace skifte::sheet
