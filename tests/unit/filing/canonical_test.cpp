#include <skifte/filing/canonical.hpp>
#include <skifte/support/result.hpp>

#include <catch2/catch.hpp>

using skifte::Json;
using skifte::filing::canonical_text;

namespace {

std::string canonical(const char* json) {
    return canonical_text(Json::parse(json).value());
}

}  // namespace

TEST_CASE("a number has one canonical text, however it is written", "[filing]") {
    for (const char* text : {"1.5", "1.50", "15e-1", "0.15E1", "0.0015e+3"}) CHECK(canonical(text) == "1.5");
    for (const char* text : {"100", "100.00", "1e2", "0.1e3"}) CHECK(canonical(text) == "100");
    for (const char* text : {"0", "-0", "0.00", "0e5"}) CHECK(canonical(text) == "0");
    CHECK(canonical("-12.340") == "-12.34");
    CHECK(canonical("0.05") == "0.05");
    CHECK(canonical("5e-3") == "0.005");
    CHECK(canonical("12345678901234567890.10") == "12345678901234567890.1");
    CHECK(canonical_text(Json::number("1e5000")) == "1e5000");
    CHECK(canonical_text(Json::number("1e99999999999")) == "1e99999999999");
}

TEST_CASE("null and absent are the same, and a string is its text", "[filing]") {
    CHECK(canonical("null").empty());
    CHECK(canonical(R"("")").empty());
    CHECK(canonical(R"("1.50")") == "1.50");
    CHECK(canonical("true") == "true");
}

TEST_CASE("a moment has one canonical text, whatever its offset", "[filing]") {
    CHECK(canonical(R"("2026-11-23T10:39:32+01:00")") == "2026-11-23T09:39:32Z");
    CHECK(canonical(R"("2026-11-23T09:39:32.000Z")") == "2026-11-23T09:39:32Z");
    CHECK(canonical(R"({"a":"2026-11-23T10:39:32+01:00"})") == R"({"a":"2026-11-23T09:39:32Z"})");
    CHECK(canonical(R"("2026-11-23")") == "2026-11-23");
    CHECK(canonical(R"("Til orientering")") == "Til orientering");
}

TEST_CASE("an object is the same whatever the order of its members and however its numbers are written",
          "[filing]") {
    CHECK(canonical(R"({"b": 1.0, "a": [2.50, null], "c": null})") == canonical(R"({"a":[2.5,null],"b":1})"));
    CHECK(canonical(R"({"a":[1,2]})") != canonical(R"({"a":[2,1]})"));
    CHECK(canonical(R"({"a":"1"})") != canonical(R"({"a":1})"));
}
