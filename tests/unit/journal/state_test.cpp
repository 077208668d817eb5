// The state machine, and what each change leaves in the rows.
#include "unit/journal/fixture.hpp"

#include <array>

using namespace skifte;
using namespace skifte::journal;
using namespace skifte::journal::test;

namespace {

// A filing brought to `state` by the shortest way.
std::string filing_in(Journal& journal, State state, const std::string& identity = "identity") {
    const std::string id = good(journal.plan(wish(journal, identity)));
    if (state == State::planned) return id;
    good(journal.sending(id));
    if (state == State::accepted) good(journal.accept(id, {.server_id = "r-1"}));
    if (state == State::refused) good(journal.refuse(id, {.fault_code = "http.4xx"}));
    if (state == State::unknown) good(journal.lose(id, {.fault_code = "net.cut"}, std::nullopt));
    return id;
}

std::string move(Journal& journal, const std::string& id, State to) {
    switch (to) {
    case State::sending: return code(journal.sending(id));
    case State::accepted: return code(journal.accept(id, {}));
    case State::refused: return code(journal.refuse(id, {}));
    case State::unknown: return code(journal.lose(id, {}, std::nullopt));
    case State::planned: break;
    }
    return "no such move";
}

}  // namespace

TEST_CASE("a filing moves between states as the table says and not otherwise", "[journal]") {
    struct Line {
        State from;
        std::array<bool, 4> may;  // sending, accepted, refused, unknown
    };
    const std::array table{
        Line{State::planned, {true, false, true, false}},
        Line{State::sending, {false, true, true, true}},
        Line{State::accepted, {false, false, false, false}},
        Line{State::refused, {true, false, false, false}},
        Line{State::unknown, {false, true, true, false}},
    };
    const std::array targets{State::sending, State::accepted, State::refused, State::unknown};
    for (const Line& line : table) {
        for (std::size_t i = 0; i < targets.size(); ++i) {
            INFO(to_string(line.from) << " to " << to_string(targets[i]));
            const Folder folder;
            Journal journal = opened(folder.path());
            const std::string id = filing_in(journal, line.from);
            const std::string failure = move(journal, id, targets[i]);
            CHECK(failure == (line.may[i] ? "" : "journal.state"));
            CHECK(good(journal.filing(id)).state == (line.may[i] ? targets[i] : line.from));
        }
    }
}

TEST_CASE("a forbidden move says what it was", "[journal]") {
    const Folder folder;
    Journal journal = opened(folder.path());
    const std::string id = filing_in(journal, State::accepted);
    const auto result = journal.refuse(id, {});
    REQUIRE(!result);
    CHECK(result.error().argument("id") == id);
    CHECK(result.error().argument("state") == "accepted");
    CHECK(result.error().argument("wanted") == "refused");
}

TEST_CASE("what was planned is read as it was written", "[journal]") {
    const Folder folder;
    const SetClock clock;
    Filing planned;
    std::string id;
    {
        Journal journal = opened(folder.path(), clock);
        planned = wish(journal);
        id = good(journal.plan(planned));
    }
    const Filing read = good(opened(folder.path(), clock).filing(id));
    CHECK(read.id.size() == 14);
    CHECK(read.id.starts_with("f-"));
    CHECK(read.environment == planned.environment);
    CHECK(read.base_url == planned.base_url);
    CHECK(read.cvr == planned.cvr);
    CHECK(read.certificate_serial == planned.certificate_serial);
    CHECK(read.spec == planned.spec);
    CHECK(read.spec_version == planned.spec_version);
    CHECK(read.operation == planned.operation);
    CHECK(read.target == planned.target);
    CHECK(read.identity == planned.identity);
    CHECK(read.content == planned.content);
    CHECK(read.match == planned.match);
    CHECK(read.input_path == planned.input_path);
    CHECK(read.files == planned.files);
    CHECK(read.created == clock.time);
    CHECK_FALSE(read.sent);
    CHECK_FALSE(read.last_byte);
    CHECK_FALSE(read.settled);
}

TEST_CASE("accepting makes the receipt, with the digits of the filing", "[journal]") {
    const Folder folder;
    SetClock clock;
    Journal journal = opened(folder.path(), clock);
    const std::string id = good(journal.plan(wish(journal)));
    good(journal.sending(id));
    CHECK_FALSE(good(journal.receipt_of(id)));
    const Instant left = clock.time;
    clock.time += std::chrono::seconds{3};
    const std::string receipt_id = good(journal.accept(id, {.server_id = "r-7",
                                                            .server_time = "2026-11-23T10:00:00Z",
                                                            .request_id = "q-1",
                                                            .body_sha256 = "b0d1",
                                                            .last_byte = left,
                                                            .http_status = 201}));
    CHECK(receipt_id == "k-" + id.substr(2));
    const Filing filing = good(journal.filing(id));
    CHECK(filing.last_byte == left);
    CHECK(filing.settled == clock.time);
    CHECK(filing.settled_by == "answer");
    CHECK(filing.http_status == 201);
    const Receipt receipt = good(journal.receipt(receipt_id));
    CHECK(receipt.filing == id);
    CHECK(receipt.server_id == "r-7");
    CHECK(receipt.server_time == "2026-11-23T10:00:00Z");
    CHECK(receipt.request_id == "q-1");
    CHECK(receipt.body_sha256 == "b0d1");
    CHECK(receipt.files == filing.files);
    CHECK(receipt.recorded == clock.time);
    CHECK(receipt.verification == Verification::not_checked);
    CHECK(good(journal.receipt_of(id))->id == receipt_id);

    good(journal.verify(receipt_id, Verification::differs, {"/beloeb", "/æ\"ø"}));
    const Receipt verified = good(opened(folder.path()).receipt(receipt_id));
    CHECK(verified.verification == Verification::differs);
    CHECK(verified.differences == std::vector<std::string>{"/beloeb", "/æ\"ø"});
}

TEST_CASE("a filing that is tried again has nothing left of the first answer", "[journal]") {
    const Folder folder;
    Journal journal = opened(folder.path());
    const std::string id = good(journal.plan(wish(journal)));
    good(journal.sending(id));
    good(journal.refuse(id, {.fault_code = "a", .fault_text = "b", .request_id = "c", .http_status = 409}));
    good(journal.sending(id));
    const Filing again = good(journal.filing(id));
    CHECK(again.fault_code.empty());
    CHECK(again.fault_text.empty());
    CHECK(again.request_id.empty());
    CHECK(again.http_status == 0);
    CHECK(again.settled_by.empty());
    CHECK_FALSE(again.settled);
}

TEST_CASE("the court's words are kept without CPR and cut to 500 code points", "[journal]") {
    const Folder folder;
    Journal journal = opened(folder.path());
    const std::string id = good(journal.plan(wish(journal)));
    good(journal.sending(id));
    std::string words = "010170-0000 ";
    for (int i = 0; i < 600; ++i) words += "å";
    good(journal.refuse(id, {.fault_text = words}));
    const std::string kept = good(journal.filing(id)).fault_text;
    CHECK(kept.find("0000") == std::string::npos);
    CHECK(kept.size() == 12 + 488 * 2);
}

TEST_CASE("a second filing of the same identity is not sent while the first is open or done", "[journal]") {
    const Folder folder;
    Journal journal = opened(folder.path());
    const State state =
        GENERATE(State::planned, State::sending, State::accepted, State::refused, State::unknown);
    const std::string first = filing_in(journal, state);
    const std::string second = good(journal.plan(wish(journal)));
    const std::string other = good(journal.plan(wish(journal, "another")));
    INFO(to_string(state));
    CHECK(code(journal.sending(other)).empty());
    const bool stands = state != State::planned && state != State::refused;
    CHECK(code(journal.sending(second)) == (stands ? "journal.taken" : ""));
    if (state != State::accepted) return;
    CHECK(good(journal.filing(second)).state == State::planned);
    CHECK(code(journal.sending(second, 2)) == "journal.taken");
    CHECK(code(journal.sending(second, 1)).empty());
}

TEST_CASE("what is being sent is concluded by its sender alone", "[journal]") {
    const Folder folder;
    Journal journal = opened(folder.path());
    Journal other = opened(folder.path());
    const std::string id = filing_in(journal, State::sending);
    filing_in(other, State::sending, "another");
    CHECK(code(other.refuse(id, {})) == "journal.state");
    CHECK(code(other.accept(id, {})) == "journal.state");
    CHECK(code(other.lose(id, {}, std::nullopt)) == "journal.state");
    CHECK(code(journal.accept(id, {})).empty());
}

TEST_CASE("an item at the portal settles one filing only", "[journal]") {
    const Folder folder;
    Journal journal = opened(folder.path());
    filing_in(journal, State::accepted, "one");
    const std::string second = filing_in(journal, State::unknown, "two");
    CHECK(code(journal.accept(second, {.server_id = "r-1", .settled_by = "look-up"})) == "journal.taken");
    CHECK(good(journal.filing(second)).state == State::unknown);
    CHECK(code(journal.accept(second, {.server_id = "r-2", .settled_by = "look-up"})).empty());
}

TEST_CASE("filings are listed oldest first, by what is asked, until enough", "[journal]") {
    const Folder folder;
    Journal journal = opened(folder.path());
    const std::string a = filing_in(journal, State::accepted, "a");
    const std::string b = filing_in(journal, State::unknown, "b");
    const std::string c = filing_in(journal, State::accepted, "c");
    const auto ids = [&](const Query& query) {
        std::vector<std::string> found;
        for (const Filing& filing : all(journal, query)) found.push_back(filing.id);
        return found;
    };
    using Ids = std::vector<std::string>;
    CHECK(ids({}) == Ids{a, b, c});
    CHECK(ids({.state = State::accepted}) == Ids{a, c});
    CHECK(ids({.identity = journal.hmac("b")}) == Ids{b});
    CHECK(ids({.operation = "other"}).empty());
    CHECK(ids({.target = R"({"sagId":"s-1"})"}).size() == 3);
    int seen = 0;
    good(journal.filings({}, [&](const Filing&) { return ++seen < 2; }));
    CHECK(seen == 2);
    seen = 0;
    good(journal.receipts([&](const Receipt& receipt) {
        CHECK(receipt.filing == (seen == 0 ? a : c));
        return ++seen > 0;
    }));
    CHECK(seen == 2);
    CHECK(code(journal.filing("f-0")) == "journal.not_found");
    CHECK(code(journal.receipt("k-0")) == "journal.not_found");
    CHECK(code(journal.sending("f-0")) == "journal.not_found");
    CHECK(code(journal.verify("k-0", Verification::confirmed, {})) == "journal.not_found");
}

TEST_CASE("a lost filing has a last byte, known or not", "[journal]") {
    const Folder folder;
    SetClock clock;
    Journal journal = opened(folder.path(), clock);
    const std::string id = good(journal.plan(wish(journal)));
    good(journal.sending(id));
    const Instant sent = clock.time;
    clock.time += std::chrono::seconds{5};
    SECTION("known") {
        good(journal.lose(id, {}, sent));
        CHECK(good(journal.filing(id)).last_byte == sent);
    }
    SECTION("not known: not after now") {
        good(journal.lose(id, {}, std::nullopt));
        CHECK(good(journal.filing(id)).last_byte == clock.time);
    }
}
