// The generator: whatever the spec says, outside of comments and literals the output is ASCII, and the only
// preprocessor lines are the generator's own.
#include "codegen/code_of.hpp"
#include "fuzz/target.hpp"

#include "codegen/emit.hpp"
#include "codegen/plan.hpp"
#include "codegen/report.hpp"

#include <algorithm>
#include <string>

namespace skifte::fuzz {

namespace {

void check_code(const std::string& text) {
    const auto code = codegen::tests::code_of(text);
    hold(code.has_value(), "every literal ends in its line, and no comment goes on in the next");
    hold(std::all_of(code->begin(), code->end(), [](char c) { return c == '\n' || (c >= ' ' && c <= '~'); }),
         "code is ASCII");
    for (auto at = code->find('#'); at != std::string::npos; at = code->find('#', at + 1))
        hold(code->compare(at, 8, "#include") == 0 || code->compare(at, 12, "#pragma once") == 0,
             "a preprocessor line is the generator's");
}

}  // namespace

void run(std::string_view input) {
    const auto document = openapi::read({"spec.yaml", std::string(input)});
    if (!document) return hold(!codegen::report(document.error()).empty(), "a refusal is told");
    const auto plan = codegen::make_plan({document->spec(), "sample", "sample", document->cpp_namespace_at(),
                                          document->given_names(), document->unexpressed()});
    if (!plan) return hold(!codegen::report(plan.error()).empty(), "a refusal is told");
    for (const auto& file : codegen::emit(*plan)) check_code(file.text);
}

}  // namespace skifte::fuzz
