#include "unit/api/table.hpp"

#include <skifte/api/call.hpp>

#include <catch2/catch.hpp>

#include <algorithm>

using namespace skifte;
using namespace skifte::api;

namespace {

Attachment attachment(std::string part, std::string bytes) {
    Attachment out;
    out.part = std::move(part);
    out.bytes = std::move(bytes);
    out.file_name = "fil \"æ\".pdf";
    return out;
}

std::string read(const net::Body& body) {
    net::Body::Reader reader(body);
    std::string out(body.size() + 1, '\0');
    std::size_t at = 0;
    for (;;) {
        const auto n = reader.read(std::as_writable_bytes(std::span(out)).subspan(at));
        REQUIRE(n);
        if (*n == 0) break;
        at += *n;
    }
    out.resize(at);
    return out;
}

std::vector<std::string> codes(const std::vector<Fault>& faults) {
    std::vector<std::string> out;
    for (const auto& fault : faults) out.push_back(fault.path + " " + fault.code);
    return out;
}

Arguments with_id(std::string id) {
    Arguments arguments;
    arguments.path.push_back({"id", Json(std::move(id))});
    return arguments;
}

std::string url(openapi::Style style, openapi::In in, bool explode, const Json& value) {
    const openapi::Schema any;
    const openapi::Parameter parameter{
        .name = "p", .in = in, .required = true, .style = style, .explode = explode, .schema = &any};
    const openapi::Operation operation{.id = "o",
                                       .method = "GET",
                                       .path = in == openapi::In::path ? "/a/{p}" : "/a",
                                       .parameters = std::span(&parameter, 1)};
    Arguments arguments;
    (in == openapi::In::path ? arguments.path : arguments.query).push_back({"p", value});
    const auto request = encode(operation, arguments, "https://x.example/");
    REQUIRE(request);
    return request->url;
}

openapi::Parameter parameter(openapi::In in, bool explode, bool json) {
    static const openapi::Schema any;
    return {.name = "p", .in = in, .required = true, .explode = explode, .json = json, .schema = &any};
}

std::string header(const openapi::Parameter& parameter, const Json& value) {
    const openapi::Operation operation{
        .id = "o", .method = "GET", .path = "/a", .parameters = std::span(&parameter, 1)};
    Arguments arguments;
    arguments.header.push_back({"p", value});
    const auto request = encode(operation, arguments, "https://x.example");
    REQUIRE(request);
    return std::string(request->headers.find("p").value_or("none"));
}

}  // namespace

TEST_CASE("every parameter style stands on the wire as OpenAPI's table of examples has it") {
    using openapi::In;
    using openapi::Style;
    const Json array = Json::array({Json("blue"), Json("black")});
    const Json object = Json::object({{"R", Json(100)}, {"G", Json(200)}});
    CHECK(url(Style::simple, In::path, false, array) == "https://x.example/a/blue,black");
    CHECK(url(Style::simple, In::path, false, object) == "https://x.example/a/R,100,G,200");
    CHECK(url(Style::simple, In::path, true, object) == "https://x.example/a/R=100,G=200");
    CHECK(url(Style::label, In::path, true, array) == "https://x.example/a/.blue.black");
    CHECK(url(Style::label, In::path, true, object) == "https://x.example/a/.R=100.G=200");
    CHECK(url(Style::matrix, In::path, false, array) == "https://x.example/a/;p=blue,black");
    CHECK(url(Style::matrix, In::path, true, array) == "https://x.example/a/;p=blue;p=black");
    CHECK(url(Style::matrix, In::path, true, object) == "https://x.example/a/;R=100;G=200");
    CHECK(url(Style::form, In::query, true, array) == "https://x.example/a?p=blue&p=black");
    CHECK(url(Style::form, In::query, false, array) == "https://x.example/a?p=blue,black");
    CHECK(url(Style::form, In::query, false, object) == "https://x.example/a?p=R,100,G,200");
    CHECK(url(Style::form, In::query, true, object) == "https://x.example/a?R=100&G=200");
    CHECK(url(Style::space_delimited, In::query, false, array) == "https://x.example/a?p=blue%20black");
    CHECK(url(Style::pipe_delimited, In::query, false, array) == "https://x.example/a?p=blue|black");
    CHECK(url(Style::deep_object, In::query, true, object) ==
          "https://x.example/a?p%5BR%5D=100&p%5BG%5D=200");
    CHECK(url(Style::form, In::query, true, Json("æ & b/c")) == "https://x.example/a?p=%C3%A6%20%26%20b%2Fc");
}

TEST_CASE("an empty item of a list has its place, also where it is the first") {
    using openapi::In;
    using openapi::Style;
    const Json array = Json::array({Json(""), Json("a"), Json("")});
    CHECK(url(Style::simple, In::path, false, array) == "https://x.example/a/,a,");
    CHECK(url(Style::form, In::query, false, array) == "https://x.example/a?p=,a,");
    CHECK(header(parameter(In::header, false, false), array) == ",a,");
}

TEST_CASE("a parameter in a header stands there in the simple style, unescaped") {
    using openapi::In;
    const Json object = Json::object({{"R", Json(100)}, {"G", Json("a b")}});
    CHECK(header(parameter(In::header, false, false), Json("æ, b")) == "æ, b");
    CHECK(header(parameter(In::header, false, false), Json::array({Json(1), Json(2)})) == "1,2");
    CHECK(header(parameter(In::header, false, false), object) == "R,100,G,a b");
    CHECK(header(parameter(In::header, true, false), object) == "R=100,G=a b");
}

TEST_CASE("a parameter that is JSON is JSON wherever it stands") {
    using openapi::In;
    const Json value = Json::array({Json("a/b")});
    CHECK(header(parameter(In::header, false, true), value) == R"(["a/b"])");
    const openapi::Parameter in_path = parameter(In::path, false, true);
    const openapi::Operation operation{
        .id = "o", .method = "GET", .path = "/a/{p}", .parameters = std::span(&in_path, 1)};
    Arguments arguments;
    arguments.path.push_back({"p", value});
    CHECK(encode(operation, arguments, "https://x.example")->url == "https://x.example/a/%5B%22a%2Fb%22%5D");
}

TEST_CASE("a path parameter cannot lead to another path") {
    CHECK(encode(test::read_one, with_id("../andre"), "https://x.example")->url ==
          "https://x.example/ting/..%2Fandre");
    CHECK_FALSE(encode(test::read_one, with_id(".."), "https://x.example"));
    CHECK_FALSE(encode(test::read_one, with_id(""), "https://x.example"));
}

TEST_CASE("a header parameter with a line break is refused") {
    Arguments arguments = with_id("1");
    arguments.header.push_back({"X-Request-ID", Json("a\r\nX-Evil: 1")});
    CHECK(encode(test::read_one, arguments, "https://x.example").error().code == "request.unsupported");
}

TEST_CASE("all faults of a call are told at once, each with its path") {
    Arguments arguments;
    arguments.query.push_back({"side", Json(1)});
    arguments.body = Json::object({{"navn", Json(7)}, {"antal", Json(99)}, {"nvan", Json("x")}});
    const auto request = encode(test::create, arguments, "https://x.example");
    REQUIRE_FALSE(request);
    CHECK(request.error().code == "request.invalid");
    CHECK(request.error().effect == Effect::none);
    const auto found = codes(request.error().faults);
    for (const auto* wanted : {"query.side call.unknown_parameter", "body.navn schema.type",
                               "body.antal schema.maximum", "body.nvan schema.unknown_member"})
        CHECK(std::find(found.begin(), found.end(), wanted) != found.end());
}

TEST_CASE("what came from an answer may hold members that the spec does not name") {
    Arguments arguments;
    arguments.body = Json::object({{"navn", Json("a")}, {"nyt", Json(1)}});
    CHECK_FALSE(check(test::create, arguments).empty());
    arguments.open = true;
    CHECK(check(test::create, arguments).empty());
}

TEST_CASE("a multipart body holds its parts in the spec's order and ends with the closing delimiter") {
    Arguments arguments = with_id("1");
    arguments.body = Json::object({{"oplysninger", Json::object({{"navn", Json("a")}})}});
    arguments.attachments = {attachment("bilag", "\x89PNG\r\n\x1A\n"), attachment("dokument", "%PDF-1.4 x")};
    const auto request = encode(test::send, arguments, "https://x.example");
    REQUIRE(request);
    const std::string type(*request->headers.find("content-type"));
    const std::string boundary = type.substr(type.find("boundary=") + 9);
    const std::string name = "filename=\"fil %22æ%22.pdf\"";
    CHECK(read(request->body) == "--" + boundary +
                                     "\r\nContent-Disposition: form-data; "
                                     "name=\"oplysninger\"\r\nContent-Type: application/json\r\n\r\n"
                                     "{\"navn\":\"a\"}\r\n--" +
                                     boundary + "\r\nContent-Disposition: form-data; name=\"dokument\"; " +
                                     name + "\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.4 x\r\n--" +
                                     boundary + "\r\nContent-Disposition: form-data; name=\"bilag\"; " +
                                     name + "\r\nContent-Type: image/png\r\n\r\n\x89PNG\r\n\x1A\n\r\n--" +
                                     boundary + "--\r\n");
    CHECK(request->body.size() == read(request->body).size());
}

TEST_CASE("files are checked for presence, number, size and type by content") {
    Arguments arguments = with_id("1");
    CHECK(codes(check(test::send, arguments)) == std::vector<std::string>{"file.dokument call.file_missing"});
    arguments.attachments = {attachment("dokument", "%PDF-1")};
    arguments.body = Json::object({{"dokument", Json("%PDF-1")}});  // would be shown, and left behind
    CHECK(codes(check(test::send, arguments)) == std::vector<std::string>{"body.dokument call.file_in_body"});
    arguments.body.reset();
    arguments.attachments = {attachment("dokument", "hello")};
    CHECK(codes(check(test::send, arguments)) == std::vector<std::string>{"file.dokument call.file_type"});
    arguments.attachments = {attachment("dokument", "%PDF-1.4 " + std::string(40, 'x'))};
    CHECK(codes(check(test::send, arguments)) ==
          std::vector<std::string>{"file.dokument call.file_too_large"});
    arguments.attachments = {attachment("dokument", "%PDF-1"), attachment("bilag", "%PDF-1"),
                             attachment("bilag", "%PDF-1"), attachment("bilag", "%PDF-1")};
    CHECK(codes(check(test::send, arguments)) == std::vector<std::string>{"file.bilag call.too_many_files"});
    arguments.attachments = {attachment("dokument", "%PDF-1"), attachment("andet", "%PDF-1")};
    CHECK(codes(check(test::send, arguments)) ==
          std::vector<std::string>{"file.andet call.unknown_parameter"});
}

TEST_CASE("a read may be repeated after what a filing may not") {
    const auto read_request = encode(test::read_one, with_id("1"), "https://x.example");
    CHECK(read_request->repeatable);
    CHECK(read_request->repeat_on == std::vector<int>{408, 425, 429, 500, 502, 503, 504});
    Arguments arguments;
    arguments.body = Json::object({{"navn", Json("a")}});
    const auto filing = encode(test::create, arguments, "https://x.example");
    CHECK_FALSE(filing->repeatable);
    CHECK(filing->repeat_on == std::vector<int>{425, 429});
    CHECK(encode(test::odd, {}, "https://x.example")->repeat_on == std::vector<int>{425});
}

TEST_CASE("the overlay's words find their values among the arguments") {
    Arguments arguments = with_id("7");
    arguments.body = Json::object({{"a", Json::object({{"b", Json("x")}})}});
    arguments.attachments = {attachment("f", "1"), attachment("f", "2"), attachment("g", "1")};
    const Json answer = Json::object({{"id", Json("s")}});
    CHECK(resolve("path.id", arguments)->as_string() == "7");
    CHECK(resolve("body.a.b", arguments)->as_string() == "x");
    CHECK_FALSE(resolve("body.a.c", arguments));
    CHECK(resolve("file.g", arguments)->as_string() == arguments.attachments[2].sha256());
    CHECK(resolve("file.f", arguments)->items().size() == 2);
    CHECK(resolve("answer./id", arguments, &answer)->as_string() == "s");
    CHECK_FALSE(resolve("answer./id", arguments));
    CHECK_FALSE(resolve("nonsense", arguments));
}
