// The retry decorator, over a transport that gives prepared results.
#include <skifte/net/transport.hpp>

#include <catch2/catch.hpp>

#include <deque>

using namespace skifte;
using namespace skifte::net;
using namespace std::chrono_literals;

namespace {

// Gives the prepared results in order.
class Scripted final : public Transport {
public:
    explicit Scripted(Loop& loop) : loop_(loop) {}
    void start(Request request, Completion done) override {
        ++started;
        loop_.post([this, request = std::move(request), done = std::move(done)] {
            if (!chunk.empty() && request.sink) request.sink(chunk);
            auto result = results.empty() ? Result<Response>{Response{}} : std::move(results.front());
            if (!results.empty()) results.pop_front();
            done(std::move(result));
        });
    }
    Loop& loop() noexcept override { return loop_; }

    std::deque<Result<Response>> results;
    std::string chunk;  // goes to the sink first
    int started = 0;

private:
    Loop& loop_;
};

class FixedClock final : public Clock {
public:
    Instant now() const override { return Instant{1'700'000'000'000ms}; }
    std::chrono::steady_clock::time_point steady() const override {
        return std::chrono::steady_clock::time_point{1h};
    }
};

Result<Response> failed(std::string code, Effect effect) {
    return fail(Error{std::move(code)}.having(effect));
}

Result<Response> status(int code, std::string retry_after = {}) {
    Response response;
    response.status = code;
    if (!retry_after.empty()) response.headers.add("Retry-After", std::move(retry_after));
    return response;
}

struct Fixture {
    Interrupt interrupt;
    Loop loop{&interrupt};
    Scripted inner{loop};
    FixedClock clock;
    RetryPolicy policy{.attempts = 3, .base = 0ms, .cap = 0ms};

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
    policy.base = policy.cap = 24h;
    policy.jitter = [] { return 0.9; };
    inner.results = {status(429, "0"), status(200)};
    CHECK(send(repeated_on({429}))->status == 200);
}

TEST_CASE_METHOD(Fixture, "No wait goes beyond the deadline") {
    policy.base = policy.cap = 1000ms;
    policy.jitter = [] { return 0.5; };
    inner.results = {failed("net.connect", Effect::none), status(200)};
    Request request = repeatable();
    request.deadline = clock.steady() + 500ms;
    CHECK_FALSE(send(request));
    CHECK(inner.started == 1);
}

TEST_CASE_METHOD(Fixture, "The bound of the wait doubles up to its cap, and jitter draws below it") {
    policy = {.attempts = 5, .base = 10ms, .cap = 30ms, .longest_retry_after = 0ms, .jitter = {}};
    std::vector<std::chrono::milliseconds> allowed{10ms, 20ms, 30ms, 30ms};
    // At a draw of almost one the wait is just below the bound; the deadline tells which bound it was.
    policy.jitter = [] { return 0.999; };
    for (std::size_t done = 1; done <= allowed.size(); ++done) {
        inner.started = 0;
        inner.results.clear();
        for (int i = 0; i < 5; ++i) inner.results.push_back(failed("net.connect", Effect::none));
        Request request = repeatable();
        request.deadline = clock.steady() + allowed[done - 1] - 1ms;  // = the wait itself
        CHECK_FALSE(send(request));
        const auto first_over = std::find_if(allowed.begin(), allowed.end(),
                                             [&](auto bound) { return bound >= allowed[done - 1]; });
        CHECK(inner.started == 1 + (first_over - allowed.begin()));
    }
}

TEST_CASE_METHOD(Fixture, "An interrupt ends the wait between two attempts") {
    policy.base = policy.cap = 24h;
    policy.jitter = [] { return 0.9; };
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
