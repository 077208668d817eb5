// YAML and JSON into nodes.
#include "documents.hpp"

#include "openapi/faults.hpp"
#include "openapi/node.hpp"
#include "openapi/scalar.hpp"

using namespace skifte;
using namespace skifte::openapi;
using namespace skifte::openapi::test;

namespace {

struct Parsed {
    Tree tree;
    Lines faults;
    [[nodiscard]] std::string json() const {
        return tree.root != nullptr ? to_json(*tree.root).dump() : "none";
    }
};

Parsed parse(const std::string& text) {
    Parsed parsed;
    Faults faults("a.yaml");
    parse_yaml({"a.yaml", text}, parsed.tree, faults);
    parsed.faults = lines(faults.take());
    return parsed;
}

}  // namespace

TEST_CASE("scalars are typed by the YAML 1.2 core schema and quoted ones are strings") {
    const auto [text, json] = GENERATE(table<std::string, std::string>({
        {"a: 1", R"({"a":1})"},
        {"a: '1'", R"({"a":"1"})"},
        {"a: \"1\"", R"({"a":"1"})"},
        {"a: 1.10", R"({"a":1.10})"},
        {"a: 007", R"({"a":7})"},
        {"a: +5", R"({"a":5})"},
        {"a: .5", R"({"a":0.5})"},
        {"a: 5.", R"({"a":5})"},
        {"a: 1E+3", R"({"a":1e+3})"},
        {"a: 0x1F", R"({"a":31})"},
        {"a: 0o17", R"({"a":15})"},
        {"a: 123456789012345678901234567890.10", R"({"a":123456789012345678901234567890.10})"},
        {"a: true", R"({"a":true})"},
        {"a: False", R"({"a":false})"},
        {"a: yes", R"({"a":"yes"})"},
        {"a: no", R"({"a":"no"})"},
        {"a: on", R"({"a":"on"})"},
        {"a: ~", R"({"a":null})"},
        {"a:", R"({"a":null})"},
        {"a: ''", R"({"a":""})"},
        {"a: 2026-01-31", R"({"a":"2026-01-31"})"},
        {"a: 12:30:45", R"({"a":"12:30:45"})"},
        {"a: 1.2.3", R"({"a":"1.2.3"})"},
        {"a: 1e", R"({"a":"1e"})"},
        {"a: !!str 1", R"({"a":"1"})"},
        {"a: |\n  x\n  y\n", R"({"a":"x\ny\n"})"},
        {"200: x", R"({"200":"x"})"},
        {"[1, 'b', {c: d}]", R"([1,"b",{"c":"d"}])"},
    }));
    CAPTURE(text);
    const auto parsed = parse(text);
    CHECK(parsed.faults.empty());
    CHECK(parsed.json() == json);
}

TEST_CASE("JSON is read with tabs, escapes, characters beyond the BMP and the digits of its numbers") {
    const auto parsed =
        parse("{\n\t\"a\": \"x\\/y\\u00e6 \\uD83D\\uDE00 \\\\uD83D\",\n\t\"b\": [1.50, 2e3, -0]\n}");
    CHECK(parsed.faults.empty());
    CHECK(parsed.json() == "{\"a\":\"x/yæ \xF0\x9F\x98\x80 \\\\uD83D\",\"b\":[1.50,2e3,-0]}");
}

TEST_CASE("what is no readable YAML is a fault with line and column") {
    const auto [text, fault] = GENERATE(table<std::string, std::string>({
        {"", "openapi.yaml a.yaml:1 # column=1 reason=empty"},
        {"a: 1\nb: 2\na: 3\n", "openapi.duplicate_key a.yaml:3 # key=a"},
        {"{\"a\": 1, \"a\": 2}", "openapi.duplicate_key a.yaml:1 # key=a"},
        {"a: &x {b: 1}\nc:\n  <<: *x\n", "openapi.yaml a.yaml:3 # column=3 reason=merge key"},
        {"a: 1\n---\nb: 2\n", "openapi.yaml a.yaml:3 # column=1 reason=second document"},
        {"a: !secret x\n", "openapi.yaml a.yaml:1 # column=4 reason=tag value=!secret"},
        {"a: .inf\n", "openapi.yaml a.yaml:1 # column=4 reason=no JSON number value=.inf"},
        {"? [1]\n: 2\n", "openapi.yaml a.yaml:1 # reason=a key that is no scalar"},
        {"a: &x [*x]\n", "openapi.yaml a.yaml:1 # reason=alias of itself"},
        {"a: \xFF\n", "openapi.yaml a.yaml:1 # column=1 reason=not UTF-8"},
        {std::string("a: \0b", 5), "openapi.yaml a.yaml:1 # column=1 reason=control character"},
        {"a: \x1B[31mrød\n", "openapi.yaml a.yaml:1 # column=1 reason=control character"},
        {"a: [1,\nb: 2", "openapi.yaml a.yaml:2 # column=1 reason=end of sequence flow not found"},
    }));
    CAPTURE(text);
    CHECK(parse(text).faults == Lines{fault});
}

TEST_CASE("an escape in quotes cannot put control characters into a message") {
    const auto parsed = parse("\"a\\e[31m\": 1\n\"a\\e[31m\": 2\n");
    CHECK(parsed.faults == Lines{"openapi.duplicate_key a.yaml:2 # key=a?[31m"});
}

TEST_CASE("an alias is what it stands for, in its own place") {
    const auto parsed = parse("a: &x {b: [1]}\nc: *x\n");
    CHECK(parsed.json() == R"({"a":{"b":[1]},"c":{"b":[1]}})");
    const Node* item = resolve(*parsed.tree.root, "#/c/b/0");
    REQUIRE(item != nullptr);
    CHECK(pointer_of(*item) == "#/c/b/0");
}

TEST_CASE("a bomb of aliases meets the limit on nodes") {
    std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
    for (int i = 1; i < 12; ++i) {
        const std::string last = "*a" + std::to_string(i - 1);
        bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [";
        for (int j = 0; j < 10; ++j) bomb += last + (j < 9 ? " , " : " ]\n");
    }
    const auto parsed = parse(bomb);
    REQUIRE(parsed.faults.size() == 1);
    CHECK(parsed.faults[0].rfind("openapi.too_large a.yaml:6 # limit=1000000", 0) == 0);
    CHECK(parsed.tree.root == nullptr);
}

TEST_CASE("very deep nesting is refused and not followed") {
    const auto [open, close] =
        GENERATE(table<std::string, std::string>({{"[", "]"}, {"{a: ", "}"}, {"- ", ""}}));
    std::string text;
    for (int i = 0; i < 1'000; ++i) text = open + text + close;
    const auto parsed = parse(text);
    CHECK(parsed.faults == Lines{"openapi.too_deep a.yaml:1 # limit=200"});
}

TEST_CASE("a hundred thousand brackets that are never closed are a fault") {
    CHECK(parse(std::string(100'000, '[')).faults.size() == 1);
    CHECK(parse(std::string(100'000, '{')).faults.size() == 1);
}

TEST_CASE("a pointer is followed through escapes and percent-encoding, and written with escapes") {
    const auto parsed = parse("paths:\n  /a~b/{c}:\n    'x y': [7]\n");
    const Node* node = resolve(*parsed.tree.root, "#/paths/~1a~0b~1%7Bc%7D/x%20y/0");
    REQUIRE(node != nullptr);
    CHECK(node->line == 3);
    CHECK(pointer_of(*node) == "#/paths/~1a~0b~1{c}/x y/0");
    CHECK(resolve(*parsed.tree.root, "#") == parsed.tree.root);
    CHECK(resolve(*parsed.tree.root, "#/paths/nope") == nullptr);
    CHECK(resolve(*parsed.tree.root, "#paths") == nullptr);
    CHECK(resolve(*parsed.tree.root, "") == nullptr);
}
