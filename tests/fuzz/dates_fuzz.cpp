// Dates, instants, durations and Retry-After.
#include "fuzz/target.hpp"

#include <skifte/net/policy.hpp>
#include <skifte/support/date.hpp>

namespace skifte::fuzz {

void run(std::string_view input) {
    if (const auto date = Date::parse_iso(input)) {
        hold(date->iso() == input, "an ISO date is written as it was read");
        hold(date->ymd().ok(), "a date is one of the calendar");
    }
    if (const auto date = Date::parse_user(input)) {
        hold(gives(Date::parse_iso(date->iso()), *date), "a user's date has an ISO form");
        hold(gives(Date::parse_user(date->danish()), *date), "and a Danish one");
        hold(date_in_copenhagen(start_in_copenhagen(*date)) == *date, "a day begins on that day");
    }
    if (const auto instant = parse_rfc3339(input)) {
        hold(gives(parse_rfc3339(rfc3339(*instant)), *instant), "an instant is read as it was written");
        hold(!local_in_copenhagen(*instant).empty(), "and can be told");
    }
    if (const auto duration = parse_duration(input))
        hold(duration->count() >= 0, "a duration does not run back");
    const Instant now{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}};
    if (const auto wait = net::parse_retry_after(input, now)) hold(wait->count() >= 0, "nor does a wait");
}

}  // namespace skifte::fuzz
