#include "unit/api/table.hpp"

#include <skifte/api/call.hpp>

#include <catch2/catch.hpp>

using namespace skifte;
using namespace skifte::api;

namespace {

net::Response response(int status, std::string type, std::string body) {
    net::Response out;
    out.status = status;
    if (!type.empty()) out.headers.add("Content-Type", std::move(type));
    out.body = std::move(body);
    return out;
}

}  // namespace

TEST_CASE("each status has its code, and says what a filing may have done") {
    struct Row {
        int status;
        const char* code;
        Effect effect;
    };
    const Row rows[] = {
        {301, "http.redirect", Effect::unknown},  {400, "http.unprocessable", Effect::none},
        {401, "http.unauthorized", Effect::none}, {403, "http.forbidden", Effect::none},
        {404, "http.not_found", Effect::none},    {407, "http.proxy", Effect::none},
        {408, "http.server", Effect::unknown},    {409, "http.conflict", Effect::none},
        {410, "http.not_found", Effect::none},    {413, "http.too_large", Effect::none},
        {418, "http.refused", Effect::none},      {422, "http.unprocessable", Effect::none},
        {425, "http.server", Effect::none},       {429, "http.too_many", Effect::none},
        {500, "http.server", Effect::unknown},    {503, "http.server", Effect::unknown},
    };
    for (const auto& row : rows) {
        CAPTURE(row.status);
        const auto filed = decode(test::create, response(row.status, "application/json", "{}"));
        CHECK(filed.error().code == row.code);
        CHECK(filed.error().effect == row.effect);
        CHECK(decode(test::read_one, response(row.status, "", "")).error().effect == Effect::none);
    }
}

TEST_CASE("a denied call has one hint: the server's own word of the scope, else what the connection shows") {
    const auto hints = [](int status, bool asked, std::string challenge) {
        auto given = response(status, "", "");
        given.client_certificate_asked = asked;
        if (!challenge.empty()) given.headers.add("WWW-Authenticate", std::move(challenge));
        const auto answer = decode(test::needing, std::move(given));
        std::string out;
        for (const auto& [name, value] : answer.error().arguments)
            if (name == "hint" || name == "need") out += (out.empty() ? "" : " ") + value;
        return out;
    };
    const std::string scope = "Bearer error=\"insufficient_scope\"";
    CHECK(hints(403, true, scope) == "doedsbo-krav insufficient_scope");
    CHECK(hints(403, false, scope) == "doedsbo-krav insufficient_scope");
    CHECK(hints(403, false, "") == "doedsbo-krav not_asked");
    CHECK(hints(403, true, "Bearer") == "doedsbo-krav");
    CHECK(hints(401, false, "Bearer error=\"invalid_token\"") == "not_asked");
    CHECK(hints(401, true, "").empty());
    CHECK(hints(404, false, "").empty());
}

TEST_CASE("the overlay can say that a refusal may have filed after all") {
    CHECK(decode(test::odd, response(409, "", "")).error().effect == Effect::unknown);
    CHECK(decode(test::odd, response(422, "", "")).error().effect == Effect::none);
}

TEST_CASE("a 2xx that cannot be read is a filing of unknown effect") {
    for (auto [type, body] : {std::pair{"text/html", "<html>"}, std::pair{"application/json", "{\"id\":"},
                              std::pair{"application/json", ""}, std::pair{"", ""}}) {
        CAPTURE(type, body);
        const auto answer = decode(test::create, response(200, type, body));
        REQUIRE_FALSE(answer);
        CHECK(answer.error().code == "answer.unreadable");
        CHECK(answer.error().effect == Effect::unknown);
    }
}

TEST_CASE("a readable answer keeps its body, id and type") {
    auto given = response(200, "application/json; charset=utf-8", "{\"beloeb\":12.50}");
    given.headers.add("x-request-id", "r-1");
    const auto answer = decode(test::read_one, std::move(given));
    REQUIRE(answer);
    CHECK(answer->body.find("beloeb")->digits() == "12.50");
    CHECK(answer->request_id == "r-1");
}

TEST_CASE("binary content must be of the type the spec says") {
    CHECK(decode(test::fetch, response(200, "application/pdf", "%PDF-1"))->bytes == "%PDF-1");
    CHECK_FALSE(decode(test::fetch, response(200, "text/html", "<html>")));
}

TEST_CASE("an empty answer is enough where the spec asks for none") {
    CHECK(decode(test::odd, response(204, "", "")));
}

TEST_CASE("the error body and Retry-After come with the error") {
    auto given = response(429, "application/json", "{\"besked\":\"vent\"}");
    given.headers.add("Retry-After", "30");
    const auto answer = decode(test::create, std::move(given));
    CHECK(answer.error().http->problem.text("besked") == "vent");
    CHECK(answer.error().argument("retry_after") == "30");
}
