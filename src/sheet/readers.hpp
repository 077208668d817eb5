// The readers of the formats, each behind skifte/sheet/reader.hpp, and what they have in common.
#pragma once

#include <skifte/sheet/reader.hpp>

namespace skifte::sheet {

[[nodiscard]] Result<std::unique_ptr<Reader>> open_csv(const Input& input, char delimiter);
[[nodiscard]] Result<std::unique_ptr<Reader>> open_json_lines(const Input& input);
[[nodiscard]] Result<std::unique_ptr<Reader>> open_xlsx(const Input& input, const std::string& sheet);

// What Excel allows, and what no sheet of krav comes near.
inline constexpr std::size_t max_columns = 16'384;
inline constexpr std::size_t max_row_size = std::size_t{4} << 20;  // bytes

// The texts of the first row as headings: trimmed, empty ones at the end left out. Errors: sheet.no_columns,
// sheet.column_duplicate (name).
[[nodiscard]] Result<std::vector<std::string>> headings(const Input& input, const Row& first);
// Whether a spreadsheet may take a text of CSV for a formula, once the apostrophes before it are gone.
[[nodiscard]] bool starts_formula(std::string_view text) noexcept;
// Whether a row has nothing but blanks in it.
[[nodiscard]] bool is_blank(const Row& row);

}  // namespace skifte::sheet
