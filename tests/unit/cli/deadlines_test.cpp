#include "cli/deadlines.hpp"

#include <catch2/catch.hpp>

using namespace skifte;
using namespace skifte::cli;
using std::chrono::days;

namespace {

Date on(const char* iso) {
    return Date::parse_iso(iso).value();
}

Deadline deadline_on(const char* iso, Deadline::Kind kind = Deadline::Kind::court) {
    Deadline deadline;
    deadline.kind = kind;
    deadline.date = on(iso);
    return deadline;
}

}  // namespace

TEST_CASE("A deadline is due from so many days before its day until it is settled") {
    const Deadline deadline = deadline_on("2026-12-10");
    CHECK_FALSE(deadline.is_due(on("2026-11-25"), days{14}));
    CHECK(deadline.is_due(on("2026-11-26"), days{14}));
    CHECK(deadline.is_due(on("2026-12-10"), days{0}));
    CHECK_FALSE(deadline.is_due(on("2026-12-09"), days{0}));
    CHECK(deadline.is_due(on("2027-12-10"), days{0}));
}

TEST_CASE("What is met or has lapsed is not due, and neither is what has no date") {
    Deadline deadline = deadline_on("2026-12-10");
    deadline.standing = Deadline::Standing::met;
    CHECK_FALSE(deadline.is_due(on("2026-12-10"), days{14}));
    deadline.standing = Deadline::Standing::lapsed;
    CHECK_FALSE(deadline.is_due(on("2026-12-10"), days{14}));
    CHECK_FALSE(Deadline{}.is_due(on("2026-12-10"), days{14}));
}

TEST_CASE("A proklama that has passed is not due any more, a krav that was never made final is") {
    CHECK(deadline_on("2026-12-10", Deadline::Kind::proklama).is_due(on("2026-12-10"), days{0}));
    CHECK_FALSE(deadline_on("2026-12-10", Deadline::Kind::proklama).is_due(on("2026-12-11"), days{0}));
    CHECK(deadline_on("2026-12-10", Deadline::Kind::final_claim).is_due(on("2026-12-11"), days{0}));
}

TEST_CASE("The advice is the last working day before, by the earlier of two dates") {
    CHECK(deadline_on("2026-12-28").act_by() == on("2026-12-23"));
    Deadline extended = deadline_on("2026-12-28", Deadline::Kind::proklama);
    extended.earliest = on("2026-12-23");
    CHECK(extended.act_by() == on("2026-12-22"));
    extended.earliest = on("2027-01-15");
    CHECK(extended.act_by() == on("2026-12-23"));
    CHECK(Deadline{}.act_by() == std::nullopt);
}

TEST_CASE("The earliest comes first, and what has no date last") {
    std::vector<Deadline> deadlines{Deadline{}, deadline_on("2026-12-10"), deadline_on("2026-12-09"),
                                    deadline_on("2026-12-09")};
    deadlines[2].where = "b";
    deadlines[3].where = "a";
    sort_by_date(deadlines);
    CHECK(deadlines[0].where == "a");
    CHECK(deadlines[1].where == "b");
    CHECK(deadlines[2].date == on("2026-12-10"));
    CHECK_FALSE(deadlines[3].date);
}

TEST_CASE("What we add stands under skifte, beside the object as it came") {
    Deadline deadline = deadline_on("2026-12-28");
    deadline.object = Json::parse(R"({"fristdato":"2026-12-28","nyt":1})").value();
    deadline.what = "FOERSTE_REDEGOERELSE";
    deadline.where = "SKS 41-1/2026";
    CHECK(described(deadline, on("2026-12-18"), days{14}).dump() ==
          R"({"fristdato":"2026-12-28","nyt":1,"skifte":{"art":"frist","hvad":"FOERSTE_REDEGOERELSE",)"
          R"("hvor":"SKS 41-1/2026","kilde":"retten","dato":"2026-12-28","dageTilbage":10,)"
          R"("arbejdsdageTilbage":4,"raadDato":"2026-12-23","forfalder":true}})");
    deadline.computed = true;
    deadline.kind = Deadline::Kind::proklama;
    const Json ours = *described(deadline, on("2026-12-30"), days{14}).find("skifte");
    CHECK(ours.text("art") == "raad");
    CHECK(ours.text("kilde") == "beregnet");
    CHECK(ours.find("dageTilbage")->as_integer() == -2);
    CHECK_FALSE(ours.find("forfalder")->as_boolean());
}
