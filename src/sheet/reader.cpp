// Which reader, and what is the same for all of them.
#include "sheet/readers.hpp"

#include <algorithm>
#include <set>

namespace skifte::sheet {

namespace {

constexpr std::string_view no_break_space = "\xC2\xA0";

std::string trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    for (;;) {
        if (!text.empty() && blanks.find(text.front()) != std::string_view::npos)
            text.remove_prefix(1);
        else if (!text.empty() && blanks.find(text.back()) != std::string_view::npos)
            text.remove_suffix(1);
        else if (text.starts_with(no_break_space))
            text.remove_prefix(2);
        else if (text.ends_with(no_break_space))
            text.remove_suffix(2);
        else
            return std::string(text);
    }
}

}  // namespace

Result<std::unique_ptr<Reader>> open_reader(const Input& input, const ReadOptions& options) {
    switch (input.format()) {
    case Format::xlsx: return open_xlsx(input, options.sheet);
    case Format::json_lines: return open_json_lines(input);
    case Format::csv: break;
    }
    return open_csv(input, options.delimiter);
}

Result<std::vector<std::string>> headings(const Input& input, const Row& first) {
    std::vector<std::string> names;
    for (const Cell& cell : first.cells) names.push_back(trimmed(cell.text));
    while (!names.empty() && names.back().empty()) names.pop_back();
    if (names.empty()) return fail("sheet.no_columns", {{"path", input.name()}});
    std::set<std::string_view> seen;
    for (const std::string& name : names)
        if (!name.empty() && !seen.insert(name).second)
            return fail("sheet.column_duplicate", {{"path", input.name()}, {"name", name}});
    return names;
}

bool starts_formula(std::string_view text) noexcept {
    const auto first = text.find_first_not_of('\'');
    return first != std::string_view::npos &&
           std::string_view{"=+-@\t\r"}.find(text[first]) != std::string_view::npos;
}

bool is_blank(const Row& row) {
    return std::all_of(row.cells.begin(), row.cells.end(), [](const Cell& cell) {
        return cell.text.find_first_not_of(" \t\r\n") == std::string::npos;
    });
}

std::string column_letters(std::size_t index) {
    std::string letters;
    for (++index; index > 0; index = (index - 1) / 26)
        letters.insert(letters.begin(), static_cast<char>('A' + (index - 1) % 26));
    return letters;
}

}  // namespace skifte::sheet
