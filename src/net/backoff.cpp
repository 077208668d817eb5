// The wait between two attempts, and what they may cost.
#include <skifte/net/policy.hpp>

#include <algorithm>
#include <cmath>

namespace skifte::net {

std::chrono::milliseconds Backoff::wait(int attempts, double draw) const noexcept {
    const double doubled = std::ldexp(static_cast<double>(base.count()), attempts - 1);
    const double bound = std::min(doubled, static_cast<double>(cap.count()));
    return std::chrono::milliseconds{static_cast<std::chrono::milliseconds::rep>(bound * draw)};
}

bool RetryBudget::take(int amount) noexcept {
    if (amount > left_) return false;
    left_ -= amount;
    return true;
}

void RetryBudget::give(int amount) noexcept {
    left_ = std::min(capacity, left_ + amount);
}

}  // namespace skifte::net
