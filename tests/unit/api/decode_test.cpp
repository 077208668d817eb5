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

namespace {

HttpFailure refusal(const openapi::Operation& operation, std::string body,
                    std::string type = "application/json") {
    const auto answer = decode(operation, response(422, std::move(type), std::move(body)));
    REQUIRE_FALSE(answer);
    return answer.error().http.value();
}

constexpr openapi::Text messages[] = {"/fejl/tekst", "/besked"};
constexpr openapi::ErrorBody stated{
    .message = messages, .faults = "/felter", .fault_field = "/navn", .fault_message = "/hvad"};

openapi::Operation with_stated() {
    openapi::Operation operation = test::create;
    operation.errors = &stated;
    return operation;
}

}  // namespace

TEST_CASE("an error body is read where the overlay says that its words stand") {
    const auto http = refusal(with_stated(), R"({"title":"nej","besked":"to","fejl":{"tekst":"en"},)"
                                             R"("felter":[{"navn":"a","hvad":"for lang"},{"hvad":"tom"},)"
                                             R"({"navn":"b"},7]})");
    CHECK(http.words == "en");
    CHECK(http.remarks == std::vector<Remark>{{"a", "for lang"}, {"", "tom"}});
    CHECK(refusal(with_stated(), R"({"besked":"to","fejl":{"tekst":3}})").words == "to");
}

TEST_CASE("without an overlay, or where it leads to nothing, an error body is read as RFC 9457 has it") {
    constexpr auto body = R"({"type":"about:blank","title":"Nej","detail":"For sent.",)"
                          R"("errors":[{"pointer":"#/dato","detail":"er gået"}]})";
    for (const auto& operation : {test::create, with_stated()}) {
        const auto http = refusal(operation, body, "application/problem+json");
        CHECK(http.words == "For sent.");
        CHECK(http.remarks == std::vector<Remark>{{"#/dato", "er gået"}});
    }
    CHECK(refusal(test::create, R"({"title":"Nej"})").words == "Nej");
}

TEST_CASE("an error body of another kind is its own words, and none has none") {
    CHECK(refusal(test::create, R"({"kode": 7})").words == R"({"kode":7})");
    const auto long_one = refusal(test::create, "[\"" + std::string(600, 'x') + "\"]").words;
    CHECK(long_one.size() < 410);
    CHECK(long_one.ends_with("…"));
    for (const auto* nothing : {"", "{}", "[]", "null", "<html>"})
        CHECK(refusal(test::create, nothing).words.empty());
    CHECK(refusal(test::create, "{\"detail\":\"x\"}", "text/html").words.empty());
}

TEST_CASE("what an answer says that was none of an error is not taken for words about one") {
    const auto answer = decode(test::create, response(200, "text/plain", "x"));
    CHECK(answer.error().code == "answer.unreadable");
    CHECK(answer.error().http->words.empty());
}

TEST_CASE("the error body and Retry-After come with the error") {
    auto given = response(429, "application/json", "{\"besked\":\"vent\"}");
    given.headers.add("Retry-After", "30");
    const auto answer = decode(test::create, std::move(given));
    CHECK(answer.error().http->problem.text("besked") == "vent");
    CHECK(answer.error().argument("retry_after") == "30");
}
