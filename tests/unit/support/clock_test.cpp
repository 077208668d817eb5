#include <skifte/support/clock.hpp>

#include <catch2/catch.hpp>

using namespace skifte;

TEST_CASE("The system clock tells the time of the machine", "[clock]") {
    const auto before = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    const Instant now = system_clock().now();
    CHECK(now >= before);
    CHECK(now - before < std::chrono::minutes{1});
}

TEST_CASE("The uptime is of this boot, and does not go back", "[clock]") {
    const Uptime first = system_clock().uptime();
    const Uptime second = system_clock().uptime();
    CHECK(first.boot.size() == 36);
    CHECK(first.since_boot.count() > 0);
    REQUIRE(elapsed(first, second));
    CHECK(*elapsed(first, second) < std::chrono::minutes{1});
}

TEST_CASE("Nothing is known of the time between two boots", "[clock]") {
    using std::chrono::milliseconds;
    const Uptime then{"a", milliseconds{5}};
    CHECK(elapsed(then, {"a", milliseconds{7}}) == milliseconds{2});
    CHECK_FALSE(elapsed(then, {"b", milliseconds{7}}));
    CHECK_FALSE(elapsed(then, {"a", milliseconds{4}}));
}

TEST_CASE("The steady clock does not go back", "[clock]") {
    const auto first = system_clock().steady();
    CHECK(system_clock().steady() >= first);
}
