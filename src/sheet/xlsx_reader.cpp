// The rows of one sheet of an XLSX file (ECMA-376 part 1, section 18.3).
#include "sheet/readers.hpp"
#include "sheet/xlsx_number.hpp"
#include "sheet/xlsx_strings.hpp"
#include "sheet/xlsx_workbook.hpp"
#include "sheet/xlsx_xml.hpp"

#include <algorithm>
#include <charconv>
#include <deque>

namespace skifte::sheet {

namespace {

constexpr std::uint64_t max_sheet_part = std::uint64_t{4} << 30;
constexpr std::uint64_t max_rows = 1'048'576;

// The column of "AB12", from 0; none if there is no letter.
std::optional<std::size_t> column_of(std::string_view reference) {
    std::size_t column = 0;
    std::size_t letters = 0;
    for (; letters < reference.size() && letters < 4; ++letters) {
        const char c = reference[letters];
        if (c < 'A' || c > 'Z') break;
        column = column * 26 + static_cast<std::size_t>(c - 'A' + 1);
    }
    return letters == 0 ? std::nullopt : std::optional{column - 1};
}

std::optional<std::uint64_t> whole_number(std::string_view text) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

// Puts the rows of a part together; those with nothing in them are passed over.
class SheetRows final : public XmlHandler {
public:
    SheetRows(const Workbook& workbook, StringTable& strings, std::string path)
        : workbook_(workbook), strings_(strings), path_(std::move(path)) {}

    std::deque<Row> ready;
    bool ended = false;
    const XmlPart* xml = nullptr;  // for the offsets; set by who made both

    Result<void> start(std::string_view name, const Attributes& attributes) override;
    Result<void> end(std::string_view name) override;
    Result<void> text(std::string_view text) override;

private:
    Result<void> start_row(const Attributes& attributes);
    Result<void> start_cell(const Attributes& attributes);
    Result<void> end_cell();
    Result<Cell> cell();
    [[nodiscard]] Cell number() const;
    [[nodiscard]] Failure fault(std::string code, std::string_view name, std::string value) const {
        return fail(
            std::move(code),
            {{"path", path_}, {"row", std::to_string(row_.number)}, {std::string(name), std::move(value)}});
    }

    const Workbook& workbook_;
    StringTable& strings_;
    std::string path_;
    Row row_;
    std::size_t row_size_ = 0;
    std::size_t column_ = 0;  // of the cell, or of the next
    std::string type_;        // of the cell, as written
    std::size_t style_ = 0;
    bool has_formula_ = false;
    bool has_value_ = false;
    bool in_value_ = false;
    bool in_reading_aid_ = false;
    std::string value_;
};

Result<void> SheetRows::start(std::string_view name, const Attributes& attributes) {
    if (ended) return {};
    if (name == "row") return start_row(attributes);
    if (name == "c") return start_cell(attributes);
    if (name == "f") has_formula_ = true;
    if (name == "rPh") in_reading_aid_ = true;
    in_value_ = name == "v" || (name == "t" && !in_reading_aid_);
    has_value_ = has_value_ || in_value_;
    return {};
}

Result<void> SheetRows::start_row(const Attributes& attributes) {
    const auto given = attributes.find("r");
    const auto number = given ? whole_number(*given) : row_.number + 1;
    // A row out of order would stand under another's number in every message.
    if (!number || *number <= row_.number || *number > max_rows)
        return fault("sheet.xlsx_damaged", "reason", "row " + std::string(given.value_or("")));
    const auto hidden = attributes.text("hidden");
    row_ = {
        .number = *number, .offset = xml->offset(), .hidden = hidden == "1" || hidden == "true", .cells = {}};
    column_ = row_size_ = 0;
    return {};
}

Result<void> SheetRows::start_cell(const Attributes& attributes) {
    if (const auto reference = attributes.find("r")) {
        const auto column = column_of(*reference);
        if (!column || *column < column_)
            return fault("sheet.xlsx_damaged", "reason", "cell " + std::string(*reference));
        column_ = *column;
    }
    if (column_ >= max_columns) return fault("sheet.too_wide", "limit", std::to_string(max_columns));
    type_ = attributes.text("t");
    style_ = static_cast<std::size_t>(whole_number(attributes.text("s")).value_or(0));
    has_formula_ = has_value_ = in_value_ = in_reading_aid_ = false;
    value_.clear();
    return {};
}

Result<void> SheetRows::text(std::string_view text) {
    if (!in_value_) return {};
    value_ += text;
    row_size_ += text.size();
    if (row_size_ > max_row_size) return fault("sheet.row_too_large", "limit", std::to_string(max_row_size));
    return {};
}

Result<void> SheetRows::end(std::string_view name) {
    if (ended) return {};
    if (name == "v" || name == "t") in_value_ = false;
    if (name == "rPh") in_reading_aid_ = false;
    if (name == "c") return end_cell();
    if (name == "row" && !is_blank(row_)) {
        ready.push_back(std::move(row_));
        row_ = {.number = ready.back().number, .offset = 0, .hidden = false, .cells = {}};
    }
    if (name == "sheetData") ended = true;
    return {};
}

Result<void> SheetRows::end_cell() {
    SKIFTE_TRY(Cell made, cell());
    if (!made.empty()) {
        row_.cells.resize(column_ + 1);
        row_.cells.back() = std::move(made);
    }
    ++column_;
    return {};
}

Result<Cell> SheetRows::cell() {
    if (!has_value_) return has_formula_ ? Cell{Kind::uncomputed, "="} : Cell{};
    if (type_ == "s") {
        const auto index = whole_number(value_);
        if (!index || *index >= strings_.size())
            return fault("sheet.xlsx_damaged", "reason", "shared string " + value_);
        SKIFTE_TRY(std::string text, strings_.at(static_cast<std::size_t>(*index)));
        return Cell{text.empty() ? Kind::empty : Kind::text, std::move(text)};
    }
    if (type_ == "inlineStr" || type_ == "str") {
        std::string text = without_escapes(value_);
        return Cell{text.empty() ? Kind::empty : Kind::text, std::move(text)};
    }
    if (type_ == "b") return Cell{Kind::boolean, value_ == "1" ? "true" : "false"};
    if (type_ == "e") return Cell{Kind::error, value_};
    if (type_ == "d") return Cell{Kind::date, value_.substr(0, value_.find("T00:00:00"))};
    if (value_.empty()) return Cell{};
    return number();
}

Cell SheetRows::number() const {
    const Style style = style_ < workbook_.styles.size() ? workbook_.styles[style_] : Style::plain;
    if (style == Style::date)
        if (auto date = date_text(value_, workbook_.counts_from_1904)) return {Kind::date, std::move(*date)};
    // Who sees 8% means 8, and a hundredth of it stands in the file: it is what is seen, as a CSV would have
    // it.
    if (style == Style::percent)
        if (auto percent = percent_text(value_)) return {Kind::text, std::move(*percent)};
    if (auto number = number_text(value_)) return {Kind::number, std::move(*number)};
    return {Kind::error, value_};
}

class XlsxReader final : public Reader {
public:
    XlsxReader(const Input& input, Workbook workbook)
        : input_(input),
          workbook_(std::move(workbook)),
          strings_(input.folder()),
          rows_(workbook_, strings_, input.name()) {}

    Result<void> begin(const Package& package, const SheetEntry& sheet);
    const std::vector<std::string>& columns() const noexcept override { return columns_; }
    Result<bool> next(Row& row) override;

private:
    Input input_;
    Workbook workbook_;
    StringTable strings_;
    SheetRows rows_;
    std::optional<XmlPart> xml_;
    std::vector<std::string> columns_;
};

Result<void> XlsxReader::begin(const Package& package, const SheetEntry& sheet) {
    if (!workbook_.strings_part.empty() && package.has(workbook_.strings_part)) {
        SKIFTE_TRY(Part strings, package.part(workbook_.strings_part, max_sheet_part));
        SKIFTE_CHECK(read_strings(std::move(strings), strings_));
    }
    SKIFTE_TRY(Part part, package.part(sheet.part, max_sheet_part));
    xml_.emplace(std::move(part), rows_);
    rows_.xml = &*xml_;
    Row first;
    SKIFTE_TRY(const bool found, next(first));
    if (!found) return fail("sheet.no_columns", {{"path", input_.name()}});
    SKIFTE_TRY(columns_, headings(input_, first));
    return {};
}

Result<bool> XlsxReader::next(Row& row) {
    while (rows_.ready.empty()) {
        if (rows_.ended) return false;
        SKIFTE_TRY(const bool more, xml_->more());
        if (!more && rows_.ready.empty()) return false;
    }
    row = std::move(rows_.ready.front());
    rows_.ready.pop_front();
    return true;
}

std::string names_of(const std::vector<SheetEntry>& sheets) {
    std::string names;
    for (const SheetEntry& sheet : sheets) names += (names.empty() ? "" : ", ") + sheet.name;
    return names;
}

Result<SheetEntry> chosen_sheet(const Input& input, const Workbook& workbook, const std::string& name) {
    std::vector<SheetEntry> fitting;
    for (const SheetEntry& sheet : workbook.sheets)
        if (name.empty() ? sheet.visible : sheet.name == name) fitting.push_back(sheet);
    if (fitting.empty())
        return fail("sheet.xlsx_no_sheet",
                    {{"path", input.name()}, {"sheet", name}, {"sheets", names_of(workbook.sheets)}});
    if (fitting.size() > 1)
        return fail("sheet.xlsx_which_sheet", {{"path", input.name()}, {"sheets", names_of(fitting)}});
    return fitting.front();
}

}  // namespace

Result<std::unique_ptr<Reader>> open_xlsx(const Input& input, const std::string& name) {
    SKIFTE_TRY(const Package package, Package::open(input));
    SKIFTE_TRY(Workbook workbook, read_workbook(package));
    SKIFTE_TRY(const SheetEntry sheet, chosen_sheet(input, workbook, name));
    auto reader = std::make_unique<XlsxReader>(input, std::move(workbook));
    SKIFTE_CHECK(reader->begin(package, sheet));
    return std::unique_ptr<Reader>(std::move(reader));
}

}  // namespace skifte::sheet
