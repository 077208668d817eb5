// One case per feature and per refusal: cases/<name>/spec.yaml, and beside it what is made of it, or why
// nothing is.
#include "codegen/approved.hpp"
#include "codegen/code_of.hpp"

#include "codegen/emit.hpp"
#include "codegen/report.hpp"

#include <skifte/openapi/reader.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <cctype>
#include <set>
#include <string>
#include <vector>

using namespace skifte;
using namespace skifte::codegen;
using namespace skifte::codegen::tests;

namespace {

std::vector<std::filesystem::path> cases() {
    std::vector<std::filesystem::path> out;
    for (const auto& entry : std::filesystem::directory_iterator(test_folder() / "cases"))
        out.push_back(entry.path());
    std::sort(out.begin(), out.end());
    return out;
}

Result<std::string> generated(const std::filesystem::path& folder) {
    const openapi::Source spec{"spec.yaml", content_of(folder / "spec.yaml")};
    const openapi::Source overlay{"spec.overlay.yaml", content_of(folder / "spec.overlay.yaml")};
    SKIFTE_TRY(const auto document, openapi::read(spec, overlay.text.empty() ? nullptr : &overlay));
    const std::string name(document.cpp_namespace().empty() ? "sample" : document.cpp_namespace());
    SKIFTE_TRY(const Plan plan, make_plan({document.spec(), "sample", name, document.cpp_namespace_at(),
                                           document.given_names(), document.unexpressed()}));
    std::string out;
    for (const File& file : emit(plan)) out += "==== " + file.path + "\n" + file.text;
    return out;
}

std::set<std::string> words_of(const std::string& code) {
    std::set<std::string> out;
    std::string word;
    for (const char c : code + " ") {
        if (std::isalnum(static_cast<unsigned char>(c)) || c == '_') {
            word += c;
        } else if (!word.empty()) {
            out.insert(word);
            word.clear();
        }
    }
    return out;
}

}  // namespace

TEST_CASE("what is generated from each case is what was approved") {
    for (const auto& folder : cases()) {
        const std::string name = folder.filename().string();
        if (name.starts_with("refused_")) continue;
        INFO(name);
        const auto output = generated(folder);
        INFO((output ? "" : report(output.error())));
        REQUIRE(output.has_value());
        check_approved(folder / "output.approved.txt", *output);
    }
}

TEST_CASE("what cannot be generated is refused with file, line, path and reason, all at once") {
    for (const auto& folder : cases()) {
        const std::string name = folder.filename().string();
        if (!name.starts_with("refused_")) continue;
        INFO(name);
        const auto output = generated(folder);
        REQUIRE_FALSE(output.has_value());
        check_approved(folder / "error.approved.txt", report(output.error()));
    }
}

TEST_CASE("what is looked for in hostile output would be found") {
    CHECK(code_of("int a = 1;  // int b;\nconst char* c = \"int \\\"d\";\n") ==
          "int a = 1;  \nconst char* c = \";\n");
    CHECK_FALSE(code_of("// goes on \\\nint injected;\n"));
    CHECK_FALSE(code_of("// goes on \\ \t\nint injected;\n"));
    CHECK_FALSE(code_of("\"goes on\nint injected;\n"));
    CHECK_FALSE(code_of("R\"(raw)\""));
    CHECK(words_of("int injected; // x") == std::set<std::string>{"int", "injected", "x"});
}

TEST_CASE("hostile text stands in literals and comments and nowhere else") {
    const auto output = generated(test_folder() / "cases/hostile");
    REQUIRE(output.has_value());
    const auto stripped = code_of(*output);
    REQUIRE(stripped.has_value());
    const std::string& code = *stripped;
    for (const char* word : {"injected", "joined", "trigraph", "error", "system", "nothing"}) {
        INFO(word);
        CHECK(output->find(word) != std::string::npos);
        CHECK_FALSE(words_of(code).contains(word));
    }
    CHECK(std::all_of(code.begin(), code.end(), [](char c) { return c == '\n' || (c >= ' ' && c <= '~'); }));
    for (auto at = code.find('#'); at != std::string::npos; at = code.find('#', at + 1)) {
        const bool ours = code.compare(at, 8, "#include") == 0 || code.compare(at, 12, "#pragma once") == 0;
        CHECK(ours);
    }
    // No character that hides or moves others, in comments and literals neither.
    for (const char* hidden : {"\xE2\x80\xAE", "\xE2\x81\xA6", "\xE2\x80\xA8", "\xC2\x85", "\r", "\x1B"})
        CHECK(output->find(hidden) == std::string::npos);
}

TEST_CASE("there is a case for every feature") {
    for (const char* feature : {"reference", "all_of", "enums", "nullable", "formats", "patterns", "limits",
                                "arrays", "additional_properties", "multipart", "binary_answer", "parameters",
                                "default_response", "recursion", "names", "overlay"}) {
        INFO(feature);
        CHECK(std::filesystem::exists(test_folder() / "cases" / feature / "output.approved.txt"));
    }
}

TEST_CASE("the same spec gives the same bytes") {
    const auto folder = test_folder() / "showcase";
    const auto first = generated(folder);
    const auto second = generated(folder);
    REQUIRE(first.has_value());
    REQUIRE(second.has_value());
    CHECK(*first == *second);
}
