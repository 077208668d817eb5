#include <skifte/support/json.hpp>

#include <skifte/support/result.hpp>

#include <catch2/catch.hpp>

#include <clocale>
#include <random>

using namespace skifte;
using namespace std::string_literals;

namespace {

struct Refusal {
    std::string text;
    const char* line;
    const char* column;
};

std::string nested(int depth) {
    const auto size = static_cast<std::size_t>(depth);
    return std::string(size, '[') + std::string(size, ']');
}

std::string some_string(std::mt19937& random) {
    static const std::vector<std::string> pieces{
        "a",      "Z",     "0", " ", "\"", "\\", "/", "\n", "\0"s, "\x1F", "æ", "€", "\xF0\x9F\x98\x80",
        "\u2028", "\uFFFD"};
    std::string text;
    for (auto size = random() % 8; size > 0; --size) text += pieces[random() % pieces.size()];
    return text;
}

std::string some_number(std::mt19937& random) {
    std::string text = random() % 2 == 0 ? "-" : "";
    text += std::to_string(random() % 3 == 0 ? 0 : random());
    if (random() % 2 == 0) text += "." + std::to_string(random());
    if (random() % 4 == 0) text += (random() % 2 == 0 ? "e-" : "E") + std::to_string(random() % 50);
    return text;
}

Json some_json(std::mt19937& random, int depth) {
    switch (random() % (depth > 0 ? 7U : 5U)) {
    case 0: return {};
    case 1: return random() % 2 == 0;
    case 2: return Json::number(some_number(random));
    case 3: return static_cast<std::int64_t>(random()) - 1'000'000;
    case 4: return some_string(random);
    case 5: {
        Json list = Json::array();
        for (auto size = random() % 5; size > 0; --size) list.push_back(some_json(random, depth - 1));
        return list;
    }
    default: break;
    }
    Json object = Json::object();
    for (auto size = random() % 5; size > 0; --size)
        object.set(some_string(random), some_json(random, depth - 1));
    return object;
}

}  // namespace

TEST_CASE("Any value is read back from its text, digit for digit", "[json][property]") {
    std::mt19937 random{8259};
    for (int i = 0; i < 5000; ++i) {
        const Json json = some_json(random, 5);
        for (const int indent : {-1, 0, 3}) {
            const std::string text = json.dump(indent);
            const auto again = Json::parse(text);
            if (!again || !(*again == json) || again->dump(indent) != text) FAIL(text);
        }
    }
}

TEST_CASE("Text with one byte changed is read or refused, and never more than that", "[json][property]") {
    std::mt19937 random{404};
    for (int i = 0; i < 20000; ++i) {
        std::string text = some_json(random, 3).dump(i % 2 == 0 ? -1 : 1);
        text[random() % text.size()] = static_cast<char>(random());
        const auto json = Json::parse(text);
        if (json ? !Json::parse(json->dump()) : json.error().code.rfind("json.", 0) != 0) FAIL(text);
    }
}

TEST_CASE("A text that is no JSON is refused with the place", "[json]") {
    const std::vector<Refusal> refusals{
        {"", "1", "1"},
        {"  ", "1", "3"},
        {"\n\n", "3", "1"},
        {"tru", "1", "4"},
        {"nul1", "1", "4"},
        {"[1,]", "1", "4"},
        {"[1,\n 2,\n ]", "3", "2"},
        {"[1", "1", "3"},
        {"{\"a\":1,}", "1", "8"},
        {"{\"a\" 1}", "1", "6"},
        {"{\"a\":1 \"bcd\"}", "1", "8"},
        {"{\"a\":1 \"b\\\"c\\\\\"}", "1", "8"},
        {"[1 false]", "1", "4"},
        {"[1 true]", "1", "4"},
        {"[1 null]", "1", "4"},
        {"[1 -23.5e1]", "1", "4"},
        {"01", "1", "2"},
        {"1-2", "1", "2"},
        {"{1:2}", "1", "2"},
        {"{a:2}", "1", "2"},
        {"'a'", "1", "1"},
        {"1.", "1", "3"},
        {".5", "1", "1"},
        {"+1", "1", "1"},
        {"-x", "1", "2"},
        {"1e", "1", "3"},
        {"NaN", "1", "1"},
        {"Infinity", "1", "1"},
        {"\"a", "1", "3"},
        {"\"a\nb\"", "1", "3"},
        {"\"a\tb\"", "1", "3"},
        {"\"\\q\"", "1", "3"},
        {"\"\\ud800\"", "1", "8"},
        {"1 2", "1", "3"},
        {"{} x", "1", "4"},
        {"// no\n1", "1", "1"},
        {"{\"æøå\":x}", "1", "8"},
        {"\xEF\xBB\xBF[x]", "1", "2"},
        {"\"\xFF\"", "1", "2"},
        {"[\"æ\",\n\"ø\" \"å\"]", "2", "5"},
        {"\xFE\xFF", "1", "1"},
        {"1\0"s, "1", "2"},
        {"{}\n\0garbage"s, "2", "1"},
        {"[1,\0 2]"s, "1", "4"},
    };
    for (const auto& [text, line, column] : refusals) {
        INFO(text);
        const auto json = Json::parse(text);
        REQUIRE_FALSE(json);
        CHECK(json.error().code == "json.invalid");
        CHECK(json.error().argument("line") == line);
        CHECK(json.error().argument("column") == column);
        CHECK_FALSE(json.error().argument("reason").empty());
    }
}

TEST_CASE("The reason for a refusal does not repeat what was read", "[json]") {
    const auto json = Json::parse("{\"kode\":\"hunter2\n\"}");
    REQUIRE_FALSE(json);
    CHECK(json.error().argument("reason").find("hunter2") == std::string::npos);
    CHECK(json.error().argument("reason").find("invalid string") == 0);
}

TEST_CASE("A member named twice is refused", "[json]") {
    for (const char* text :
         {R"({"a":1,"a":2})", R"({"b":{},"a":1,"c":[],"a":1})", R"([{"x":{"a":1,"\u0061":2}}])"}) {
        INFO(text);
        const auto json = Json::parse(text);
        REQUIRE_FALSE(json);
        CHECK(json.error().code == "json.duplicate_member");
        CHECK(json.error().argument("name") == "a");
    }
    CHECK(Json::parse(R"({"a":{"a":{"a":1}},"A":[{"a":1},{"a":1}]})"));
}

TEST_CASE("Nesting is read to its limit and refused beyond", "[json]") {
    const auto deepest = Json::parse(nested(Json::max_depth));
    REQUIRE(deepest);
    CHECK(deepest->dump() == nested(Json::max_depth));
    CHECK(Json{*deepest} == *deepest);
    const auto deeper = Json::parse(nested(Json::max_depth + 1));
    REQUIRE_FALSE(deeper);
    CHECK(deeper.error().code == "json.too_deep");
    CHECK(deeper.error().argument("limit") == "200");
    CHECK(Json::parse(std::string(1'000'000, '[')).error().code == "json.too_deep");
}

TEST_CASE("An object of many members is read without growing slow", "[json]") {
    std::string text = "{";
    for (int i = 0; i < 100'000; ++i) text += "\"m" + std::to_string(i) + "\":0,";
    CHECK(Json::parse(text + "\"last\":0}")->members().size() == 100'001);
    CHECK(Json::parse(text + "\"m7\":0}").error().argument("name") == "m7");
}

TEST_CASE("The locale of the process has no say in numbers", "[json]") {
    const std::string before = std::setlocale(LC_NUMERIC, nullptr);
    bool comma = false;
    for (const char* name : {"da_DK.UTF-8", "da_DK.utf8", "de_DE.UTF-8", "de_DE.utf8"})
        comma = comma || (std::setlocale(LC_NUMERIC, name) != nullptr);
    const auto json = Json::parse("[1.50,-2.5e3]");
    std::setlocale(LC_NUMERIC, before.c_str());
    if (!comma) WARN("no locale with a decimal comma is installed here");
    REQUIRE(json);
    CHECK(json->dump() == "[1.50,-2.5e3]");
}
