// The retry decorator: what may be sent again, when, and how often.
#include <skifte/net/policy.hpp>

#include <skifte/support/digest.hpp>

#include <algorithm>
#include <array>
#include <cstring>

namespace skifte::net {

namespace {

using std::chrono::milliseconds;

// In [0, 1). Not for secrets: it only keeps clients from coming back in step.
double random_fraction() {
    std::array<std::byte, sizeof(std::uint32_t)> bytes{};
    random_bytes(bytes);
    std::uint32_t number = 0;
    std::memcpy(&number, bytes.data(), sizeof number);
    return number / 4294967296.0;
}

bool may_pass(const Error& error) {
    return error.code == "net.connect" || error.code == "net.name" || error.code == "net.timeout.connect" ||
           error.code == "net.reset" || (error.code == "net.proxy" && error.argument("state") == "away");
}

bool timed_out(const Result<Response>& result) {
    return !result && result.error().code == "net.timeout.connect";
}

class Retry final : public Transport {
public:
    Retry(Transport& inner, RetryPolicy policy, const Clock& clock)
        : inner_(inner), policy_(std::move(policy)), clock_(clock) {
        if (!policy_.jitter) policy_.jitter = random_fraction;
        if (!policy_.budget) policy_.budget = std::make_shared<RetryBudget>();
        if (!policy_.timer)
            policy_.timer = [this](milliseconds delay, std::function<void(bool)> fire) {
                loop().after(delay, std::move(fire));
            };
    }

    Loop& loop() noexcept override { return inner_.loop(); }

    void start(Request request, Completion done) override {
        const auto call = std::make_shared<Call>();
        call->request = std::move(request);
        call->done = std::move(done);
        if (auto& sink = call->request.sink) {
            // Held by the call, so it must not hold the call.
            sink = [given = &call->given, take = std::move(sink)](std::string_view chunk) {
                *given = true;
                return take(chunk);
            };
        }
        attempt(call);
    }

private:
    struct Call {
        Request request;
        Completion done;
        int attempts = 0;
        int taken = 0;       // of the budget, for the last retry
        bool given = false;  // the sink has had some of an answer, and cannot take another
    };

    void attempt(const std::shared_ptr<Call>& call) {
        ++call->attempts;
        if (call->attempts > 1) ++call->request.attempt;
        inner_.start(call->request,
                     [this, call](Result<Response> result) { judge(call, std::move(result)); });
    }

    void judge(const std::shared_ptr<Call>& call, Result<Response> result) {
        if (result) result->attempts = call->attempts;
        if (result && result->status / 100 == 2)
            policy_.budget->give(call->taken > 0 ? call->taken : RetryBudget::gain);
        const auto wait = wait_before_next(*call, result);
        if (!wait) return call->done(std::move(result));
        const Effect effect = result ? Effect::none : result.error().effect;
        policy_.timer(*wait, [this, alive = std::weak_ptr(alive_), call, effect](bool interrupted) {
            if (alive.expired()) return;
            if (interrupted) return call->done(fail(Error{"interrupted"}.having(effect)));
            attempt(call);
        });
    }

    // None if the result stands.
    [[nodiscard]] std::optional<milliseconds> wait_before_next(Call& call, const Result<Response>& result) {
        if (call.attempts >= policy_.attempts || call.given || !may_repeat(call.request, result))
            return std::nullopt;
        const auto asked = asked_wait(result);
        if (asked && *asked > policy_.longest_retry_after) return std::nullopt;
        const milliseconds wait = asked ? *asked : policy_.backoff.wait(call.attempts, policy_.jitter());
        if (wait >= call.request.deadline - clock_.steady()) return std::nullopt;
        const int cost = timed_out(result) ? RetryBudget::cost_after_timeout : RetryBudget::cost;
        if (!policy_.budget->take(cost)) return std::nullopt;
        call.taken = cost;
        return wait;
    }

    [[nodiscard]] static bool may_repeat(const Request& request, const Result<Response>& result) {
        if (result) {
            const auto& statuses = request.repeat_on;
            return std::find(statuses.begin(), statuses.end(), result->status) != statuses.end();
        }
        return may_pass(result.error()) && (request.repeatable || result.error().effect == Effect::none);
    }

    [[nodiscard]] std::optional<milliseconds> asked_wait(const Result<Response>& result) const {
        const auto value = result ? result->headers.find("Retry-After") : std::nullopt;
        return value ? parse_retry_after(*value, clock_.now()) : std::nullopt;
    }

    Transport& inner_;
    RetryPolicy policy_;
    const Clock& clock_;
    // The loop may hold a wait of ours for longer than we live.
    std::shared_ptr<const bool> alive_ = std::make_shared<const bool>(true);
};

}  // namespace

std::unique_ptr<Transport> make_retry(Transport& inner, RetryPolicy policy, const Clock& clock) {
    return std::make_unique<Retry>(inner, std::move(policy), clock);
}

}  // namespace skifte::net
