// One cell of a sheet as the value that a field asks for.
#pragma once

#include "cli/field_text.hpp"

#include <skifte/sheet/reader.hpp>

namespace skifte::cli {

struct CellRules {
    DecimalMark mark = DecimalMark::unsure;
    bool repair_zeros = false;  // a number of fixed length that is one digit short has lost its first zero
};

struct CellValue {
    Json value{};           // null for an empty cell
    bool repaired = false;  // by a zero
};

// Errors, each with `value` (masked where the field is sensitive): those of field_value; batch.amount_unsure
// (comma, dot: what it may mean), batch.lost_zero (digits: how many there should be), batch.cell_error,
// batch.formula, batch.time_of_day.
[[nodiscard]] Result<CellValue> cell_value(const openapi::Schema& schema, const sheet::Cell& cell,
                                           const CellRules& rules);

}  // namespace skifte::cli
