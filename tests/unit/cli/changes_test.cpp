// Since when somebody wants to know what has changed.
#include "cli/changes.hpp"

#include <catch2/catch.hpp>

using namespace skifte;
using namespace skifte::cli;

TEST_CASE("Since a date means since that day began in Denmark, since a point in time just that",
          "[changes]") {
    CHECK(rfc3339(*parse_since("--siden", "01-07-2026")) == "2026-06-30T22:00:00Z");
    CHECK(rfc3339(*parse_since("--siden", "2026-01-31")) == "2026-01-30T23:00:00Z");
    CHECK(rfc3339(*parse_since("--siden", "2026-01-31T08:00:00+01:00")) == "2026-01-31T07:00:00Z");
}

TEST_CASE("What is neither a date nor a point in time is told by the flag", "[changes]") {
    for (const auto* text : {"", "i går", "31-02-2026", "2026-01-31 08:00", "2026-01-31T08:00:00"}) {
        INFO(text);
        const auto since = parse_since("--siden", text);
        REQUIRE_FALSE(since);
        CHECK(since.error().code == "usage.since");
        CHECK(since.error().argument("flag") == "--siden");
    }
}
