// What holds of any sheet that is read, for the targets of the several formats.
#pragma once

#include "fuzz/target.hpp"

#include <skifte/sheet/reader.hpp>
#include <skifte/support/utf8.hpp>

namespace skifte::fuzz {

// Reads it to its end, or to the fault that ends it.
inline void read_sheet(const std::filesystem::path& path) {
    const auto of_ours = [](const Error& error) {
        hold(error.code.starts_with("sheet."), "a refusal is of the sheet");
    };
    const auto input = sheet::Input::open(path, path.parent_path());
    if (!input) return of_ours(input.error());
    const auto reader = sheet::open_reader(*input);
    if (!reader) return of_ours(reader.error());
    sheet::Row row;
    std::uint64_t last = 0;
    for (;;) {
        const auto more = (*reader)->next(row);
        if (!more) return of_ours(more.error());
        if (!*more) break;
        hold(row.number > last, "rows come in order, each once");
        last = row.number;
        for (const sheet::Cell& cell : row.cells) {
            hold(is_utf8(cell.text), "a cell is UTF-8");
            hold(!cell.empty() || cell.text.empty(), "an empty cell has no text");
        }
    }
    for (const std::string& column : (*reader)->columns()) hold(is_utf8(column), "a heading is UTF-8");
}

}  // namespace skifte::fuzz
