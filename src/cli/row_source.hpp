// RowSource: the rows of a sheet as filings of one noun. What a column means is the spec's and the noun's to
// say; where a row goes, a flag for all of them or a column for each.
#pragma once

#include "cli/cell_value.hpp"
#include "cli/context.hpp"
#include "cli/objects.hpp"
#include "cli/place_finder.hpp"
#include "cli/row_columns.hpp"
#include "cli/row_print.hpp"
#include "cli/sure_row.hpp"

#include <skifte/batch/source.hpp>
#include <skifte/sheet/input.hpp>
#include <skifte/sheet/reader.hpp>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace skifte::cli {

// Rows that the spreadsheet does not show: a filter may have hidden them on purpose, or by mistake.
enum class HiddenRows { refuse, take, leave_out };

struct RowOptions {
    const Place* place = nullptr;  // of all rows; null: a column says it
    std::string parent;            // its id
    sheet::ReadOptions sheet;
    CellRules cells;
    std::map<std::string, std::string> columns;  // as parse_column_map
    bool look_up = true;                         // what is to be known of each place before it is filed in
    bool anyway = false;                         // file although that speaks against it
    HiddenRows hidden = HiddenRows::refuse;
};

class RowSource final : public batch::Source {
public:
    // The first two must outlive it.
    RowSource(Context& context, const Noun& noun, sheet::Input input, RowOptions options);

    // Errors also: batch.no_place_column (path) where nothing says where rows go, usage.two_places where a
    // flag and a column do, usage.place_verb (place, expected) where nothing is filed, batch.unknown_column
    // (path, column, nearest), usage.field (flag --kolonner).
    [[nodiscard]] Result<void> rewind() override;
    // Faults: those of cell_value and api::check; batch.no_place, batch.two_places, batch.no_such_place,
    // batch.none_found (court), batch.several_found (count, ids), batch.no_field (place),
    // batch.beyond_columns (value), batch.hidden_row, batch.unknown_column (JSON Lines), filing.* of
    // Place::before_filing.
    [[nodiscard]] Result<bool> next(batch::Item& item, bool check) override;
    // A row that SureRow is sure of is not read further, once one that goes to the same place was found right
    // in full.
    [[nodiscard]] bool gives_prints() const override;
    [[nodiscard]] Result<bool> glance(batch::Item& item) override;
    [[nodiscard]] const std::vector<std::string>& columns() const override { return reader_->columns(); }

    // Of the rows read since the last rewind: where a zero was put back, and how many rows are filed although
    // something speaks against it.
    struct Repaired {
        std::uint64_t row = 0;
        std::string column;
    };
    [[nodiscard]] const std::vector<Repaired>& repaired() const noexcept { return repaired_; }
    [[nodiscard]] std::size_t filed_anyway() const noexcept { return anyway_; }

private:
    struct Row;
    // What is the same for all rows of one place's operation.
    struct Sight {
        std::optional<RowPrint> print;
        std::optional<SureRow> sure{};
    };
    // Where rows go of which one was found right in full.
    struct Aim {
        std::size_t column = 0;  // that says so; no_column for a flag
        const Place* place = nullptr;
        batch::Print base{};
    };
    static constexpr std::size_t most_aims = 10'000;
    static constexpr std::size_t no_column = static_cast<std::size_t>(-1);

    [[nodiscard]] Result<bool> fetch(batch::Item& item);
    [[nodiscard]] Result<void> read(Row& row, bool check);
    [[nodiscard]] std::optional<std::size_t> place_cell(const std::vector<sheet::Cell>& cells) const;
    [[nodiscard]] const Aim* aim_of(const sheet::Row& row) const;
    [[nodiscard]] Sight& sight_of(const Place& place);
    void give_print(Row& row);
    [[nodiscard]] Result<void> know_columns(std::size_t count);
    [[nodiscard]] Result<void> check_headings() const;
    [[nodiscard]] Result<void> find_place(Row& row);
    void read_place(Row& row);
    void read_place_id(Row& row, std::size_t column);
    [[nodiscard]] Result<void> search_place(Row& row);
    [[nodiscard]] std::optional<Json> query_of(Row& row);
    void read_fields(Row& row);
    [[nodiscard]] bool contradicts(const Row& row, std::size_t column) const;
    void read_cell(Row& row, std::size_t column);
    void know_fields(const openapi::Schema* content);
    void check_request(Row& row) const;
    [[nodiscard]] Result<void> check_place(Row& row);
    [[nodiscard]] Result<void> make_target(Row& row) const;
    [[nodiscard]] std::string heading_of(const std::string& field) const;

    Context& context_;
    const Noun& noun_;
    sheet::Input input_;
    RowOptions options_;
    RowColumns meanings_;
    std::unique_ptr<sheet::Reader> reader_;
    std::vector<Meaning> columns_;  // by index
    std::map<const Place*, Sight> sights_;
    std::map<std::string, Aim, std::less<>> aims_;  // by the cell that says so; "" for a flag
    // The fields of one content that the columns are, by index; null for none. Rows mostly go to one place.
    struct {
        const openapi::Schema* of = nullptr;
        std::vector<const openapi::Schema*> schemas{};
    } fields_;
    std::map<std::string, Json> places_;  // what was looked up of each
    PlaceFinder finder_;
    std::vector<Repaired> repaired_;
    std::size_t anyway_ = 0;
};

}  // namespace skifte::cli
