// The tool as it is called by the build.
#include "codegen/approved.hpp"

#include "codegen/command.hpp"
#include "codegen/emit.hpp"
#include "codegen/report.hpp"

#include <skifte/openapi/reader.hpp>
#include <skifte/openapi/surface.hpp>

#include <catch2/catch.hpp>

#include <sstream>
#include <vector>

using namespace skifte;
using namespace skifte::codegen;
using namespace skifte::codegen::tests;

namespace {

Result<std::string> call(const std::vector<std::string>& arguments) {
    std::vector<const char*> argv;
    for (const auto& argument : arguments) argv.push_back(argument.c_str());
    SKIFTE_TRY(const Command command, parse_command(argv));
    std::ostringstream out;
    SKIFTE_CHECK(run(command, out));
    return out.str();
}

std::vector<std::string> generate(const std::filesystem::path& spec, const std::filesystem::path& out) {
    return {"--spec", spec.string(), "--module", "sample", "--out", out.string()};
}

std::filesystem::path case_spec(const char* name) {
    return test_folder() / "cases" / name / "spec.yaml";
}

}  // namespace

TEST_CASE("a run writes exactly the files that it lists") {
    const TemporaryFolder folder;
    REQUIRE(call(generate(case_spec("arrays"), folder.path())).has_value());
    const auto listed = call({"--list-outputs", "--module", "sample"});
    REQUIRE(listed.has_value());
    std::istringstream lines(*listed);
    std::size_t count = 0;
    for (std::string line; std::getline(lines, line); ++count)
        CHECK(std::filesystem::exists(folder.path() / line));
    std::size_t written = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path()))
        written += entry.is_regular_file() ? 1 : 0;
    CHECK(written == count);
}

TEST_CASE("the build knows the files that are written") {
    const std::string cmake =
        content_of(std::filesystem::path(SKIFTE_TESTS_DIR).parent_path() / "cmake/Spec.cmake");
    for (const std::string& path : output_paths("m")) {
        const std::string name = std::filesystem::path(path).filename().string();
        INFO(name);
        CHECK(cmake.find(name) != std::string::npos);
    }
}

TEST_CASE("a second run leaves the files alone") {
    const TemporaryFolder folder;
    REQUIRE(call(generate(case_spec("arrays"), folder.path())).has_value());
    const auto file = folder.path() / "src/types.cpp";
    const auto long_ago = std::filesystem::last_write_time(file) - std::chrono::hours(1);
    std::filesystem::last_write_time(file, long_ago);
    REQUIRE(call(generate(case_spec("arrays"), folder.path())).has_value());
    CHECK(std::filesystem::last_write_time(file) == long_ago);
}

TEST_CASE("a refusal writes nothing") {
    const TemporaryFolder folder;
    const auto done = call(generate(case_spec("refused_one_of"), folder.path()));
    REQUIRE_FALSE(done.has_value());
    CHECK(done.error().code == "codegen.refused");
    CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("output holds no path of the machine") {
    const TemporaryFolder folder;
    REQUIRE(call(generate(case_spec("arrays"), folder.path())).has_value());
    for (const std::string& path : output_paths("sample")) {
        const std::string text = content_of(folder.path() / path);
        CHECK(text.find(test_folder().string()) == std::string::npos);
        CHECK(text.find(folder.path().string()) == std::string::npos);
    }
}

TEST_CASE("a wrong command line is told what is wrong with it") {
    CHECK(report(call({"--spce", "x"}).error()).starts_with("unknown argument '--spce'\n"));
    CHECK(report(call({"--spec"}).error()).starts_with("'--spec' wants a value\n"));
    CHECK(report(call({"--spec", "x"}).error()).starts_with("--spec, --module and --out are needed\n"));
    CHECK(report(call(generate("/nowhere/spec.yaml", "/nowhere")).error()) ==
          "/nowhere/spec.yaml: there is no such file\n");
}

TEST_CASE("--surface prints the approved surface of every spec") {
    for (const auto& entry : std::filesystem::directory_iterator(SKIFTE_SPECS_DIR)) {
        const std::string name = entry.path().filename().string();
        if (!name.ends_with("-oas.yaml")) continue;
        const auto surface = call({"--surface", entry.path().string()});
        INFO((surface ? name : report(surface.error())));
        REQUIRE(surface.has_value());
        auto approved = entry.path();
        check_approved(approved.replace_extension(".surface.txt"), *surface);
    }
}
