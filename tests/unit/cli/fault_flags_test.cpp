#include "cli/fault_flags.hpp"

#include <catch2/catch.hpp>

using namespace skifte;
using namespace skifte::cli;

namespace {

constexpr Flag flags_of_command[] = {
    {.name = "sag", .takes = Takes::value},
    {.name = "periode", .takes = Takes::value, .fills = "periodeFra periodeTil"},
    {.name = "egen-reference", .takes = Takes::value},
    {.name = "kreditor", .takes = Takes::value, .fills = "kreditor.navn"},
    {.name = "navn", .takes = Takes::value},
    {.name = "bilag", .takes = Takes::values},
    {.name = "felt", .takes = Takes::values, .value = "FELT=VÆRDI"},
    {.name = "fra", .takes = Takes::value, .fills = "*"}};
constexpr Command command{.flags = flags_of_command};

// The flag named for a fault at `path`, where these flags were given.
std::string flag_for(std::string path, const std::vector<std::pair<std::string, std::string>>& given) {
    Parsed parsed;
    for (const auto& [name, value] : given) parsed.add(name, value);
    Error error("request.invalid");
    error.faults.push_back({std::move(path), "schema.format", {}});
    name_flags(error, command, parsed);
    const auto& arguments = error.faults.front().arguments;
    return arguments.empty() ? "" : arguments.front().value;
}

}  // namespace

TEST_CASE("A fault names the flag that gave the value, and none that was not given", "[fault-flags]") {
    CHECK(flag_for("path.sagId", {{"sag", "S"}}) == "--sag");
    CHECK(flag_for("path.sagId", {{"navn", "N"}}).empty());
    CHECK(flag_for("body.redegoerelse.periodeTil", {{"periode", "x"}}) == "--periode");
    CHECK(flag_for("body.krav.egenReference", {{"egen-reference", "x"}}) == "--egen-reference");
    CHECK(flag_for("file.bilag[1]", {{"bilag", "a"}, {"bilag", "b"}}) == "--bilag");
    CHECK(flag_for("body", {{"sag", "S"}}).empty());
}

TEST_CASE("The flag that accounts for most of the path is named", "[fault-flags]") {
    CHECK(flag_for("body.krav.kreditor.navn", {{"navn", "x"}, {"kreditor", "y"}}) == "--kreditor");
    CHECK(flag_for("body.krav.kreditor.navn", {{"navn", "x"}}) == "--navn");
}

TEST_CASE("A value by name, or out of a file, is known too", "[fault-flags]") {
    CHECK(flag_for("body.krav.kreditor.cvrNummer", {{"felt", "kreditor.cvrNummer=1"}, {"fra", "f"}}) ==
          "--felt");
    CHECK(flag_for("body.krav.renter", {{"felt", "kreditor.cvrNummer=1"}, {"fra", "f.json"}}) == "--fra");
    CHECK(flag_for("path.kravId", {{"fra", "f.json"}}).empty());
}
