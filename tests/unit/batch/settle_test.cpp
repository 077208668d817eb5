// Settle and compare: what became of rows whose effect is unknown, and whether what is filed stands as it was
// sent.
#include "unit/batch/fixture.hpp"

using namespace skifte;
using namespace skifte::batch;
using namespace skifte::batch::test;
using journal::State;

TEST_CASE_METHOD(Batch, "Found rows are done, absent ones ready, and then each is filed once", "[batch]") {
    fill(6);
    portal.fates["F-2"] = {Fate::lost_after};
    portal.fates["F-4"] = {Fate::lost_before};
    portal.fates["F-5"] = {Fate::lost_before, Fate::lost_after};
    check();
    good(send());
    CHECK(count(Standing::unknown) == 3);
    const Settlements settled = settle();
    CHECK(settled.found == 1);
    CHECK(settled.absent == 2);
    CHECK(settled.unsure == 0);
    CHECK(standing(1) == Standing::done);
    CHECK(standing(3) == Standing::ready);
    good(send());
    CHECK(count(Standing::unknown) == 1);
    CHECK(settle().found == 1);
    must_be_filed_once();
    CHECK(count(Standing::done) == 6);
}

TEST_CASE_METHOD(Batch, "What was found is changed where the row has been edited since it was sent",
                 "[batch]") {
    fill(3);
    portal.fates["F-1"] = {Fate::lost_after};
    portal.fates["F-2"] = {Fate::lost_before};
    portal.fates["F-3"] = {Fate::lost_after};
    check();
    good(send());
    source.rows[0].amount = source.rows[1].amount = "7.00";
    check();
    CHECK(count(Standing::unknown) == 3);
    CHECK(settle().found == 2);
    CHECK(standing(0) == Standing::changed);
    CHECK(checked.table.findings.at(0).code == "batch.changed");
    CHECK(checked.table.findings.at(0).arguments.back().value == "k-1");
    CHECK(standing(1) == Standing::ready);
    CHECK(standing(2) == Standing::done);
    good(send());
    CHECK(standing(1) == Standing::done);
    CHECK(portal.items.size() == 3);
}

TEST_CASE_METHOD(Batch, "It waits until what was sent would show, says so, and asks once a place",
                 "[batch]") {
    fill(4);
    source.rows[3].place = "s-2";
    for (const Krav& krav : source.rows) portal.fates[krav.reference] = {Fate::lost_after};
    portal.shown_after = milliseconds{29'000};
    check();
    portal.questions = 0;
    good(send());
    std::vector<milliseconds> waits;
    const auto before = clock.monotonic;
    const Settlements settled = settle({.waiting = [&](milliseconds wait) { waits.push_back(wait); }});
    CHECK(settled.found == 4);
    CHECK(waits.size() == 1);
    CHECK(clock.monotonic - before >= milliseconds{29'900});
    CHECK(portal.questions == 2);
}

TEST_CASE_METHOD(Batch, "Long after the last byte it does not wait", "[batch]") {
    fill(1);
    portal.fates["F-1"] = {Fate::lost_before};
    check();
    good(send());
    clock.pass(milliseconds{60'000});
    const auto before = clock.monotonic;
    CHECK(settle().absent == 1);
    CHECK(clock.monotonic == before);
}

TEST_CASE_METHOD(Batch, "Where nothing says how long it takes, absent stays unknown and found is found",
                 "[batch]") {
    fill(2);
    portal.fates["F-1"] = {Fate::lost_before};
    portal.fates["F-2"] = {Fate::lost_after};
    portal.visible.reset();
    check();
    good(send());
    clock.pass(milliseconds{3'600'000});
    const Settlements settled = settle();
    CHECK(settled.found == 1);
    CHECK(settled.unsure == 1);
    CHECK(standing(0) == Standing::unknown);
}

TEST_CASE_METHOD(Batch, "Where there is no way to look, all stays unknown", "[batch]") {
    fill(2);
    for (const Krav& krav : source.rows) portal.fates[krav.reference] = {Fate::lost_after};
    check();
    good(send());
    portal.can_look_up = false;
    CHECK(settle().unsure == 2);
    CHECK(count(Standing::unknown) == 2);
}

TEST_CASE_METHOD(Batch, "A wall clock that is set forward makes nothing absent that we have just sent",
                 "[batch]") {
    fill(1);
    portal.fates["F-1"] = {Fate::lost_after};
    check();
    good(send());
    const auto sent = clock.monotonic;
    clock.time += std::chrono::hours{24};
    portal.items[0].shown = clock.monotonic + milliseconds{29'000};
    const Settlements settled = settle({.last_sent = sent});
    CHECK(settled.absent == 0);
    CHECK(settled.found == 1);
}

TEST_CASE_METHOD(Batch, "Nor what another process has sent", "[batch]") {
    fill(1);
    portal.fates["F-1"] = {Fate::lost_after};
    check();
    good(send());
    clock.pass(milliseconds{10'000});
    clock.time += std::chrono::hours{24};
    portal.items[0].shown = clock.monotonic + milliseconds{19'000};
    const auto before = clock.monotonic;
    CHECK(settle().found == 1);
    CHECK(clock.monotonic - before >= milliseconds{19'000});
    CHECK(clock.monotonic - before <= milliseconds{20'100});
}

TEST_CASE_METHOD(Batch, "A wall clock that is set back makes it wait once, and no longer", "[batch]") {
    fill(1);
    portal.fates["F-1"] = {Fate::lost_before};
    check();
    good(send());
    clock.time -= std::chrono::hours{24};
    const auto before = clock.monotonic;
    CHECK(settle().absent == 1);
    CHECK(clock.monotonic - before <= milliseconds{30'100});
}

TEST_CASE_METHOD(Batch, "Interrupted while it waits, all stays unknown", "[batch]") {
    fill(1);
    portal.fates["F-1"] = {Fate::lost_before};
    check();
    good(send());
    loop.stop = true;
    const auto settled = batch::settle(checked.table, journal, portal, loop, clock, {});
    REQUIRE_FALSE(settled);
    CHECK(settled.error().code == "interrupted");
    CHECK(settled.error().effect == Effect::unknown);
    CHECK(standing(0) == Standing::unknown);
}

TEST_CASE_METHOD(Batch, "A portal that is down leaves the effect unknown", "[batch]") {
    fill(1);
    portal.fates["F-1"] = {Fate::lost_after};
    check();
    good(send());
    portal.is_down = true;
    const auto settled = batch::settle(checked.table, journal, portal, loop, clock, {});
    REQUIRE_FALSE(settled);
    CHECK(settled.error().effect == Effect::unknown);
}

TEST_CASE_METHOD(Batch, "What another process settled meanwhile is taken as it says", "[batch]") {
    fill(2);
    for (const Krav& krav : source.rows) portal.fates[krav.reference] = {Fate::lost_before};
    check();
    good(send());
    {
        auto other = journal::test::opened(folder.path(), clock);
        good(other.accept(checked.table.rows[0].filing(), {.server_id = "k-77", .settled_by = "user"}));
        good(other.refuse(checked.table.rows[1].filing(),
                          {.fault_code = "filing.absent", .settled_by = "user"}));
    }
    portal.questions = 0;
    (void)settle();
    CHECK(standing(0) == Standing::done);
    CHECK(standing(1) == Standing::ready);
    CHECK(portal.questions == 0);
}

TEST_CASE_METHOD(Batch, "After the last row each place is asked once, and each receipt says how it stands",
                 "[batch]") {
    fill(3);
    check({.look_up = false});
    good(send());
    portal.items[1].krav.amount = "2.50";
    portal.items.pop_back();
    const Comparison compared = good(compare(journal, "r-1", portal));
    CHECK(compared.confirmed == 1);
    CHECK(compared.differ == 1);
    CHECK(compared.not_shown == 1);
    CHECK(portal.questions == 1);
    const auto receipt = good(journal.receipt_of(checked.table.rows[1].filing()));
    REQUIRE(receipt);
    CHECK(receipt->verification == journal::Verification::differs);
    CHECK(receipt->differences == std::vector<std::string>{"/beloeb"});
    CHECK(good(compare(journal, "r-2", portal)).confirmed == 0);
}
