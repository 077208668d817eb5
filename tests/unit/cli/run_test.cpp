// The program from words to exit code, as far as it goes without a network.
#include "cli/run.hpp"
#include "unit/cli/piped_streams.hpp"

#include <skifte/support/json.hpp>
#include <skifte/support/result.hpp>

#include <catch2/catch.hpp>

using namespace skifte;
using namespace skifte::cli;
using skifte::cli::test::lines_of;
using skifte::cli::test::PipedStreams;

namespace {

struct Ran {
    Exit exit;
    std::string out, err;
};

// In Danish, whatever the locale, and with a configuration that is not there.
Ran ran(std::vector<std::string> words, std::string_view input = "") {
    words.insert(words.begin(), {"--lang", "da", "--config", "/nonexistent/config.toml"});
    PipedStreams pipes(input);
    const Exit exit = run(words, pipes.streams());
    return {exit, pipes.out(), pipes.err()};
}

}  // namespace

TEST_CASE("Help and version go to stdout and end well", "[run]") {
    const Ran help = ran({"--help"});
    CHECK(help.exit == Exit::done);
    CHECK(help.out.starts_with("skifte KOMMANDO"));
    CHECK(help.err.empty());
    CHECK(ran({"frist", "udsaet", "--help"}).out.starts_with("skifte frist udsaet "));
    CHECK(ran({"frist", "--help"}).out.starts_with("skifte frist VERBUM"));
    PipedStreams pipes;
    CHECK(run(std::vector<std::string>{"--version"}, pipes.streams()) == Exit::done);
    CHECK(pipes.out() == "skifte " SKIFTE_VERSION "\n");
}

TEST_CASE("Wrong usage says so on stderr alone and ends with 2", "[run]") {
    const Ran wrong = ran({"sag", "lste"});
    CHECK(wrong.exit == Exit::usage);
    CHECK(wrong.out.empty());
    CHECK(wrong.err == "skifte: `skifte sag` kan ikke »lste«. Mente du `liste`? Der er: liste, vis, "
                       "aendringer. `skifte sag --help` siger mere.\n");
    CHECK(ran({"sag", "liste", "-o", "xml"}).exit == Exit::usage);
    CHECK(ran({"sag", "liste", "--timeout", "snart"}).exit == Exit::usage);
    CHECK(ran({"sag", "liste", "--trace=xml"}).exit == Exit::usage);
}

TEST_CASE("The language of the messages is the one asked for", "[run]") {
    CHECK(ran({"sag", "lste"}).err.find("kan ikke") != std::string::npos);
    CHECK(ran({"sag", "lste", "--lang", "en"}).err.find("has no \"lste\"") != std::string::npos);
    CHECK(ran({"--lang=en", "sag", "lste"}).err.find("has no \"lste\"") != std::string::npos);
}

TEST_CASE("With -o json the last line of stderr is the failure as one object", "[run]") {
    for (const auto& words : {std::vector<std::string>{"sag", "lste", "-o", "json"},
                              std::vector<std::string>{"sag", "vis", "S", "-o", "jsonl"}}) {
        const Ran failed = ran(words);
        CHECK(failed.out.empty());
        const auto object = Json::parse(lines_of(failed.err).back());
        REQUIRE(object);
        CHECK(object->find("exit")->as_integer() == static_cast<int>(failed.exit));
        CHECK(object->text("effect") == "none");
    }
}

TEST_CASE("What a command told on stdout alone has its line for machines too", "[run]") {
    const Ran failed = ran({"doctor", "-o", "json"});
    CHECK(failed.exit == Exit::machine);
    CHECK(Json::parse(failed.out)->at_pointer("/0/status")->as_string() == "fejl");
    const auto object = Json::parse(lines_of(failed.err).back());
    REQUIRE(object);
    CHECK(object->text("code") == "config.missing");
    CHECK(object->find("exit")->as_integer() == 3);
    CHECK(ran({"doctor"}).err.empty());
}

TEST_CASE("A configuration that was named and is not there ends with 3", "[run]") {
    const Ran failed = ran({"sag", "liste"});
    CHECK(failed.exit == Exit::machine);
    CHECK(failed.err.find("/nonexistent/config.toml") != std::string::npos);
}

TEST_CASE("What needs no configuration works without one", "[run]") {
    CHECK(ran({"config", "path"}).out == "/nonexistent/config.toml\n");
    CHECK(ran({"version"}).exit == Exit::done);
    CHECK(ran({"doctor"}).exit == Exit::machine);
}
