#include <skifte/calendar/working_days.hpp>

#include <algorithm>
#include <array>

namespace skifte::calendar {

namespace {

using std::chrono::day;
using std::chrono::days;
using std::chrono::month_day;
using std::chrono::sys_days;
using std::chrono::weekday;
using std::chrono::year;
using std::chrono::year_month_day;

constexpr std::array fixed_holidays{std::chrono::January / 1, std::chrono::December / 25,
                                    std::chrono::December / 26};
constexpr std::array closed_besides{std::chrono::June / 5, std::chrono::December / 24,
                                    std::chrono::December / 31};

// Days from påskedag: skærtorsdag, langfredag, påskedag, 2. påskedag, Kristi himmelfartsdag, pinsedag,
// 2. pinsedag.
constexpr std::array movable_holidays{days{-3}, days{-2}, days{0}, days{1}, days{39}, days{49}, days{50}};
constexpr days store_bededag{26};
constexpr year first_without_store_bededag{2024};

template <typename Days, typename T>
bool contains(const Days& list, T wanted) noexcept {
    return std::find(list.begin(), list.end(), wanted) != list.end();
}

month_day without_year(Date date) noexcept {
    return {date.ymd().month(), date.ymd().day()};
}

Date date_of(sys_days at) noexcept {
    return Date{year_month_day{at}};
}

Date nearest_working_day(Date from, days step) noexcept {
    sys_days at = from.days() + step;
    while (!is_working_day(date_of(at))) at += step;
    return date_of(at);
}

}  // namespace

// The letters are those under which the computus is known since 1876 (Nature, 20 April).
Date easter_sunday(year of) noexcept {
    const int y = static_cast<int>(of);
    const int a = y % 19;
    const int b = y / 100;
    const int c = y % 100;
    const int d = b / 4;
    const int e = b % 4;
    const int f = (b + 8) / 25;
    const int g = (b - f + 1) / 3;
    const int h = (19 * a + b - d - g + 15) % 30;
    const int i = c / 4;
    const int k = c % 4;
    const int l = (32 + 2 * e + 2 * i - h - k) % 7;
    const int m = (a + 11 * h + 22 * l) / 451;
    const int n = h + l - 7 * m + 114;
    return Date{year_month_day{of, std::chrono::month{static_cast<unsigned>(n / 31)},
                               day{static_cast<unsigned>(n % 31 + 1)}}};
}

bool is_holiday(Date date) noexcept {
    if (contains(fixed_holidays, without_year(date))) return true;
    const days from_easter = date.days() - easter_sunday(date.ymd().year()).days();
    if (from_easter == store_bededag) return date.ymd().year() < first_without_store_bededag;
    return contains(movable_holidays, from_easter);
}

bool is_working_day(Date date) noexcept {
    const weekday of{date.days()};
    return of != std::chrono::Saturday && of != std::chrono::Sunday &&
           !contains(closed_besides, without_year(date)) && !is_holiday(date);
}

Date working_day_before(Date date) noexcept {
    return nearest_working_day(date, days{-1});
}

Date working_day_after(Date date, int count) noexcept {
    for (; count > 0; --count) date = nearest_working_day(date, days{1});
    return date;
}

int working_days_between(Date from, Date to) noexcept {
    if (to < from) return -working_days_between(to, from);
    int count = 0;
    for (sys_days at = from.days() + days{1}; at <= to.days(); at += days{1})
        if (is_working_day(date_of(at))) ++count;
    return count;
}

Date extended_by_foraeldelsesloven_27_2(Date last_day) noexcept {
    return is_working_day(last_day) ? last_day : nearest_working_day(last_day, days{1});
}

}  // namespace skifte::calendar
