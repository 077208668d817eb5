#include "cli/row_confirmation.hpp"

#include "piped_streams.hpp"

#include <skifte/support/files.hpp>

#include <catch2/catch.hpp>

#include <fcntl.h>
#include <pty.h>
#include <unistd.h>

using namespace skifte;
using namespace skifte::cli;

namespace {

// A terminal for stdin and stderr, at which `typed` has been typed.
struct Asked {
    FileHandle master, slave;
    Session session{SessionOptions{}, system_clock()};

    explicit Asked(std::string_view typed) {
        int a = -1;
        int b = -1;
        REQUIRE(::openpty(&a, &b, nullptr, nullptr, nullptr) == 0);
        master = FileHandle(a);
        slave = FileHandle(b);
        ::fcntl(a, F_SETFL, O_NONBLOCK);
        REQUIRE(::write(a, typed.data(), typed.size()) == static_cast<ssize_t>(typed.size()));
    }
    // "" where the rows may be filed.
    std::string answer(std::string_view environment, bool yes = false,
                       const std::optional<std::string>& given = {}) {
        Streams streams(slave.get(), 1, slave.get());
        return answer_of(streams, environment, yes, given);
    }
    std::string answer_of(Streams& streams, std::string_view environment, bool yes,
                          const std::optional<std::string>& given) {
        Context context(streams, Globals{.yes = yes}, session, system_clock());
        const auto confirmed = confirm_rows(context, environment, given,
                                            {{"count", "5000"},
                                             {"noun", "krav"},
                                             {"place", "bo"},
                                             {"file", "krav.csv"},
                                             {"profile", "drift"}});
        return confirmed ? "" : confirmed.error().code;
    }
    std::string shown() const {
        std::string all;
        char text[4096];
        for (ssize_t size = 0; (size = ::read(master.get(), text, sizeof text)) > 0;)
            all.append(text, static_cast<std::size_t>(size));
        return all;
    }
};

}  // namespace

TEST_CASE("In production the number of rows is typed, and --yes is no answer", "[batch]") {
    for (const bool yes : {false, true}) {
        Asked right{"5000\n"};
        CHECK(right.answer("production", yes).empty());
        const std::string shown = right.shown();
        CHECK(shown.find("»drift« er produktion") != std::string::npos);
        CHECK(shown.find("Skriv antallet for at indgive 5000 krav i bo fra krav.csv:") != std::string::npos);

        CHECK(Asked{"ja\n"}.answer("production", yes) == "usage.wrong_count");
        CHECK(Asked{"500\n"}.answer("production", yes) == "usage.wrong_count");
        CHECK(Asked{"\n"}.answer("production", yes) == "usage.wrong_count");
    }
}

TEST_CASE("--confirm answers beforehand, with the right number", "[batch]") {
    for (const char* environment : {"production", "test"}) {
        CHECK(Asked{""}.answer(environment, false, "5000").empty());
        CHECK(Asked{""}.answer(environment, true, "4999") == "usage.wrong_count");
    }
}

TEST_CASE("Elsewhere yes is enough", "[batch]") {
    CHECK(Asked{"ja\n"}.answer("test").empty());
    CHECK(Asked{"nej\n"}.answer("test") == "usage.declined");
    CHECK(Asked{""}.answer("sandbox", true).empty());
}

TEST_CASE("Without a terminal production asks for --confirm", "[batch]") {
    Asked nobody{""};
    test::PipedStreams piped{"5000\n"};
    CHECK(nobody.answer_of(piped.streams(), "production", true, {}) == "usage.needs_confirm");
    CHECK(nobody.answer_of(piped.streams(), "test", false, {}) == "usage.needs_yes");
}
