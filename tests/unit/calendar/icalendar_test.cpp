#include <skifte/calendar/icalendar.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <tuple>
#include <vector>

using namespace skifte;
using namespace skifte::calendar;
using namespace std::chrono_literals;

namespace {

Entry entry_on(const char* day) {
    return {.uid = "frist-1@skifte",
            .changed = parse_rfc3339("2026-03-02T09:14:27.250+01:00").value(),
            .day = Date::parse_iso(day).value(),
            .summary = "Frist",
            .description = ""};
}

std::string file_of(const Entry& entry) {
    return icalendar("Frister", std::vector{entry});
}

// The lines as they stand in the file; a file that ends otherwise than by CRLF has none.
std::vector<std::string> lines_of(const std::string& file) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < file.size();) {
        const auto end = file.find("\r\n", at);
        REQUIRE(end != std::string::npos);
        lines.push_back(file.substr(at, end - at));
        at = end + 2;
    }
    return lines;
}

// As RFC 5545 section 3.1 says a reader does it.
std::string unfolded(std::string file) {
    for (std::size_t at; (at = file.find("\r\n ")) != std::string::npos;) file.erase(at, 3);
    return file;
}

bool has_line(const std::string& file, const std::string& line) {
    return unfolded(file).find("\r\n" + line + "\r\n") != std::string::npos;
}

}  // namespace

TEST_CASE("No line is longer than 75 octets, and none begins within a character") {
    for (std::size_t blanks = 0; blanks < 80; ++blanks) {
        Entry entry = entry_on("2026-04-13");
        for (std::size_t i = 0; i < blanks; ++i) entry.summary += 'x';
        for (int i = 0; i < 60; ++i) entry.summary += i % 3 == 0 ? "å" : i % 3 == 1 ? "€" : "😀";
        const std::string file = file_of(entry);
        for (const auto& line : lines_of(file)) {
            INFO(line);
            CHECK(line.size() <= 75);
            CHECK(line.find('\n') == std::string::npos);
            const std::size_t first = line.starts_with(' ') ? 1 : 0;
            CHECK((static_cast<unsigned char>(line[first]) & 0xC0) != 0x80);
        }
        CHECK(has_line(file, "SUMMARY:" + entry.summary));
    }
}

TEST_CASE("What is no UTF-8 is folded all the same") {
    Entry entry = entry_on("2026-04-13");
    entry.summary = std::string(500, '\x80');
    for (const auto& line : lines_of(file_of(entry))) CHECK(line.size() <= 75);
}

TEST_CASE("Text cannot end its line, and cannot begin another property") {
    Entry entry = entry_on("2026-04-13");
    entry.summary = "a;b,c\\d\ne\r\nATTENDEE:x\tf\x01g";
    entry.categories = {"Frist, vigtig", "Råd"};
    const std::string file = file_of(entry);
    CHECK(has_line(file, "SUMMARY:a\\;b\\,c\\\\d\\ne\\nATTENDEE:x fg"));
    CHECK(has_line(file, "CATEGORIES:Frist\\, vigtig,Råd"));
}

TEST_CASE("An entry of a whole day ends where the next begins") {
    const std::string file = file_of(entry_on("2026-12-31"));
    CHECK(has_line(file, "DTSTART;VALUE=DATE:20261231"));
    CHECK(has_line(file, "DTEND;VALUE=DATE:20270101"));
}

TEST_CASE("An entry with a time is by the clock of Copenhagen, summer and winter") {
    for (const auto& [day, begins, ends] : {std::tuple{"2026-07-01", "20260701T090000", "20260701T093000"},
                                            std::tuple{"2026-12-01", "20261201T090000", "20261201T093000"}}) {
        Entry entry = entry_on(day);
        entry.at = 9h;
        entry.lasts = 30min;
        const std::string file = file_of(entry);
        CHECK(has_line(file, std::string("DTSTART;TZID=Europe/Copenhagen:") + begins));
        CHECK(has_line(file, std::string("DTEND;TZID=Europe/Copenhagen:") + ends));
        CHECK(has_line(file, "TZID:Europe/Copenhagen"));
    }
}

TEST_CASE("A later change has a greater sequence, and nothing comes from now") {
    Entry entry = entry_on("2026-04-13");
    const std::string before = file_of(entry);
    CHECK(before == file_of(entry));
    CHECK(has_line(before, "DTSTAMP:20260302T081427Z"));
    CHECK(has_line(before, "LAST-MODIFIED:20260302T081427Z"));
    CHECK(has_line(before, "SEQUENCE:29540654"));
    entry.changed += 1min;
    CHECK(has_line(file_of(entry), "SEQUENCE:29540655"));
}

TEST_CASE("An alarm is so long before") {
    Entry entry = entry_on("2026-04-13");
    entry.alarms = {{14 * 24h - 9h, "to uger"}, {0min, "nu"}, {24h, "en dag"}, {90min, "halvanden time"}};
    const std::string file = file_of(entry);
    for (const char* trigger : {"-P13DT15H", "PT0S", "-P1D", "-PT1H30M"})
        CHECK(has_line(file, std::string("TRIGGER:") + trigger));
    CHECK(has_line(file, "DESCRIPTION:to uger"));
}

TEST_CASE("What no longer holds is cancelled") {
    Entry entry = entry_on("2026-04-13");
    CHECK(has_line(file_of(entry), "STATUS:CONFIRMED"));
    entry.cancelled = true;
    CHECK(has_line(file_of(entry), "STATUS:CANCELLED"));
}

TEST_CASE("A calendar of ours is known from another") {
    CHECK(is_ours(file_of(entry_on("2026-04-13"))));
    CHECK_FALSE(is_ours(""));
    CHECK_FALSE(
        is_ours("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Andre//Kalender//DA\r\nEND:VCALENDAR\r\n"));
}

TEST_CASE("A cancelled entry is the same entry, later, without its alarms; a kept one stands as it was") {
    Entry entry = entry_on("2026-04-13");
    entry.uid = std::string(90, 'u') + "@skifte";  // longer than a line
    entry.alarms = {{30min, "Frist"}};
    const std::string before = file_of(entry);
    const auto all = [&](Fate fate) {
        return [&entry, fate](std::string_view uid) {
            CHECK(uid == entry.uid);
            return fate;
        };
    };
    const std::string once = icalendar("Frister", {}, carried(before, all(Fate::cancelled)));
    CHECK(has_line(once, "UID:" + entry.uid));
    CHECK(has_line(once, "STATUS:CANCELLED"));
    CHECK(has_line(before, "SEQUENCE:29540654"));
    CHECK(has_line(once, "SEQUENCE:29540655"));
    CHECK(has_line(once, "DTSTAMP:20260302T081500Z"));
    CHECK(has_line(once, "LAST-MODIFIED:20260302T081500Z"));
    CHECK(has_line(once, "DTSTART;VALUE=DATE:20260413"));
    CHECK(once.find("VALARM") == std::string::npos);
    for (const auto& line : lines_of(once)) CHECK(line.size() <= 75);
    CHECK(icalendar("Frister", {}, carried(once, all(Fate::cancelled))) == once);
    CHECK(icalendar("Frister", {}, carried(before, all(Fate::kept))) == before);
    CHECK(carried(before, all(Fate::dropped)).empty());
}

TEST_CASE("A file that was cut gives no more entries than it has whole") {
    const std::string before = file_of(entry_on("2026-04-13"));
    const auto cancelled = [](std::string_view) { return Fate::cancelled; };
    const std::string whole = carried(before, cancelled);
    for (std::size_t length = 0; length < before.size(); ++length) {
        const std::string part = carried(before.substr(0, length), cancelled);
        CHECK((part.empty() || part == whole));
    }
}
