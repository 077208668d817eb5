// Refusals: see the header.
#include "codegen/refusals.hpp"

#include <algorithm>

namespace skifte::codegen {

namespace {

// The line in "file:line #/pointer"; 0 if there is none.
int line_of(const Fault& fault) {
    const auto end = std::min(fault.path.find(" #"), fault.path.size());
    const auto colon = fault.path.rfind(':', end);
    int line = 0;
    if (colon == std::string::npos) return line;
    for (std::size_t i = colon + 1; i < end && fault.path[i] >= '0' && fault.path[i] <= '9'; ++i)
        line = line * 10 + (fault.path[i] - '0');
    return line;
}

}  // namespace

void Refusals::add(const openapi::Location& at, std::string_view pointer, std::string code,
                   std::vector<Argument> arguments) {
    add(Fault{to_string(at) + " " + std::string(pointer), std::move(code), std::move(arguments)});
}

void Refusals::add(const openapi::Schema& schema, std::string code, std::vector<Argument> arguments) {
    add(schema.at, schema.path, std::move(code), std::move(arguments));
}

std::vector<Fault> Refusals::sorted() const {
    auto out = faults_;
    std::stable_sort(out.begin(), out.end(),
                     [](const Fault& a, const Fault& b) { return line_of(a) < line_of(b); });
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

std::string to_string(const openapi::Location& at) {
    return at.line == 0 ? std::string(at.file) : std::string(at.file) + ":" + std::to_string(at.line);
}

std::string pointer_to(const openapi::Operation& operation) {
    std::string out = "#/paths/";
    for (const char c : operation.path) out += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
    out += '/';
    for (const char c : operation.method) out += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    return out;
}

}  // namespace skifte::codegen
