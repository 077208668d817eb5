// The pace decorator, by a clock that moves only where somebody waits.
#include "unit/net/scripted.hpp"

#include <catch2/catch.hpp>

using namespace skifte;
using namespace skifte::net;
using namespace skifte::net::test;
using namespace std::chrono_literals;

namespace {

struct Fixture {
    Interrupt interrupt;
    Loop loop{&interrupt};
    MovedClock clock;
    MovingTimer timer{loop, clock};
    Scripted inner{loop};
    PacePolicy policy{.timer = timer};
    std::unique_ptr<Transport> paced;

    Fixture() { inner.clock = &clock; }
    Transport& transport() {
        if (!paced) paced = make_pace(inner, policy, clock);
        return *paced;
    }
    // When each request left, from now.
    std::vector<std::chrono::milliseconds> starts(int count) {
        const auto now = clock.steady();
        inner.started_at.clear();
        for (int i = 0; i < count; ++i) CHECK(transport().send(Request{}));
        std::vector<std::chrono::milliseconds> out;
        for (const auto at : inner.started_at)
            out.push_back(std::chrono::duration_cast<std::chrono::milliseconds>(at - now));
        return out;
    }
};

}  // namespace

TEST_CASE_METHOD(Fixture, "Without an interval nobody waits") {
    CHECK(starts(3) == std::vector{0ms, 0ms, 0ms});
    CHECK(timer.waits().empty());
}

TEST_CASE_METHOD(Fixture, "Requests start no faster than the interval, counted from start to start") {
    policy.interval = 100ms;
    inner.takes = 30ms;
    CHECK(starts(3) == std::vector{0ms, 100ms, 200ms});
    clock.move(1h);
    CHECK(starts(2) == std::vector{0ms, 100ms});  // what was not used is not saved up
}

TEST_CASE_METHOD(Fixture, "A Retry-After with 429 or 503 holds whoever comes next") {
    const int code = GENERATE(429, 503);
    inner.results = {status(code, "5")};
    CHECK(transport().send(Request{})->status == code);
    CHECK(starts(2) == std::vector{5000ms, 5000ms});
}

TEST_CASE_METHOD(Fixture, "A Retry-After with another status, or one too long, holds nobody for it") {
    policy.longest_hold = 10s;
    inner.results = {status(301, "5")};
    CHECK(transport().send(Request{})->status == 301);
    CHECK(starts(1) == std::vector{0ms});
    inner.results = {status(503, "86400")};
    CHECK(transport().send(Request{})->status == 503);
    CHECK(starts(1) == std::vector{10'000ms});
}

TEST_CASE_METHOD(Fixture, "What would have its turn after its deadline is not sent") {
    inner.results = {status(429, "5")};
    CHECK(transport().send(Request{}));
    Request request;
    request.deadline = clock.steady() + 5s;
    const auto result = transport().send(request);
    REQUIRE_FALSE(result);
    CHECK(result.error().code == "net.timeout.total");
    CHECK(result.error().argument("stage") == "held");
    CHECK(result.error().effect == Effect::none);
    CHECK(inner.started == 1);
    request.deadline += 1ms;
    CHECK(transport().send(request));
}

TEST_CASE_METHOD(Fixture, "An interrupt ends the wait for a turn, and nothing was sent") {
    policy.timer = {};  // the loop's own
    policy.interval = 24h;
    CHECK(transport().send(Request{}));
    std::optional<Result<Response>> outcome;
    transport().start(Request{}, [&](Result<Response> result) { outcome.emplace(std::move(result)); });
    interrupt.raise();
    loop.run_until([&] { return outcome.has_value(); });
    CHECK(outcome->error().code == "interrupted");
    CHECK(outcome->error().effect == Effect::none);
    CHECK(inner.started == 1);
}

TEST_CASE_METHOD(Fixture, "Around a pace, a retry waits once for what the server asked") {
    inner.results = {status(429, "5")};
    const auto retry = make_retry(transport(), {.timer = timer}, clock);
    Request request;
    request.repeat_on = {429};
    CHECK(retry->send(request)->attempts == 2);
    CHECK(timer.waits() == std::vector{5000ms});
}
