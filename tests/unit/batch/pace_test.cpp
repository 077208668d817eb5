// Pace: one more for each 20 clean answers, half on pressure or where answers take twice as long.
#include <skifte/batch/pace.hpp>

#include <catch2/catch.hpp>

using namespace skifte::batch;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

struct Road {
    Pace::Time now{std::chrono::hours{1}};
    Pace pace;

    explicit Road(const PaceOptions& options) : pace(options) {}
    // One call, answered after so long.
    void call(milliseconds took, bool pressure = false) {
        pace.left(now);
        const Pace::Time left = now;
        now += took;
        pace.came(left, now, pressure);
    }
    void calls(int count, milliseconds took) {
        for (int i = 0; i < count; ++i) call(took);
    }
};

}  // namespace

TEST_CASE("It begins with a few, and adds one for each 20 clean answers up to the most", "[pace]") {
    Road road{{.at_once = 6}};
    CHECK(road.pace.allowed() == 4);
    road.calls(19, milliseconds{50});
    CHECK(road.pace.allowed() == 4);
    road.calls(1, milliseconds{50});
    CHECK(road.pace.allowed() == 5);
    road.calls(200, milliseconds{50});
    CHECK(road.pace.allowed() == 6);
}

TEST_CASE("It begins with as many as it is told to, if so many may be under way", "[pace]") {
    CHECK(Road{{.at_once = 50, .at_first = 50}}.pace.allowed() == 50);
    CHECK(Road{{.at_once = 3, .at_first = 50}}.pace.allowed() == 3);
}

TEST_CASE("One at once is one", "[pace]") {
    Road road{{.at_once = 1}};
    CHECK(road.pace.allowed() == 1);
    CHECK(road.pace.until_next(road.now) == Pace::Duration::zero());
    road.pace.left(road.now);
    CHECK_FALSE(road.pace.until_next(road.now));
}

TEST_CASE("Pressure halves it, never below one, and once for what left before", "[pace]") {
    Road road{{.at_once = 8}};
    road.calls(100, milliseconds{50});
    REQUIRE(road.pace.allowed() == 8);
    const Pace::Time left = road.now;
    for (int i = 0; i < 4; ++i) road.pace.left(left);
    road.now += milliseconds{50};
    for (int i = 0; i < 4; ++i) road.pace.came(left, road.now, true);
    CHECK(road.pace.allowed() == 4);
    road.call(milliseconds{50}, true);
    CHECK(road.pace.allowed() == 2);
    road.call(milliseconds{50}, true);
    road.call(milliseconds{50}, true);
    CHECK(road.pace.allowed() == 1);
    road.calls(20, milliseconds{50});
    CHECK(road.pace.allowed() == 2);
}

TEST_CASE("Answers that take twice as long halve it", "[pace]") {
    Road road{{.at_once = 8}};
    road.calls(100, milliseconds{50});
    REQUIRE(road.pace.allowed() == 8);
    road.calls(15, milliseconds{70});
    CHECK(road.pace.allowed() == 8);
    road.calls(15, milliseconds{300});
    CHECK(road.pace.allowed() < 8);
}

TEST_CASE("One slow answer is none", "[pace]") {
    Road road{{.at_once = 8}};
    road.calls(100, milliseconds{50});
    road.call(milliseconds{90});
    road.calls(10, milliseconds{50});
    CHECK(road.pace.allowed() == 8);
}

TEST_CASE("So many a second leaves a gap after each", "[pace]") {
    Road road{{.at_once = 8, .per_second = 4}};
    CHECK(road.pace.until_next(road.now) == Pace::Duration::zero());
    road.pace.left(road.now);
    CHECK(road.pace.until_next(road.now) == milliseconds{250});
    road.now += seconds{10};
    CHECK(road.pace.until_next(road.now) == Pace::Duration::zero());
    road.pace.left(road.now);  // and what was not used is not made up for
    CHECK(road.pace.until_next(road.now) == milliseconds{250});
}

TEST_CASE("While it holds nothing leaves, and the longer hold counts", "[pace]") {
    Road road{{.at_once = 8}};
    road.pace.hold_until(road.now + seconds{5});
    road.pace.hold_until(road.now + seconds{2});
    CHECK(road.pace.until_next(road.now) == seconds{5});
}

TEST_CASE("A fixed pace is moved by nothing", "[pace]") {
    Road road{{.at_once = 50, .fixed = true}};
    CHECK(road.pace.allowed() == 50);
    road.call(milliseconds{50}, true);
    CHECK(road.pace.allowed() == 50);
}
