// One filing: what is sent, what is not sent again, and what the journal says after each effect.
#include "unit/filing/fake_target.hpp"

#include <csignal>
#include <fcntl.h>
#include <sys/resource.h>

using namespace skifte;
using namespace skifte::filing;
using namespace skifte::filing::test;
using journal::State;
using journal::Verification;

namespace {

struct Place {
    Folder folder;
    SetClock clock;
    journal::Journal journal = opened(folder.path(), clock);
    FakeTarget target;

    Result<Filed> file(bool again = false) { return filing::file(journal, target, context, clock, again); }
    std::vector<journal::Filing> rows() const { return all(journal); }
};

}  // namespace

TEST_CASE("a filing that succeeds is accepted and has its receipt", "[filing]") {
    Place place;
    State at_send{};
    const auto answer = place.target.on_send;
    place.target.on_send = [&] {
        // Another process sees the intent before anything leaves.
        at_send = all(opened(place.folder.path())).at(0).state;
        return answer();
    };
    const Filed filed = good(place.file());
    CHECK(at_send == State::sending);
    CHECK(filed.outcome == Outcome::filed);
    CHECK(filed.filing.state == State::accepted);
    CHECK(filed.filing.environment == "sandbox");
    CHECK(filed.filing.input_path == "krav.json");
    CHECK(filed.filing.target == R"({"afdeling":"a","sagId":"s-1"})");
    CHECK(filed.filing.match.find(R"("reference":"/egenReference")") != std::string::npos);
    CHECK(filed.receipt.server_id == "k-1");
    CHECK(filed.receipt.body_sha256 == "b0d1");
    CHECK(filed.receipt.request_id == "q-1");
    CHECK(filed.receipt.files == place.target.what.files);
    CHECK(filed.receipt.verification == Verification::not_checked);
}

TEST_CASE("what is invalid leaves no row", "[filing]") {
    Place place;
    place.target.on_validate = [] { return Result<void>{fail("request.invalid")}; };
    CHECK(code(place.file()) == "request.invalid");
    CHECK(place.target.sends == 0);
    CHECK(place.rows().empty());
}

TEST_CASE("the effect of a failed call decides the state", "[filing]") {
    struct Line {
        Effect effect;
        State state;
        const char* code;
    };
    const auto line = GENERATE(Line{Effect::none, State::refused, "http.refused"},
                               Line{Effect::none, State::refused, "interrupted"},
                               Line{Effect::unknown, State::unknown, "net.cut"},
                               Line{Effect::unknown, State::unknown, "interrupted"},
                               Line{Effect::done, State::accepted, "interrupted"});
    Place place;
    Error error{line.code};
    error.effect = line.effect;
    error.http = HttpFailure{.status = 409,
                             .request_id = "q-9",
                             .content_type = "application/json",
                             .problem = {},
                             .words = "Nej, 010170-0000"};
    place.target.fail_with(error);
    const auto result = place.file();
    REQUIRE(code(result) == line.code);
    CHECK(result.error().effect == line.effect);
    const auto rows = place.rows();
    REQUIRE(rows.size() == 1);
    CHECK(result.error().argument("id") == rows[0].id);
    CHECK(rows[0].state == line.state);
    CHECK(rows[0].http_status == 409);
    CHECK(rows[0].request_id == "q-9");
    if (line.state != State::accepted) CHECK(rows[0].fault_code == line.code);
    if (line.state != State::accepted) CHECK(rows[0].fault_text == "Nej, 010170-xxxx");
    CHECK(rows[0].settled.has_value() == (line.state != State::unknown));
    CHECK(place.target.read_backs == 0);
}

TEST_CASE("the same filed again gives the old receipt and sends nothing", "[filing]") {
    Place place;
    const Filed first = good(place.file());
    place.target.what.target = Json::object().set("afdeling", "a").set("sagId", "s-1");  // the same
    std::swap(place.target.what.identity[0], place.target.what.identity[1]);
    place.target.what.files[0].name = "kopi af bilag.pdf";  // the same file
    const Filed second = good(place.file());
    CHECK(second.outcome == Outcome::filed_before);
    CHECK(second.receipt.id == first.receipt.id);
    CHECK(place.target.sends == 1);
    CHECK(place.rows().size() == 1);
}

TEST_CASE("the same filed again on purpose is filed anew, each time", "[filing]") {
    Place place;
    (void)good(place.file());
    const Filed second = good(place.file(true));
    CHECK(second.outcome == Outcome::filed);
    const Filed third = good(place.file(true));
    CHECK(place.target.sends == 3);
    CHECK(place.rows().size() == 3);
    CHECK(good(place.file()).receipt.id == third.receipt.id);  // the latest
}

TEST_CASE("the same identity with other content is refused unless on purpose", "[filing]") {
    Place place;
    const Filed first = good(place.file());
    SECTION("other text") {
        place.target.what.content = "changed";
    }
    SECTION("another file") {
        place.target.what.files[0].sha256 = "def";
    }
    const auto changed = place.file();
    REQUIRE(code(changed) == "filing.changed");
    CHECK(changed.error().argument("id") == first.filing.id);
    CHECK(changed.error().effect == Effect::none);
    CHECK(place.target.sends == 1);
    CHECK(good(place.file(true)).outcome == Outcome::filed);
    CHECK(place.target.sends == 2);
}

TEST_CASE("another identity is another filing", "[filing]") {
    Place place;
    (void)good(place.file());
    SECTION("field") {
        place.target.what.identity[0].second = "andet";
    }
    SECTION("target") {
        place.target.what.target = Json::object().set("sagId", "s-2");
    }
    SECTION("operation") {
        place.target.what.operation = "retKrav";
    }
    CHECK(good(place.file()).outcome == Outcome::filed);
    CHECK(place.target.sends == 2);
}

TEST_CASE("one whose effect is unknown is not sent again, not even on purpose", "[filing]") {
    Place place;
    place.target.fail_with(Error{"net.cut"}.having(Effect::unknown));
    REQUIRE(!place.file());
    place.target.on_send = FakeTarget{}.on_send;
    const bool again = GENERATE(false, true);
    const auto repeat = place.file(again);
    REQUIRE(code(repeat) == "filing.unknown");
    CHECK(repeat.error().effect == Effect::unknown);
    CHECK(repeat.error().argument("id") == place.rows().at(0).id);
    CHECK(repeat.error().argument("state") == "unknown");
    CHECK(place.target.sends == 1);
    CHECK(place.rows().size() == 1);
}

TEST_CASE("a refused one may be filed again", "[filing]") {
    Place place;
    place.target.fail_with(Error{"http.refused"});
    REQUIRE(!place.file());
    place.target.on_send = FakeTarget{}.on_send;
    CHECK(good(place.file()).outcome == Outcome::filed);
    CHECK(place.target.sends == 2);
}

TEST_CASE("the read-back decides what the receipt says", "[filing]") {
    using Differences = std::optional<std::vector<std::string>>;
    Place place;
    Verification expected{};
    std::vector<std::string> differences;
    SECTION("equal") {
        place.target.on_read_back = [] { return Result<Differences>{Differences{std::in_place}}; };
        expected = Verification::confirmed;
    }
    SECTION("different") {
        place.target.on_read_back = [] { return Result<Differences>{std::vector<std::string>{"/beloeb"}}; };
        expected = Verification::differs;
        differences = {"/beloeb"};
    }
    SECTION("not offered") {
        expected = Verification::not_checked;
    }
    SECTION("failed") {
        place.target.on_read_back = [] { return Result<Differences>{fail("net.timeout")}; };
        expected = Verification::not_checked;
    }
    const Filed filed = good(place.file());
    CHECK(place.target.read_backs == 1);
    CHECK(filed.receipt.verification == expected);
    CHECK(filed.receipt.differences == differences);
    const auto kept = good(place.journal.receipt(filed.receipt.id));
    CHECK(kept.verification == expected);
    CHECK(kept.differences == differences);
}

TEST_CASE("a receipt that the disk cannot take leaves the effect unknown and names the court's id",
          "[filing]") {
    const Folder folder;
    REQUIRE(in_child([&] {
                auto journal = journal::Journal::open({.folder = folder.path()});
                if (!journal) return 1;
                FakeTarget target;
                target.on_send = [] {
                    std::signal(SIGXFSZ, SIG_IGN);
                    const rlimit limit{64, 64};  // bytes
                    ::setrlimit(RLIMIT_FSIZE, &limit);
                    return FakeTarget{}.on_send();
                };
                const auto result = filing::file(*journal, target, context, system_clock());
                if (code(result) != "disk.full") return 2;
                const Error& error = result.error();
                if (error.effect != Effect::unknown || error.argument("server_id") != "k-1") return 3;
                if (error.argument("id").empty()) return 4;
                return code(filing::file(*journal, target, context, system_clock())) == "filing.unknown" ? 0
                                                                                                         : 5;
            }) == 0);
    const auto journal = opened(folder.path());
    CHECK(all(journal).at(0).state == State::unknown);
}

TEST_CASE("where nothing can be planned nothing is sent", "[filing]") {
    const Folder folder;
    REQUIRE(in_child([&] {
                auto journal = journal::Journal::open({.folder = folder.path()});
                if (!journal) return 1;
                std::signal(SIGXFSZ, SIG_IGN);
                const rlimit limit{64, 64};  // bytes
                if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) return 2;
                FakeTarget target;
                const auto result = filing::file(*journal, target, context, system_clock());
                if (code(result) != "disk.full" || result.error().effect != Effect::none) return 3;
                return target.sends == 0 ? 0 : 4;
            }) == 0);
    CHECK(all(opened(folder.path())).empty());
}

TEST_CASE("a process killed while it sends leaves an unknown filing", "[filing]") {
    const Folder folder;
    REQUIRE(in_child([&] {
                auto journal = journal::Journal::open({.folder = folder.path()});
                if (!journal) return 1;
                FakeTarget target;
                target.on_send = []() -> Result<Sent> { ::_exit(9); };
                (void)filing::file(*journal, target, context, system_clock());
                return 2;
            }) == 9);
    journal::Journal journal = opened(folder.path());
    FakeTarget target;
    CHECK(code(filing::file(journal, target, context, system_clock())) == "filing.unknown");
    CHECK(target.sends == 0);
}

TEST_CASE("who is overtaken between look-up and intent sends nothing and sees what the other did",
          "[filing]") {
    // The journal asks for the time as it plans: after the look-up, before the intent.
    struct Overtaking final : Clock {
        std::function<void()> once;
        Instant now() const override {
            if (auto act = std::exchange(const_cast<Overtaking*>(this)->once, {})) act();
            return {};
        }
        std::chrono::steady_clock::time_point steady() const override { return {}; }
    };
    const Folder folder;
    Overtaking clock;
    journal::Journal ours = opened(folder.path(), clock);
    journal::Journal theirs = opened(folder.path());
    FakeTarget target;
    FakeTarget other;
    SECTION("done") {
        clock.once = [&] { (void)good(filing::file(theirs, other, context, system_clock())); };
        CHECK(good(filing::file(ours, target, context, clock)).outcome == Outcome::filed_before);
    }
    SECTION("lost") {
        other.fail_with(Error{"net.cut"}.having(Effect::unknown));
        clock.once = [&] { (void)filing::file(theirs, other, context, system_clock()); };
        CHECK(code(filing::file(ours, target, context, clock)) == "filing.unknown");
    }
    SECTION("refused") {
        other.fail_with(Error{"http.refused"});
        clock.once = [&] { (void)filing::file(theirs, other, context, system_clock()); };
        CHECK(good(filing::file(ours, target, context, clock)).outcome == Outcome::filed);
        CHECK(target.sends == 1);
        return;
    }
    CHECK(other.sends == 1);
    CHECK(target.sends == 0);
    CHECK(all(ours, {.state = State::planned}).empty());
}

TEST_CASE("of processes that file the same at once exactly one sends", "[filing]") {
    const Folder folder;
    int start[2];
    int sent[2];
    REQUIRE(::pipe2(start, O_CLOEXEC) == 0);
    REQUIRE(::pipe2(sent, O_CLOEXEC) == 0);
    std::vector<pid_t> children;
    for (int i = 0; i < 4; ++i) {
        const pid_t child = ::fork();
        if (child != 0) {
            children.push_back(child);
            continue;
        }
        ::close(start[1]);
        char c = 0;
        (void)!::read(start[0], &c, 1);  // until the parent lets go
        auto journal = journal::Journal::open({.folder = folder.path()});
        if (!journal) ::_exit(1);
        FakeTarget target;
        target.on_send = [&] {
            (void)!::write(sent[1], "x", 1);
            return FakeTarget{}.on_send();
        };
        const auto result = filing::file(*journal, target, context, system_clock());
        ::_exit(result || result.error().code == "filing.unknown" ? 0 : 2);
    }
    ::close(start[1]);
    for (const pid_t child : children) {
        int status = 0;
        REQUIRE(::waitpid(child, &status, 0) == child);
        CHECK(status == 0);
    }
    ::close(sent[1]);
    char buffer[8];
    CHECK(::read(sent[0], buffer, sizeof buffer) == 1);
    ::close(sent[0]);
    ::close(start[0]);
    const journal::Journal journal = opened(folder.path());
    CHECK(all(journal, {.state = State::accepted}).size() == 1);
    CHECK(all(journal, {.state = State::planned}).empty());
}

TEST_CASE("a change may follow another, and is the same only as the last one", "[filing]") {
    Place place;
    place.target.what.changes = true;
    place.target.what.identity.clear();
    const auto file_as = [&](const char* content) {
        place.target.what.content = content;
        place.target.on_send = [] { return Result<Sent>{Sent{"", "", "", "", {}, 200}}; };
        return good(place.file()).outcome;
    };
    CHECK(file_as("100") == Outcome::filed);
    CHECK(file_as("100") == Outcome::filed_before);
    CHECK(file_as("200") == Outcome::filed);
    CHECK(file_as("100") == Outcome::filed);
    CHECK(place.target.sends == 3);
    // One of unknown effect stands in the way of every other of its object.
    place.target.fail_with(Error{"net.cut"}.having(Effect::unknown));
    place.target.what.content = "300";
    CHECK(code(place.file()) == "net.cut");
    place.target.what.content = "400";
    CHECK(code(place.file()) == "filing.unknown");
}
