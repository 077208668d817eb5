// The retry decorator, over a transport that gives prepared results.
#include "unit/net/scripted.hpp"

#include <skifte/net/policy.hpp>

#include <catch2/catch.hpp>

#include <algorithm>

using namespace skifte;
using namespace skifte::net;
using namespace skifte::net::test;
using namespace std::chrono_literals;

namespace {

struct Fixture {
    Interrupt interrupt;
    Loop loop{&interrupt};
    Scripted inner{loop};
    MovedClock clock;
    MovingTimer timer{loop, clock};
    RetryPolicy policy{.attempts = 3, .jitter = [] { return 0.5; }, .timer = timer};

    Result<Response> send(Request request) {
        return make_retry(inner, policy, clock)->send(std::move(request));
    }
};

Request repeatable() {
    Request request;
    request.repeatable = true;
    return request;
}

Request repeated_on(std::vector<int> statuses) {
    Request request;
    request.repeat_on = std::move(statuses);
    return request;
}

}  // namespace

TEST_CASE_METHOD(Fixture, "A passing failure of a repeatable request is tried again, whatever its effect") {
    const auto* code = GENERATE("net.connect", "net.name", "net.timeout.connect", "net.reset");
    inner.results = {failed(code, Effect::unknown), failed(code, Effect::none), status(200)};
    const auto result = send(repeatable());
    REQUIRE(result);
    CHECK(result->status == 200);
    CHECK(result->attempts == 3);
}

TEST_CASE_METHOD(Fixture, "A filing is sent again after a failure without effect") {
    inner.results = {failed("net.connect", Effect::none), status(201)};
    const auto result = send(Request{});
    REQUIRE(result);
    CHECK(result->attempts == 2);
}

TEST_CASE_METHOD(Fixture, "A filing whose effect is unknown is never sent again") {
    inner.results = {failed("net.reset", Effect::unknown), status(201)};
    const auto result = send(Request{});
    REQUIRE_FALSE(result);
    CHECK(result.error().code == "net.reset");
    CHECK(result.error().effect == Effect::unknown);
    CHECK(inner.started == 1);
}

TEST_CASE_METHOD(Fixture, "What will not pass by waiting is not tried again") {
    const auto* code = GENERATE("net.tls", "net.tls.client_certificate", "net.timeout.total", "net.protocol",
                                "interrupted", "file.changed", "net.sink");
    inner.results = {failed(code, Effect::none)};
    const auto result = send(repeatable());
    REQUIRE_FALSE(result);
    CHECK(result.error().code == code);
    CHECK(inner.started == 1);
}

TEST_CASE_METHOD(Fixture, "After the last attempt the last failure stands") {
    for (int i = 0; i < 5; ++i) inner.results.push_back(failed("net.connect", Effect::none));
    CHECK_FALSE(send(repeatable()));
    CHECK(inner.started == 3);
}

TEST_CASE_METHOD(Fixture, "A status is tried again only where the request says so") {
    inner.results = {status(503), status(200)};
    SECTION("it does") {
        CHECK(send(repeated_on({429, 503}))->status == 200);
        CHECK(inner.started == 2);
    }
    SECTION("it does not") {
        CHECK(send(repeated_on({429}))->status == 503);
        CHECK(inner.started == 1);
    }
}

TEST_CASE_METHOD(Fixture, "A Retry-After that is too long is not waited for, and the answer is given") {
    policy.longest_retry_after = 10s;
    inner.results = {status(429, "11"), status(200)};
    const auto result = send(repeated_on({429}));
    REQUIRE(result);
    CHECK(result->status == 429);
    CHECK(inner.started == 1);
}

TEST_CASE_METHOD(Fixture, "A Retry-After goes before the policy's own wait") {
    const auto* asked = GENERATE("7", "Tue, 14 Nov 2023 22:13:27 GMT");  // in both forms
    inner.results = {status(429, asked), status(200)};
    CHECK(send(repeated_on({429}))->status == 200);
    CHECK(timer.waits() == std::vector{7000ms});
}

TEST_CASE_METHOD(Fixture, "No wait goes beyond the deadline") {
    inner.results = {failed("net.connect", Effect::none), failed("net.connect", Effect::none), status(200)};
    inner.clock = &clock;
    inner.takes = 100ms;
    Request request = repeatable();
    request.deadline = clock.steady() + 950ms;  // 100 + 250 + 100 + 500
    CHECK_FALSE(send(request));
    CHECK(inner.started == 2);
    CHECK(timer.waits() == std::vector{250ms});
}

TEST_CASE_METHOD(Fixture, "The waits are what the backoff says for each attempt") {
    policy.attempts = 5;
    policy.backoff = {.base = 10ms, .cap = 30ms};
    for (int i = 0; i < 5; ++i) inner.results.push_back(failed("net.connect", Effect::none));
    CHECK_FALSE(send(repeatable()));
    CHECK(timer.waits() == std::vector{5ms, 10ms, 15ms, 15ms});
}

TEST_CASE("The bound of a backoff doubles up to its cap, and the draw is anything below it") {
    const Backoff backoff{.base = 10ms, .cap = 35ms};
    CHECK(backoff.wait(1, 0.999) == 9ms);
    CHECK(backoff.wait(2, 0.999) == 19ms);
    CHECK(backoff.wait(3, 0.999) == 34ms);
    CHECK(backoff.wait(60, 0.999) == 34ms);
    CHECK(backoff.wait(3, 0.0) == 0ms);
    CHECK(backoff.wait(3, 0.2) == 7ms);
}

TEST_CASE("A budget gives no more than it has, and never has more than its capacity") {
    RetryBudget budget;
    CHECK(budget.left() == 500);
    budget.give(1);
    CHECK(budget.left() == 500);
    for (int i = 0; i < 100; ++i) CHECK(budget.take(RetryBudget::cost));
    CHECK_FALSE(budget.take(RetryBudget::cost));
    budget.give(4);
    CHECK_FALSE(budget.take(RetryBudget::cost));
    CHECK(budget.left() == 4);
}

TEST_CASE_METHOD(Fixture,
                 "A retry takes 5 of the budget, after a timeout 10, and what succeeds gives it back") {
    policy.budget = std::make_shared<RetryBudget>();
    const auto left_after = [&](auto... results) {
        inner.results = {results...};
        static_cast<void>(send(repeatable()));
        return policy.budget->left();
    };
    const auto cut = failed("net.reset", Effect::none), late = failed("net.timeout.connect", Effect::none);
    CHECK(left_after(cut, cut, cut) == 490);
    CHECK(left_after(late, late, late) == 470);
    CHECK(left_after(status(200)) == 471);
    CHECK(left_after(cut, late, status(200)) == 466);  // botocore gives back what the last retry took
    CHECK(left_after(status(404)) == 466);
}

TEST_CASE_METHOD(Fixture, "Where the budget is spent a failure stands at once, and successes fill it again") {
    policy.budget = std::make_shared<RetryBudget>();
    CHECK(policy.budget->take(498));
    inner.results = {failed("net.reset", Effect::none), status(200)};
    CHECK(send(repeatable()).error().code == "net.reset");
    for (int i = 0; i < 3; ++i) CHECK(send(repeatable())->status == 200);
    inner.results = {failed("net.reset", Effect::none), status(200)};
    CHECK(send(repeatable())->status == 200);
}

TEST_CASE_METHOD(Fixture, "Each attempt knows which it is") {
    inner.results = {failed("net.reset", Effect::none), failed("net.reset", Effect::none), status(200)};
    CHECK(send(repeatable())->attempts == 3);
    CHECK(inner.numbers == std::vector{1, 2, 3});
}

TEST_CASE_METHOD(Fixture, "An interrupt ends the wait between two attempts") {
    policy.backoff = {.base = 24h, .cap = 24h};
    policy.timer = {};  // the loop's own
    inner.results = {failed("net.connect", Effect::none)};
    const auto retry = make_retry(inner, policy, clock);
    std::optional<Result<Response>> outcome;
    retry->start(repeatable(), [&](Result<Response> result) { outcome.emplace(std::move(result)); });
    loop.run_until([&] { return inner.started == 1 && inner.results.empty(); });
    interrupt.raise();
    loop.run_until([&] { return outcome.has_value(); });
    CHECK(outcome->error().code == "interrupted");
    CHECK(outcome->error().effect == Effect::none);
}

TEST_CASE_METHOD(Fixture, "An answer of which the sink has had a part is not fetched again") {
    inner.chunk = "part";
    inner.results = {failed("net.reset", Effect::unknown), status(200)};
    Request request = repeatable();
    std::string taken;
    request.sink = [&](std::string_view chunk) { return taken.append(chunk), true; };
    CHECK_FALSE(send(request));
    CHECK(taken == "part");
}

TEST_CASE("Retry-After is read as seconds or as an HTTP-date in any of its three forms") {
    const Instant now{784'111'777s - 90s};  // 90 seconds before Sun, 06 Nov 1994 08:49:37 GMT
    CHECK(parse_retry_after("120", now) == 120s);
    CHECK(parse_retry_after("0", now) == 0s);
    CHECK(parse_retry_after("Sun, 06 Nov 1994 08:49:37 GMT", now) == 90s);
    CHECK(parse_retry_after("Sunday, 06-Nov-94 08:49:37 GMT", now) == 90s);
    CHECK(parse_retry_after("Sun Nov  6 08:49:37 1994", now) == 90s);
    CHECK(parse_retry_after("Sun, 06 Nov 1994 08:49:37 GMT", now + 1h) == 0s);
    CHECK(parse_retry_after("99999999999999999999", now) > 24h);
}

TEST_CASE("A Retry-After that is neither is none") {
    const auto* text = GENERATE("", "soon", "-1", "1.5", "12 s", "Sunday", "1994-11-06T08:49:37Z", "20:30");
    CHECK_FALSE(parse_retry_after(text, Instant{}));
}
