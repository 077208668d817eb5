#include <skifte/support/clock.hpp>

#include <catch2/catch.hpp>

using namespace skifte;

TEST_CASE("The system clock tells the time of the machine", "[clock]") {
    const auto before = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    const Instant now = system_clock().now();
    CHECK(now >= before);
    CHECK(now - before < std::chrono::minutes{1});
}

TEST_CASE("The steady clock does not go back", "[clock]") {
    const auto first = system_clock().steady();
    CHECK(system_clock().steady() >= first);
}
