// Many searches at once: one a row of a sheet, and for each row what was found.
#pragma once

#include "cli/context.hpp"
#include "cli/exit_code.hpp"

#include <skifte/openapi/model.hpp>

#include <span>
#include <string>
#include <string_view>

namespace skifte::cli {

struct SheetSearch {
    // Its JSON body is the question; a column of the sheet that is called like a field of it ("cvrNummer",
    // "CVR-nummer", "cvr") holds that field. Other columns are let be.
    const openapi::Operation& operation;
    // The field that is enough alone: where a row has it, the others of the row are not asked about.
    std::string_view key;
    std::span<const Column> columns;  // of what is found
    // The fields that a row without the key must have, all of them.
    std::span<const std::string_view> together = {};
};

// All rows are checked before the first is asked about. Prints what each found as the API has it, with the
// row
// (`raekke`), what was asked (`soegt`) and how many were found (`antal`) under `skifte`: a line for each that
// was found, and one for a row that found nothing, with the
// portal's reason (`besked`) if it gave one. Errors: those of sheet::Input and sheet::Reader;
// sheet.no_search_column (path, expected), sheet.rows_invalid (path, count) with the faults; as the call.
[[nodiscard]] Result<Exit> search_sheet(Context& context, const SheetSearch& search, const std::string& path);

}  // namespace skifte::cli
