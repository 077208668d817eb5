// The pace decorator: no faster than it is told, and not while the server has asked to wait.
#include <skifte/net/policy.hpp>

#include <algorithm>

namespace skifte::net {

namespace {

using std::chrono::ceil;
using std::chrono::milliseconds;
using Time = std::chrono::steady_clock::time_point;

class Pace final : public Transport {
public:
    Pace(Transport& inner, PacePolicy policy, const Clock& clock)
        : inner_(inner), policy_(std::move(policy)), clock_(clock) {
        if (!policy_.timer)
            policy_.timer = [this](milliseconds delay, std::function<void(bool)> fire) {
                loop().after(delay, std::move(fire));
            };
    }

    Loop& loop() noexcept override { return inner_.loop(); }

    void start(Request request, Completion done) override {
        const Time now = clock_.steady();
        const Time turn = std::max({now, next_, held_until_});
        if (turn >= request.deadline && turn > now)
            return loop().post([done = std::move(done)] {
                done(fail(Error{"net.timeout.total"}.with("stage", "held").having(Effect::none)));
            });
        next_ = turn + policy_.interval;
        wait_until(turn, std::move(request), std::move(done));
    }

private:
    // A hold that came while it waited is waited for as well.
    void wait_until(Time turn, Request request, Completion done) {
        const auto left = ceil<milliseconds>(turn - clock_.steady());
        if (left <= milliseconds{0}) return go(std::move(request), std::move(done));
        policy_.timer(left, [this, alive = std::weak_ptr(alive_), request = std::move(request),
                             done = std::move(done)](bool interrupted) mutable {
            if (alive.expired()) return;
            if (interrupted) return done(fail(Error{"interrupted"}.having(Effect::none)));
            if (held_until_ > clock_.steady()) return start(std::move(request), std::move(done));
            go(std::move(request), std::move(done));
        });
    }

    void go(Request request, Completion done) {
        inner_.start(std::move(request),
                     [this, alive = std::weak_ptr(alive_), done = std::move(done)](Result<Response> result) {
                         if (!alive.expired()) heed(result);
                         done(std::move(result));
                     });
    }

    void heed(const Result<Response>& result) {
        if (!result || (result->status != 429 && result->status != 503)) return;
        const auto value = result->headers.find("Retry-After");
        const auto asked = value ? parse_retry_after(*value, clock_.now()) : std::nullopt;
        if (asked)
            held_until_ = std::max(held_until_, clock_.steady() + std::min(*asked, policy_.longest_hold));
    }

    Transport& inner_;
    PacePolicy policy_;
    const Clock& clock_;
    Time next_{}, held_until_{};
    // The loop may hold a wait of ours for longer than we live.
    std::shared_ptr<const bool> alive_ = std::make_shared<const bool>(true);
};

}  // namespace

std::unique_ptr<Transport> make_pace(Transport& inner, PacePolicy policy, const Clock& clock) {
    return std::make_unique<Pace>(inner, std::move(policy), clock);
}

}  // namespace skifte::net
