// What the tests of policies stand on: a transport that gives prepared results, and a time that only moves
// where somebody waits.
#pragma once

#include <skifte/net/policy.hpp>

#include <deque>
#include <memory>
#include <utility>
#include <vector>

namespace skifte::net::test {

class MovedClock final : public Clock {
public:
    Instant now() const override { return Instant{std::chrono::milliseconds{1'700'000'000'000}} + moved_; }
    std::chrono::steady_clock::time_point steady() const override {
        return std::chrono::steady_clock::time_point{std::chrono::hours{1}} + moved_;
    }
    void move(std::chrono::milliseconds by) { moved_ += by; }

private:
    std::chrono::milliseconds moved_{0};
};

// A Timer that moves the clock in place of waiting, and remembers by how much. For one wait at a time.
class MovingTimer {
public:
    MovingTimer(Loop& loop, MovedClock& clock) : loop_(&loop), clock_(&clock) {}
    void operator()(std::chrono::milliseconds delay, std::function<void(bool)> fire) const {
        waits_->push_back(delay);
        loop_->post([clock = clock_, delay, fire = std::move(fire)] {
            clock->move(delay);
            fire(false);
        });
    }
    [[nodiscard]] const std::vector<std::chrono::milliseconds>& waits() const { return *waits_; }

private:
    Loop* loop_;
    MovedClock* clock_;
    std::shared_ptr<std::vector<std::chrono::milliseconds>> waits_ =
        std::make_shared<std::vector<std::chrono::milliseconds>>();
};

// Gives the prepared results in order, then 200s.
class Scripted final : public Transport {
public:
    explicit Scripted(Loop& loop) : loop_(loop) {}
    void start(Request request, Completion done) override {
        ++started;
        numbers.push_back(request.attempt);
        deadlines.push_back(request.deadline);
        if (clock != nullptr) started_at.push_back(clock->steady());
        loop_.post([this, request = std::move(request), done = std::move(done)] {
            if (clock != nullptr) clock->move(takes);
            if (!chunk.empty() && request.sink) request.sink(chunk);
            Response fine;
            fine.status = 200;
            auto result = results.empty() ? Result<Response>{fine} : std::move(results.front());
            if (!results.empty()) results.pop_front();
            done(std::move(result));
        });
    }
    Loop& loop() noexcept override { return loop_; }

    std::deque<Result<Response>> results;
    std::string chunk;  // goes to the sink first
    MovedClock* clock = nullptr;
    std::chrono::milliseconds takes{0};  // by that clock
    int started = 0;
    std::vector<int> numbers;
    std::vector<std::chrono::steady_clock::time_point> started_at, deadlines;

private:
    Loop& loop_;
};

inline Result<Response> failed(std::string code, Effect effect) {
    return fail(Error{std::move(code)}.having(effect));
}

inline Result<Response> status(int code, std::string retry_after = {}) {
    Response response;
    response.status = code;
    if (!retry_after.empty()) response.headers.add("Retry-After", std::move(retry_after));
    return response;
}

}  // namespace skifte::net::test
