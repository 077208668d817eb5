// One deadline for a whole call: its token, that one's retries, and its own.
#include "unit/net/scripted.hpp"

#include <skifte/auth/token.hpp>

#include <catch2/catch.hpp>

using namespace skifte;
using namespace skifte::net;
using namespace std::chrono_literals;

namespace {

Result<Response> token() {
    Response response;
    response.status = 200;
    response.headers.add("Content-Type", "application/json");
    response.body = R"({"access_token": "t", "token_type": "Bearer", "expires_in": 3600})";
    return response;
}

struct Fixture {
    Loop loop;
    test::MovedClock clock;
    test::MovingTimer timer{loop, clock};
    test::Scripted inner{loop};
    std::unique_ptr<Transport> paced = make_pace(inner, {.timer = timer}, clock);
    std::unique_ptr<Transport> retry =
        make_retry(*paced, {.attempts = 10, .jitter = [] { return 0.5; }, .timer = timer}, clock);
    std::unique_ptr<auth::TokenSource> tokens =
        auth::make_token_source(*retry, {.endpoint = "https://x.example/token", .client_id = "a"}, clock);
    std::unique_ptr<Transport> api = auth::make_token_transport(*retry, *tokens, "https://x.example");
    std::chrono::steady_clock::time_point began = clock.steady();

    Fixture() {
        inner.clock = &clock;
        inner.takes = 2s;
    }
    Result<Response> send(std::chrono::milliseconds within) {
        Request request;
        request.url = "https://x.example/sager";
        request.repeatable = true;
        request.repeat_on = {503};
        request.deadline = began + within;
        return api->send(std::move(request));
    }
    std::vector<std::chrono::milliseconds> starts() const {
        std::vector<std::chrono::milliseconds> out;
        for (const auto at : inner.started_at)
            out.push_back(std::chrono::duration_cast<std::chrono::milliseconds>(at - began));
        return out;
    }
};

}  // namespace

TEST_CASE_METHOD(Fixture, "A call's deadline covers its token, its retries, and the waits between") {
    using test::status;
    inner.results = {status(503), token(), status(503), status(503), status(503), status(503)};
    CHECK(send(10s)->status == 503);
    CHECK(starts() == std::vector{0ms, 2250ms, 4250ms, 6500ms, 9000ms});
    CHECK(inner.deadlines == std::vector(5, began + 10s));  // which is libcurl's to keep
}

TEST_CASE_METHOD(Fixture,
                 "A pause that the token server asks for counts too, and is not waited for in vain") {
    using test::status;
    inner.results = {status(503, "5"), token(), status(429, "5"), status(200)};
    CHECK(send(12s)->status == 429);
    CHECK(starts() == std::vector{0ms, 7000ms, 9000ms});
}
