// Days that are neither Saturday nor Sunday. The sandbox's court keeps no holidays.
#pragma once

#include <skifte/support/date.hpp>

namespace skifte::sandbox {

// The working day that lies `count` (0 or more) working days after `day`.
[[nodiscard]] Date working_days_after(Date day, int count);

}  // namespace skifte::sandbox
