// Calendar dates and instants, without locale and without a time zone database in the way.
#pragma once

#include <skifte/support/result.hpp>

#include <chrono>
#include <string>
#include <string_view>

namespace skifte {

// A valid calendar date, years 0001–9999.
class Date {
public:
    // 1970-01-01, so that structs with a date can be made before it is known.
    Date() noexcept : ymd_(std::chrono::year{1970} / 1 / 1) {}
    // Precondition: ymd.ok().
    explicit Date(std::chrono::year_month_day ymd) noexcept : ymd_(ymd) {}
    // ISO 8601 / RFC 3339 full-date "2026-11-23". Error: date.invalid (value).
    [[nodiscard]] static Result<Date> parse_iso(std::string_view text);
    // What a user may write: ISO, "23-11-2026", "23.11.2026", "23/11/2026". Two-digit years are refused.
    [[nodiscard]] static Result<Date> parse_user(std::string_view text);

    [[nodiscard]] std::chrono::year_month_day ymd() const noexcept { return ymd_; }
    [[nodiscard]] std::chrono::sys_days days() const noexcept { return std::chrono::sys_days{ymd_}; }
    [[nodiscard]] std::string iso() const;
    [[nodiscard]] std::string danish() const;  // "23-11-2026"
    friend bool operator==(Date a, Date b) noexcept { return a.ymd_ == b.ymd_; }
    friend std::strong_ordering operator<=>(Date a, Date b) noexcept { return a.ymd_ <=> b.ymd_; }

private:
    std::chrono::year_month_day ymd_;
};

using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

// RFC 3339 date-time with any offset, fraction cut to milliseconds; a leap second (":60") is read as
// ":59.999". Error: datetime.invalid (value).
[[nodiscard]] Result<Instant> parse_rfc3339(std::string_view text);
// "2026-11-23T09:39:32Z", with milliseconds only where there are any.
[[nodiscard]] std::string rfc3339(Instant instant);
// The calendar date and clock reading in Denmark (EU summer-time rule, valid from 1996), whatever TZ says.
[[nodiscard]] Date date_in_copenhagen(Instant instant);
[[nodiscard]] std::string local_in_copenhagen(Instant instant);  // "23-11-2026 10:39:32"
[[nodiscard]] Instant start_in_copenhagen(Date date);            // midnight, when the day begins

// "10m", "90s", "2h", "14d", "500ms", a bare number = seconds. Error: duration.invalid (value).
[[nodiscard]] Result<std::chrono::milliseconds> parse_duration(std::string_view text);

}  // namespace skifte
