// Policies around a Transport: sending again, with what wait and at what cost, and a pace. Each stands alone,
// and they are put around each other at will. What is time to them comes from a Clock and a Timer.
#pragma once

#include <skifte/net/transport.hpp>

#include <chrono>
#include <functional>
#include <memory>

namespace skifte::net {

// Calls `fire(false)` after the delay, or `fire(true)` at once where it is interrupted, as Loop::after does.
using Timer =
    std::function<void(std::chrono::milliseconds delay, std::function<void(bool interrupted)> fire)>;

// The wait between two attempts: full jitter, which is anything below a bound that doubles with each.
struct Backoff {
    std::chrono::milliseconds base{500};
    std::chrono::milliseconds cap{20'000};
    // After so many attempts, from 1; `draw` is in [0, 1).
    [[nodiscard]] std::chrono::milliseconds wait(int attempts, double draw) const noexcept;
};

// What all calls of a process together may send again, so that a portal in trouble is not called the more for
// it. The numbers and rules are those of botocore's standard mode: of 500 a retry takes 5, and 10 after a
// timeout; what succeeds gives back what its last retry took, and 1 where it took none. Not thread-safe.
class RetryBudget {
public:
    static constexpr int capacity = 500, cost = 5, cost_after_timeout = 10, gain = 1;

    [[nodiscard]] bool take(int amount) noexcept;  // false if there is less left, and then it takes nothing
    void give(int amount) noexcept;
    [[nodiscard]] int left() const noexcept { return left_; }

private:
    int left_ = capacity;
};

struct RetryPolicy {
    int attempts = 4;  // in all; 1 = once
    Backoff backoff;
    // Longer than this a Retry-After is not waited for; the answer is given as it is.
    std::chrono::milliseconds longest_retry_after{120'000};
    std::shared_ptr<RetryBudget> budget;  // null: one of its own
    std::function<double()> jitter;       // a number in [0, 1); null: drawn at random
    Timer timer;                          // null: the loop's
};

// Sends again what is safe to send again: an Error of effect none that may pass, any such Error of a
// repeatable request, and statuses in Request::repeat_on. Waits by Retry-After (RFC 9110 section 10.2.3, both
// forms), else by Backoff. Never beyond the request's deadline, and not where the budget is spent.
[[nodiscard]] std::unique_ptr<Transport> make_retry(Transport& inner, RetryPolicy policy, const Clock& clock);

struct PacePolicy {
    std::chrono::milliseconds interval{0};  // between the starts of two requests
    // Longer than this nobody is held by another's Retry-After.
    std::chrono::milliseconds longest_hold{120'000};
    Timer timer;  // null: the loop's
};

// Starts requests no faster than the interval, in their order, and none before what a 429 or 503 asked for by
// Retry-After has passed, whichever request it was that got it. One whose turn would come after its deadline
// is not sent: net.timeout.total (stage = held), effect none.
[[nodiscard]] std::unique_ptr<Transport> make_pace(Transport& inner, PacePolicy policy, const Clock& clock);

// "120" or an HTTP-date (RFC 9110 section 5.6.7) as a wait from `now`; none if it is neither.
[[nodiscard]] std::optional<std::chrono::milliseconds> parse_retry_after(std::string_view value, Instant now);

}  // namespace skifte::net
