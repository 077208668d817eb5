// The token endpoint, and what a token opens.
#include "bench.hpp"

#include <skifte/support/digest.hpp>

#include <catch2/catch.hpp>

#include <array>

namespace {

using namespace skifte;
using namespace skifte::sandbox;
using namespace std::chrono_literals;
using test::certificate;
using test::token_request;
using test::TurnedClock;

// Id and secret form-encoded, as RFC 6749 section 2.3.1 wants them.
const std::string basic = "Basic " + base64("en+klient:hemmelig%3A+%2B%25%26%C3%A6");
const std::string post = "&client_id=en%20klient&client_secret=hemmelig%3A+%2B%25%26%C3%A6";
const std::string grant = "grant_type=client_credentials";

struct Server {
    TurnedClock clock;
    Tokens tokens{clock,
                  {std::string(test::client_id), std::string(test::client_secret), {"laes", "skriv"}},
                  std::chrono::seconds(300)};

    std::string error(const std::string& body, const std::string& authorization, int status) {
        const Answer answer = tokens.issue(token_request(body, authorization));
        CHECK(answer.status == status);
        return std::string(Json::parse(answer.body).value().text("error"));
    }
    Request with_token(const std::string& scope = "") {
        const Answer answer = tokens.issue(token_request(grant + "&scope=" + scope, basic));
        REQUIRE(answer.status == 200);
        const Json body = Json::parse(answer.body).value();
        Request request;
        request.certificate = certificate;
        request.headers = {{"Authorization", "Bearer " + std::string(body.text("access_token"))}};
        return request;
    }
};

constexpr std::array<openapi::Text, 1> writes{"skriv"};
const openapi::Operation writing = [] {
    openapi::Operation operation;
    operation.scopes = writes;
    return operation;
}();

}  // namespace

TEST_CASE("client_secret_basic and client_secret_post each give a bearer token with all scopes") {
    Server server;
    for (const auto& [body, authorization] :
         {std::pair{grant, basic}, std::pair{grant + post, std::string()}}) {
        const Answer answer = server.tokens.issue(token_request(body, authorization));
        REQUIRE(answer.status == 200);
        CHECK(test::header(answer, "Cache-Control") == "no-store");
        const Json token = Json::parse(answer.body).value();
        CHECK(token.text("token_type") == "Bearer");
        CHECK(token.find("expires_in")->as_integer() == 300);
        CHECK(token.text("scope") == "laes skriv");
        CHECK(token.text("access_token").size() >= 40);
    }
}

TEST_CASE("a wrong secret, and one that was not encoded, is an invalid client") {
    Server server;
    CHECK(server.error(grant, "Basic " + base64("en+klient:forkert"), 401) == "invalid_client");
    CHECK(server.error(grant, "Basic " + base64("en klient:hemmelig: +%&æ"), 401) == "invalid_client");
    CHECK(server.error(grant, "Basic ???", 401) == "invalid_client");
    CHECK(server.error(grant + "&client_id=en+klient&client_secret=forkert", "", 401) == "invalid_client");
    CHECK(server.error(grant, "", 401) == "invalid_client");
    const Answer answer = server.tokens.issue(token_request(grant, "Basic " + base64("a:b")));
    CHECK(test::header(answer, "WWW-Authenticate").starts_with("Basic "));
}

TEST_CASE("a request that is not well formed is told so, as RFC 6749 section 5.2 says") {
    Server server;
    CHECK(server.error("", basic, 400) == "invalid_request");
    CHECK(server.error(grant + "&" + grant, basic, 400) == "invalid_request");
    CHECK(server.error(grant + post, basic, 400) == "invalid_request");
    CHECK(server.error(grant + "&x=%zz", basic, 400) == "invalid_request");
    CHECK(server.error("grant_type=password", basic, 400) == "unsupported_grant_type");
    CHECK(server.error(grant + "&scope=laes+slet", basic, 400) == "invalid_scope");
    Request json = token_request(grant, basic);
    json.headers.front().second = "application/json";
    CHECK(server.tokens.issue(json).status == 400);
}

TEST_CASE("a token is good until it expires") {
    Server server;
    const Request request = server.with_token();
    CHECK(server.tokens.check(request, writing));
    server.clock.turn(299s);
    CHECK(server.tokens.check(request, writing));
    server.clock.turn(1s);
    const auto late = server.tokens.check(request, writing);
    REQUIRE_FALSE(late);
    CHECK(late.error().http->status == 401);
    CHECK(authenticate_header(late.error()).find("invalid_token") != std::string::npos);
}

TEST_CASE("a token shown with another certificate is refused") {
    Server server;
    Request request = server.with_token();
    request.certificate = "02cd";
    const auto checked = server.tokens.check(request, writing);
    REQUIRE_FALSE(checked);
    CHECK(checked.error().http->status == 401);
}

TEST_CASE("no token and an unknown one are 401, and a missing scope is 403") {
    Server server;
    Request request;
    request.certificate = certificate;
    const auto none = server.tokens.check(request, writing);
    REQUIRE_FALSE(none);
    CHECK(none.error().http->status == 401);
    CHECK(authenticate_header(none.error()) == "Bearer realm=\"Skifte sandkasse\"");
    request.headers = {{"authorization", "Bearer opdigtet"}};
    CHECK(server.tokens.check(request, writing).error().http->status == 401);
    const auto narrow = server.tokens.check(server.with_token("laes"), writing);
    REQUIRE_FALSE(narrow);
    CHECK(narrow.error().http->status == 403);
    CHECK(authenticate_header(narrow.error()).find("insufficient_scope") != std::string::npos);
}
