// SureRow: tells by a glance at its cells that nothing is wrong with a row, and what it is known by, without
// making its JSON. Of a row that it is not sure of it says nothing: that one is read and checked in full.
#pragma once

#include "cli/row_columns.hpp"
#include "cli/row_print.hpp"
#include "cli/sure_cell.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace skifte::cli {

class SureRow {
public:
    // `columns`: what each means. `place`: a column says where the row goes, which is not looked at here.
    // `print` must outlive it.
    SureRow(const openapi::Operation& operation, const RowPrint& print, std::span<const Meaning> columns,
            bool place, const CellRules& rules);

    // Whether the content of the row is surely right; then its fields are added to `print`.
    [[nodiscard]] bool read(std::span<const sheet::Cell> cells, batch::Print& print) const;
    [[nodiscard]] std::size_t columns() const noexcept { return columns_.size(); }

private:
    using Fields = std::uint64_t;  // a bit for each column that is one, and one for the whole
    static constexpr std::size_t most_fields = 63;
    static constexpr Fields whole = Fields{1} << most_fields;

    struct Column {
        bool counts = true;  // else it means nothing for the content
        SureCell cell{};     // sure of nothing: it must be empty
        RowPrint::Field field{};
        Fields bit = 0;
    };
    // Where one of `of` is, one of `needed` must be.
    struct Need {
        Fields of = 0, needed = 0;
    };

    [[nodiscard]] Fields below(std::span<const Meaning> columns, const std::string& name) const;
    [[nodiscard]] bool know_object(const openapi::Schema& schema, const std::string& prefix, Fields of,
                                   std::span<const Meaning> columns);

    const RowPrint* print_;
    std::vector<Column> columns_;
    std::vector<Need> needs_;
};

}  // namespace skifte::cli
