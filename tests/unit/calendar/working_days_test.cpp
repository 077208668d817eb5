#include <skifte/calendar/working_days.hpp>

#include <catch2/catch.hpp>

#include <fstream>
#include <map>
#include <string>

using namespace skifte;
using namespace skifte::calendar;
using std::chrono::days;

namespace {

Date on(const char* iso) {
    return Date::parse_iso(iso).value();
}

Date plus(Date day, int count) {
    return Date{std::chrono::year_month_day{day.days() + days{count}}};
}

// Made by tests/calendar/closed_days.py, and held against it by the test `calendar`.
std::map<Date, std::string> closed_days() {
    std::ifstream file(SKIFTE_TESTS_DIR "/unit/calendar/closed_days.txt");
    std::map<Date, std::string> table;
    for (std::string day, kind; file >> day >> kind;) table.emplace(on(day.c_str()), kind);
    REQUIRE(table.size() > 250);
    return table;
}

template <typename Check>
void each_day(Check check) {
    for (Date day = on("2020-01-01"); day <= on("2040-12-31"); day = plus(day, 1)) {
        INFO(day.iso());
        check(day);
    }
}

// By Gauss, whose way has nothing of the computus in working_days.cpp; valid 1900-2099.
Date easter_by_gauss(int year) {
    const int d = (19 * (year % 19) + 24) % 30;
    const int e = (2 * (year % 4) + 4 * (year % 7) + 6 * d + 5) % 7;
    int march = 22 + d + e;
    if (d == 29 && e == 6) march -= 7;
    if (d == 28 && e == 6 && year % 19 > 10) march -= 7;
    return plus(Date{std::chrono::year{year} / 3 / 1}, march - 1);
}

}  // namespace

TEST_CASE("Easter is where Gauss has it") {
    for (int year = 1900; year <= 2099; ++year) {
        INFO(year);
        CHECK(easter_sunday(std::chrono::year{year}) == easter_by_gauss(year));
    }
}

TEST_CASE("Helligdage and other closed days of 2020-2040 are those that an independent table has") {
    const auto table = closed_days();
    each_day([&](Date day) {
        const auto found = table.find(day);
        const std::chrono::weekday of{day.days()};
        const bool weekend = of == std::chrono::Saturday || of == std::chrono::Sunday;
        CHECK(is_holiday(day) == (found != table.end() && found->second == "helligdag"));
        CHECK(is_working_day(day) == (!weekend && found == table.end()));
    });
}

TEST_CASE("Store bededag was a helligdag for the last time in 2023") {
    CHECK(is_holiday(on("2023-05-05")));
    CHECK_FALSE(is_holiday(on("2024-04-26")));
    CHECK(is_working_day(on("2024-04-26")));
}

TEST_CASE("The working day before is another day, and all between are closed") {
    CHECK(working_day_before(on("2026-04-07")) == on("2026-04-01"));  // the whole of Easter between them
    CHECK(working_day_before(on("2026-04-08")) == on("2026-04-07"));
    each_day([](Date day) {
        const Date before = working_day_before(day);
        CHECK(before < day);
        CHECK(is_working_day(before));
        for (Date between = plus(before, 1); between < day; between = plus(between, 1))
            CHECK_FALSE(is_working_day(between));
    });
}

TEST_CASE("The working day after so many working days has that many on the way to it") {
    CHECK(working_day_after(on("2026-12-23")) == on("2026-12-28"));
    CHECK(working_day_after(on("2026-12-23"), 4) == on("2027-01-04"));
    CHECK(working_day_after(on("2026-12-25"), 0) == on("2026-12-25"));
    each_day([](Date day) {
        const Date after = working_day_after(day, 7);
        CHECK(is_working_day(after));
        CHECK(working_days_between(day, after) == 7);
    });
}

TEST_CASE("Working days between two days leave out the first and count the last") {
    CHECK(working_days_between(on("2026-11-23"), on("2026-11-27")) == 4);
    CHECK(working_days_between(on("2026-11-27"), on("2026-11-27")) == 0);
    CHECK(working_days_between(on("2026-11-27"), on("2026-11-29")) == 0);
    CHECK(working_days_between(on("2026-12-18"), on("2027-01-04")) == 7);
    CHECK(working_days_between(on("2026-11-27"), on("2026-11-23")) == -4);
    CHECK(working_days_between(on("2026-01-01"), on("2026-12-31")) == 251);
}

TEST_CASE("By forældelsesloven a time that ends on a closed day runs to the next working day") {
    CHECK(extended_by_foraeldelsesloven_27_2(on("2026-11-27")) == on("2026-11-27"));
    CHECK(extended_by_foraeldelsesloven_27_2(on("2026-11-28")) == on("2026-11-30"));
    CHECK(extended_by_foraeldelsesloven_27_2(on("2026-06-05")) == on("2026-06-08"));
    CHECK(extended_by_foraeldelsesloven_27_2(on("2026-12-24")) == on("2026-12-28"));
    CHECK(extended_by_foraeldelsesloven_27_2(on("2026-12-31")) == on("2027-01-04"));
    CHECK(extended_by_foraeldelsesloven_27_2(on("2026-05-14")) == on("2026-05-15"));
}
