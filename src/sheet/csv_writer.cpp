// CSV for Danish Excel.
#include "sheet/readers.hpp"
#include "sheet/writers.hpp"

#include <skifte/support/date.hpp>

#include <algorithm>

namespace skifte::sheet {

namespace {

// A number is no formula, whatever sign it has.
bool looks_like_number(std::string_view text) {
    return text.find_first_of("0123456789") != std::string_view::npos &&
           text.find_first_not_of("0123456789.,+- ") == std::string_view::npos &&
           text.find_last_of("+-") == 0;
}

// As a Danish spreadsheet shows it.
std::string shown(const Cell& cell) {
    std::string text = cell.text;
    switch (cell.kind) {
    case Kind::number: std::replace(text.begin(), text.end(), '.', ','); break;
    case Kind::date:
        if (const auto date = Date::parse_iso(text)) text = date->danish();
        break;
    case Kind::text:
        if (starts_formula(text) && !looks_like_number(text)) text.insert(0, "'");
        break;
    default: break;
    }
    return text;
}

class CsvWriter final : public Writer {
public:
    explicit CsvWriter(FileReplacement file) : file_(std::move(file)) {}

    Result<void> row(std::span<const Cell> cells) override {
        buffer_ += csv_line(cells);
        if (buffer_.size() < std::size_t{1} << 16) return {};
        return flush();
    }
    Result<void> finish() override {
        SKIFTE_CHECK(flush());
        return file_.commit();
    }
    void begin(std::span<const Column> columns) {
        std::vector<Cell> names;
        for (const Column& column : columns) names.push_back({Kind::text, column.name});
        buffer_ = std::string(csv_mark) + csv_line(names);
    }

private:
    Result<void> flush() {
        SKIFTE_CHECK(file_.write(buffer_));
        buffer_.clear();
        return {};
    }

    FileReplacement file_;
    std::string buffer_;
};

}  // namespace

std::string csv_line(std::span<const Cell> cells) {
    std::string line;
    for (const Cell& cell : cells) {
        if (&cell != cells.data()) line += ';';
        const std::string text = shown(cell);
        if (text.find_first_of(";\"\r\n") == std::string::npos) {
            line += text;
            continue;
        }
        line += '"';
        for (const char c : text) {
            if (c == '"') line += '"';
            line += c;
        }
        line += '"';
    }
    return line + "\r\n";
}

Result<std::unique_ptr<Writer>> create_csv(const std::filesystem::path& path, std::vector<Column> columns) {
    SKIFTE_TRY(FileReplacement file, FileReplacement::begin(path));
    auto writer = std::make_unique<CsvWriter>(std::move(file));
    writer->begin(columns);
    return std::unique_ptr<Writer>(std::move(writer));
}

}  // namespace skifte::sheet
