// Whole files: our own specs, and public ones from elsewhere where SKIFTE_CORPUS names their folder.
#include "documents.hpp"

#include <skifte/openapi/example.hpp>
#include <skifte/openapi/surface.hpp>
#include <skifte/openapi/validate.hpp>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <map>

using namespace skifte;
using namespace skifte::openapi;
using namespace skifte::openapi::test;

namespace {

void check_examples(const Spec& spec) {
    for (const Schema* schema : spec.schemas)
        for (const bool full : {true, false}) {
            const Json value = example(*schema, full);
            CAPTURE(schema->path, value.dump());
            const auto as_request = validate(*schema, value, "x", Direction::request);
            const auto as_answer = validate(*schema, value, "x", Direction::answer);
            CHECK((as_request.empty() || as_answer.empty()));
        }
}

}  // namespace

TEST_CASE("our own specs are read without a fault and with nothing unexpressed") {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(SKIFTE_SPECS_DIR)) {
        const std::string name = entry.path().filename().string();
        if (name.find("-oas") == std::string::npos || !name.ends_with(".yaml") ||
            name.ends_with(".overlay.yaml"))
            continue;
        CAPTURE(name);
        const auto document = read_file(entry.path());
        if (!document)
            for (const auto& line : lines(document.error().faults)) UNSCOPED_INFO(line);
        REQUIRE(document);
        CHECK(lines(document->unexpressed()).empty());
        CHECK_FALSE(document->spec().operations.empty());
        check_examples(document->spec());
    }
}

TEST_CASE("specs from elsewhere are read, or refused with faults, and soon") {
    const char* folder = std::getenv("SKIFTE_CORPUS");
    if (folder == nullptr) return;
    // How many faults or, where there are none, how many unexpressed.
    struct Verdict {
        std::size_t faults;
        std::size_t unexpressed;
    };
    const std::map<std::string, Verdict> verdicts = {
        {"ngis.yaml", {0, 0}},
        {"oneof-components.yaml", {0, 1}},       // allOf of two oneOf
        {"parameters-roundtrip.yaml", {14, 0}},  // RFC 6570 operators in paths, which OpenAPI does not have
        {"parameters-style.yaml", {0, 41}},      // cookies, styles of form fields
        {"payment-initiation.yaml", {0, 0}},
        {"publizon-adapter.yaml", {0, 15}},  // no operationId
        {"superset.json", {0, 142}},         // no operationId
        {"zaken-api.yaml", {0, 1}},          // an enum of strings that holds a list
    };
    for (const auto& [name, verdict] : verdicts) {
        CAPTURE(name);
        const auto begin = std::chrono::steady_clock::now();
        const auto document = read_file(std::filesystem::path(folder) / name);
        CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(10));
        if (!document) {
            CHECK(document.error().faults.size() == verdict.faults);
            continue;
        }
        CHECK(verdict.faults == 0);
        CHECK(document->unexpressed().size() == verdict.unexpressed);
        CHECK_FALSE(surface(document->spec()).empty());
        check_examples(document->spec());
    }
}
