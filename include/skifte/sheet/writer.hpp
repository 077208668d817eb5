// Writer: rows into a file that is whole or not there, mode 0600.
#pragma once

#include <skifte/sheet/reader.hpp>

#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace skifte::sheet {

struct Column {
    std::string name;
    Kind kind = Kind::text;            // what its cells are meant to hold: how XLSX formats them
    bool money = false;                // numbers with two decimals
    std::vector<std::string> choices;  // a drop-down in XLSX
};

class Writer {
public:
    virtual ~Writer() = default;
    // Fewer cells than columns leave the rest empty. Errors: file.unwritable (path, reason), disk.full
    // (path), sheet.xlsx_write (path, reason).
    [[nodiscard]] virtual Result<void> row(std::span<const Cell> cells) = 0;
    // The file takes its place. To be called once, last.
    [[nodiscard]] virtual Result<void> finish() = 0;
};

// The headings are written at once. CSV is as Danish Excel reads it: semicolons, byte order mark, decimal
// comma, dates dd-mm-yyyy; a text that a spreadsheet would take for a formula gets an apostrophe before it,
// which the reader takes away again. JSON Lines: one object a row, "kreditor.navn" as a member of a member.
[[nodiscard]] Result<std::unique_ptr<Writer>> create_writer(const std::filesystem::path& path, Format format,
                                                            std::vector<Column> columns);

// One line of such a CSV, with its line break.
[[nodiscard]] std::string csv_line(std::span<const Cell> cells);
inline constexpr std::string_view csv_mark = "\xEF\xBB\xBF";

}  // namespace skifte::sheet
