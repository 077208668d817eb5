#include <skifte/support/json.hpp>

#include <skifte/support/result.hpp>

#include <catch2/catch.hpp>

#include <limits>

using namespace skifte;

namespace {

Json parsed(std::string_view text) {
    auto json = Json::parse(text);
    INFO(text);
    REQUIRE(json);
    return std::move(json).value();
}

}  // namespace

TEST_CASE("A value knows its kind and gives what it holds", "[json]") {
    CHECK(Json{}.is_null());
    CHECK(Json{nullptr}.is_null());
    CHECK(Json{true}.as_boolean());
    CHECK(Json{"text"}.as_string() == "text");
    CHECK(Json{std::string_view{"text"}}.is_string());
    CHECK(Json{7}.digits() == "7");
    CHECK(Json{std::numeric_limits<std::uint64_t>::max()}.digits() == "18446744073709551615");
    CHECK(Json{std::numeric_limits<std::int64_t>::min()}.digits() == "-9223372036854775808");
    CHECK(Json::number("12.50").digits() == "12.50");
    CHECK(Json::array().is_array());
    CHECK(Json::object().is_object());
    CHECK_THROWS(Json::number("1,5"));
}

TEST_CASE("A number stands for an integer where its value is one that fits", "[json]") {
    CHECK(Json::number("1.0").as_integer() == 1);
    CHECK(Json::number("1e2").as_integer() == 100);
    CHECK(Json::number("100e-2").as_integer() == 1);
    CHECK(Json::number("-0").as_integer() == 0);
    CHECK(Json::number("0e999999999").as_integer() == 0);
    CHECK(Json::number("9223372036854775807").as_integer() == std::numeric_limits<std::int64_t>::max());
    CHECK(Json::number("-9223372036854775808").as_integer() == std::numeric_limits<std::int64_t>::min());
    for (const char* text :
         {"1.5", "1e-1", "9223372036854775808", "-9223372036854775809", "1e19", "1e999999999"}) {
        INFO(text);
        CHECK_FALSE(Json::number(text).as_integer());
    }
    CHECK_FALSE(Json{"1"}.as_integer());
}

TEST_CASE("Members are found, set in their place, and erased", "[json]") {
    Json json;
    json.set("a", 1).set("b", "two").set("a", "again");
    CHECK(json.dump() == R"({"a":"again","b":"two"})");
    CHECK(json.text("b") == "two");
    CHECK(json.text("c").empty());
    CHECK(json.find("c") == nullptr);
    CHECK(Json{1}.find("a") == nullptr);
    *json.find("b") = 2;
    CHECK(json.text("b").empty());
    CHECK(json.erase("a"));
    CHECK_FALSE(json.erase("a"));
    CHECK_FALSE(Json{"x"}.erase("a"));
    CHECK(json.dump() == R"({"b":2})");
    Json list;
    list.push_back(1);
    list.push_back(nullptr);
    CHECK(list.dump() == "[1,null]");
}

TEST_CASE("A JSON pointer leads to a value", "[json]") {
    const Json json = parsed(R"({"dokument":{"sha256":"ab"},"a/b":1,"m~n":2,"":3,"~1":4,"list":[10,[20]]})");
    const auto at = [&](const char* pointer) {
        const Json* found = json.at_pointer(pointer);
        return found == nullptr ? std::string("none") : found->dump();
    };
    CHECK(json.at_pointer("") == &json);
    CHECK(at("/dokument/sha256") == "\"ab\"");
    CHECK(at("/a~1b") == "1");
    CHECK(at("/m~0n") == "2");
    CHECK(at("/") == "3");
    CHECK(at("/~01") == "4");
    CHECK(at("/list/1/0") == "20");
    for (const char* pointer :
         {"dokument", "/dokument/", "/none", "/list/2", "/list/01", "/list/-", "/list/-1", "/list/+1",
          "/list/", "/list/1x", "/list/99999999999999999999", "/~", "/~2", "/m~n", "/dokument/sha256/0"}) {
        INFO(pointer);
        CHECK(at(pointer) == "none");
    }
}

TEST_CASE("Text is kept in the order and with the digits it had", "[json]") {
    for (const char* text : {"null",
                             "true",
                             "false",
                             "0",
                             "-0",
                             "1.0",
                             "12.50",
                             "1e3",
                             "1E+03",
                             "-0.0",
                             "0.1000000000000000055511151231",
                             "9223372036854775807",
                             "9223372036854775808",
                             "18446744073709551615",
                             "18446744073709551616",
                             "-9223372036854775808",
                             "-9223372036854775809",
                             "123456789012345678901234567890.123",
                             "1e999",
                             "1e-9999",
                             "\"\"",
                             "\"æøå €\"",
                             "[]",
                             "{}",
                             "[[],{}]",
                             R"({"z":1,"a":2,"m":{"y":null,"b":[1,"x"]}})"}) {
        CHECK(parsed(text).dump() == text);
    }
    const std::string long_number(1000, '7');
    CHECK(parsed(long_number).dump() == long_number);
    CHECK(parsed("\xEF\xBB\xBF 1 ").dump() == "1");
}

TEST_CASE("Strings are escaped as far as they must be, and no further", "[json]") {
    CHECK(Json{std::string_view{"\"\\/\b\f\n\r\t\0\x1F\x7F", 11}}.dump() ==
          "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\x7F\"");
    CHECK(parsed(R"("\u00e6\ud83d\ude00\/\u0000")").as_string() == std::string("æ\xF0\x9F\x98\x80/\0", 8));
    CHECK(Json{"æ\xF0\x9F\x98\x80"}.dump() == "\"æ\xF0\x9F\x98\x80\"");
}

TEST_CASE("Bytes that are no UTF-8 are written as replacement characters", "[json]") {
    const std::string mark = "\uFFFD";
    CHECK(Json{"a\xFFz"}.dump() == "\"a" + mark + "z\"");
    CHECK(Json{"\xC3"}.dump() == "\"" + mark + "\"");
    CHECK(Json{"\xC3(\xA6"}.dump() == "\"" + mark + "(" + mark + "\"");
    CHECK(Json{"\xC0\xAF"}.dump() == "\"" + mark + mark + "\"");                        // overlong
    CHECK(Json{"\xE0\x80\xAF"}.dump() == "\"" + mark + mark + mark + "\"");             // overlong
    CHECK(Json{"\xED\xA0\x80"}.dump() == "\"" + mark + mark + mark + "\"");             // a surrogate
    CHECK(Json{"\xF4\x90\x80\x80"}.dump() == "\"" + mark + mark + mark + mark + "\"");  // beyond Unicode
    Json json;
    json.set("\xE6", 1);
    CHECK(parsed(json.dump()).members().front().name == mark);
}

TEST_CASE("Indented text has a member a line", "[json]") {
    CHECK(parsed(R"({"a":1,"b":[1,{"c":null}],"d":[],"e":{}})").dump(2) ==
          "{\n  \"a\": 1,\n  \"b\": [\n    1,\n    {\n      \"c\": null\n    }\n  ],\n  \"d\": [],\n  \"e\": "
          "{}\n}");
    CHECK(parsed("[1]").dump(0) == "[\n1\n]");
}

TEST_CASE("Values are equal whatever the order of members and the writing of numbers", "[json]") {
    CHECK(parsed(R"({"a":1.0,"b":[1e2]})") == parsed(R"({"b":[100],"a":1})"));
    CHECK(parsed("0") == parsed("-0.0"));
    CHECK(parsed("1e2000") == parsed("1e2000"));  // out of reach, but the same text
    CHECK_FALSE(parsed("1e2000") == parsed("10e1999"));
    CHECK_FALSE(parsed("[1,2]") == parsed("[2,1]"));
    CHECK_FALSE(parsed("[1]") == parsed("[1,1]"));
    CHECK_FALSE(parsed(R"({"a":1})") == parsed(R"({"a":2})"));
    CHECK_FALSE(parsed(R"({"a":1})") == parsed(R"({"b":1})"));
    CHECK_FALSE(parsed(R"({"a":null})") == parsed("{}"));
    CHECK_FALSE(parsed("1") == parsed("\"1\""));
    CHECK_FALSE(parsed("null") == parsed("false"));
}
