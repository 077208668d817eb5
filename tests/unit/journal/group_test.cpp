// Many filings at once, and the runs they belong to.
#include "journal/sqlite.hpp"
#include "unit/journal/fixture.hpp"

using namespace skifte;
using namespace skifte::journal;
using namespace skifte::journal::test;

namespace {

std::vector<Filing> wishes(const Journal& journal, const std::vector<std::string>& identities) {
    std::vector<Filing> out;
    for (const auto& identity : identities) {
        out.push_back(wish(journal, identity));
        out.back().run = "r-000000000001";
        out.back().row = out.size() + 1;
    }
    return out;
}

Journal::Conclusion accepted(const std::string& id, const std::string& server_id) {
    return {.id = id, .state = State::accepted, .acceptance = {.server_id = server_id}};
}

}  // namespace

TEST_CASE("a group goes to sending at once, and each of it ends for itself") {
    const Folder folder;
    Journal journal = opened(folder.path());
    const auto begun = good(journal.begin(wishes(journal, {"a", "b", "c"})));
    REQUIRE(begun.size() == 3);
    for (const auto& one : begun) CHECK(good(journal.filing(one.id)).state == State::sending);
    CHECK(good(journal.filing(begun[1].id)).row == 3);

    const Instant left{std::chrono::milliseconds{1'700'000'000'000}};
    good(journal.conclude(
        std::vector<Journal::Conclusion>{accepted(begun[0].id, "k-1"),
                                         {.id = begun[1].id,
                                          .state = State::refused,
                                          .rejection = {.fault_code = "http.refused", .http_status = 422}},
                                         {.id = begun[2].id,
                                          .state = State::unknown,
                                          .rejection = {.fault_code = "net.reset"},
                                          .last_byte = left}}));
    CHECK(good(journal.filing(begun[0].id)).server_id == "k-1");
    CHECK(good(journal.receipt_of(begun[0].id))->server_id == "k-1");
    CHECK(good(journal.filing(begun[1].id)).fault_code == "http.refused");
    CHECK(good(journal.filing(begun[2].id)).last_byte == left);
}

TEST_CASE("what is on its way, unknown or accepted stands in the way of its like, within a group too") {
    const Folder folder;
    Journal journal = opened(folder.path());
    const auto first = good(journal.begin(wishes(journal, {"a", "b", "c", "d"})));
    good(journal.conclude(std::vector<Journal::Conclusion>{accepted(first[0].id, "k-1"),
                                                           {.id = first[1].id, .state = State::refused},
                                                           {.id = first[2].id, .state = State::unknown}}));
    const auto again = good(journal.begin(wishes(journal, {"a", "b", "c", "d", "e", "e"})));
    CHECK(again[0].id.empty());
    CHECK(again[0].other == first[0].id);
    CHECK(!again[1].id.empty());  // refused may be tried again
    CHECK(again[2].other == first[2].id);
    CHECK(again[3].other == first[3].id);
    CHECK(again[5].other == again[4].id);
    CHECK(all(journal).size() == 6);
}

TEST_CASE("another process, and a single filing, see a group and are seen by it") {
    const Folder folder;
    Journal one = opened(folder.path());
    Journal two = opened(folder.path());
    REQUIRE(good(one.known(one.hmac("a"), "")).open.empty());
    const auto begun = good(two.begin(wishes(two, {"a"})));
    CHECK(good(one.begin(wishes(one, {"a"})))[0].other == begun[0].id);
    const auto planned = good(one.plan(wish(one, "a")));
    CHECK(code(one.sending(planned)) == "journal.taken");

    const auto single = good(one.plan(wish(one, "s")));
    good(one.sending(single));
    CHECK(good(two.begin(wishes(two, {"s"})))[0].other == single);
    good(one.refuse(single, {}));
    CHECK(!good(two.begin(wishes(two, {"s"})))[0].id.empty());
    CHECK(code(one.conclude(std::vector{accepted(begun[0].id, "k-1")})) == "journal.state");
}

TEST_CASE("a group ends all or none of it") {
    const Folder folder;
    Journal journal = opened(folder.path());
    const auto begun = good(journal.begin(wishes(journal, {"a", "b"})));
    CHECK(code(journal.conclude(std::vector{accepted(begun[0].id, "k-1"),
                                            accepted("f-000000000000", "k-2")})) == "journal.not_found");
    CHECK(good(journal.filing(begun[0].id)).state == State::sending);
    CHECK(good(journal.known(wish(journal, "a").identity, "")).open == begun[0].id);
    good(journal.conclude(std::vector{accepted(begun[0].id, "k-1"), accepted(begun[1].id, "k-2")}));
    CHECK(good(journal.known(wish(journal, "a").identity, "")).open.empty());
}

TEST_CASE("a row that somebody else changed since it was begun is read once more before it is concluded") {
    const Folder folder;
    Journal journal = opened(folder.path());
    const auto begun = good(journal.begin(wishes(journal, {"a", "b"})));
    good(good(Database::open(journal.path(), "")).execute("UPDATE filing SET target = 'x' WHERE seq = 1"));
    CHECK(code(journal.conclude(std::vector<Journal::Conclusion>{accepted(begun[0].id, "k-1")})) ==
          "journal.corrupt");
    good(journal.conclude(std::vector<Journal::Conclusion>{accepted(begun[1].id, "k-2")}));
    CHECK(good(journal.filing(begun[1].id)).server_id == "k-2");
}

TEST_CASE("what a killed process was sending of a group is unknown, all of it") {
    const Folder folder;
    REQUIRE(in_child([&] {
                Journal journal = opened(folder.path());
                return journal.begin(wishes(journal, {"a", "b", "c"})) ? 0 : 1;
            }) == 0);
    const Journal journal = opened(folder.path());
    const auto rows = all(journal);
    REQUIRE(rows.size() == 3);
    for (const Filing& row : rows) CHECK(row.state == State::unknown);
}

TEST_CASE("an identity is known by what became of it") {
    const Folder folder;
    Journal journal = opened(folder.path());
    Filing filing = wish(journal, "a");
    filing.content = journal.hmac("content");
    CHECK(good(journal.known(filing.identity, filing.content)).accepted == 0);
    const auto id = good(journal.begin({filing}))[0].id;
    CHECK(good(journal.known(filing.identity, filing.content)).open == id);
    good(journal.conclude(std::vector{accepted(id, "k-1")}));
    const auto same = good(journal.known(filing.identity, filing.content));
    CHECK(same.accepted == 1);
    CHECK(same.done == id);
    CHECK(same.same);
    CHECK(same.open.empty());
    CHECK(!good(journal.known(filing.identity, journal.hmac("other content"))).same);
}

TEST_CASE("a run is open until it is closed, and its filings are found by it") {
    const Folder folder;
    std::string id;
    {
        Journal journal = opened(folder.path());
        id = good(journal.open_run({.environment = "test",
                                    .operation = "opretKrav",
                                    .input_path = "krav.csv",
                                    .input_sha256 = "ab",
                                    .options = "{}",
                                    .rows = 5000}));
        auto filings = wishes(journal, {"a"});
        filings[0].run = id;
        (void)good(journal.begin(std::move(filings)));
    }
    Journal journal = opened(folder.path());
    CHECK(good(journal.run(id)).rows == 5000);
    CHECK(good(journal.run(id)).environment == "test");
    CHECK(!good(journal.run(id)).closed);
    good(journal.close_run(id));
    CHECK(good(journal.run(id)).closed);
    good(journal.close_run(id));
    CHECK(code(journal.close_run("r-none")) == "journal.not_found");
    int found = 0;
    good(journal.filings({.run = id}, [&](const Filing&) { return ++found > 0; }));
    CHECK(found == 1);
    int runs = 0;
    good(journal.runs([&](const Run& run) { return run.id == id && ++runs > 0; }));
    CHECK(runs == 1);
}

namespace {

std::vector<Filing> wishes_of(const Journal& journal, const std::string& run,
                              const std::vector<std::string>& identities) {
    auto out = wishes(journal, identities);
    for (Filing& filing : out) filing.run = run;
    return out;
}

std::size_t count(const Journal& journal, const std::string& run) {
    std::size_t found = 0;
    good(journal.filings({.run = run}, [&](const Filing& filing) {
        CHECK(filing.run == run);
        return ++found > 0;
    }));
    return found;
}

}  // namespace

TEST_CASE("the filings of a run are all found, whoever began them and whatever stands between them") {
    const Folder folder;
    Journal one = opened(folder.path());
    (void)good(one.begin(wishes_of(one, "r-1", {"a"})));
    (void)good(one.begin(wishes_of(one, "r-2", {"b"})));
    (void)good(one.begin(wishes_of(one, "r-1", {"c"})));
    CHECK(count(one, "r-1") == 2);
    CHECK(count(one, "r-2") == 1);
    CHECK(count(one, "r-3") == 0);

    Journal other = opened(folder.path());
    auto planned = wish(other, "e");
    planned.run = "r-2";
    (void)good(other.plan(planned));
    (void)good(other.begin(wishes_of(other, "r-1", {"d"})));
    CHECK(count(other, "r-1") == 3);
    CHECK(count(other, "r-2") == 2);
    CHECK(count(one, "r-1") == 3);
    CHECK(count(one, "r-2") == 2);
}

TEST_CASE("a filing of a run that is gone from the file is missed") {
    const Folder folder;
    Journal journal = opened(folder.path());
    (void)good(journal.begin(wishes_of(journal, "r-1", {"a", "b", "c"})));
    good(good(Database::open(journal.path(), "")).execute("DELETE FROM filing WHERE seq = 2"));
    CHECK(code(journal.filings({.run = "r-1"}, [](const Filing&) { return true; })) == "journal.corrupt");
}
