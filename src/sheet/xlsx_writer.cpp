// XLSX by libxlsxwriter, in its mode of constant memory: what a row holds goes to a file without a name.
#include "sheet/writers.hpp"

#include <skifte/support/date.hpp>
#include <skifte/support/loaded_library.hpp>

#include <charconv>
#include <xlsxwriter.h>

namespace skifte::sheet {

namespace {

// Loaded when an XLSX file is written; the names are the library's own.
struct Libxlsxwriter {
    LoadedLibrary library{"libxlsxwriter.so.4"};
    decltype(&::workbook_new_opt) workbook_new_opt = library.find("workbook_new_opt");
    decltype(&::workbook_close) workbook_close = library.find("workbook_close");
    decltype(&::workbook_add_worksheet) workbook_add_worksheet = library.find("workbook_add_worksheet");
    decltype(&::workbook_add_format) workbook_add_format = library.find("workbook_add_format");
    decltype(&::format_set_bold) format_set_bold = library.find("format_set_bold");
    decltype(&::format_set_num_format) format_set_num_format = library.find("format_set_num_format");
    decltype(&::worksheet_freeze_panes) worksheet_freeze_panes = library.find("worksheet_freeze_panes");
    decltype(&::worksheet_set_column) worksheet_set_column = library.find("worksheet_set_column");
    decltype(&::worksheet_write_string) worksheet_write_string = library.find("worksheet_write_string");
    decltype(&::worksheet_write_number) worksheet_write_number = library.find("worksheet_write_number");
    decltype(&::worksheet_write_datetime) worksheet_write_datetime = library.find("worksheet_write_datetime");
    decltype(&::worksheet_write_boolean) worksheet_write_boolean = library.find("worksheet_write_boolean");
    decltype(&::worksheet_data_validation_range) worksheet_data_validation_range =
        library.find("worksheet_data_validation_range");
    decltype(&::worksheet_hide) worksheet_hide = library.find("worksheet_hide");
    decltype(&::lxw_strerror) lxw_strerror = library.find("lxw_strerror");
};

const Libxlsxwriter& xlsx() {
    static const Libxlsxwriter loaded;
    return loaded;
}

constexpr std::size_t max_list_size = 255;  // of a drop-down that holds its own choices
constexpr lxw_row_t last_choice_row = 10'000;

// A text that looks like an escape ("_x0041_") would be read as what it escapes, were its first character not
// one itself. Control characters the library escapes.
std::string with_escapes(const std::string& text) {
    std::string out;
    std::size_t from = 0;
    for (auto at = text.find("_x"); at != std::string::npos; at = text.find("_x", at + 1)) {
        const bool is_escape = text.size() > at + 6 && text[at + 6] == '_' &&
                               text.find_first_not_of("0123456789ABCDEFabcdef", at + 2) == at + 6;
        if (!is_escape) continue;
        out.append(text, from, at - from).append("_x005F_");
        from = at + 1;
    }
    return out.append(text, from, std::string::npos);
}

struct Formats {
    lxw_format *heading, *text, *money, *date;
};

Formats make_formats(lxw_workbook* workbook) {
    const Formats formats{xlsx().workbook_add_format(workbook), xlsx().workbook_add_format(workbook),
                          xlsx().workbook_add_format(workbook), xlsx().workbook_add_format(workbook)};
    xlsx().format_set_bold(formats.heading);
    xlsx().format_set_num_format(formats.text, "@");  // or the zero before a CPR is lost when it is typed
    xlsx().format_set_num_format(formats.money, "#,##0.00");
    xlsx().format_set_num_format(formats.date, "dd\\-mm\\-yyyy");
    return formats;
}

class XlsxWriter final : public Writer {
public:
    XlsxWriter(FileReplacement file, std::filesystem::path path, std::vector<Column> columns)
        : file_(std::move(file)), path_(std::move(path)), columns_(std::move(columns)) {}
    ~XlsxWriter() override {
        // The library frees itself only by writing; into the file that is unlinked after this.
        if (workbook_ != nullptr) xlsx().workbook_close(workbook_);
    }

    Result<void> begin();
    Result<void> row(std::span<const Cell> cells) override;
    Result<void> finish() override;

private:
    Result<void> begin_column(lxw_col_t column);
    Result<void> offer(lxw_col_t column);
    Result<void> write_choices();
    lxw_error write(lxw_col_t column, const Cell& cell);
    [[nodiscard]] lxw_format* format_of(const Column& column) const;
    [[nodiscard]] Result<void> checked(lxw_error error) const;

    FileReplacement file_;
    std::filesystem::path path_;
    std::vector<Column> columns_;
    lxw_workbook* workbook_ = nullptr;
    lxw_worksheet* sheet_ = nullptr;
    std::vector<lxw_col_t> apart_;  // columns whose choices are too long for the drop-down to hold
    Formats formats_{};
    lxw_row_t row_ = 0;
};

Result<void> XlsxWriter::checked(lxw_error error) const {
    if (error == LXW_NO_ERROR) return {};
    return fail("sheet.xlsx_write", {{"path", path_.string()}, {"reason", xlsx().lxw_strerror(error)}});
}

Result<void> XlsxWriter::begin() {
    if (const std::string& fault = xlsx().library.fault(); !fault.empty())
        return fail("sheet.xlsx_write", {{"path", path_.string()}, {"reason", fault}});
    std::string folder = path_.parent_path().empty() ? "." : path_.parent_path().string();
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    options.tmpdir = folder.data();
    workbook_ = xlsx().workbook_new_opt(file_.temporary().c_str(), &options);
    if (workbook_ == nullptr) return checked(LXW_ERROR_MEMORY_MALLOC_FAILED);
    formats_ = make_formats(workbook_);
    sheet_ = xlsx().workbook_add_worksheet(workbook_, nullptr);
    if (sheet_ == nullptr) return checked(LXW_ERROR_MEMORY_MALLOC_FAILED);
    xlsx().worksheet_freeze_panes(sheet_, 1, 0);
    for (std::size_t i = 0; i < columns_.size(); ++i) SKIFTE_CHECK(begin_column(static_cast<lxw_col_t>(i)));
    row_ = 1;
    return {};
}

Result<void> XlsxWriter::begin_column(lxw_col_t column) {
    const Column& wanted = columns_[column];
    xlsx().worksheet_set_column(sheet_, column, column, 20, format_of(wanted));
    SKIFTE_CHECK(
        checked(xlsx().worksheet_write_string(sheet_, 0, column, wanted.name.c_str(), formats_.heading)));
    if (!wanted.choices.empty()) return offer(column);
    return {};
}

Result<void> XlsxWriter::offer(lxw_col_t column) {
    const auto& choices = columns_[column].choices;
    std::size_t size = 0;
    std::vector<char*> list;  // which the library only reads
    for (const std::string& choice : choices) {
        size += choice.size() + 1;
        list.push_back(const_cast<char*>(choice.c_str()));
    }
    list.push_back(nullptr);
    lxw_data_validation validation{};
    std::string range;
    if (size <= max_list_size) {
        validation.validate = LXW_VALIDATION_TYPE_LIST;
        validation.value_list = list.data();
    } else {
        apart_.push_back(column);
        const std::string letters = column_letters(column);
        range = "=valg!$" + letters + "$1:$" + letters + "$" + std::to_string(choices.size());
        validation.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
        validation.value_formula = range.data();
    }
    return checked(
        xlsx().worksheet_data_validation_range(sheet_, 1, column, last_choice_row, column, &validation));
}

lxw_format* XlsxWriter::format_of(const Column& column) const {
    switch (column.kind) {
    case Kind::date: return formats_.date;
    case Kind::number: return column.money ? formats_.money : nullptr;
    default: return formats_.text;
    }
}

lxw_error XlsxWriter::write(lxw_col_t column, const Cell& cell) {
    const bool has_column = column < columns_.size();
    switch (cell.kind) {
    case Kind::empty: return LXW_NO_ERROR;
    case Kind::number: {
        double value = 0;
        const char* const end = cell.text.data() + cell.text.size();
        if (std::from_chars(cell.text.data(), end, value).ptr != end) break;
        const bool money = has_column && columns_[column].money;
        return xlsx().worksheet_write_number(sheet_, row_, column, value, money ? formats_.money : nullptr);
    }
    case Kind::date:
        if (const auto date = Date::parse_iso(cell.text);
            date && date->ymd().year() >= std::chrono::year{1900}) {
            lxw_datetime moment{};
            moment.year = static_cast<int>(date->ymd().year());
            moment.month = static_cast<int>(static_cast<unsigned>(date->ymd().month()));
            moment.day = static_cast<int>(static_cast<unsigned>(date->ymd().day()));
            return xlsx().worksheet_write_datetime(sheet_, row_, column, &moment, formats_.date);
        }
        break;
    case Kind::boolean:
        return xlsx().worksheet_write_boolean(sheet_, row_, column, cell.text == "true", nullptr);
    default: break;
    }
    return xlsx().worksheet_write_string(sheet_, row_, column, with_escapes(cell.text).c_str(),
                                         formats_.text);
}

Result<void> XlsxWriter::row(std::span<const Cell> cells) {
    for (std::size_t i = 0; i < cells.size(); ++i)
        SKIFTE_CHECK(checked(write(static_cast<lxw_col_t>(i), cells[i])));
    ++row_;
    return {};
}

// On a sheet of their own; row by row, since the library has forgotten the row before.
Result<void> XlsxWriter::write_choices() {
    if (apart_.empty()) return {};
    lxw_worksheet* choices = xlsx().workbook_add_worksheet(workbook_, "valg");
    if (choices == nullptr) return checked(LXW_ERROR_MEMORY_MALLOC_FAILED);
    xlsx().worksheet_hide(choices);
    bool more = true;
    for (std::size_t row = 0; more; ++row) {
        more = false;
        for (const lxw_col_t column : apart_) {
            if (row >= columns_[column].choices.size()) continue;
            more = true;
            SKIFTE_CHECK(
                checked(xlsx().worksheet_write_string(choices, static_cast<lxw_row_t>(row), column,
                                                      columns_[column].choices[row].c_str(), nullptr)));
        }
    }
    return {};
}

Result<void> XlsxWriter::finish() {
    SKIFTE_CHECK(write_choices());
    const lxw_error error = xlsx().workbook_close(workbook_);
    workbook_ = nullptr;
    if (error != LXW_NO_ERROR && errno == ENOSPC) return fail("disk.full", {{"path", path_.string()}});
    SKIFTE_CHECK(checked(error));
    return file_.commit();
}

}  // namespace

Result<std::unique_ptr<Writer>> create_xlsx(const std::filesystem::path& path, std::vector<Column> columns) {
    SKIFTE_TRY(FileReplacement file, FileReplacement::begin(path));
    auto writer = std::make_unique<XlsxWriter>(std::move(file), path, std::move(columns));
    SKIFTE_CHECK(writer->begin());
    return std::unique_ptr<Writer>(std::move(writer));
}

}  // namespace skifte::sheet
