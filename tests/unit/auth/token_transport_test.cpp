// The transport that puts a token on each request: where it may go, and what a 401 leads to.
#include <skifte/auth/token.hpp>

#include "auth/origin.hpp"
#include "fake_transport.hpp"

#include <catch2/catch.hpp>

using namespace skifte;
using namespace skifte::auth;

namespace {

// Gives t1, t2, …, or what it is told to.
class FakeTokens final : public TokenSource {
public:
    explicit FakeTokens(net::Loop& loop) : loop_(loop) {}
    void get(std::optional<Secret> not_this, std::chrono::steady_clock::time_point deadline,
             Completion done) override {
        refused.push_back(not_this ? not_this->reveal() : "");
        deadlines.push_back(deadline);
        loop_.post([this, done = std::move(done)] {
            if (failing) return done(fail("token.invalid_client"));
            if (!same || given == 0) ++given;
            done(Token{Secret{"t" + std::to_string(given)}, {}, {}, {}});
        });
    }
    Result<bool> clear() override { return false; }

    std::vector<std::string> refused;
    std::vector<std::chrono::steady_clock::time_point> deadlines;
    bool failing = false;
    bool same = false;
    int given = 0;

private:
    net::Loop& loop_;
};

struct Setup {
    net::Loop loop;
    test::FakeTransport inner{loop};
    FakeTokens tokens{loop};
    std::unique_ptr<net::Transport> transport =
        make_token_transport(inner, tokens, "https://API.domstol.invalid/skifte");

    static net::Request request(std::string url = "https://api.domstol.invalid/sager") {
        net::Request request;
        request.method = "POST";
        request.url = std::move(url);
        request.body = net::Body{"{}"};
        request.has_body = true;
        return request;
    }
    Result<net::Response> send(net::Request request) {
        std::optional<Result<net::Response>> result;
        transport->start(std::move(request),
                         [&](Result<net::Response> response) { result = std::move(response); });
        CHECK_FALSE(result);  // never from inside start
        loop.run_until([&] { return result.has_value(); });
        return *std::move(result);
    }
};

}  // namespace

TEST_CASE("an origin is scheme, host and port", "[auth][token]") {
    using Case = std::pair<std::string, std::string>;
    const auto [url, origin] = GENERATE(values<Case>({
        {"https://api.example", "https://api.example:443"},
        {"HTTPS://API.Example/Sti?a=b#c", "https://api.example:443"},
        {"http://api.example?x=//y", "http://api.example:80"},
        {"https://api.example:8443/", "https://api.example:8443"},
        {"https://api.example:00443/", "https://api.example:443"},
        {"https://127.0.0.1:1", "https://127.0.0.1:1"},
        {"https://[::1]:8443/x", "https://[::1]:8443"},
        {"https://[::1]", "https://[::1]:443"},
        {"https://blåbær.example/", "https://blåbær.example:443"},
        {"", ""},
        {"api.example", ""},
        {"//api.example", ""},
        {"ftp://api.example", ""},
        {"https://", ""},
        {"https:///sti", ""},
        {"https://:443", ""},
        {"https://api.example:", ""},
        {"https://api.example:0", ""},
        {"https://api.example:65536", ""},
        {"https://api.example:44a", ""},
        {"https://api.example@ond.example/", ""},
        {"https://bruger:kode@api.example/", ""},
        {"https://api.example\\@ond.example/", ""},
        {"https://api.example /", ""},
        {"https://api%2eexample/", ""},
        {"https://[::1/", ""},
        {"https://[]/", ""},
        {"https://[::1]x:443/", ""},
        {"https://::1/", ""},
    }));
    CAPTURE(url);
    CHECK(origin_of(url).value_or("") == origin);
}

TEST_CASE("a request that wants a token carries it", "[auth][token]") {
    Setup setup;
    setup.inner.will_answer(200, "{}");
    auto request = Setup::request();
    request.headers.set("Authorization", "Basic forkert");
    request.deadline = std::chrono::steady_clock::now() + std::chrono::hours{1};
    const auto deadline = request.deadline;
    const auto response = setup.send(std::move(request));
    REQUIRE(response);
    REQUIRE(setup.inner.requests.size() == 1);
    CHECK(test::header_of(setup.inner.requests[0], "authorization") == "Bearer t1");
    CHECK(test::body_of(setup.inner.requests[0]) == "{}");
    CHECK(setup.inner.requests[0].deadline == deadline);
    CHECK(setup.tokens.deadlines.front() == deadline);
}

TEST_CASE("a request that wants none gets none", "[auth][token]") {
    Setup setup;
    setup.inner.will_answer(401, "");
    auto request = Setup::request();
    request.wants_token = false;
    CHECK(setup.send(std::move(request))->status == 401);
    CHECK(setup.tokens.refused.empty());
    CHECK(test::header_of(setup.inner.requests.at(0), "authorization").empty());
}

TEST_CASE("a request to another origin fails before any connection", "[auth][token]") {
    Setup setup;
    const bool wants_token = GENERATE(true, false);
    const std::string url =
        GENERATE(as<std::string>{}, "https://ond.invalid/sager", "http://api.domstol.invalid/sager",
                 "https://api.domstol.invalid:8443/", "https://api.domstol.invalid.ond.invalid/",
                 "https://api.domstol.invalid@ond.invalid/", "/sager", "");
    CAPTURE(url);
    auto request = Setup::request(url);
    request.wants_token = wants_token;
    const auto response = setup.send(std::move(request));
    REQUIRE_FALSE(response);
    CHECK(response.error().code == "auth.other_origin");
    CHECK(response.error().argument("profile") == "https://api.domstol.invalid:443");
    CHECK(response.error().effect == Effect::none);
    CHECK(setup.tokens.refused.empty());
    CHECK(setup.inner.requests.empty());
}

TEST_CASE("the profile's origin in any spelling is the same", "[auth][token]") {
    Setup setup;
    setup.inner.will_answer(200, "{}");
    CHECK(setup.send(Setup::request("https://api.DOMSTOL.invalid:443/sager")));
}

TEST_CASE("a profile without an origin lets nothing out", "[auth][token]") {
    Setup setup;
    setup.transport = make_token_transport(setup.inner, setup.tokens, "api.domstol.invalid");
    CHECK(setup.send(Setup::request("api.domstol.invalid")).error().code == "auth.other_origin");
    CHECK(setup.inner.requests.empty());
}

TEST_CASE("after a 401 a fresh token is tried once", "[auth][token]") {
    Setup setup;
    setup.inner.will_answer(401, "");
    setup.inner.will_answer(201, "{}");
    const auto response = setup.send(Setup::request());
    REQUIRE(response);
    CHECK(response->status == 201);
    CHECK(response->attempts == 2);
    CHECK(setup.tokens.refused == std::vector<std::string>{"", "t1"});
    REQUIRE(setup.inner.requests.size() == 2);
    CHECK(test::header_of(setup.inner.requests[1], "authorization") == "Bearer t2");
    CHECK(test::body_of(setup.inner.requests[1]) == "{}");
}

TEST_CASE("where a 401 does not say that nothing was done it is the answer", "[auth][token]") {
    Setup setup;
    setup.inner.will_answer(401, "");
    auto request = Setup::request();
    request.unauthorized_is_none = false;
    CHECK(setup.send(std::move(request))->status == 401);
    CHECK(setup.inner.requests.size() == 1);
}

TEST_CASE("a second 401 is the answer", "[auth][token]") {
    Setup setup;
    setup.inner.will_answer(401, "et");
    setup.inner.will_answer(401, "to");
    const auto response = setup.send(Setup::request());
    REQUIRE(response);
    CHECK(response->status == 401);
    CHECK(response->body == "to");
    CHECK(setup.inner.requests.size() == 2);
    CHECK(setup.tokens.refused.size() == 2);
}

TEST_CASE("where the server has no other token the 401 is the answer", "[auth][token]") {
    Setup setup;
    setup.tokens.same = true;
    setup.inner.will_answer(401, "et");
    const auto response = setup.send(Setup::request());
    REQUIRE(response);
    CHECK(response->body == "et");
    CHECK(setup.inner.requests.size() == 1);
}

TEST_CASE("other refusals ask for no new token", "[auth][token]") {
    Setup setup;
    const int status = GENERATE(400, 403, 404, 407, 500, 503);
    setup.inner.will_answer(status, "");
    CHECK(setup.send(Setup::request())->status == status);
    CHECK(setup.tokens.refused.size() == 1);
}

TEST_CASE("without a token nothing is sent", "[auth][token]") {
    Setup setup;
    setup.tokens.failing = true;
    const auto response = setup.send(Setup::request());
    REQUIRE_FALSE(response);
    CHECK(response.error().code == "token.invalid_client");
    CHECK(setup.inner.requests.empty());
}

TEST_CASE("an error after the 401 is given with its own effect", "[auth][token]") {
    Setup setup;
    setup.inner.will_answer(401, "");
    setup.inner.will([](const net::Request&) -> Result<net::Response> {
        return fail(Error{"net.reset"}.having(Effect::unknown));
    });
    const auto response = setup.send(Setup::request());
    REQUIRE_FALSE(response);
    CHECK(response.error().effect == Effect::unknown);
}
