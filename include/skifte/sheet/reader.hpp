// Reader: the rows of a sheet one by one, whatever file they stand in. Memory does not grow with the rows.
#pragma once

#include <skifte/sheet/input.hpp>
#include <skifte/support/result.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace skifte::sheet {

// How the file itself says what a cell holds. In CSV everything is text, to be read as a person typed it;
// elsewhere a number is a number and cannot be misunderstood.
enum class Kind {
    empty,
    text,
    number,      // a JSON number
    date,        // "2026-11-23"; with a time of day "2026-11-23 08:30:00"
    boolean,     // "true", "false"
    list,        // a JSON array of strings, numbers and booleans
    error,       // "#DIV/0!"
    uncomputed,  // a formula whose value was never stored
};

struct Cell {
    Kind kind = Kind::empty;
    std::string text;  // UTF-8

    [[nodiscard]] bool empty() const noexcept { return kind == Kind::empty; }
    friend bool operator==(const Cell&, const Cell&) = default;
};

struct Row {
    std::uint64_t number = 0;  // as a spreadsheet counts, from 1; the first is often the headings
    std::uint64_t offset = 0;  // of its first byte: in the file, in XLSX in the sheet's part of it
    bool hidden = false;
    std::vector<Cell> cells;  // by column; a row may have fewer than there are columns, or more
};

class Reader {
public:
    virtual ~Reader() = default;
    // The headings, without blanks around them. JSON Lines have none: there it is the names met so far, and
    // each new one is put last ("kreditor.navn" for a member of a member).
    [[nodiscard]] virtual const std::vector<std::string>& columns() const noexcept = 0;
    // The next row that has anything in it; false after the last. `row` is overwritten.
    [[nodiscard]] virtual Result<bool> next(Row& row) = 0;
};

struct ReadOptions {
    std::string sheet;      // of several in one XLSX, the one of this name; "" = the only visible one
    char delimiter = '\0';  // of CSV; '\0' = the one that the file shows
};

// Reads the headings. The reader keeps the input. Errors of this and of next(), all with `path` and, where it
// is known, `row` (and `column`: a name, or a letter as a spreadsheet has it):
// sheet.no_columns, sheet.column_duplicate (name), sheet.too_wide (limit), sheet.row_too_large (limit);
// of text: sheet.encoding (offset, encoding), sheet.csv_quote, sheet.csv_unclosed (row: where it was opened),
// sheet.json_line (line, reason; the parser's), sheet.json_nested (column);
// of XLSX: sheet.xlsx_damaged (part, reason), sheet.xlsx_too_large (part, limit), sheet.xlsx_doctype (part),
// sheet.xlsx_no_sheet (sheet, sheets), sheet.xlsx_which_sheet (sheets).
[[nodiscard]] Result<std::unique_ptr<Reader>> open_reader(const Input& input,
                                                          const ReadOptions& options = {});

// "A" … "Z", "AA" …, for the column of an index from 0.
[[nodiscard]] std::string column_letters(std::size_t index);

}  // namespace skifte::sheet
