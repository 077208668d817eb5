// The portal's codes and sentences for the faults of openapi::validate.
#include "sandbox/danish_faults.hpp"

#include <algorithm>
#include <array>

namespace skifte::sandbox {
namespace {

struct Words {
    std::string_view code;
    std::string_view kode;
    std::string_view besked;
};

constexpr std::array words{
    Words{"schema.required", "MANGLER", "Feltet mangler."},
    Words{"schema.unknown_member", "UKENDT_FELT", "Feltet findes ikke."},
    Words{"schema.null", "ER_NULL", "Feltet må ikke være null."},
    Words{"schema.type", "FORKERT_TYPE", "Værdien har en forkert type."},
    Words{"schema.enum", "UKENDT_VAERDI", "Værdien er ikke en af de mulige."},
    Words{"schema.format", "FORKERT_FORMAT", "Værdien har et forkert format."},
    Words{"schema.pattern", "FORKERT_MOENSTER", "Værdien følger ikke det krævede mønster."},
    Words{"schema.min_length", "FOR_KORT", "Teksten er for kort."},
    Words{"schema.max_length", "FOR_LANG", "Teksten er for lang."},
    Words{"schema.minimum", "FOR_LILLE", "Tallet er for lille."},
    Words{"schema.maximum", "FOR_STORT", "Tallet er for stort."},
    Words{"schema.multiple_of", "FOR_MANGE_DECIMALER", "Tallet går ikke op i det krævede trin."},
    Words{"schema.min_items", "FOR_FAA", "Listen er for kort."},
    Words{"schema.max_items", "FOR_MANGE", "Listen er for lang."},
};
constexpr Words other{"", "UGYLDIG_VAERDI", "Værdien kan ikke godtages."};

// ".bilag[3].navn" → "/bilag/3/navn"
std::string pointer(std::string_view path) {
    std::string out;
    for (const char c : path) {
        if (c == '.' || c == '[')
            out += '/';
        else if (c != ']')
            out += c;
    }
    return out;
}

}  // namespace

Detail danish(const Fault& fault, const std::string& root) {
    const auto found = std::ranges::find(words, fault.code, &Words::code);
    const Words& said = found == words.end() ? other : *found;
    std::string_view rest = fault.path;
    if (rest.starts_with(root)) rest.remove_prefix(root.size());
    // Under an empty root the first member stands without a dot.
    if (!rest.empty() && rest.front() != '.' && rest.front() != '[')
        return {"/" + pointer(rest), std::string(said.kode), std::string(said.besked), fault.arguments};
    return {root + pointer(rest), std::string(said.kode), std::string(said.besked), fault.arguments};
}

}  // namespace skifte::sandbox
