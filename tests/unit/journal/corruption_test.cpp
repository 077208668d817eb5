// Damage: a file that was cut, or in which bits flipped. Whatever the damage, a journal shows what it showed
// before or gives an error; what was sent never looks unsent.
#include "unit/journal/fixture.hpp"

#include <skifte/support/files.hpp>

#include <fcntl.h>
#include <map>

using namespace skifte;
using namespace skifte::journal;
using namespace skifte::journal::test;

namespace {

using Files = std::map<std::string, std::string>;

// The journal's files but the shared memory, which SQLite makes anew.
Files files_of(const fs::path& folder) {
    Files files;
    for (const auto& entry : fs::directory_iterator(folder))
        if (!entry.path().string().ends_with("-shm"))
            files[entry.path().filename()] = good(read_file(entry.path()));
    return files;
}

void write_plainly(const fs::path& path, const std::string& content) {
    const FileHandle file{::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600)};
    REQUIRE(::write(file.get(), content.data(), content.size()) == static_cast<ssize_t>(content.size()));
}

void put(const fs::path& folder, const Files& files) {
    for (const auto& entry : fs::directory_iterator(folder)) fs::remove(entry.path());
    for (const auto& [name, content] : files) write_plainly(folder / name, content);
}

bool stands(State state) {
    return state == State::sending || state == State::unknown || state == State::accepted;
}

// Rows in every state. Killed at the end, so that the log stays; `closed` puts it into the database.
Files small_journal(const fs::path& folder, bool closed) {
    REQUIRE(in_child([&]() -> int {
                Journal journal = opened(folder);
                for (const char* name :
                     {"accepted", "refused", "unknown", "accepted too", "sending", "planned"}) {
                    const std::string id = good(journal.plan(wish(journal, name)));
                    if (name == std::string{"planned"}) continue;
                    good(journal.sending(id));
                    if (name[0] == 'a') good(journal.accept(id, {.server_id = name}));
                    if (name[0] == 'r') good(journal.refuse(id, {}));
                    if (name[0] == 'u') good(journal.lose(id, {}, std::nullopt));
                }
                ::_exit(0);
            }) == 0);
    if (closed) (void)opened(folder);
    return files_of(folder);
}

struct Seen {
    std::map<std::string, State> filings;
    std::size_t receipts = 0;
};

// What a reader of the journal sees, or none where the first thing that it asks fails.
std::optional<Seen> look(const fs::path& folder) {
    const auto journal = Journal::open({.folder = folder});
    if (!journal) return {};
    Seen seen;
    if (!journal->filings({}, [&](const Filing& filing) {
            seen.filings[filing.id] = filing.state;
            return true;
        }))
        return {};
    if (!journal->receipts([&](const Receipt&) { return ++seen.receipts > 0; })) return {};
    return seen;
}

// `whole` loses nothing: a database without a log. Else the end of the log may be gone, and what was accepted
// may have become unknown again.
void check_nothing_forgotten(const fs::path& folder, const Seen& before, bool whole) {
    const auto after = look(folder);
    if (!after) return;
    for (const auto& [id, state] : before.filings) {
        if (!stands(state)) continue;
        const auto row = after->filings.find(id);
        const bool kept = row != after->filings.end() && stands(row->second);
        if (!kept || (whole && row->second != state)) FAIL_CHECK("forgotten: " << id);
    }
    if (whole) CHECK(after->receipts == before.receipts);
    // One row read by its id: the same, or an error.
    const auto journal = Journal::open({.folder = folder});
    if (!journal) return;
    for (const auto& [id, state] : before.filings) {
        const auto filing = journal->filing(id);
        if (filing && stands(state) && !stands(filing->state)) FAIL_CHECK("forgotten by its id: " << id);
    }
}

// Every byte with SKIFTE_SWEEP=1: minutes.
std::size_t stride(std::size_t size) {
    const char* every = std::getenv("SKIFTE_SWEEP");
    return every != nullptr ? 1 : std::max<std::size_t>(1, size / 150) | 1;
}

void sweep(const std::string& name, bool closed) {
    const Folder folder;
    const Files files = small_journal(folder.path(), closed);
    const Seen before = [&] {
        const auto seen = look(folder.path());
        REQUIRE(seen);
        REQUIRE(seen->filings.size() == 6);
        return *seen;
    }();
    const std::string& content = files.at(name);
    REQUIRE_FALSE(content.empty());
    const bool whole = name != "journal.sqlite-wal";
    Files damaged = files;
    for (std::size_t at = 0; at < content.size(); at += stride(content.size())) {
        INFO(name << " flipped at " << at);
        damaged[name] = content;
        damaged[name][at] = static_cast<char>(content[at] ^ (1 << (at % 8)));
        put(folder.path(), damaged);
        check_nothing_forgotten(folder.path(), before, whole);
    }
    for (std::size_t length = 0; length < content.size(); length += stride(content.size())) {
        INFO(name << " cut to " << length);
        damaged[name] = content.substr(0, length);
        put(folder.path(), damaged);
        check_nothing_forgotten(folder.path(), before, whole);
    }
}

}  // namespace

TEST_CASE("a damaged database never makes what was sent look unsent", "[journal]") {
    sweep("journal.sqlite", true);
}
TEST_CASE("a damaged log never makes what was sent look unsent", "[journal]") {
    sweep("journal.sqlite-wal", false);
}
TEST_CASE("a database damaged under its log never makes what was sent look unsent", "[journal]") {
    sweep("journal.sqlite", false);
}
TEST_CASE("a damaged mark never makes what was sent look unsent", "[journal]") {
    sweep("journal.mark", true);
}
TEST_CASE("a damaged key never makes what was sent look unsent", "[journal]") {
    sweep("hmac.key", true);
}

TEST_CASE("a log without its database is not thrown away", "[journal]") {
    const Folder folder;
    Files files = small_journal(folder.path(), false);
    const std::string log = files.at("journal.sqlite-wal");
    SECTION("database emptied") {
        files["journal.sqlite"].clear();
    }
    SECTION("database gone") {
        files.erase("journal.sqlite");
    }
    files.erase("journal.mark");
    put(folder.path(), files);
    CHECK_FALSE(Journal::open({.folder = folder.path()}));
    CHECK(good(read_file(folder / "journal.sqlite-wal")) == log);
}
