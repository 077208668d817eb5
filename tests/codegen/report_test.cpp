// What is told when nothing is generated: a sentence for every code, and nothing in it that acts on a
// terminal.
#include "codegen/approved.hpp"

#include "codegen/report.hpp"
#include "codegen/sentences.hpp"
#include "unit/cli/source_literals.hpp"

#include <catch2/catch.hpp>

#include <set>
#include <string>

using namespace skifte;
using namespace skifte::codegen;
using namespace skifte::codegen::tests;

namespace {

bool is_code(const std::string& literal) {
    const bool ours = literal.starts_with("openapi.") || literal.starts_with("codegen.");
    return ours && literal.find_first_not_of("abcdefghijklmnopqrstuvwxyz_.") == std::string::npos;
}

// The codes in the sources of the reader and the generator.
std::set<std::string> codes() {
    const auto sources = std::filesystem::path(SKIFTE_TESTS_DIR).parent_path() / "src";
    std::set<std::string> out;
    for (const char* module : {"openapi", "codegen"})
        for (const auto& entry : std::filesystem::directory_iterator(sources / module)) {
            if (entry.path().filename() == "sentences.cpp") continue;
            for (const auto& literal : cli::test::literals_of(content_of(entry.path())))
                if (is_code(literal)) out.insert(literal);
        }
    return out;
}

}  // namespace

TEST_CASE("every code of the reader and the generator has a sentence, and no sentence is for none") {
    std::set<std::string> told;
    for (const Sentence& sentence : sentences()) {
        INFO(sentence.code);
        CHECK(told.insert(std::string(sentence.code)).second);
    }
    std::erase_if(told, [](const std::string& code) { return !is_code(code); });
    CHECK(codes().size() > 50);
    CHECK(told == codes());
}

TEST_CASE("what a run cannot read or write has a sentence") {
    for (const char* code :
         {"file.missing", "file.unreadable", "file.unwritable", "file.too_large", "disk.full"}) {
        const std::string text = report(Error(code, {{"path", "a.yaml"}}));
        CHECK(text.starts_with("a.yaml: "));
    }
}

TEST_CASE("a sentence leaves out what it was not given") {
    const auto told = [](std::vector<Argument> arguments) {
        Error error("openapi.invalid");
        error.faults = {{"a.yaml:3 #/x", "openapi.keyword", std::move(arguments)}};
        return report(error);
    };
    CHECK(told({{"keyword", "tpye"}, {"nearest", "type"}}) ==
          "a.yaml:3: OpenAPI 3.0 does not know 'tpye' here; did you mean 'type'? (#/x)\n");
    CHECK(told({{"keyword", "tpye"}, {"nearest", ""}}) ==
          "a.yaml:3: OpenAPI 3.0 does not know 'tpye' here (#/x)\n");
    CHECK(told({{"keyword", "[{nearest}]"}, {"nearest", "{keyword}"}}) ==
          "a.yaml:3: OpenAPI 3.0 does not know '[{nearest}]' here; did you mean '{keyword}'? (#/x)\n");
}

TEST_CASE("a spec's text in a report stays in its line and cannot act on a terminal") {
    Error error("codegen.refused");
    error.faults = {{"a.yaml:3 #/\x1B[2J\n", "codegen.no_name", {{"name", "\nb.yaml:1: \xE2\x80\xAE\xFF"}}}};
    const std::string text = report(error);
    CHECK(text.starts_with("a.yaml:3: no C++ name can be made of '<U+000A>b.yaml:1: <U+202E><0xFF>'"));
    CHECK(text.ends_with("(#/<U+001B>[2J<U+000A>)\n"));
    CHECK(report(Error("unheard.of", {{"what", "\x1B"}})) == "unheard.of, what: <U+001B>\n");
}
