// The program's flags.
#include "sandbox/messages.hpp"
#include "sandbox/options.hpp"

#include <catch2/catch.hpp>

#include <vector>

namespace {

using namespace skifte::sandbox;

skifte::Result<Options> parse(const std::vector<const char*>& arguments) {
    return parse_options(arguments);
}

}  // namespace

TEST_CASE("the flags are taken with their values after a blank or an equals sign") {
    const auto options =
        parse({"serve", "--dir", "mappe", "--port=8443", "--afgoerelse-efter", "250ms", "--quiet"});
    REQUIRE(options);
    CHECK(options->folder == "mappe");
    CHECK(options->port == 8443);
    CHECK(options->decision_delay == std::chrono::milliseconds(250));
    CHECK(options->quiet);
}

TEST_CASE("a port is free and a decision takes a second unless something else is said") {
    const auto options = parse({"serve", "--dir", "mappe"});
    REQUIRE(options);
    CHECK(options->port == 0);
    CHECK(options->decision_delay == std::chrono::seconds(1));
    CHECK(options->token_lifetime == std::chrono::seconds(300));
}

TEST_CASE("wrong usage names what is wrong and exits with 2") {
    const std::vector<std::pair<std::vector<const char*>, std::string>> wrong{
        {{}, "serve"},
        {{"stop"}, "stop"},
        {{"serve"}, "--dir"},
        {{"serve", "--dir"}, "--dir"},
        {{"serve", "--dir", "m", "--port", "70000"}, "--port"},
        {{"serve", "--dir", "m", "--port", "12x"}, "--port"},
        {{"serve", "--dir", "m", "--bogus", "1"}, "--bogus"},
    };
    for (const auto& [arguments, named] : wrong) {
        const auto options = parse(arguments);
        REQUIRE_FALSE(options);
        CHECK(options.error().argument("argument") == named);
        CHECK(exit_code(options.error()) == 2);
        CHECK(message(options.error()).find(named) != std::string::npos);
    }
    CHECK(parse({"serve", "--dir", "m", "--afgoerelse-efter", "soon"}).error().code == "duration.invalid");
}

TEST_CASE("the first thing said is, in both languages, that this is not the courts' system") {
    CHECK(notice().find("ikke domstolenes system") != std::string::npos);
    CHECK(notice().find("not the courts' system") != std::string::npos);
}
