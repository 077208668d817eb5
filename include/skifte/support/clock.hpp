// Clock: where time comes from. Everything that waits or stamps takes one, so that tests need not sleep.
#pragma once

#include <skifte/support/date.hpp>

#include <chrono>
#include <optional>
#include <string>

namespace skifte {

// A moment by the kernel's own clock, which nobody sets, and which goes on while the machine sleeps.
struct Uptime {
    std::string boot;  // which start of the machine it counts from
    std::chrono::milliseconds since_boot{};
    friend bool operator==(const Uptime&, const Uptime&) = default;
};
// How long before `now` that was; none where the two are not of one boot.
[[nodiscard]] std::optional<std::chrono::milliseconds> elapsed(const Uptime& then, const Uptime& now);

class Clock {
public:
    virtual ~Clock() = default;
    // Wall-clock time, for stamps and expiry.
    [[nodiscard]] virtual Instant now() const = 0;
    // Monotonic time, for deadlines and rates.
    [[nodiscard]] virtual std::chrono::steady_clock::time_point steady() const = 0;
    // For what must be told apart by time across processes, however the wall clock is set. By default as if
    // now() were never set.
    [[nodiscard]] virtual Uptime uptime() const { return {"", now().time_since_epoch()}; }
};

// The machine's own. Thread-safe.
[[nodiscard]] const Clock& system_clock();

}  // namespace skifte
