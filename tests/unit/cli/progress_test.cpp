#include "cli/progress.hpp"

#include <skifte/support/files.hpp>

#include <catch2/catch.hpp>

#include <fcntl.h>
#include <pty.h>
#include <unistd.h>

using namespace skifte;
using namespace skifte::cli;

namespace {

class FakeClock final : public Clock {
public:
    Instant now() const override { return {}; }
    std::chrono::steady_clock::time_point steady() const override { return time; }
    std::chrono::steady_clock::time_point time{};
};

// A terminal on stderr, and what it was sent.
struct Fixture {
    FakeClock clock;
    FileHandle master, slave;
    Session session{SessionOptions{}, system_clock()};

    Fixture() {
        int a = -1;
        int b = -1;
        REQUIRE(::openpty(&a, &b, nullptr, nullptr, nullptr) == 0);
        master = FileHandle(a);
        slave = FileHandle(b);
        ::fcntl(a, F_SETFL, O_NONBLOCK);
    }
    std::string shown() const {
        char text[4096];
        const ssize_t size = ::read(master.get(), text, sizeof text);
        return size > 0 ? std::string(text, static_cast<std::size_t>(size)) : std::string();
    }
};

}  // namespace

TEST_CASE_METHOD(Fixture, "Progress is told after two seconds, with rate and time left, and goes again",
                 "[progress]") {
    Streams streams(0, 1, slave.get());
    Context context(streams, Globals{}, session, clock);
    Progress progress(context);
    clock.time += std::chrono::milliseconds(1900);
    progress.update(1'000'000, 10'000'000);
    CHECK(shown().empty());
    clock.time += std::chrono::milliseconds(100);
    progress.update(2'000'000, 10'000'000);
    CHECK(shown() == "\rHentet 2,0 MB af 10,0 MB, 1,0 MB/s, 8 s tilbage");
    progress.update(2'100'000, 10'000'000);
    CHECK(shown().empty());
    progress.clear();
    CHECK(shown() == "\r" + std::string(47, ' ') + "\r");
}

TEST_CASE_METHOD(Fixture, "What an earlier run fetched does not make this one faster", "[progress]") {
    Streams streams(0, 1, slave.get());
    Globals english;
    english.language = Language::en;
    Context context(streams, english, session, clock);
    Progress progress(context, 9'000'000);
    clock.time += std::chrono::seconds(10);
    progress.update(9'500'000, std::nullopt);
    CHECK(shown() == "\rFetched 9.5 MB, 50.0 kB/s");
}

TEST_CASE_METHOD(Fixture, "Without a terminal, or under -q, there is no progress", "[progress]") {
    std::array<int, 2> pipe{};
    REQUIRE(::pipe(pipe.data()) == 0);
    const FileHandle reader(pipe[0]);
    const FileHandle writer(pipe[1]);
    ::fcntl(reader.get(), F_SETFL, O_NONBLOCK);
    const bool quiet = GENERATE(true, false);
    Streams streams(0, 1, quiet ? slave.get() : writer.get());
    Globals globals;
    globals.quiet = quiet;
    Context context(streams, globals, session, clock);
    Progress progress(context);
    clock.time += std::chrono::seconds(10);
    progress.update(1, 2);
    progress.clear();
    char c = 0;
    CHECK(::read(reader.get(), &c, 1) < 0);
    CHECK(shown().empty());
}

TEST_CASE("Bytes are told in three or four digits", "[progress]") {
    CHECK(byte_text(0, Language::da) == "0 bytes");
    CHECK(byte_text(999, Language::da) == "999 bytes");
    CHECK(byte_text(1000, Language::da) == "1,0 kB");
    CHECK(byte_text(12'345'678, Language::da) == "12,3 MB");
    CHECK(byte_text(12'345'678, Language::en) == "12.3 MB");
    CHECK(byte_text(25'000'000'000, Language::en) == "25.0 GB");
}

TEST_CASE_METHOD(Fixture, "Calls are counted, with their rate and the time left", "[progress]") {
    Streams streams(0, 1, slave.get());
    Context context(streams, Globals{}, session, clock);
    CountProgress progress(context, 100);
    for (int i = 0; i < 9; ++i) progress.step();
    CHECK(shown().empty());
    clock.time += std::chrono::seconds(2);
    progress.step();
    CHECK(shown() == "\r10 af 100, 5,0 i sekundet, 18 s tilbage");
}
