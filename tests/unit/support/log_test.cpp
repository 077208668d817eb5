#include <skifte/support/log.hpp>

#include <catch2/catch.hpp>

#include <cstdio>
#include <string>
#include <unistd.h>

using namespace skifte;

namespace {

// What `body` writes to stderr.
template <typename F>
std::string stderr_of(F body) {
    std::FILE* file = std::tmpfile();
    REQUIRE(file != nullptr);
    std::fflush(stderr);
    const int before = ::dup(STDERR_FILENO);
    ::dup2(::fileno(file), STDERR_FILENO);
    body();
    std::fflush(stderr);
    ::dup2(before, STDERR_FILENO);
    ::close(before);
    std::rewind(file);
    std::string text;
    for (int c = std::fgetc(file); c != EOF; c = std::fgetc(file)) text += static_cast<char>(c);
    std::fclose(file);
    return text;
}

// Puts the level back when a test ends.
struct LevelGuard {
    log::Level before = log::level();
    ~LevelGuard() { log::set_level(before); }
};

std::string at_level(log::Level level) {
    const LevelGuard guard;
    log::set_level(level);
    return stderr_of([] {
        log::info("informed");
        log::debug("in detail");
    });
}

}  // namespace

TEST_CASE("The log is off until it is turned on", "[log]") {
    CHECK(log::level() == log::Level::off);
    CHECK(at_level(log::Level::off).empty());
}

TEST_CASE("The log writes what its level asks for", "[log]") {
    const std::string info = at_level(log::Level::info);
    CHECK(info.find("informed") != std::string::npos);
    CHECK(info.find("in detail") == std::string::npos);
    const std::string debug = at_level(log::Level::debug);
    CHECK(debug.find("informed") != std::string::npos);
    CHECK(debug.find("in detail") != std::string::npos);
}

TEST_CASE("The log writes a message as one line, as it is, without a CPR in it", "[log]") {
    const LevelGuard guard;
    log::set_level(log::Level::info);
    const std::string text = stderr_of([] { log::info("case of 010203-0000 {} %s \x1B[2J\nforged line"); });
    CHECK(text.find("case of 010203-xxxx {} %s \\x1b[2J\\nforged line\n") != std::string::npos);
    CHECK(text.find("0000") == std::string::npos);
}
