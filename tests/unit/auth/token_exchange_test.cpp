// The token call: what is asked, byte for byte, and what every kind of answer means.
#include "auth/token_exchange.hpp"

#include "fake_transport.hpp"

#include <skifte/support/digest.hpp>

#include <catch2/catch.hpp>

using namespace skifte;
using namespace skifte::auth;
using namespace std::chrono_literals;

namespace {

constexpr auto no_deadline = std::chrono::steady_clock::time_point::max();

TokenOptions options_with(ClientAuthentication authentication, std::string secret = "hemmelig") {
    TokenOptions options;
    options.endpoint = "https://token.invalid/oauth/token";
    options.client_id = "klient 1";
    options.client_secret = Secret{std::move(secret)};
    options.authentication = authentication;
    return options;
}

net::Response response_of(int status, std::string body, std::string content_type = "application/json") {
    net::Response response;
    response.status = status;
    response.headers.add("content-type", std::move(content_type));
    response.headers.add("x-request-id", "anmodning-1");
    response.body = std::move(body);
    return response;
}

const Instant asked = parse_rfc3339("2026-11-23T10:00:00Z").value();

Result<Token> read(int status, std::string body, const std::string& content_type = "application/json") {
    return read_token_answer(response_of(status, std::move(body), content_type),
                             options_with(ClientAuthentication::basic), asked);
}

std::string everything_in(const Error& error) {
    std::string all = error.code;
    for (const auto& argument : error.arguments) all += ' ' + argument.value;
    for (const auto& frame : error.frames) all += ' ' + frame;
    if (error.http) all += ' ' + error.http->content_type + ' ' + error.http->problem.dump();
    return all;
}

}  // namespace

TEST_CASE("form encoding is that of RFC 6749 appendix B", "[auth][token]") {
    CHECK(form_encode(" %&+£€") == "+%25%26%2B%C2%A3%E2%82%AC");
    CHECK(form_encode("aZ09*-._~") == "aZ09*-._%7E");
    CHECK(form_encode("") == "");
}

TEST_CASE("client_secret_basic sends id and secret encoded, in the header alone", "[auth][token]") {
    struct Case {
        std::string secret, encoded;
    };
    const auto [secret, encoded] = GENERATE(values<Case>({
        {"hemmelig", "hemmelig"},
        {"p@ss:w%rd+ /~&=", "p%40ss%3Aw%25rd%2B+%2F%7E%26%3D"},
        {"æøå", "%C3%A6%C3%B8%C3%A5"},
        {"\"'\\\r\n\t", "%22%27%5C%0D%0A%09"},
    }));
    const auto request = make_token_request(options_with(ClientAuthentication::basic, secret), no_deadline);
    CHECK(test::header_of(request, "authorization") == "Basic " + base64("klient+1:" + encoded));
    CHECK(test::body_of(request) == "grant_type=client_credentials");
}

TEST_CASE("client_secret_post sends both in the body, and no header", "[auth][token]") {
    auto options = options_with(ClientAuthentication::post, "p@ss:w%rd+ /~&=æ");
    options.scope = "sag:læs krav";
    const auto request = make_token_request(options, no_deadline);
    CHECK(test::header_of(request, "authorization").empty());
    CHECK(test::body_of(request) ==
          "grant_type=client_credentials&scope=sag%3Al%C3%A6s+krav&client_id=klient+1"
          "&client_secret=p%40ss%3Aw%25rd%2B+%2F%7E%26%3D%C3%A6");
}

TEST_CASE("tls_client_auth sends the client id and no secret", "[auth][token]") {
    const auto request = make_token_request(options_with(ClientAuthentication::tls_client), no_deadline);
    CHECK(test::header_of(request, "authorization").empty());
    CHECK(test::body_of(request) == "grant_type=client_credentials&client_id=klient+1");
}

TEST_CASE("a token call is a form that files nothing and wants no token itself", "[auth][token]") {
    const auto deadline = std::chrono::steady_clock::now();
    const auto request = make_token_request(options_with(ClientAuthentication::basic), deadline);
    CHECK(request.method == "POST");
    CHECK(request.url == "https://token.invalid/oauth/token");
    CHECK(request.has_body);
    CHECK(request.repeatable);
    CHECK_FALSE(request.wants_token);
    CHECK(request.deadline == deadline);
    CHECK(test::header_of(request, "content-type") == "application/x-www-form-urlencoded");
    CHECK(test::header_of(request, "accept") == "application/json");
}

TEST_CASE("a token is read with its life and scope", "[auth][token]") {
    const auto token =
        read(200, R"({"access_token":"abc.DEF-123_~+/=","token_type":"bEaReR","expires_in":3600,
                                     "scope":"krav sag","andet":[1]})");
    REQUIRE(token);
    CHECK(token->value.reveal() == "abc.DEF-123_~+/=");
    CHECK(token->obtained == asked);
    CHECK(token->expires == asked + 1h);
    CHECK(token->scope == "krav sag");
    CHECK_FALSE(token->from_cache);
}

TEST_CASE("a life that is odd is read or assumed", "[auth][token]") {
    using Case = std::pair<std::string, std::chrono::seconds>;
    const auto [member, life] = GENERATE(values<Case>({
        {"", 60s},
        {R"(,"expires_in":null)", 60s},
        {R"(,"expires_in":"snart")", 60s},
        {R"(,"expires_in":12.5)", 60s},
        {R"(,"expires_in":{})", 60s},
        {R"(,"expires_in":"3600")", 3600s},
        {R"(,"expires_in":3.6e3)", 3600s},
        {R"(,"expires_in":1)", 1s},
        {R"(,"expires_in":0)", 0s},
        {R"(,"expires_in":-5)", 0s},
        {R"(,"expires_in":"-5")", 0s},
        {R"(,"expires_in":9000000000000000000)", 365 * 24h},
        {R"(,"expires_in":99999999999999999999999)", 60s},
    }));
    CAPTURE(member);
    const auto token = read(200, R"({"access_token":"abc","token_type":"Bearer")" + member + "}");
    REQUIRE(token);
    CHECK(token->expires - token->obtained == life);
}

TEST_CASE("a 2xx that holds no token is unreadable, and says why", "[auth][token]") {
    struct Case {
        std::string body, reason;
    };
    const auto [body, reason] = GENERATE(values<Case>({
        {"", "not_json"},
        {"<html>Log ind</html>", "not_json"},
        {"[]", "not_json"},
        {"{\"access_token\":\"abc\",\"token_ty", "not_json"},
        {"{}", "no_access_token"},
        {R"({"access_token":17,"token_type":"Bearer"})", "no_access_token"},
        {R"({"access_token":"","token_type":"Bearer"})", "no_access_token"},
        {R"({"access_token":"abc"})", "token_type"},
        {R"({"access_token":"abc","token_type":"mac"})", "token_type"},
        {R"({"access_token":"abc","token_type":"Bearerx"})", "token_type"},
        {R"({"access_token":"abc\r\nX-Evil: 1","token_type":"Bearer"})", "characters"},
        {R"({"access_token":"a b","token_type":"Bearer"})", "characters"},
        {R"({"access_token":"æ","token_type":"Bearer"})", "characters"},
        {R"({"access_token":")" + std::string(65537, 'x') + R"(","token_type":"Bearer"})", "too_large"},
    }));
    CAPTURE(body.substr(0, 80));
    const auto token = read(200, body, "text/html");
    REQUIRE_FALSE(token);
    CHECK(token.error().code == "token.unreadable");
    CHECK(token.error().argument("reason") == reason);
    REQUIRE(token.error().http);
    CHECK(token.error().http->status == 200);
    CHECK(token.error().http->content_type == "text/html");
    CHECK(token.error().http->request_id == "anmodning-1");
    CHECK(everything_in(token.error()).find("abc") == std::string::npos);
}

TEST_CASE("a token of 64 KiB is taken", "[auth][token]") {
    const auto token =
        read(200, R"({"token_type":"Bearer","access_token":")" + std::string(65536, 'x') + "\"}");
    REQUIRE(token);
    CHECK(token->value.reveal().size() == 65536);
}

TEST_CASE("an OAuth error is told by its code", "[auth][token]") {
    using Case = std::pair<std::string, std::string>;
    const auto [error, code] = GENERATE(values<Case>({
        {"invalid_request", "token.invalid_request"},
        {"invalid_client", "token.invalid_client"},
        {"invalid_grant", "token.invalid_grant"},
        {"unauthorized_client", "token.unauthorized_client"},
        {"invalid_scope", "token.invalid_scope"},
        {"unsupported_grant_type", "token.refused"},
        {"noget_helt_andet", "token.refused"},
    }));
    const int status = GENERATE(400, 401, 403);
    const auto token = read(status, R"({"error":")" + error + R"(","error_description":"Ukendt klient"})");
    REQUIRE_FALSE(token);
    CHECK(token.error().code == code);
    CHECK(token.error().argument("error") == error);
    CHECK(token.error().argument("description") == "Ukendt klient");
    CHECK(token.error().effect == Effect::none);
    REQUIRE(token.error().http);
    CHECK(token.error().http->status == status);
    CHECK(token.error().http->problem.text("error") == error);
}

TEST_CASE("any other answer is told by its status", "[auth][token]") {
    struct Case {
        int status;
        std::string body;
    };
    const auto [status, body] = GENERATE(values<Case>({
        {302, ""},
        {400, ""},
        {400, "{\"error\":17}"},
        {401, "<html>"},
        {404, "{}"},
        {429, "vent"},
        {500, "{\"error\":\"server_error\"}"},
        {503, "<html>Vedligehold</html>"},
    }));
    const auto token = read(status, body, "text/html");
    REQUIRE_FALSE(token);
    CHECK(token.error().code == "token.http");
    CHECK(token.error().argument("status") == std::to_string(status));
    CHECK(token.error().http->status == status);
}

TEST_CASE("a server that repeats our secret does not get it into an error", "[auth][token]") {
    const std::string secret = GENERATE(as<std::string>{}, "hemmelig", "p@ss:w%rd+ /~&=", "æøå");
    const auto options = options_with(ClientAuthentication::basic, secret);
    const auto request = make_token_request(options, no_deadline);
    const std::string credentials = test::header_of(request, "authorization").substr(6);
    Json body;
    body.set("error", "invalid_client " + secret)
        .set("error_description", "fik " + secret + ", " + form_encode(secret) + " og " + credentials)
        .set("debug", secret);
    const auto token = read_token_answer(response_of(401, body.dump()), options, asked);
    REQUIRE_FALSE(token);
    const std::string all = everything_in(token.error());
    CHECK(all.find(secret) == std::string::npos);
    CHECK(all.find(form_encode(secret)) == std::string::npos);
    CHECK(all.find(credentials) == std::string::npos);
    CHECK(token.error().argument("description") == "fik ***, *** og ***");
}

TEST_CASE("a description is one line of bearable length", "[auth][token]") {
    std::string lines = "linje\n\x1B[31m";
    for (int i = 0; i < 500; ++i) lines += "æ";
    Json body;
    body.set("error", "invalid_client").set("error_description", lines);
    const auto token = read(401, body.dump());
    const std::string description{token.error().argument("description")};
    CHECK(description.starts_with("linje  [31mæ"));
    CHECK(description.size() <= 500);
    CHECK(description.ends_with("æ"));
}
