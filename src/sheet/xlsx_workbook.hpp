// What an XLSX file says of itself: its sheets, which styles show dates, from which day they are counted.
#pragma once

#include "sheet/xlsx_package.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace skifte::sheet {

struct SheetEntry {
    std::string name;
    std::string part;
    bool visible = true;
};

enum class Style : unsigned char { plain, date, percent };

struct Workbook {
    std::vector<SheetEntry> sheets;
    bool counts_from_1904 = false;
    std::string strings_part;   // "" if there is none
    std::vector<Style> styles;  // by a cell's style
};

// Errors: sheet.xlsx_damaged, sheet.xlsx_too_large, sheet.xlsx_doctype.
[[nodiscard]] Result<Workbook> read_workbook(const Package& package);

// Whether a number format (ECMA-376 part 1, section 18.8.30) shows a date; a time of day alone does not.
[[nodiscard]] bool shows_date(int id, std::string_view code);
// Whether it shows a hundred times the number, with a sign behind.
[[nodiscard]] bool shows_percent(int id, std::string_view code);

}  // namespace skifte::sheet
