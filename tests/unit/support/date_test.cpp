#include <skifte/support/date.hpp>

#include <catch2/catch.hpp>

#include <vector>

using namespace skifte;
using namespace std::chrono_literals;

namespace {

Instant at(const char* text) {
    const auto instant = parse_rfc3339(text);
    REQUIRE(instant);
    return *instant;
}

}  // namespace

TEST_CASE("Every day from 1900 to 2100 is read back from its texts", "[date][property]") {
    const std::chrono::sys_days first{std::chrono::year{1900} / 1 / 1};
    const std::chrono::sys_days last{std::chrono::year{2100} / 12 / 31};
    int days = 0;
    for (auto day = first; day <= last; day += std::chrono::days{1}, ++days) {
        const Date date{std::chrono::year_month_day{day}};
        const auto iso = Date::parse_iso(date.iso());
        const auto user_iso = Date::parse_user(date.iso());
        const auto danish = Date::parse_user(date.danish());
        const bool same = iso && user_iso && danish && *iso == date && *user_iso == date && *danish == date;
        const auto midnight = parse_rfc3339(date.iso() + "T00:00:00Z");
        if (!same || !midnight || *midnight != day || date.days() != day) FAIL(date.iso());
        if (rfc3339(day) != date.iso() + "T00:00:00Z") FAIL(date.iso());
    }
    CHECK(days == 73414);
}

TEST_CASE("An ISO date is read strictly", "[date]") {
    CHECK(Date::parse_iso("2026-11-23")->iso() == "2026-11-23");
    CHECK(Date::parse_iso("2028-02-29")->danish() == "29-02-2028");
    CHECK(Date::parse_iso("0001-01-01")->iso() == "0001-01-01");
    CHECK(Date::parse_iso("9999-12-31")->iso() == "9999-12-31");
    for (const char* text :
         {"", "2026-11-2", "2026-11-233", "2026-1-23", "26-11-23", "2026-02-29", "1900-02-29", "2026-13-01",
          "2026-00-01", "2026-01-00", "2026-04-31", "0000-01-01", "2026/11/23", "20261123", " 2026-11-23",
          "2026-11-23 ", "+026-11-23", "-026-11-23", "23-11-2026"}) {
        INFO(text);
        const auto date = Date::parse_iso(text);
        REQUIRE_FALSE(date);
        CHECK(date.error().code == "date.invalid");
        CHECK(date.error().argument("value") == text);
    }
}

TEST_CASE("A user may write a date the Danish way", "[date]") {
    for (const char* text :
         {"2026-03-01", "01-03-2026", "01.03.2026", "01/03/2026", "1-3-2026", "1/3/2026", " 1.3.2026 "}) {
        INFO(text);
        const auto date = Date::parse_user(text);
        REQUIRE(date);
        CHECK(date->iso() == "2026-03-01");
    }
    for (const char* text :
         {"", "1-3-26", "01-03-26", "01-03.2026", "03/23/2026", "1 3 2026", "001-03-2026", "1-003-2026",
          "1-3-02026", "31-04-2026", "2026-3-1", "2026.03.01", "1--3-2026", "i dag"}) {
        INFO(text);
        const auto date = Date::parse_user(text);
        REQUIRE_FALSE(date);
        CHECK(date.error().code == "date.invalid");
    }
}

TEST_CASE("Dates are ordered by the calendar", "[date]") {
    CHECK(*Date::parse_iso("2025-12-31") < *Date::parse_iso("2026-01-01"));
    CHECK(*Date::parse_iso("2026-01-31") < *Date::parse_iso("2026-02-01"));
}

TEST_CASE("A refused date does not repeat a CPR", "[date]") {
    CHECK(Date::parse_user("010203-0000").error().argument("value") == "010203-xxxx");
}

TEST_CASE("An RFC 3339 date-time is read with any offset", "[datetime]") {
    CHECK(rfc3339(at("2026-11-23T09:39:32Z")) == "2026-11-23T09:39:32Z");
    CHECK(rfc3339(at("2026-11-23t09:39:32z")) == "2026-11-23T09:39:32Z");
    CHECK(rfc3339(at("2026-11-23T00:39:32+01:00")) == "2026-11-22T23:39:32Z");
    CHECK(rfc3339(at("2026-12-31T23:30:00-05:30")) == "2027-01-01T05:00:00Z");
    CHECK(rfc3339(at("2026-11-23T09:39:32-00:00")) == "2026-11-23T09:39:32Z");
    CHECK(rfc3339(at("2026-11-23T09:39:32.5Z")) == "2026-11-23T09:39:32.500Z");
    CHECK(rfc3339(at("2026-11-23T09:39:32.0019Z")) == "2026-11-23T09:39:32.001Z");
    CHECK(rfc3339(at("2026-11-23T09:39:32.999999999999999999999Z")) == "2026-11-23T09:39:32.999Z");
    CHECK(rfc3339(at("2026-11-23T09:39:32.000Z")) == "2026-11-23T09:39:32Z");
    CHECK(rfc3339(at("2016-12-31T23:59:60Z")) == "2016-12-31T23:59:59.999Z");
    CHECK(rfc3339(at("2016-12-31T23:59:60.5Z")) == "2016-12-31T23:59:59.999Z");
    CHECK(rfc3339(at("1969-12-31T23:59:59.999Z")) == "1969-12-31T23:59:59.999Z");
    CHECK(at("1970-01-01T00:00:00.001Z").time_since_epoch() == 1ms);
}

TEST_CASE("A date-time outside RFC 3339 is refused", "[datetime]") {
    for (const char* text : {"",
                             "2026-11-23",
                             "2026-11-23T09:39Z",
                             "2026-11-23T09:39:32",
                             "2026-11-23 09:39:32Z",
                             "2026-11-23T24:00:00Z",
                             "2026-11-23T09:60:00Z",
                             "2026-11-23T09:39:61Z",
                             "2026-11-23T09:39:32.Z",
                             "2026-11-23T09:39:32,5Z",
                             "2026-11-23T09:39:32+1:00",
                             "2026-11-23T09:39:32+0100",
                             "2026-11-23T09:39:32+24:00",
                             "2026-11-23T09:39:32+01:60",
                             "2026-11-23T09:39:32ZZ",
                             "2026-02-30T09:39:32Z",
                             "2026-11-23T9:39:32Z",
                             " 2026-11-23T09:39:32Z",
                             "0001-01-01T00:00:00+00:01",
                             "9999-12-31T23:59:59-00:01"}) {
        INFO(text);
        const auto instant = parse_rfc3339(text);
        REQUIRE_FALSE(instant);
        CHECK(instant.error().code == "datetime.invalid");
    }
}

TEST_CASE("Danish time turns at one in the morning UTC on the last Sundays of March and October",
          "[datetime]") {
    CHECK(local_in_copenhagen(at("2026-11-23T09:39:32Z")) == "23-11-2026 10:39:32");
    CHECK(local_in_copenhagen(at("2026-03-29T00:59:59Z")) == "29-03-2026 01:59:59");
    CHECK(local_in_copenhagen(at("2026-03-29T01:00:00Z")) == "29-03-2026 03:00:00");
    CHECK(local_in_copenhagen(at("2026-10-25T00:59:59Z")) == "25-10-2026 02:59:59");
    CHECK(local_in_copenhagen(at("2026-10-25T01:00:00Z")) == "25-10-2026 02:00:00");
    // The last day of the month itself.
    CHECK(local_in_copenhagen(at("2024-03-31T01:00:00Z")) == "31-03-2024 03:00:00");
    CHECK(local_in_copenhagen(at("2027-10-31T00:59:59.999Z")) == "31-10-2027 02:59:59");
}

TEST_CASE("The Danish date is that of the clock in Denmark", "[datetime]") {
    CHECK(date_in_copenhagen(at("2026-12-31T22:59:59Z")).iso() == "2026-12-31");
    CHECK(date_in_copenhagen(at("2026-12-31T23:00:00Z")).iso() == "2027-01-01");
    CHECK(date_in_copenhagen(at("2026-06-30T21:59:59Z")).iso() == "2026-06-30");
    CHECK(date_in_copenhagen(at("2026-06-30T22:00:00Z")).iso() == "2026-07-01");
}

TEST_CASE("A day in Denmark begins at its midnight, in summer and in winter", "[datetime]") {
    CHECK(rfc3339(start_in_copenhagen(*Date::parse_iso("2026-01-31"))) == "2026-01-30T23:00:00Z");
    CHECK(rfc3339(start_in_copenhagen(*Date::parse_iso("2026-07-01"))) == "2026-06-30T22:00:00Z");
    // The days on which the clocks turn begin by the clock of the day before.
    CHECK(rfc3339(start_in_copenhagen(*Date::parse_iso("2026-03-29"))) == "2026-03-28T23:00:00Z");
    CHECK(rfc3339(start_in_copenhagen(*Date::parse_iso("2026-10-25"))) == "2026-10-24T22:00:00Z");
    for (Date day = *Date::parse_iso("2024-01-01"); day < *Date::parse_iso("2028-01-01");
         day = Date(std::chrono::year_month_day(day.days() + std::chrono::days{1}))) {
        const Instant start = start_in_copenhagen(day);
        REQUIRE(date_in_copenhagen(start) == day);
        REQUIRE(date_in_copenhagen(start - 1ms) < day);
    }
}

TEST_CASE("A duration is read with its unit", "[duration]") {
    CHECK(*parse_duration("10m") == 10min);
    CHECK(*parse_duration("90s") == 90s);
    CHECK(*parse_duration("2h") == 2h);
    CHECK(*parse_duration("14d") == 336h);
    CHECK(*parse_duration("500ms") == 500ms);
    CHECK(*parse_duration("30") == 30s);
    CHECK(*parse_duration("0") == 0ms);
    for (const char* text : {"", "m", "-1s", "+1s", "1.5h", "1,5h", "10 m", " 10m", "10M", "1w", "1h30m",
                             "0x10", "36526d", "99999999999999999999ms"}) {
        INFO(text);
        const auto duration = parse_duration(text);
        REQUIRE_FALSE(duration);
        CHECK(duration.error().code == "duration.invalid");
        CHECK(duration.error().argument("value") == text);
    }
}
