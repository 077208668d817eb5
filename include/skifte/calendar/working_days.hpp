// Danish working days (hverdage), as those count who must reach a court in time: no Saturday, Sunday or
// helligdag, and neither grundlovsdag, 24 nor 31 December, which are no helligdage and count as closed all
// the same (forældelsesloven § 27, stk. 2).
//
// Pure functions, thread-safe. The helligdage are those of today's law; store bededag was one until 2023
// (lov nr. 214 af 6/3/2023). Years before the Gregorian calendar came to Denmark (1700) are not history.
#pragma once

#include <skifte/support/date.hpp>

#include <chrono>

namespace skifte::calendar {

// By the anonymous Gregorian computus.
[[nodiscard]] Date easter_sunday(std::chrono::year year) noexcept;

// A helligdag on whatever day of the week: nytårsdag, skærtorsdag, langfredag, påskedag, 2. påskedag, store
// bededag (until 2023), Kristi himmelfartsdag, pinsedag, 2. pinsedag, juledag, 2. juledag.
[[nodiscard]] bool is_holiday(Date day) noexcept;

[[nodiscard]] bool is_working_day(Date day) noexcept;

// The nearest working day before `day`, and never `day` itself.
[[nodiscard]] Date working_day_before(Date day) noexcept;

// The working day that lies `count` (0 or more) working days after `day`; with 0 `day` itself, whatever it
// is.
[[nodiscard]] Date working_day_after(Date day, int count = 1) noexcept;

// How many working days lie after `from`, `to` included: from Monday to the Friday after it 4. Below zero
// where `to` is the earlier of the two.
[[nodiscard]] int working_days_between(Date from, Date to) noexcept;

// Forældelsesloven § 27, stk. 2: a time that would end on a closed day runs to the end of the next working
// day. The rule is that act's own. For no deadline of a court or of a proklama is it attested, so nothing may
// be promised by it.
[[nodiscard]] Date extended_by_foraeldelsesloven_27_2(Date last_day) noexcept;

}  // namespace skifte::calendar
