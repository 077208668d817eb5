// Pace: how many calls may be in flight, and when the next may leave. One more for every 20 clean answers,
// half of it when the portal says that it is too much or takes twice as long, never below one.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>

namespace skifte::batch {

struct PaceOptions {
    std::size_t at_once = 8;           // at most; at least 1
    std::size_t at_first = 4;          // in flight, until answers show that more will do
    std::optional<double> per_second;  // at most; > 0
    bool fixed = false;                // always `at_once`
};

// Time is an argument. Not thread-safe.
class Pace {
public:
    using Time = std::chrono::steady_clock::time_point;
    using Duration = std::chrono::steady_clock::duration;

    explicit Pace(const PaceOptions& options);

    // How long until one more may leave: zero for now, none until an answer has come.
    [[nodiscard]] std::optional<Duration> until_next(Time now) const;
    void left(Time now);
    // An answer to what left at `sent`. `pressure`: the portal asked for less.
    void came(Time sent, Time now, bool pressure);
    // Nothing leaves before then.
    void hold_until(Time time);

    [[nodiscard]] std::size_t in_flight() const noexcept { return in_flight_; }
    [[nodiscard]] std::size_t allowed() const noexcept { return allowed_; }

private:
    void cut(Time now);

    PaceOptions options_;
    std::size_t allowed_;
    std::size_t in_flight_ = 0;
    std::size_t clean_ = 0;  // answers since the last change
    Time last_cut_{};        // what left before it does not count against us twice
    Time next_{};            // by per_second
    Time held_until_{};
    double usual_ = 0;   // seconds an answer takes, smoothed slowly; 0 before the first
    double recent_ = 0;  // smoothed fast
};

}  // namespace skifte::batch
