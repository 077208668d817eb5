#include <skifte/support/error.hpp>
#include <skifte/support/result.hpp>

#include <catch2/catch.hpp>

#include <memory>

using namespace skifte;

namespace {

Result<int> half(int number) {
    if (number % 2 != 0) return fail(Error{"test.odd"}.with("value", std::to_string(number)));
    return number / 2;
}

Result<int> quarter(int number) {
    SKIFTE_TRY(const int once, half(number));
    SKIFTE_TRY(const int twice, half(once));
    return twice;
}

Result<void> check_even(int number) {
    SKIFTE_CHECK(half(number));
    return {};
}

}  // namespace

TEST_CASE("An effect is read back from its name", "[error]") {
    for (const Effect effect : {Effect::none, Effect::done, Effect::unknown})
        CHECK(parse_effect(to_string(effect)) == effect);
    CHECK(to_string(Effect::unknown) == "unknown");
    CHECK_FALSE(parse_effect("None"));
    CHECK_FALSE(parse_effect(""));
}

TEST_CASE("An error is put together in one expression", "[error]") {
    const Error error = Error{"net.refused"}
                            .with("host", "example.invalid")
                            .with("port", "1")
                            .in("sending")
                            .having(Effect::unknown);
    CHECK(error.code == "net.refused");
    CHECK(error.argument("host") == "example.invalid");
    CHECK(error.argument("port") == "1");
    CHECK(error.argument("path").empty());
    CHECK(error.frames == std::vector<std::string>{"sending"});
    CHECK(error.effect == Effect::unknown);
}

TEST_CASE("A result hands a failure on through functions that use it", "[result]") {
    CHECK(quarter(12).value() == 3);
    CHECK(quarter(6).error().argument("value") == "3");
    CHECK(check_even(2).has_value());
    CHECK(check_even(3).error().code == "test.odd");
    CHECK(half(4).and_then(half).value() == 1);
    CHECK(half(3).and_then(half).error().argument("value") == "3");
    CHECK(half(4).transform([](int n) { return std::to_string(n); }).value() == "2");
    CHECK(half(5).value_or(-1) == -1);
}

TEST_CASE("A result carries a value that can only be moved", "[result]") {
    Result<std::unique_ptr<int>> made = std::make_unique<int>(7);
    const std::unique_ptr<int> taken = std::move(made).value();
    CHECK(*taken == 7);
}
