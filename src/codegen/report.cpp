// Faults as lines of text.
#include "codegen/report.hpp"

#include "codegen/sentences.hpp"
#include "codegen/text.hpp"

#include <algorithm>
#include <string_view>

namespace skifte::codegen {

namespace {

using Arguments = std::vector<Argument>;

// Puts the arguments in their places; says whether each had a value.
bool fill(std::string& out, std::string_view text, const Arguments& arguments) {
    bool whole = true;
    while (!text.empty()) {
        const auto open = std::min(text.find('{'), text.size());
        out += text.substr(0, open);
        const auto close = text.find('}', open);
        if (close == std::string_view::npos) break;
        const auto name = text.substr(open + 1, close - open - 1);
        const auto argument = std::find_if(arguments.begin(), arguments.end(),
                                           [&](const Argument& a) { return a.name == name; });
        if (argument != arguments.end()) out += visible(argument->value);
        whole = whole && argument != arguments.end() && !argument->value.empty();
        text.remove_prefix(close + 1);
    }
    return whole;
}

std::string filled(std::string_view text, const Arguments& arguments) {
    std::string out;
    while (!text.empty()) {
        const auto open = std::min(text.find('['), text.size());
        fill(out, text.substr(0, open), arguments);
        const auto close = std::min(text.find(']', open), text.size());
        std::string optional;
        if (open < close && fill(optional, text.substr(open + 1, close - open - 1), arguments))
            out += optional;
        text.remove_prefix(std::min(close + 1, text.size()));
    }
    return out;
}

std::string sentence(std::string_view code, const Arguments& arguments) {
    const auto all = sentences();
    const auto known =
        std::find_if(all.begin(), all.end(), [&](const Sentence& s) { return s.code == code; });
    if (known != all.end()) return filled(known->text, arguments);
    std::string out(code);
    for (const auto& [name, value] : arguments) out += ", " + name + ": " + visible(value);
    return out;
}

// "file:line #/pointer" in its two parts.
std::string line(const Fault& fault) {
    const auto blank = fault.path.find(' ');
    std::string out = visible(fault.path.substr(0, blank)) + ": " + sentence(fault.code, fault.arguments);
    if (blank != std::string::npos) out += " (" + visible(fault.path.substr(blank + 1)) + ")";
    return out + "\n";
}

}  // namespace

std::string report(const Error& error) {
    if (error.faults.empty()) return sentence(error.code, error.arguments) + "\n";
    std::string out;
    for (const Fault& fault : error.faults) out += line(fault);
    return out;
}

}  // namespace skifte::codegen
