// Counting working days.
#include "sandbox/working_days.hpp"

namespace skifte::sandbox {

Date working_days_after(Date day, int count) {
    std::chrono::sys_days at = day.days();
    while (count > 0) {
        at += std::chrono::days{1};
        const std::chrono::weekday weekday{at};
        if (weekday != std::chrono::Saturday && weekday != std::chrono::Sunday) --count;
    }
    return Date(std::chrono::year_month_day(at));
}

}  // namespace skifte::sandbox
