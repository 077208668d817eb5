// Purge: what ended long ago goes, what is open and every receipt stays.
#include "unit/journal/fixture.hpp"

#include <skifte/support/files.hpp>

using namespace skifte;
using namespace skifte::journal;
using namespace skifte::journal::test;

namespace {

struct Purged : Folder {
    SetClock clock;
    Journal journal = opened(path(), clock);

    std::string filed(const std::string& identity, const std::string& run = "") {
        Filing filing = wish(journal, identity);
        filing.run = run;
        filing.input_path = "sti-" + identity;
        const std::string id = good(journal.begin({filing})).at(0).id;
        good(journal.accept(id, {.server_id = "k-" + identity}));
        return id;
    }
    std::string unknown(const std::string& identity) {
        const std::string id = good(journal.begin({wish(journal, identity)})).at(0).id;
        good(journal.lose(id, {}, {}));
        return id;
    }
    void pass() { clock.time += std::chrono::hours{24}; }
};

}  // namespace

TEST_CASE_METHOD(Purged, "What ended before then goes, and its receipt stays", "[journal]") {
    const std::string old = filed("old");
    const std::string open = unknown("open");
    pass();
    const Instant then = clock.time;
    const std::string recent = filed("recent");

    CHECK(good(journal.purge(then, false)).filings == 1);
    CHECK(all(journal).size() == 3);
    CHECK(good(journal.purge(then, true)).filings == 1);
    CHECK(code(journal.filing(old)) == "journal.not_found");
    CHECK(good(journal.filing(open)).state == State::unknown);
    CHECK(good(journal.filing(recent)).state == State::accepted);
    std::size_t receipts = 0;
    good(journal.receipts([&](const Receipt&) { return ++receipts > 0; }));
    CHECK(receipts == 2);
    CHECK(good(journal.receipt("k-" + old.substr(2))).server_id == "k-old");
    // It is no longer known as filed, and all that is left is whole.
    CHECK(good(journal.known(journal.hmac("old"), "")).accepted == 0);
    CHECK(good(journal.known(journal.hmac("recent"), "")).accepted == 1);
    const Journal again = opened(path(), clock);
    CHECK(all(again).size() == 2);
}

TEST_CASE_METHOD(Purged, "A run that is open keeps all its filings", "[journal]") {
    const std::string run = good(journal.open_run({.input_path = "krav.csv"}));
    const std::string row = filed("row", run);
    pass();
    CHECK(good(journal.purge(clock.time, true)).filings == 0);
    good(journal.close_run(run));
    CHECK(good(journal.purge(clock.time, true)).runs == 0);
    pass();
    const auto purged = good(journal.purge(clock.time, true));
    CHECK(purged.runs == 1);
    CHECK(purged.filings == 1);
    CHECK(code(journal.run(run)) == "journal.not_found");
}

TEST_CASE_METHOD(Purged, "Nothing of what went is left in the files", "[journal]") {
    (void)filed("hemmelig");
    pass();
    good(journal.purge(clock.time, true));
    for (const char* name : {"journal.sqlite", "journal.sqlite-wal"}) {
        CAPTURE(name);
        if (fs::exists(*this / name))
            CHECK(good(read_file(*this / name)).find("sti-hemmelig") == std::string::npos);
    }
}

TEST_CASE_METHOD(Purged, "What is filed after a purge is counted on", "[journal]") {
    (void)filed("first");
    pass();
    good(journal.purge(clock.time, true));
    (void)filed("second");
    const Journal again = opened(path(), clock);
    CHECK(all(again).size() == 1);
}
