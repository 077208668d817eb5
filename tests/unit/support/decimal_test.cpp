#include <skifte/support/decimal.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <limits>
#include <random>

using namespace skifte;

namespace {

__extension__ using Wide = __int128;

// units × 10^-places as a JSON number.
std::string decimal_text(std::int64_t units, unsigned places) {
    std::string digits = std::to_string(units < 0 ? -units : units);
    if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
    if (places > 0) digits.insert(digits.size() - places, ".");
    return (units < 0 ? "-" : "") + digits;
}

Wide at_places(std::int64_t units, unsigned places, unsigned wanted) {
    Wide value = units;
    for (; places < wanted; ++places) value *= 10;
    return value;
}

std::string danish_error(const char* text) {
    const auto amount = Amount::parse_danish(text);
    return amount ? "taken as " + amount->json() : amount.error().code;
}

std::string json_error(const char* text) {
    const auto amount = Amount::parse_json(text);
    return amount ? "taken as " + amount->json() : amount.error().code;
}

}  // namespace

TEST_CASE("Decimals are compared by their value and not by their text", "[decimal]") {
    struct Case {
        const char* a;
        const char* b;
        std::partial_ordering order;
    };
    const auto less = std::partial_ordering::less;
    const auto equal = std::partial_ordering::equivalent;
    const auto greater = std::partial_ordering::greater;
    const auto unordered = std::partial_ordering::unordered;
    const std::vector<Case> cases{
        {"1", "1.0", equal},
        {"1e3", "1000", equal},
        {"1000e-3", "1.00", equal},
        {"0", "-0.00e7", equal},
        {"0", "-0.00e3034512345676", equal},  // of no size, so no exponent makes it one
        {"0e-1001", "1e-1000", less},
        {"0.0", "0.01", less},
        {"-1.5", "-1.50", equal},
        {"-1.51", "-1.5", less},
        {"-2", "1", less},
        {"0", "-1", greater},
        {"9", "10", less},
        {"0.1", "0.09999999999999999999999999999999999999999", greater},
        {"9007199254740993", "9007199254740992", greater},
        {"1e1000", "1e999", greater},
        {"1e1001", "1", unordered},
        {"1", "1e-1001", unordered},
        {"1", "1e99999999999999999999999", unordered},
        {"1", "01", unordered},
        {"1", "", unordered},
        {"1", "1.", unordered},
        {"1", ".5", unordered},
        {"1", "+1", unordered},
        {"1", "1e", unordered},
        {"1", "NaN", unordered},
        {"1", "1 ", unordered},
    };
    for (const auto& [a, b, order] : cases) {
        INFO(a << " against " << b);
        CHECK((compare_decimals(a, b) == order));
        const auto turned = order == less ? greater : order == greater ? less : order;
        CHECK((compare_decimals(b, a) == turned));
    }
}

TEST_CASE("Comparing decimals agrees with 128-bit integers", "[decimal][property]") {
    std::mt19937_64 random{20261123};
    std::uniform_int_distribution<std::int64_t> units{-2000, 2000};
    std::uniform_int_distribution<unsigned> places{0, 4};
    for (int i = 0; i < 20000; ++i) {
        const auto a = units(random);
        const auto b = units(random);
        const auto a_places = places(random);
        const auto b_places = places(random);
        const auto expected = at_places(a, a_places, 4) <=> at_places(b, b_places, 4);
        const auto order = compare_decimals(decimal_text(a, a_places), decimal_text(b, b_places));
        if (order == expected) continue;
        FAIL(decimal_text(a, a_places) << " against " << decimal_text(b, b_places));
    }
}

TEST_CASE("Whether a decimal is a multiple of a step is decided exactly", "[decimal]") {
    CHECK(is_multiple_of("0.3", "0.1") == true);  // a double says no
    CHECK(is_multiple_of("1234.56", "0.01") == true);
    CHECK(is_multiple_of("1234.567", "0.01") == false);
    CHECK(is_multiple_of("-1.5", "0.5") == true);
    CHECK(is_multiple_of("0", "7") == true);
    CHECK(is_multiple_of("0.5", "1") == false);
    CHECK(is_multiple_of("1e300", "0.01") == true);
    CHECK(is_multiple_of("1e300", "3") == false);
    CHECK(is_multiple_of("123456789012345678901234567890123456789012345678901", "1") == true);
    CHECK(is_multiple_of("1", "1e900") == false);
    CHECK(is_multiple_of("1e900", "1e900") == true);
}

TEST_CASE("A multiple that cannot be decided is said to be undecided", "[decimal]") {
    CHECK(is_multiple_of("1", "0") == std::nullopt);
    CHECK(is_multiple_of("1", "-1") == std::nullopt);
    CHECK(is_multiple_of("1e1001", "1") == std::nullopt);
    CHECK(is_multiple_of("0e3034512345676", "0.01") == true);
    CHECK(is_multiple_of("one", "1") == std::nullopt);
    CHECK(is_multiple_of("2e40", "1234567890123456789012345678901234567") == std::nullopt);
    CHECK(is_multiple_of("2e40", "123456789012345678901234567890123456") == false);
}

TEST_CASE("Multiples agree with 128-bit integers", "[decimal][property]") {
    std::mt19937_64 random{31};
    std::uniform_int_distribution<std::int64_t> units{-1'000'000'000'000, 1'000'000'000'000};
    std::uniform_int_distribution<std::int64_t> steps{1, 60};
    std::uniform_int_distribution<unsigned> places{0, 6};
    int multiples = 0;
    for (int i = 0; i < 20000; ++i) {
        const auto value = units(random);
        const auto step = steps(random);
        const auto value_places = places(random);
        const auto step_places = places(random);
        const bool expected = at_places(value, value_places, 6) % at_places(step, step_places, 6) == 0;
        multiples += expected ? 1 : 0;
        if (is_multiple_of(decimal_text(value, value_places), decimal_text(step, step_places)) == expected)
            continue;
        FAIL(decimal_text(value, value_places) << " by " << decimal_text(step, step_places));
    }
    CHECK(multiples > 500);  // else nothing was tried
}

TEST_CASE("An amount is read from a JSON number without rounding", "[amount]") {
    struct Case {
        const char* text;
        std::int64_t oere;
    };
    const std::vector<Case> cases{
        {"0", 0},
        {"-0", 0},
        {"1234.5", 123450},
        {"12e2", 120000},
        {"0.01", 1},
        {"-0.01", -1},
        {"1.2300", 123},
        {"1E-2", 1},
        {"100e-4", 1},
        {"0e99999999999", 0},
        {"0.29", 29},
        {"1.15", 115},
        {"4.35", 435},
        {"1234567890.12", 123456789012},
        {"92233720368547758.07", std::numeric_limits<std::int64_t>::max()},
        {"-92233720368547758.07", -std::numeric_limits<std::int64_t>::max()},
    };
    for (const auto& [text, oere] : cases) {
        INFO(text);
        const auto amount = Amount::parse_json(text);
        REQUIRE(amount);
        CHECK(amount->oere() == oere);
    }
}

TEST_CASE("A JSON number that is no amount is refused with the reason", "[amount]") {
    CHECK(json_error("1.001") == "amount.too_precise");
    CHECK(json_error("1e-3") == "amount.too_precise");
    CHECK(json_error("1e-99999999999") == "amount.too_precise");
    CHECK(json_error("92233720368547758.08") == "amount.too_large");
    CHECK(json_error("-92233720368547758.08") == "amount.too_large");
    CHECK(json_error("184467440737095516.17") == "amount.too_large");  // would come round to 1 øre
    CHECK(json_error("1e17") == "amount.too_large");
    CHECK(json_error("1e99999999999") == "amount.too_large");
    for (const char* text : {"", "-", "01", "1,5", "1.", ".5", "+1", " 1", "1 ", "0x1", "NaN", "\"1\""}) {
        INFO(text);
        CHECK(json_error(text) == "amount.invalid");
    }
}

TEST_CASE("An amount is read the way Danish users write it", "[amount]") {
    struct Case {
        const char* text;
        std::int64_t oere;
    };
    const std::vector<Case> cases{
        {"1.234,56", 123456},
        {"1234,5", 123450},
        {"1234,56", 123456},
        {"1 234,56", 123456},
        {"1\u00A0234,56", 123456},
        {"1\u202F234\u202F567,89", 123456789},
        {"-3,00", -300},
        {"\u22123,00", -300},
        {"-1.234.567,89", -123456789},
        {"1234", 123400},
        {"0", 0},
        {"0,5", 50},
        {"007,50", 750},
        {"  12,00\u00A0", 1200},
        {"1.234.567", 123456700},
        {"1 234", 123400},
        {"1.23", 123},
        {"1.2", 120},
        {"1234.56", 123456},
        {"1 234.56", 123456},
        {"1,230", 123},
        {"1,2000000", 120},
        {"1.2300", 123},
        {"92.233.720.368.547.758,07", std::numeric_limits<std::int64_t>::max()},
        {"-92.233.720.368.547.758,07", -std::numeric_limits<std::int64_t>::max()},
    };
    for (const auto& [text, oere] : cases) {
        INFO(text);
        const auto amount = Amount::parse_danish(text);
        REQUIRE(amount);
        CHECK(amount->oere() == oere);
    }
}

TEST_CASE("A dot before three digits is not guessed at", "[amount]") {
    for (const char* text :
         {"1.234", "-1.234", "12.345", "123.456", "1234.567", "0.123", "1.000", "1 234.567"}) {
        INFO(text);
        CHECK(danish_error(text) == "amount.ambiguous");
    }
}

TEST_CASE("A text that is no Danish amount is refused with the reason", "[amount]") {
    for (const char* text : {"",
                             " ",
                             "-",
                             ",",
                             ".",
                             ",5",
                             ".5",
                             "1,",
                             "1.",
                             "12.34.56",
                             "1.23.456",
                             "1234.567,00",
                             "1.2345.678",
                             "1,234.56",
                             "1,2,3",
                             "1.234 567,00",
                             "1 234.567,00",
                             "1  234,00",
                             "1 23,00",
                             "0.123,00",
                             "--1",
                             "1-",
                             "- 1",
                             "+1",
                             "1e3",
                             "kr. 5",
                             "5 kr.",
                             "1.,5",
                             "1,-5",
                             "1.234,5a",
                             "1'234,00",
                             ".123,00",
                             "1.234.",
                             "\xC2",
                             "\xA0"}) {
        INFO(text);
        CHECK(danish_error(text) == "amount.invalid");
    }
    CHECK(danish_error("1,234") == "amount.too_precise");
    CHECK(danish_error("1,005") == "amount.too_precise");
    CHECK(danish_error("1.2345") == "amount.too_precise");
    CHECK(danish_error("92.233.720.368.547.758,08") == "amount.too_large");
    CHECK(danish_error("999999999999999999999999999999999999999999,00") == "amount.too_large");
}

TEST_CASE("A refused amount quotes the text, but never a CPR that slipped into the column", "[amount]") {
    CHECK(Amount::parse_danish("12.34.56").error().argument("value") == "12.34.56");
    CHECK(Amount::parse_danish("010203-0000").error().argument("value") == "010203-xxxx");
    const std::string endless(10'000, 'x');
    CHECK(Amount::parse_danish(endless).error().argument("value").size() < 100);
}

TEST_CASE("An amount is written with two decimals", "[amount]") {
    const auto written = [](std::int64_t oere) {
        const auto amount = Amount::from_oere(oere);
        return amount.json() + " " + amount.danish();
    };
    CHECK(written(0) == "0.00 0,00");
    CHECK(written(5) == "0.05 0,05");
    CHECK(written(-5) == "-0.05 -0,05");
    CHECK(written(123400) == "1234.00 1.234,00");
    CHECK(written(-12345678) == "-123456.78 -123.456,78");
    CHECK(written(100'000'000) == "1000000.00 1.000.000,00");
    CHECK(written(std::numeric_limits<std::int64_t>::min()) ==
          "-92233720368547758.08 -92.233.720.368.547.758,08");
}

TEST_CASE("An amount is read back from both of its texts", "[amount][property]") {
    std::mt19937_64 random{7};
    for (int i = 0; i < 20000; ++i) {
        // All sizes alike, small ones too.
        const auto oere = static_cast<std::int64_t>(random() >> (1 + random() % 63)) * (i % 2 == 0 ? 1 : -1);
        const auto amount = Amount::from_oere(oere);
        const auto from_json = Amount::parse_json(amount.json());
        const auto from_danish = Amount::parse_danish(amount.danish());
        if (from_json && from_danish && *from_json == amount && *from_danish == amount) continue;
        FAIL(oere);
    }
}
