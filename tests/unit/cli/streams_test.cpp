#include "unit/cli/piped_streams.hpp"

#include <catch2/catch.hpp>

#include <fcntl.h>
#include <unistd.h>

using namespace skifte;
using skifte::cli::test::PipedStreams;

TEST_CASE("Data waits for the flush and notes do not", "[streams]") {
    PipedStreams pipes;
    pipes.streams().out("data\n");
    pipes.streams().err("note\n");
    CHECK(pipes.err() == "note\n");
    CHECK(pipes.out() == "data\n");
}

TEST_CASE("A pipe is no terminal", "[streams]") {
    PipedStreams pipes;
    CHECK_FALSE(pipes.streams().in_is_terminal());
    CHECK_FALSE(pipes.streams().out_is_terminal());
    CHECK_FALSE(pipes.streams().err_is_terminal());
    CHECK(pipes.streams().width() == 0);
}

TEST_CASE("A line is read without its break, and the next one after it", "[streams]") {
    PipedStreams pipes("ja\r\nnej");
    CHECK(pipes.streams().read_line().value() == "ja");
    CHECK(pipes.streams().read_line().value() == "nej");
    CHECK(pipes.streams().read_line().value().empty());
}

TEST_CASE("All of stdin is read, but no more than the limit", "[streams]") {
    PipedStreams fits("0123456789");
    CHECK(fits.streams().read_all(10).value() == "0123456789");
    PipedStreams over("0123456789");
    const auto refused = over.streams().read_all(9);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == "file.too_large");
    CHECK(refused.error().argument("limit") == "9");
}

TEST_CASE("A reader that has gone away ends the output and is no failure", "[streams]") {
    PipedStreams pipes;
    pipes.close_reader();
    CHECK(pipes.streams().out_open());
    pipes.streams().out("data\n");
    CHECK(pipes.streams().flush().has_value());
    CHECK_FALSE(pipes.streams().out_open());
}

TEST_CASE("Output that cannot be written is a failure", "[streams]") {
    const int full = ::open("/dev/full", O_WRONLY | O_CLOEXEC);
    REQUIRE(full >= 0);
    cli::Streams streams(STDIN_FILENO, full, full);
    streams.out("data\n");
    const auto written = streams.flush();
    REQUIRE_FALSE(written);
    CHECK(written.error().code == "disk.full");
    streams.err("lost, and nobody minds\n");
    ::close(full);
}
