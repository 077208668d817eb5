#include <skifte/batch/pace.hpp>

#include <algorithm>

namespace skifte::batch {

namespace {

constexpr std::size_t clean_answers = 20;
constexpr double fast = 0.2, slow = 0.01;  // of the two averages

}  // namespace

Pace::Pace(const PaceOptions& options)
    : options_(options),
      allowed_(options.fixed ? options.at_once : std::min(options.at_once, options.at_first)) {}

std::optional<Pace::Duration> Pace::until_next(Time now) const {
    if (in_flight_ >= allowed_) return std::nullopt;
    const Time from = std::max(next_, held_until_);
    return from > now ? from - now : Duration::zero();
}

void Pace::left(Time now) {
    ++in_flight_;
    if (!options_.per_second) return;
    const std::chrono::duration<double> gap{1 / *options_.per_second};
    next_ = std::max(next_, now) + std::chrono::duration_cast<Duration>(gap);
}

void Pace::came(Time sent, Time now, bool pressure) {
    --in_flight_;
    if (options_.fixed) return;
    const double took = std::chrono::duration<double>(now - sent).count();
    const bool first = usual_ == 0;
    usual_ = first ? took : usual_ + slow * (took - usual_);
    recent_ = first ? took : recent_ + fast * (took - recent_);
    if (sent < last_cut_) return;
    if (pressure || (clean_ >= clean_answers / 2 && recent_ > 2 * usual_)) return cut(now);
    if (++clean_ < clean_answers) return;
    clean_ = 0;
    allowed_ = std::min(allowed_ + 1, options_.at_once);
}

void Pace::cut(Time now) {
    allowed_ = std::max<std::size_t>(1, allowed_ / 2);
    clean_ = 0;
    last_cut_ = now;
    recent_ = usual_;  // what comes now tells anew
}

void Pace::hold_until(Time time) {
    held_until_ = std::max(held_until_, time);
}

}  // namespace skifte::batch
