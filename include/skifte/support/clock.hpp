// Clock: where time comes from. Everything that waits or stamps takes one, so that tests need not sleep.
#pragma once

#include <skifte/support/date.hpp>

#include <chrono>

namespace skifte {

class Clock {
public:
    virtual ~Clock() = default;
    // Wall-clock time, for stamps and expiry.
    [[nodiscard]] virtual Instant now() const = 0;
    // Monotonic time, for deadlines and rates.
    [[nodiscard]] virtual std::chrono::steady_clock::time_point steady() const = 0;
};

// The machine's own. Thread-safe.
[[nodiscard]] const Clock& system_clock();

}  // namespace skifte
