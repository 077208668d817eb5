// Send: each row once, through the journal, at the pace that is allowed.
#include "unit/batch/fixture.hpp"

#include <set>

using namespace skifte;
using namespace skifte::batch;
using namespace skifte::batch::test;
using journal::State;

TEST_CASE_METHOD(Batch, "Every ready row is sent once, and has a receipt", "[batch]") {
    fill(30);
    check();
    good(send());
    must_be_filed_once();
    CHECK(portal.requests == 30);
    CHECK(count(Standing::done) == 30);
    std::size_t receipts = 0;
    good(journal.receipts([&](const journal::Receipt&) { return ++receipts > 0; }));
    CHECK(receipts == 30);
    const auto filing = good(journal.filing(checked.table.rows[4].filing()));
    CHECK(filing.run == "r-1");
    CHECK(filing.row == 6);
    CHECK(filing.input_path == "krav.csv");
}

TEST_CASE_METHOD(Batch, "What is done, refused, unknown, there or faulty is not sent", "[batch]") {
    fill(6);
    check({.look_up = false});
    const Standing all[] = {Standing::done,  Standing::refused, Standing::unknown,
                            Standing::there, Standing::faulty,  Standing::changed};
    for (std::size_t i = 0; i < 6; ++i) checked.table.rows[i].standing = all[i];
    good(send());
    CHECK(portal.requests == 0);
}

TEST_CASE_METHOD(Batch, "Before anything is sent the journal knows of it, on disk", "[batch]") {
    fill(12);
    check();
    std::set<std::string> known;
    portal.on_request = [&](const Krav& krav) {
        // As another process sees it.
        auto other = journal::test::opened(folder.path(), clock);
        const auto sending = journal::test::all(other, {.state = State::sending});
        CHECK(std::any_of(sending.begin(), sending.end(), [&](const journal::Filing& filing) {
            return "F-" + std::to_string(filing.row - 1) == krav.reference;
        }));
    };
    good(send());
    CHECK(portal.requests == 12);
}

TEST_CASE_METHOD(Batch, "No more are in flight than is allowed", "[batch]") {
    fill(100);
    options.pace = {.at_once = 7, .fixed = true};
    check();
    good(send());
    CHECK(portal.most_in_flight == 7);
    must_be_filed_once();
}

TEST_CASE_METHOD(Batch, "So many a second, and no more", "[batch]") {
    fill(11);
    options.pace.per_second = 2;
    check();
    const auto before = clock.monotonic;
    good(send());
    CHECK(clock.monotonic - before >= std::chrono::seconds{5});
    CHECK(clock.monotonic - before < std::chrono::seconds{6});
}

TEST_CASE_METHOD(Batch, "What the portal has no time for is sent again later, and holds all", "[batch]") {
    fill(8);
    portal.fates["F-3"] = {Fate::busy, Fate::busy};
    check();
    std::vector<std::chrono::steady_clock::time_point> times;
    portal.on_request = [&](const Krav&) { times.push_back(clock.monotonic); };
    good(send());
    must_be_filed_once();
    CHECK(count(Standing::done) == 8);
    CHECK(portal.requests == 10);
    // After each 429 nothing leaves for two seconds.
    std::size_t pauses = 0;
    for (std::size_t i = 1; i < times.size(); ++i) pauses += times[i] - times[i - 1] >= milliseconds{2'000};
    CHECK(pauses == 2);
    // The tries before are on record as refused for now.
    const auto refused = journal::test::all(journal, {.state = State::refused});
    REQUIRE(refused.size() == 2);
    CHECK(refused[0].settled_by == "run");
}

TEST_CASE_METHOD(Batch, "A row that finds no time in five tries stops the run", "[batch]") {
    fill(1);
    portal.fates["F-1"] = std::deque<Fate>(9, Fate::busy);
    check();
    CHECK(code(send()) == "http.too_many");
    CHECK(portal.requests == 5);
    CHECK(standing(0) == Standing::ready);
}

TEST_CASE_METHOD(Batch, "What the court refuses is refused, and the others go on", "[batch]") {
    fill(10);
    for (const char* row : {"F-2", "F-5"}) portal.fates[row] = {Fate::refused};
    check();
    good(send());
    CHECK(count(Standing::refused) == 2);
    CHECK(count(Standing::done) == 8);
    const auto filing = good(journal.filing(checked.table.rows[1].filing()));
    CHECK(filing.state == State::refused);
    CHECK(filing.settled_by == "answer");
    CHECK(filing.fault_code == "http.conflict");
}

TEST_CASE_METHOD(Batch, "An open run knows again what the court refused", "[batch]") {
    fill(4);
    portal.fates["F-2"] = {Fate::refused};
    portal.fates["F-3"] = {Fate::busy, Fate::unauthorized};
    check();
    CHECK(code(send()) == "http.unauthorized");
    check();
    CHECK(standing(1) == Standing::ready);
    good(recall(checked.table, journal, "r-1"));
    CHECK(standing(1) == Standing::refused);
    CHECK(standing(2) == Standing::ready);
    check();
    good(recall(checked.table, journal, "r-2"));
    CHECK(standing(1) == Standing::ready);
}

TEST_CASE_METHOD(Batch, "Twenty refusals in a row, and the rest is not sent", "[batch]") {
    fill(200);
    for (const Krav& krav : source.rows) portal.fates[krav.reference] = {Fate::refused};
    check();
    const auto sent = send();
    REQUIRE_FALSE(sent);
    CHECK(sent.error().code == "batch.all_refused");
    CHECK(sent.error().effect == Effect::none);
    CHECK(portal.requests < 40);
    CHECK(count(Standing::refused) == portal.requests);
    CHECK(count(Standing::ready) == 200 - portal.requests);
    CHECK(journal::test::all(journal, {.state = State::sending}).empty());
}

TEST_CASE_METHOD(Batch, "One refusal that is every row's stops the run, and gives back what has not left",
                 "[batch]") {
    fill(50);
    portal.fates["F-4"] = {Fate::unauthorized};
    check();
    CHECK(code(send()) == "http.unauthorized");
    CHECK(count(Standing::done) == portal.items.size());
    CHECK(count(Standing::ready) == 50 - portal.items.size());
    CHECK(count(Standing::unknown) == 0);
    CHECK(journal::test::all(journal, {.state = State::sending}).empty());
    good(send());
    must_be_filed_once();
}

TEST_CASE_METHOD(Batch, "Interrupted, it sends nothing more and waits for what is in the air", "[batch]") {
    fill(50);
    check();
    portal.on_request = [this](const Krav& krav) { loop.stop = loop.stop || krav.reference == "F-6"; };
    const auto sent = send();
    CHECK(code(sent) == "interrupted");
    CHECK(portal.in_flight == 0);
    CHECK(portal.requests < 12);
    CHECK(count(Standing::done) == portal.requests);
    CHECK(journal::test::all(journal, {.state = State::sending}).empty());
}

TEST_CASE_METHOD(Batch, "A timer that rings after the end does no harm", "[batch]") {
    fill(3);
    options.pace = {.at_once = 1, .per_second = 0.1};
    portal.fates["F-1"] = {Fate::unauthorized};
    check();
    CHECK(code(send()) == "http.unauthorized");
    loop.drain();
    CHECK(portal.requests == 1);
}

TEST_CASE_METHOD(Batch, "What another process filed since the check is not sent", "[batch]") {
    fill(3);
    check({.look_up = false});
    {
        auto other = journal::test::opened(folder.path(), clock);
        const KravTarget target{portal, source.rows[1]};
        const auto begun = good(other.begin({filing::wish(other, target, context)}));
        good(other.accept(begun.at(0).id, {.server_id = portal.add(source.rows[1])}));
    }
    good(send());
    must_be_filed_once();
    CHECK(portal.requests == 2);
    CHECK(standing(1) == Standing::done);
}

TEST_CASE_METHOD(Batch, "What another process filed with other content is changed", "[batch]") {
    fill(1);
    check({.look_up = false});
    Krav edited = source.rows[0];
    edited.amount = "7.00";
    {
        auto other = journal::test::opened(folder.path(), clock);
        const KravTarget target{portal, edited};
        const auto begun = good(other.begin({filing::wish(other, target, context)}));
        good(other.accept(begun.at(0).id, {.server_id = portal.add(edited)}));
    }
    good(send());
    CHECK(portal.requests == 0);
    CHECK(standing(0) == Standing::changed);
}

TEST_CASE_METHOD(Batch, "Where another process filed all that was next, nothing is waited for", "[batch]") {
    fill(30);
    check({.look_up = false});
    options.pace = {.at_once = 2};
    {
        auto other = journal::test::opened(folder.path(), clock);
        for (const Krav& krav : source.rows) {
            const KravTarget target{portal, krav};
            const auto begun = good(other.begin({filing::wish(other, target, context)}));
            good(other.accept(begun.at(0).id, {.server_id = portal.add(krav)}));
        }
    }
    good(send());
    CHECK(portal.requests == 0);
    CHECK(count(Standing::done) == 30);
}

TEST_CASE_METHOD(Batch,
                 "A journal that can no longer be written stops the run, and nothing is lost from sight",
                 "[batch]") {
    fill(30);
    check();
    std::size_t requests = 0;
    portal.on_request = [&](const Krav&) {
        if (++requests == 10) journal::test::fs::remove_all(folder.path() / "journal.sqlite");
    };
    (void)send();  // what SQLite makes of it is its own affair
    CHECK(portal.in_flight == 0);
    for (const Krav& krav : source.rows) CHECK(portal.count(krav) <= 1);
}

TEST_CASE_METHOD(Batch, "An input that ends in the middle stops the run, and what is in the air is recorded",
                 "[batch]") {
    fill(30);
    check();
    source.broken_at = 17;
    CHECK(code(send()) == "file.unreadable");
    CHECK(portal.items.size() > 0);
    CHECK(count(Standing::done) == portal.items.size());
    CHECK(count(Standing::unknown) == 0);
    CHECK(journal::test::all(journal, {.state = State::sending}).empty());
    source.broken_at.reset();
    good(send());
    must_be_filed_once();
}

TEST_CASE_METHOD(Batch, "It tells how far it is", "[batch]") {
    fill(40);
    portal.fates["F-7"] = {Fate::refused};
    portal.fates["F-8"] = {Fate::lost_after};
    Progress last;
    options.progress = [&](const batch::Progress& now) { last = now; };
    check();
    good(send());
    CHECK(last.total == 40);
    CHECK(last.done == 38);
    CHECK(last.refused == 1);
    CHECK(last.unknown == 1);
    CHECK(last.in_flight == 0);
}
