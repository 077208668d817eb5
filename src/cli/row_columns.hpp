// Which heading of a sheet means which field: by the field's own name, by what a table calls it in either
// language, by a flag of the noun, or as the user maps it.
#pragma once

#include "cli/objects.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace skifte::cli {

// A text as headings compare: small letters, æ ø å as ae oe aa, and neither blanks nor punctuation.
[[nodiscard]] std::string folded(std::string_view text);

// What a heading means.
struct Meaning {
    enum class Kind { field, place, search, ignored, unknown } kind = Kind::unknown;
    std::string field{};           // dotted; of a search, its body's
    const Place* place = nullptr;  // that a cell holds the id of, or helps to find
    std::string nearest{};         // of an unknown one: what was probably meant
    std::string mapped{};          // of an unknown one: what --kolonner took it for
};

class RowColumns {
public:
    // `mapped`: heading → field, place flag, or "" for none. Headings of a result file mean nothing.
    RowColumns(const Noun& noun, const std::map<std::string, std::string>& mapped);

    [[nodiscard]] Meaning meaning(std::string_view heading) const;

private:
    [[nodiscard]] std::optional<Meaning> named(const std::string& folded_heading) const;
    [[nodiscard]] Meaning unknown(const std::string& folded_heading) const;

    std::map<std::string, std::string> mapped_;  // folded heading → what it means, as written
    std::map<std::string, Meaning, std::less<>> by_name_;
};

// "Fakturanr=egenReference,Kundenavn=": for `mapped`. Error: usage.choice.
[[nodiscard]] Result<std::map<std::string, std::string>> parse_column_map(std::string_view text);

}  // namespace skifte::cli
