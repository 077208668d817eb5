// Crashes, full disks and other processes, at each change of the disk.
#include "unit/journal/failing_vfs.hpp"
#include "unit/journal/fixture.hpp"

#include <array>
#include <csignal>
#include <fcntl.h>
#include <sys/resource.h>

using namespace skifte;
using namespace skifte::journal;
using namespace skifte::journal::test;

namespace {

// Two filings, one accepted and verified, one lost, and a group of two of which one is accepted; each step
// that returned is told to `done`. Gives the first failure's code.
template <typename Done>
std::string scenario(const fs::path& folder, const std::string& vfs, Done&& done) {
    auto opened_journal = Journal::open({.folder = folder, .vfs = vfs});
    if (!opened_journal) return opened_journal.error().code;
    Journal& journal = *opened_journal;
    const auto step = [&](const auto& result) {
        if (result) done();
        return code(result);
    };
    done();
    const auto one = journal.plan(wish(journal, "one"));
    if (const auto failure = step(one); !failure.empty()) return failure;
    if (const auto failure = step(journal.sending(*one)); !failure.empty()) return failure;
    const auto receipt = journal.accept(*one, {.server_id = "r-1"});
    if (const auto failure = step(receipt); !failure.empty()) return failure;
    if (const auto failure = step(journal.verify(*receipt, Verification::confirmed, {})); !failure.empty())
        return failure;
    const auto two = journal.plan(wish(journal, "two"));
    if (const auto failure = step(two); !failure.empty()) return failure;
    if (const auto failure = step(journal.sending(*two)); !failure.empty()) return failure;
    const auto lost = journal.lose(*two, {.fault_code = "net.cut"}, std::nullopt);
    if (const auto failure = step(lost); !failure.empty()) return failure;
    const auto group = journal.begin({wish(journal, "three"), wish(journal, "four")});
    if (const auto failure = step(group); !failure.empty()) return failure;
    return step(journal.conclude(std::array{Journal::Conclusion{
        .id = group->front().id, .state = State::accepted, .acceptance = {.server_id = "r-3"}}}));
}
constexpr int all_steps = 10;

// What must be there once `steps` steps of the scenario have returned, and the process died in the next.
void check_after(const fs::path& folder, int steps) {
    INFO("steps done " << steps);
    const Journal journal = opened(folder);
    const auto rows = all(journal);
    const auto is = [&](std::size_t row, auto... states) {
        return rows.size() > row && ((rows[row].state == states) || ...);
    };
    if (steps >= 2) CHECK(rows.size() >= 1);
    if (steps == 3) CHECK(is(0, State::unknown, State::accepted));
    if (steps >= 4) {
        CHECK(is(0, State::accepted));
        CHECK(good(journal.receipt_of(rows.at(0).id)));
    }
    if (steps >= 5) CHECK(good(journal.receipt_of(rows.at(0).id))->verification == Verification::confirmed);
    if (steps >= 7) CHECK(is(1, State::unknown));
    if (steps == 9) CHECK(is(2, State::unknown, State::accepted));
    if (steps >= 9) CHECK(is(3, State::unknown));
    if (steps >= 10) CHECK(is(2, State::accepted));
    for (const Filing& row : rows) CHECK(row.state != State::sending);
}

struct Pipe {
    int ends[2]{-1, -1};
    Pipe() { REQUIRE(::pipe2(ends, O_CLOEXEC) == 0); }
    ~Pipe() {
        ::close(ends[0]);
        close_writer();
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    void close_writer() {
        if (ends[1] >= 0) ::close(ends[1]);
        ends[1] = -1;
    }
    void write() const {
        if (::write(ends[1], "x", 1) != 1) ::_exit(121);
    }
    // How many were written until every writer was gone.
    int count() {
        close_writer();
        int count = 0;
        for (char c = 0; ::read(ends[0], &c, 1) == 1;) ++count;
        return count;
    }
};

}  // namespace

TEST_CASE("a process killed at any change of the disk leaves all that had been promised", "[journal]") {
    int deaths = 0;
    for (int at = 1;; ++at) {
        const Folder folder;
        Pipe pipe;
        const int status = in_child([&] {
            const std::string vfs = FailingVfs::strike(FailingVfs::Mode::die, at);
            return scenario(folder.path(), vfs, [&] { pipe.write(); }).empty() ? 0 : 1;
        });
        INFO("killed at change " << at);
        const int steps = pipe.count();
        REQUIRE((status == FailingVfs::died || status == 0));
        check_after(folder.path(), steps);
        if (status == 0) {
            CHECK(steps == all_steps);
            break;
        }
        ++deaths;
    }
    CHECK(deaths > 20);
}

TEST_CASE("a process killed between any two steps leaves all that had been promised", "[journal]") {
    for (int last = 1; last <= all_steps; ++last) {
        const Folder folder;
        REQUIRE(in_child([&] {
                    int steps = 0;
                    (void)scenario(folder.path(), "", [&] {
                        if (++steps == last) ::_exit(0);
                    });
                    return 1;
                }) == 0);
        check_after(folder.path(), last);
    }
}

TEST_CASE("a disk that fills at any change is reported as that, and loses nothing", "[journal]") {
    for (int at = 1;; ++at) {
        const Folder folder;
        int steps = 0;
        const std::string vfs = FailingVfs::strike(FailingVfs::Mode::full, at);
        const std::string failure = scenario(folder.path(), vfs, [&] { ++steps; });
        INFO("full at change " << at);
        FailingVfs::strike(FailingVfs::Mode::pass, 0);
        check_after(folder.path(), steps);
        if (failure.empty()) break;
        CHECK(failure == "disk.full");
    }
}

TEST_CASE("a real limit on the size of files is a full disk", "[journal]") {
    const Folder folder;
    std::string id;
    {
        Journal journal = opened(folder.path());
        id = good(journal.plan(wish(journal)));
    }
    REQUIRE(in_child([&] {
                auto journal = Journal::open({.folder = folder.path()});
                if (!journal) return 1;
                std::signal(SIGXFSZ, SIG_IGN);
                const rlimit limit{64, 64};  // bytes
                if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) return 2;
                const auto result = journal->sending(id);
                if (code(result) != "disk.full") return 3;
                return result.error().argument("path").empty() ? 4 : 0;
            }) == 0);
    CHECK(good(opened(folder.path()).filing(id)).state == State::planned);
}

TEST_CASE("a mark that cannot be written stops the filing", "[journal]") {
    if (::geteuid() == 0) {
        // Root may write anywhere; a folder in its place stops even root.
        const Folder folder;
        Journal journal = opened(folder.path());
        const std::string id = good(journal.plan(wish(journal)));
        fs::create_directories(folder / "journal.mark/in the way");
        CHECK(code(journal.sending(id)) == "file.unreadable");
        good(journal.refuse(id, {}));
    }
}

TEST_CASE("processes that start at once make one journal between them, and one of them sends", "[journal]") {
    const Folder folder;
    constexpr int processes = 4;
    Pipe start;
    Pipe sent;
    std::array<pid_t, processes> children{};
    for (pid_t& child : children) {
        child = ::fork();
        if (child != 0) continue;
        start.close_writer();
        char c = 0;
        (void)!::read(start.ends[0], &c, 1);  // until the parent lets go
        auto journal = Journal::open({.folder = folder.path()});
        if (!journal) ::_exit(1);
        const auto id = journal->plan(wish(*journal));
        if (!id) ::_exit(2);
        const auto begun = journal->sending(*id);
        if (!begun && begun.error().code != "journal.taken") ::_exit(3);
        if (begun) sent.write();
        if (begun && !journal->accept(*id, {.server_id = "r-1"})) ::_exit(4);
        ::_exit(0);
    }
    start.close_writer();
    for (const pid_t child : children) {
        int status = 0;
        REQUIRE(::waitpid(child, &status, 0) == child);
        CHECK(status == 0);
    }
    CHECK(sent.count() == 1);
    const auto rows = all(opened(folder.path()));
    CHECK(rows.size() == processes);
}
