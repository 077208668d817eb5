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

std::string nested(int depth) {
    return std::string(static_cast<std::size_t>(depth), '[') + std::string(static_cast<std::size_t>(depth), ']');
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
    for (const char* text : {"1.5", "1e-1", "9223372036854775808", "-9223372036854775809", "1e19", "1e999999999"}) {
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
    json.find("b")->push_back_probe_guard();
}
