#include "cli/deadline_calendar.hpp"

#include <skifte/support/files.hpp>

#include <catch2/catch.hpp>

#include <filesystem>
#include <unistd.h>

using namespace skifte;
using namespace skifte::cli;

namespace {

Deadline proklama() {
    Deadline deadline;
    deadline.kind = Deadline::Kind::proklama;
    deadline.key = "proklama-1";
    deadline.what = "PROKLAMA";
    deadline.where = "Opdigta Ingensen";
    deadline.law = "dødsboskiftelovens § 81";
    deadline.date = Date::parse_iso("2026-12-28").value();
    return deadline;
}

std::vector<calendar::Entry> entries(const Deadline& deadline) {
    return calendar_entries(std::vector{deadline}, Language::da);
}

struct Folder {
    std::filesystem::path path;
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "skifte-test-XXXXXX").string();
        REQUIRE(mkdtemp(name.data()) != nullptr);
        path = name;
    }
    ~Folder() { std::filesystem::remove_all(path); }
};

}  // namespace

TEST_CASE("A date that is computed says so, and one of the portal's says that") {
    Deadline deadline = proklama();
    CHECK(entries(deadline)[0].description.find("Datoen er portalens egen") == 0);
    deadline.computed = true;
    const std::string told = entries(deadline)[0].description;
    CHECK(told.find("Datoen er ikke portalens") == 0);
    CHECK(told.find("dødsboskiftelovens § 81") != std::string::npos);
}

TEST_CASE("The advice is by the law's own count where the portal's date is later") {
    Deadline deadline = proklama();
    deadline.earliest = Date::parse_iso("2026-12-24").value();
    const auto both = entries(deadline);
    CHECK(both[0].day == Date::parse_iso("2026-12-28").value());
    CHECK(both[1].day == Date::parse_iso("2026-12-23").value());
}

TEST_CASE("What is met keeps its day and loses its alarms, what has lapsed is taken away") {
    Deadline deadline = proklama();
    deadline.standing = Deadline::Standing::met;
    auto both = entries(deadline);
    CHECK_FALSE(both[0].cancelled);
    CHECK(both[0].alarms.empty());
    CHECK(both[1].cancelled);
    deadline.standing = Deadline::Standing::lapsed;
    both = entries(deadline);
    CHECK(both[0].cancelled);
    CHECK(both[1].cancelled);
    CHECK(both[1].alarms.empty());
}

TEST_CASE("A passed day alone changes nothing: the entries know no today") {
    const Deadlines deadlines{.found = {proklama()}, .complete = {}};
    CHECK(calendar_file(deadlines, Language::da) == calendar_file(deadlines, Language::da));
    CHECK(entries(proklama())[0].alarms.size() == 1);
}

TEST_CASE("A CPR number in a name is masked, and what has no date is in no calendar") {
    Deadline deadline = proklama();
    deadline.where = "Opdigta 0102330000";
    CHECK(entries(deadline)[0].summary.find("0102330000") == std::string::npos);
    deadline.date.reset();
    CHECK(entries(deadline).empty());
}

TEST_CASE("Only a calendar of ours is replaced, with the permissions it has") {
    const Folder folder;
    const std::string path = (folder.path / "frister.ics").string();
    const std::string one = calendar_file({.found = {proklama()}, .complete = {}}, Language::da);
    CHECK(calendar_before(path).value().empty());
    REQUIRE(replace_calendar(path, one));
    CHECK((std::filesystem::status(path).permissions() & std::filesystem::perms::all) ==
          (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
    CHECK(calendar_before(path).value() == one);
    std::filesystem::permissions(path, std::filesystem::perms(0644));
    REQUIRE(replace_calendar(path, calendar_file({}, Language::da)));
    CHECK((std::filesystem::status(path).permissions() & std::filesystem::perms::all) ==
          std::filesystem::perms(0644));

    const std::string link = (folder.path / "link.ics").string();
    const auto behind = folder.path / "bag-link.ics";
    std::filesystem::create_symlink("bag-link.ics", link);
    for (int round = 0; round < 2; ++round) {  // dangling, then not
        REQUIRE(replace_calendar(link, one));
        CHECK(std::filesystem::is_symlink(link));
        CHECK(read_file(behind).value() == one);
    }

    REQUIRE(replace_file(path, "BEGIN:VCALENDAR\r\nPRODID:-//Andre//DA\r\n"));
    const auto refused = calendar_before(path);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == "file.foreign_calendar");
    REQUIRE(replace_file(path, ""));
    CHECK(calendar_before(path).value().empty());
}

TEST_CASE("What is gone from the portal is cancelled in the file, and what was not asked about is kept") {
    Deadline gone = proklama();
    gone.key = "endelig-1-2";
    Deadline not_asked = proklama();
    not_asked.key = "endelig-9-2";
    const std::string before =
        calendar_file({.found = {proklama(), gone, not_asked}, .complete = {}}, Language::da);
    const Deadlines now{.found = {proklama()}, .complete = {"proklama-1", "endelig-1-"}};
    const std::string after = calendar_file(now, Language::da, before);
    CHECK(after.find("UID:endelig-1-2@skifte") != std::string::npos);
    CHECK(after.find("UID:endelig-1-2-raad@skifte") != std::string::npos);
    CHECK(after.find("UID:endelig-9-2@skifte") != std::string::npos);
    CHECK(after.find("STATUS:CANCELLED") != std::string::npos);
    CHECK(calendar_file(now, Language::da, after) == after);
    // It is back: then it is as the portal says.
    CHECK(calendar_file({.found = {gone}, .complete = {"endelig-1-"}}, Language::da, after)
              .find("STATUS:CANCELLED") == std::string::npos);
}
