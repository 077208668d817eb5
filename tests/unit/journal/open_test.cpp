// Opening: who may read it, what must be there, and what a dead process left.
#include "unit/journal/fixture.hpp"

#include "journal/place.hpp"
#include "journal/sqlite.hpp"

#include <skifte/support/files.hpp>

#include <algorithm>
#include <array>
#include <fcntl.h>
#include <sys/stat.h>

using namespace skifte;
using namespace skifte::journal;
using namespace skifte::journal::test;

namespace {

unsigned mode_of(const fs::path& path) {
    struct stat info {};
    REQUIRE(::stat(path.c_str(), &info) == 0);
    return info.st_mode & 0777U;
}

class Umask {
public:
    explicit Umask(mode_t bits) : before_(::umask(bits)) {}
    ~Umask() { ::umask(before_); }

private:
    mode_t before_;
};

void run_sql(const fs::path& path, const std::string& sql) {
    good(good(Database::open(path, "")).execute(sql));
}

std::string whole(const fs::path& path) {
    return good(read_file(path));
}

}  // namespace

TEST_CASE("every file of the journal is the user's alone, whatever the umask", "[journal]") {
    const Folder folder;
    const mode_t bits = GENERATE(mode_t{0}, mode_t{0077}, mode_t{0277});
    const Umask set{bits};
    const fs::path place = folder / "state/skifte";
    // The folders above must let us in.
    if ((bits & 0200U) != 0) REQUIRE(make_private_folder(place).has_value() == (::geteuid() == 0));
    if ((bits & 0200U) != 0 && ::geteuid() != 0) return;
    Journal journal = opened(place);
    const std::string id = good(journal.plan(wish(journal)));
    good(journal.sending(id));
    int files = 0;
    for (const auto& entry : fs::directory_iterator(place)) {
        INFO(entry.path());
        CHECK(mode_of(entry.path()) == 0600);
        ++files;
    }
    CHECK(files == 6);  // journal.sqlite, -wal, -shm, journal.lock, journal.mark, hmac.key
    CHECK((mode_of(place) & 0077U) == 0);
}

TEST_CASE("a journal or key that others can read or write is refused", "[journal]") {
    const Folder folder;
    { (void)opened(folder.path()); }
    const auto [file, mode] = GENERATE(table<const char*, mode_t>({{"journal.sqlite", 0640},
                                                                   {"journal.sqlite", 0602},
                                                                   {"hmac.key", 0604},
                                                                   {"hmac.key", 0660},
                                                                   {"journal.lock", 0606}}));
    REQUIRE(::chmod((folder / file).c_str(), mode) == 0);
    const auto result = Journal::open({.folder = folder.path()});
    REQUIRE(code(result) == "journal.open");
    CHECK(result.error().argument("path") == (folder / file).string());
    CHECK(result.error().argument("reason").starts_with("mode 06"));
}

TEST_CASE("a folder that others can write is refused", "[journal]") {
    const Folder folder;
    REQUIRE(::chmod(folder.path().c_str(), 0770) == 0);
    CHECK(code(Journal::open({.folder = folder.path()})) == "journal.open");
}

TEST_CASE("a journal that is no regular file is refused", "[journal]") {
    const Folder folder;
    fs::create_symlink("/dev/null", folder / "journal.sqlite");
    CHECK(code(Journal::open({.folder = folder.path()})) == "journal.open");
}

TEST_CASE("a key that is gone is not replaced while there is a journal", "[journal]") {
    const Folder folder;
    { (void)opened(folder.path()); }
    fs::remove(folder / "hmac.key");
    CHECK(code(Journal::open({.folder = folder.path()})) == "journal.key_missing");
    CHECK_FALSE(fs::exists(folder / "hmac.key"));
}

TEST_CASE("a key of another length or another key is refused", "[journal]") {
    const Folder folder;
    { (void)opened(folder.path()); }
    good(replace_file(folder / "hmac.key", std::string(31, 'k')));
    CHECK(code(Journal::open({.folder = folder.path()})) == "journal.key_invalid");
    good(replace_file(folder / "hmac.key", std::string(32, 'k')));
    CHECK(code(Journal::open({.folder = folder.path()})) == "journal.corrupt");
}

TEST_CASE("the key lasts, and gives each journal its own HMACs", "[journal]") {
    const Folder one;
    const Folder two;
    const std::string first = opened(one.path()).hmac("text");
    CHECK(first.size() == 64);
    CHECK(opened(one.path()).hmac("text") == first);
    CHECK(opened(two.path()).hmac("text") != first);
}

TEST_CASE("a journal of a later version is refused and left alone", "[journal]") {
    const Folder folder;
    { (void)opened(folder.path()); }
    run_sql(folder / "journal.sqlite", "PRAGMA user_version = 99");
    const auto result = Journal::open({.folder = folder.path()});
    REQUIRE(code(result) == "journal.version");
    CHECK(result.error().argument("found") == "99");
    CHECK(result.error().argument("known") == "2");
}

TEST_CASE("a database of another program is refused", "[journal]") {
    const Folder folder;
    { (void)opened(folder.path()); }
    fs::remove(folder / "journal.sqlite");
    good(replace_file(folder / "journal.sqlite",
                      "no database at all, but long enough to look at: " + std::string(4096, 'x')));
    CHECK(code(Journal::open({.folder = folder.path()})) == "journal.corrupt");
}

TEST_CASE("a journal that knows fewer intents than the mark is refused", "[journal]") {
    const Folder folder;
    const fs::path database = folder / "journal.sqlite";
    std::string old;
    {
        Journal journal = opened(folder.path());
        good(journal.sending(good(journal.plan(wish(journal, "one")))));
    }
    { (void)opened(folder.path()); }  // the orphan is unknown now
    old = whole(database);
    {
        Journal journal = opened(folder.path());
        good(journal.sending(good(journal.plan(wish(journal, "two")))));
    }
    SECTION("put back from an old copy") {
        good(replace_file(database, old));
        const auto result = Journal::open({.folder = folder.path()});
        REQUIRE(code(result) == "journal.behind");
        CHECK(result.error().argument("known") == "1");
        CHECK(result.error().argument("mark") == "2");
        SECTION("and taken as it is once the mark is removed") {
            fs::remove(std::string{result.error().argument("mark_path")});
            CHECK(all(opened(folder.path())).size() == 1);
        }
    }
    SECTION("removed") {
        fs::remove(database);
        CHECK(code(Journal::open({.folder = folder.path()})) == "journal.behind");
        CHECK_FALSE(fs::exists(database));
    }
    SECTION("emptied") {
        fs::resize_file(database, 0);
        CHECK(code(Journal::open({.folder = folder.path()})) == "journal.behind");
        CHECK(code(Journal::open({.folder = folder.path()})) == "journal.behind");
    }
}

TEST_CASE("a mark that was torn as it was written leaves the one before", "[journal]") {
    const Folder folder;
    const fs::path mark = folder / "journal.mark", database = folder / "journal.sqlite";
    std::string old_mark;
    for (const char* name : {"one", "two", "three"}) {
        Journal journal = opened(folder.path());
        good(journal.sending(good(journal.plan(wish(journal, name)))));
        if (name == std::string{"two"}) old_mark = whole(mark);
    }
    std::string torn = whole(mark);
    const std::size_t changed = static_cast<std::size_t>(
        std::mismatch(torn.begin(), torn.end(), old_mark.begin()).first - torn.begin());
    SECTION("it opens") {
        torn[changed + 10] = '?';
        good(replace_file(mark, torn));
        CHECK(all(opened(folder.path())).size() == 3);
        SECTION("and a database that knows less than that is refused all the same") {
            for (const char* name : {"journal.sqlite", "journal.sqlite-wal", "journal.sqlite-shm"})
                fs::remove(folder / name);
            const auto result = Journal::open({.folder = folder.path()});
            REQUIRE(code(result) == "journal.behind");
            CHECK(result.error().argument("mark") == "2");
        }
    }
    SECTION("not if both are damaged") {
        torn[10] = torn[512 + 10] = '?';
        good(replace_file(mark, torn));
        CHECK(code(Journal::open({.folder = folder.path()})) == "journal.corrupt");
    }
}

TEST_CASE("the row of a dead sender becomes unknown, that of a living one does not", "[journal]") {
    const Folder folder;
    SetClock clock;
    const std::string ours = [&] {
        Journal journal = opened(folder.path(), clock);
        return good(journal.plan(wish(journal, "ours")));
    }();
    REQUIRE(in_child([&] {
                Journal journal = opened(folder.path(), clock);
                return journal.sending(good(journal.plan(wish(journal, "theirs")))) ? 0 : 1;
            }) == 0);
    clock.time += std::chrono::minutes{1};
    Journal sender = opened(folder.path(), clock);
    good(sender.sending(ours));
    const auto rows = all(opened(folder.path(), clock));
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].id == ours);
    CHECK(rows[0].state == State::sending);
    CHECK(rows[1].state == State::unknown);
    CHECK(rows[1].fault_code == "journal.process_gone");
    CHECK(rows[1].last_byte == clock.time);
    CHECK_FALSE(rows[1].settled);
    CHECK(rows[1].sent == clock.time - std::chrono::minutes{1});
}

TEST_CASE("nothing of an identity or of a content stands in any file", "[journal]") {
    const Folder folder;
    const std::string secret = "010170-0000 Jens Opfundet";
    {
        Journal journal = opened(folder.path());
        Filing filing = wish(journal, secret);
        filing.match = R"({"/navn":")" + journal.hmac(secret) + R"("})";
        good(journal.accept(
            [&] {
                const std::string id = good(journal.plan(filing));
                good(journal.sending(id));
                return id;
            }(),
            {}));
        for (const auto& entry : fs::directory_iterator(folder.path())) {
            INFO(entry.path());
            const std::string bytes = whole(entry.path());
            CHECK(bytes.find("Opfundet") == std::string::npos);
            CHECK(bytes.find("0000 Jens") == std::string::npos);
        }
    }
    CHECK(whole(folder / "journal.sqlite").find("Opfundet") == std::string::npos);
    CHECK(whole(folder / "journal.sqlite").find("indsendRedegoerelse") != std::string::npos);
}

TEST_CASE("an edit by a program without the key is seen", "[journal]") {
    const Folder folder;
    std::string id;
    {
        Journal journal = opened(folder.path());
        id = good(journal.plan(wish(journal)));
        good(journal.sending(id));
        good(journal.accept(id, {.server_id = "r-1"}));
    }
    const char* sql =
        GENERATE("UPDATE filing SET state = 'refused'", "UPDATE filing SET identity = '00'",
                 "UPDATE filing SET seq = 7", "DELETE FROM receipt; DELETE FROM filing",
                 "DELETE FROM receipt", "UPDATE receipt SET server_id = 'r-2'", "DELETE FROM tally",
                 "UPDATE tally SET intents = 0", "UPDATE tally SET filings = 0, filings_sum = 0",
                 "DROP TABLE filing", "UPDATE filing SET last_byte = 1", "UPDATE filing SET checksum = ''");
    INFO(sql);
    run_sql(folder / "journal.sqlite", "PRAGMA foreign_keys = OFF; " + std::string{sql});
    const auto journal = Journal::open({.folder = folder.path()});
    std::string failure = code(journal);
    if (journal) failure = code(journal->filings({}, [](const Filing&) { return true; }));
    if (failure.empty()) failure = code(journal->receipts([](const Receipt&) { return true; }));
    CHECK(failure == "journal.corrupt");
    if (journal && failure.empty()) CHECK(code(journal->receipt_of(id)) == "journal.corrupt");
}

namespace {

// A journal that the first version made: an accepted, an unknown, a refused and a planned filing.
void place_version_1(const fs::path& folder) {
    const fs::path data = fs::path(SKIFTE_TESTS_DIR) / "unit/journal/data";
    for (const auto& [from, to] :
         {std::pair{"version-1.sqlite", "journal.sqlite"}, {"version-1.key", "hmac.key"}}) {
        fs::copy_file(data / from, folder / to);
        fs::permissions(folder / to, fs::perms::owner_read | fs::perms::owner_write);
    }
}

}  // namespace

TEST_CASE("a journal of the first version is read, sealed anew, and goes on", "[journal]") {
    const Folder folder;
    place_version_1(folder.path());
    SetClock clock;
    Journal journal = opened(folder.path(), clock);
    std::vector<State> states;
    std::string unknown;
    good(journal.filings({}, [&](const Filing& filing) {
        states.push_back(filing.state);
        CHECK_FALSE(filing.sent_up);
        if (filing.state == State::unknown) unknown = filing.id;
        return true;
    }));
    CHECK(states == std::vector{State::accepted, State::unknown, State::refused, State::planned});
    const Filing filing = good(journal.filing(unknown));
    CHECK(filing.fault_code == "net.cut");
    CHECK(filing.last_byte == parse_rfc3339("2026-11-20T10:01:00Z").value());
    // How long ago it was sent, and by which clock, nobody has written down.
    CHECK(filing.last_byte_up == clock.uptime());
    CHECK(journal.times(filing).last_byte == clock.time);
    CHECK(journal.times(filing).sent_is_doubtful);
    const std::string id = good(journal.plan(wish(journal)));
    good(journal.sending(id));
    good(journal.refuse(id, {.fault_code = "http.refused"}));
    journal = opened(folder.path(), clock);
    CHECK(good(journal.filing(id)).sent_up == clock.uptime());
}

TEST_CASE("what was changed or taken from a journal of the first version is not made good", "[journal]") {
    const auto* sql =
        GENERATE("UPDATE filing SET state = 'refused' WHERE state = 'unknown'",
                 "DELETE FROM filing WHERE state = 'unknown'", "UPDATE tally SET filings = filings - 1");
    const Folder folder;
    place_version_1(folder.path());
    run_sql(folder / "journal.sqlite", sql);
    const auto opened = Journal::open({.folder = folder.path(), .vfs = ""});
    CHECK(code(opened) == "journal.corrupt");
    CHECK(good(good(Database::open(folder / "journal.sqlite", "")).run("PRAGMA user_version")) ==
          Value{std::int64_t{1}});
}

TEST_CASE("who looks everything up may open a journal that is behind, and it stays behind", "[journal]") {
    const Folder folder;
    {
        Journal journal = opened(folder.path());
        for (const char* name : {"a", "b", "c"}) good(journal.begin({wish(journal, name)}));
    }
    for (const char* name : {"journal.sqlite", "journal.sqlite-wal", "journal.sqlite-shm"})
        fs::remove(folder / name);
    const Options forgiving{.folder = folder.path(), .may_be_behind = true};
    {
        Journal journal = good(Journal::open(forgiving));
        CHECK(journal.behind_by() == 3);
        // As many as were lost: the doubt must not go by counting.
        good(journal.begin({wish(journal, "d"), wish(journal, "e"), wish(journal, "f")}));
    }
    CHECK(code(Journal::open({.folder = folder.path()})) == "journal.behind");
    CHECK(good(Journal::open(forgiving)).behind_by() == 3);
    fs::remove(folder / "journal.mark");
    CHECK(good(Journal::open(forgiving)).behind_by() == 0);
    CHECK(good(Journal::open({.folder = folder.path()})).behind_by() == 0);
}
