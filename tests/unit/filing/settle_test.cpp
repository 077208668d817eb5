// Settling an unknown filing: found, absent or unsure, by what the portal holds and by when it was asked.
#include "unit/filing/fake_target.hpp"

using namespace skifte;
using namespace skifte::filing;
using namespace skifte::filing::test;
using journal::State;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

constexpr milliseconds visible_within{30'000};

// A journal with filings that say the same of one target, in the states a test asks for.
struct Place {
    Folder folder;
    SetClock clock;
    journal::Journal journal = opened(folder.path(), clock);
    FakeTarget target;
    std::vector<Candidate> portal;

    Place() { without_reference(); }
    void without_reference() { target.rule = LookUpRule{{{"/beloeb", "100"}, {"/sikkerhed", ""}}, "", {}}; }
    void with_reference() { target.rule = LookUpRule{{{"/beloeb", "100"}, {"/ref", "e-1"}}, "/ref", {}}; }

    std::string unknown() {
        target.what.identity[0].second += "'";  // equal to the court, not to us
        target.fail_with(Error{"net.cut"}.having(Effect::unknown));
        const auto result = filing::file(journal, target, context, clock);
        REQUIRE(!result);
        return std::string{result.error().argument("id")};
    }
    std::string accepted(const std::string& server_id) {
        target.what.identity[0].second += "'";
        target.on_send = [=] { return Result<Sent>{Sent{server_id, "", "", "", {}, 201}}; };
        return good(filing::file(journal, target, context, clock)).filing.id;
    }
    // An item of the portal's that says what our filings say.
    void holds(const std::string& server_id, const std::string& amount = "100",
               const std::string& reference = "") {
        Candidate item{server_id, "2026-11-23T10:00:00Z", {{"/beloeb", amount}}, clock.time};
        if (!reference.empty()) item.fields["/ref"] = reference;
        portal.push_back(std::move(item));
    }
    Result<Settled> settle(const std::string& id, std::optional<milliseconds> visible = visible_within) {
        return filing::settle(
            journal, id, [&] { return Result<std::vector<Candidate>>{portal}; }, visible, clock);
    }
    void wait_until_visible() { clock.time += visible_within + milliseconds{1}; }
};

std::string verdict(const Result<Settled>& settled) {
    REQUIRE(settled);
    switch (settled->settlement) {
    case Settlement::found: return "found";
    case Settlement::absent: return "absent";
    case Settlement::unsure: return settled->why;
    }
    return "";
}

}  // namespace

TEST_CASE("the verdict follows from count, time and rule", "[filing]") {
    struct Line {
        int unknown, accepted, portal;  // equal ones
        bool stated, passed;            // visible-within
        const char* verdict;
    };
    const auto line = GENERATE(values<Line>({
        {1, 0, 1, true, true, "found"},
        {1, 0, 1, true, false, "found"},
        {1, 0, 1, false, true, "found"},
        {1, 0, 0, true, true, "absent"},
        {1, 0, 0, true, false, "filing.not_yet_visible"},
        {1, 0, 0, false, true, "filing.no_visible_within"},
        {1, 0, 2, true, true, "filing.count"},
        {1, 1, 1, true, true, "absent"},
        {1, 1, 1, true, false, "filing.not_yet_visible"},
        {1, 1, 1, false, true, "filing.no_visible_within"},
        {1, 1, 2, true, false, "found"},
        {1, 1, 3, true, true, "filing.count"},
        {1, 2, 1, true, true, "absent"},  // one of the accepted has been deleted since
        {2, 0, 2, true, false, "found"},
        {2, 0, 1, true, true, "filing.count"},
        {2, 0, 1, true, false, "filing.not_yet_visible"},
        {2, 0, 1, false, true, "filing.count"},
        {2, 0, 0, true, true, "absent"},
        {2, 0, 3, true, true, "filing.count"},
        {2, 1, 3, true, true, "found"},
        {3, 2, 4, true, true, "filing.count"},
    }));
    INFO(line.unknown << " unknown, " << line.accepted << " accepted, " << line.portal << " at the portal, "
                      << (line.stated ? "stated" : "not stated")
                      << (line.passed ? ", passed" : ", not passed"));
    const bool by_reference = GENERATE(false, true);
    Place place;
    if (by_reference) place.with_reference();
    for (int i = 0; i < line.accepted; ++i) place.accepted("a-" + std::to_string(i));
    std::string id;
    for (int i = 0; i < line.unknown; ++i) id = place.unknown();
    for (int i = 0; i < line.portal; ++i)
        place.holds(i < line.accepted ? "a-" + std::to_string(i) : "p-" + std::to_string(i), "100",
                    by_reference ? "e-1" : "");
    if (line.passed) place.wait_until_visible();

    const auto settled = place.settle(id, line.stated ? std::optional{visible_within} : std::nullopt);
    CHECK(verdict(settled) == line.verdict);
    const auto filing = good(place.journal.filing(id));
    if (settled->settlement == Settlement::found) {
        CHECK(filing.state == State::accepted);
        CHECK(filing.settled_by == "look-up");
        REQUIRE(settled->receipt);
        CHECK(settled->receipt->server_id.starts_with("p-"));
        CHECK(settled->receipt->server_time == "2026-11-23T10:00:00Z");
        CHECK(settled->receipt->body_sha256.empty());
    } else if (settled->settlement == Settlement::absent) {
        CHECK(filing.state == State::refused);
        CHECK(filing.settled_by == "look-up");
        CHECK(filing.fault_code == "filing.absent");
    } else {
        CHECK(filing.state == State::unknown);
        CHECK(settled->wait.has_value() == (settled->why == "filing.not_yet_visible"));
    }
}

TEST_CASE("a list that changed under each reading leaves it unsure, however long ago it was", "[filing]") {
    Place place;
    const std::string id = place.unknown();
    place.clock.time += hours{48};
    const auto settled = filing::settle(
        place.journal, id, [] { return Result<std::vector<Candidate>>{fail(std::string(list_changing))}; },
        visible_within, place.clock);
    CHECK(verdict(settled) == list_changing);
    CHECK(good(place.journal.filing(id)).state == State::unknown);
}

TEST_CASE("absent counts when visible-within has passed, and not a moment before", "[filing]") {
    Place place;
    const std::string id = place.unknown();
    place.clock.time += visible_within;
    const auto early = place.settle(id);
    CHECK(verdict(early) == "filing.not_yet_visible");
    REQUIRE(early->wait);
    place.clock.time += *early->wait;
    CHECK(verdict(place.settle(id)) == "absent");
}

TEST_CASE("the time that counts is when the portal was asked, not when it answered", "[filing]") {
    Place place;
    const std::string id = place.unknown();
    const auto slow = [&] {
        place.wait_until_visible();
        return Result<std::vector<Candidate>>{std::vector<Candidate>{}};
    };
    CHECK(verdict(filing::settle(place.journal, id, slow, visible_within, place.clock)) ==
          "filing.not_yet_visible");
}

TEST_CASE("each unknown one waits for its own last byte", "[filing]") {
    Place place;
    const std::string first = place.unknown();
    place.wait_until_visible();
    const std::string second = place.unknown();
    CHECK(verdict(place.settle(second)) == "filing.not_yet_visible");
    CHECK(verdict(place.settle(first)) == "absent");
}

TEST_CASE("equal unknown ones that are all there take one item each", "[filing]") {
    Place place;
    const std::string first = place.unknown();
    const std::string second = place.unknown();
    place.holds("p-1");
    place.holds("p-2");
    place.holds("p-2");  // shown twice by a list that moved under the paging
    CHECK(verdict(place.settle(second)) == "found");
    CHECK(verdict(place.settle(first)) == "found");
    CHECK(good(place.journal.filing(first)).server_id != good(place.journal.filing(second)).server_id);
}

TEST_CASE("what is absent may be filed again, and then stands", "[filing]") {
    Place place;
    const std::string id = place.unknown();
    place.wait_until_visible();
    CHECK(verdict(place.settle(id)) == "absent");
    place.target.on_send = FakeTarget{}.on_send;
    CHECK(good(filing::file(place.journal, place.target, context, place.clock)).outcome == Outcome::filed);
}

TEST_CASE("with nothing to look it up by it stays unknown, and nobody is asked", "[filing]") {
    Place place;
    place.target.rule = std::nullopt;
    const std::string id = place.unknown();
    place.wait_until_visible();
    const auto never = []() -> Result<std::vector<Candidate>> {
        FAIL("asked");
        return std::vector<Candidate>{};
    };
    CHECK(verdict(filing::settle(place.journal, id, never, visible_within, place.clock)) ==
          "filing.no_look_up");
}

TEST_CASE("a look-up that fails leaves it unknown", "[filing]") {
    Place place;
    const std::string id = place.unknown();
    const auto broken = [] { return Result<std::vector<Candidate>>{fail("net.timeout")}; };
    const auto result = filing::settle(place.journal, id, broken, visible_within, place.clock);
    REQUIRE(code(result) == "net.timeout");
    CHECK(result.error().effect == Effect::unknown);
    CHECK(result.error().argument("id") == id);
    CHECK(good(place.journal.filing(id)).state == State::unknown);
}

TEST_CASE("only an unknown one is settled", "[filing]") {
    Place place;
    const auto result = place.settle(place.accepted("a-1"));
    REQUIRE(code(result) == "filing.not_unknown");
    CHECK(result.error().argument("state") == "accepted");
    CHECK(code(place.settle("f-0")) == "journal.not_found");
}

TEST_CASE("an item that says something else may be ours, changed by the portal, unless it is clearly older",
          "[filing]") {
    struct Line {
        std::optional<milliseconds> before;  // how long before our sending it came; none: it has no time
        const char* verdict;
    };
    const auto line = GENERATE(values<Line>({
        {std::nullopt, "filing.other_content"},
        {-seconds{10}, "filing.other_content"},
        {seconds{0}, "filing.other_content"},
        {minutes{5}, "filing.other_content"},
        {minutes{5} + milliseconds{1}, "absent"},
    }));
    INFO((line.before ? std::to_string(line.before->count()) : "no time"));
    Place place;
    const std::string id = place.unknown();
    SECTION("another value") {
        place.holds("p-1", "101");
    }
    SECTION("a field that should be absent") {
        place.holds("p-1");
        place.portal.back().fields["/sikkerhed"] = "pant";
    }
    auto& received = place.portal.back().received;
    received = line.before ? std::optional{*received - *line.before} : std::nullopt;
    CHECK(verdict(place.settle(id)) == "filing.not_yet_visible");
    place.wait_until_visible();
    CHECK(verdict(place.settle(id)) == line.verdict);
}

TEST_CASE("an item that says something else is not ours where another filing explains it, one each",
          "[filing]") {
    Place place;
    const std::string id = place.unknown();
    place.holds("p-1", "50");
    place.wait_until_visible();
    place.target.rule->match[0].second = "50";
    SECTION("one of which it is not known what became") {
        (void)place.unknown();
    }
    SECTION("one that was settled by hand, without an id") {
        (void)place.accepted("");
    }
    SECTION("one that was accepted, by its id") {
        (void)place.accepted("p-1");
        place.portal.back().fields["/beloeb"] = "51";  // and changed since
    }
    CHECK(verdict(place.settle(id)) == "absent");
}

TEST_CASE("one other filing explains one item", "[filing]") {
    Place place;
    const std::string id = place.unknown();
    place.target.rule->match[0].second = "50";
    (void)place.unknown();
    place.holds("p-1", "50");
    place.holds("p-2", "50");
    place.wait_until_visible();
    CHECK(verdict(place.settle(id)) == "filing.other_content");
}

TEST_CASE("an item that says what ours says and is clearly older is not ours", "[filing]") {
    Place place;
    const std::string id = place.unknown();
    place.holds("p-1");
    place.portal.back().received = place.clock.time - minutes{5} - milliseconds{1};
    CHECK(verdict(place.settle(id)) == "filing.not_yet_visible");
    place.wait_until_visible();
    SECTION("so ours is absent") {
        CHECK(verdict(place.settle(id)) == "absent");
    }
    SECTION("and does not stand in the way of the one that is") {
        place.holds("p-2");
        const auto settled = place.settle(id);
        CHECK(verdict(settled) == "found");
        CHECK(settled->receipt->server_id == "p-2");
    }
    SECTION("but as old as the tolerance may be ours") {
        place.portal.back().received = *place.portal.back().received + milliseconds{1};
        CHECK(verdict(place.settle(id)) == "found");
    }
    SECTION("nor is it told from ours where an accepted one has no id") {
        (void)place.accepted("");
        place.holds("p-2");
        CHECK(verdict(place.settle(id)) == "filing.count");
    }
}

TEST_CASE("what bears our reference is neither found nor absent, however old", "[filing]") {
    Place place;
    place.with_reference();
    const std::string id = place.unknown();
    const char* amount = GENERATE("100", "101");
    place.holds("p-1", amount, "e-1");
    place.portal.back().received = place.clock.time - hours{1};
    place.wait_until_visible();
    CHECK(verdict(place.settle(id)) == "filing.other_content");
}

TEST_CASE("each of equal unknown ones gets an item that it can have made", "[filing]") {
    Place place;
    const std::string first = place.unknown();
    place.clock.time += hours{2};
    const std::string second = place.unknown();
    place.holds("p-2");
    place.holds("p-1");
    place.portal.back().received = place.clock.time - hours{2};
    SECTION("the older the older") {
        CHECK(verdict(place.settle(first)) == "found");
        CHECK(good(place.journal.filing(first)).server_id == "p-1");
        CHECK(verdict(place.settle(second)) == "found");
        CHECK(good(place.journal.filing(second)).server_id == "p-2");
    }
    SECTION("only the older one is there") {
        place.portal.erase(place.portal.begin());
        place.wait_until_visible();
        CHECK(verdict(place.settle(first)) == "filing.count");
        CHECK(verdict(place.settle(second)) == "absent");
        CHECK(verdict(place.settle(first)) == "found");
    }
    SECTION("two older ones are there") {
        place.portal.front().received = place.portal.back().received;
        place.wait_until_visible();
        CHECK(verdict(place.settle(first)) == "filing.count");
        CHECK(verdict(place.settle(second)) == "absent");
        CHECK(verdict(place.settle(first)) == "filing.count");
    }
}

TEST_CASE("white space that the portal tidied away makes no other text", "[filing]") {
    Place place;
    place.target.rule->match[0].second = " Linje 1\r\n\r\nLinje\u00a02 ";
    const std::string id = place.unknown();
    place.holds("p-1", "Linje 1\nLinje 2");
    CHECK(verdict(place.settle(id)) == "found");
    const std::string other = place.unknown();
    place.holds("p-2", "Linje1\nLinje 2");
    place.wait_until_visible();
    CHECK(verdict(place.settle(other)) == "filing.other_content");
}

TEST_CASE("an item with our reference and other content is not absent", "[filing]") {
    Place place;
    place.with_reference();
    const std::string id = place.unknown();
    place.holds("p-1", "101", "e-1");
    place.wait_until_visible();
    CHECK(verdict(place.settle(id)) == "filing.other_content");
    // Unless we know it to be another filing's.
    place.target.rule->match[0].second = "101";
    place.accepted("p-1");
    CHECK(verdict(place.settle(id)) == "absent");
}

TEST_CASE("an item that another filing made and that now says what ours says is not absent", "[filing]") {
    Place place;
    const std::string id = place.unknown();
    place.target.rule->match[0].second = "50";
    place.accepted("p-1");
    place.holds("p-1", "100");  // changed since
    place.wait_until_visible();
    CHECK(verdict(place.settle(id)) == "filing.other_content");
}

TEST_CASE("an equal one on its way makes what is there uncertain, and what is not there no less absent",
          "[filing]") {
    Place place;
    const std::string id = place.unknown();
    place.target.what.identity[0].second += "'";
    place.wait_until_visible();
    std::string during;
    place.target.on_send = [&] {
        place.holds("p-1");
        during = verdict(place.settle(id));
        return Result<Sent>{Sent{"p-1", "", "", "", {}, 201}};
    };
    (void)good(filing::file(place.journal, place.target, context, place.clock));
    CHECK(during == "filing.count");
    CHECK(verdict(place.settle(id)) == "absent");
}

TEST_CASE("where items or receipts have no id they are counted", "[filing]") {
    Place place;
    const bool receipt_has_none = GENERATE(true, false);  // else the items have none
    place.accepted(receipt_has_none ? "" : "a-1");
    place.holds(receipt_has_none ? "p-1" : "");
    const std::string id = place.unknown();
    place.wait_until_visible();
    SECTION("only the accepted one is there") {
        CHECK(verdict(place.settle(id)) == "absent");
    }
    SECTION("one more is there") {
        place.holds("");
        const auto settled = place.settle(id);
        CHECK(verdict(settled) == "found");
        CHECK(settled->receipt->server_id.empty());
    }
    SECTION("not even the accepted one is there") {
        place.portal.clear();
        CHECK(verdict(place.settle(id)) == (receipt_has_none ? "filing.count" : "absent"));
    }
}

TEST_CASE("filings of other targets do not count", "[filing]") {
    Place place;
    const std::string id = place.unknown();
    place.target.what.target = Json::object().set("sagId", "s-2");
    place.accepted("p-1");
    place.holds("p-1");
    CHECK(verdict(place.settle(id)) == "found");
}

TEST_CASE("filings at another portal do not count, those at a sandbox on another port do", "[filing]") {
    const bool sandbox = GENERATE(false, true);
    Place place;
    Context here = context;
    here.environment = sandbox ? "sandbox" : "test";
    Context there = here;
    there.base_url = "https://localhost:2";
    place.target.on_send = [] { return Result<Sent>{Sent{"", "", "", "", {}, 201}}; };
    (void)good(filing::file(place.journal, place.target, there, place.clock));
    place.target.what.identity[0].second += "'";
    place.target.fail_with(Error{"net.cut"}.having(Effect::unknown));
    const auto lost = filing::file(place.journal, place.target, here, place.clock);
    REQUIRE(!lost);
    place.holds("p-1");
    place.wait_until_visible();
    CHECK(verdict(place.settle(std::string{lost.error().argument("id")})) == (sandbox ? "absent" : "found"));
}

TEST_CASE("a change is settled by the version and the fields of its object", "[filing]") {
    struct Line {
        const char* version;  // of the object now; it was "v1"
        const char* amount;   // as filed: "100"
        bool passed;          // visible-within
        const char* verdict;
    };
    const auto line = GENERATE(values<Line>({
        {"v2", "100", false, "found"},
        {"v2", "100", true, "found"},
        {"v1", "90", false, "filing.not_yet_visible"},
        {"v1", "90", true, "absent"},
        {"v1", "100", true, "absent"},
        {"v2", "90", true, "filing.other_content"},
    }));
    CAPTURE(line.version, line.amount, line.passed);
    Place place;
    place.target.rule = LookUpRule{.match = {{"/beloeb", "100"}},
                                   .reference = {},
                                   .visible_within = {},
                                   .evidence = Evidence::change,
                                   .version = "/senestAendret",
                                   .before = "v1"};
    const std::string id = place.unknown();
    if (line.passed) place.wait_until_visible();
    place.portal.push_back({"", "", {{"/beloeb", line.amount}, {"/senestAendret", line.version}}});
    CHECK(verdict(place.settle(id)) == line.verdict);
}

TEST_CASE("a change is unsure where its object has gone, or has no version and says else", "[filing]") {
    Place place;
    place.target.rule = LookUpRule{.match = {{"/beloeb", "100"}},
                                   .reference = {},
                                   .visible_within = {},
                                   .evidence = Evidence::change,
                                   .version = {},
                                   .before = {}};
    const std::string id = place.unknown();
    place.wait_until_visible();
    CHECK(verdict(place.settle(id)) == "filing.other_content");
    place.portal.push_back({"", "", {{"/beloeb", "90"}}});
    CHECK(verdict(place.settle(id)) == "filing.other_content");
}

TEST_CASE("a deletion is found where there is no object, and absent only once it would have gone",
          "[filing]") {
    Place place;
    place.target.rule = LookUpRule{.match = {},
                                   .reference = {},
                                   .visible_within = {},
                                   .evidence = Evidence::absence,
                                   .version = {},
                                   .before = {}};
    const std::string gone = place.unknown();
    CHECK(verdict(place.settle(gone)) == "found");
    const std::string still_there = place.unknown();
    place.portal.push_back({"", "", {}});
    CHECK(verdict(place.settle(still_there)) == "filing.not_yet_visible");
    place.wait_until_visible();
    CHECK(verdict(place.settle(still_there, std::nullopt)) == "filing.no_visible_within");
    CHECK(verdict(place.settle(still_there)) == "absent");
}

TEST_CASE("an item that bears another reference is another's, whatever else it says", "[filing]") {
    Place place;
    place.with_reference();
    const std::string id = place.unknown();
    place.clock.time += minutes{1};
    place.holds("p-1", "100", "e-2");
    place.holds("p-2", "250", "kreditor 7");
    CHECK(verdict(place.settle(id)) == "absent");
}

TEST_CASE("an item without a reference, or with ours in another dress, may still be ours", "[filing]") {
    const auto reference = GENERATE("", "E1", " e-1. ", "e 1");
    CAPTURE(reference);
    Place place;
    place.with_reference();
    const std::string id = place.unknown();
    place.clock.time += minutes{1};
    place.holds("p-1", "250", reference);
    CHECK(verdict(place.settle(id)) == "filing.other_content");
}

TEST_CASE("a reference without letters and digits tells nothing apart", "[filing]") {
    Place place;
    place.target.rule = LookUpRule{{{"/beloeb", "100"}, {"/ref", "--"}}, "/ref", {}};
    const std::string id = place.unknown();
    place.clock.time += minutes{1};
    place.holds("p-1", "250", "e-2");
    CHECK(verdict(place.settle(id)) == "filing.other_content");
}

TEST_CASE("a wall clock that is set back does not make what came after look older", "[filing]") {
    Place place;
    const std::string id = place.unknown();
    place.clock.time += seconds{1};
    place.clock.set_by(-hours{1});
    place.holds("p-1", "250");  // by the clock as it stands now
    place.wait_until_visible();
    CHECK(verdict(place.settle(id)) == "filing.other_content");
}

TEST_CASE("a wall clock that is set back does not keep what is older", "[filing]") {
    Place place;
    place.holds("p-1", "250");
    place.clock.time += minutes{30};
    const std::string id = place.unknown();
    place.clock.set_by(-hours{1});
    place.portal.front().received = *place.portal.front().received - hours{1};
    place.wait_until_visible();
    CHECK(verdict(place.settle(id)) == "absent");
}

TEST_CASE("a wall clock that is set forward does not make time pass", "[filing]") {
    Place place;
    const std::string id = place.unknown();
    place.clock.set_by(hours{1});
    const auto early = place.settle(id);
    CHECK(verdict(early) == "filing.not_yet_visible");
    CHECK(early->wait == visible_within + milliseconds{1});
    place.wait_until_visible();
    CHECK(verdict(place.settle(id)) == "absent");
}

TEST_CASE("a clock that is set while the portal is asked makes no time pass either", "[filing]") {
    const auto by = GENERATE(hours{-1}, hours{1});
    Place place;
    const std::string id = place.unknown();
    const auto settled = filing::settle(
        place.journal, id,
        [&] {
            place.clock.set_by(by);
            return Result<std::vector<Candidate>>{place.portal};
        },
        visible_within, place.clock);
    CHECK(verdict(settled) == "filing.not_yet_visible");
}

TEST_CASE("after a start of the machine the wait begins anew, once", "[filing]") {
    Place place;
    const std::string id = place.unknown();
    place.clock.time += hours{48};
    place.clock.boot = "boot-2";
    place.journal = opened(place.folder.path(), place.clock);
    const auto early = place.settle(id);
    CHECK(verdict(early) == "filing.not_yet_visible");
    CHECK(early->wait == visible_within + milliseconds{1});
    place.clock.time += minutes{1};
    place.journal = opened(place.folder.path(), place.clock);
    CHECK(verdict(place.settle(id)) == "absent");
}

TEST_CASE("after a start of the machine only what is older by more than a day is clearly older", "[filing]") {
    const auto [age, wanted] = GENERATE(table<hours, std::string>(
        {{hours{1}, "filing.other_content"}, {hours{25}, "filing.other_content"}, {hours{48}, "absent"}}));
    CAPTURE(age.count());
    Place place;
    place.holds("p-1", "250");
    place.clock.time += age;
    const std::string id = place.unknown();
    place.clock.boot = "boot-2";
    place.journal = opened(place.folder.path(), place.clock);
    place.wait_until_visible();
    CHECK(verdict(place.settle(id)) == wanted);
}
