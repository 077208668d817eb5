// CSV as Danish Excel and ERP systems write it (RFC 4180, with what they make of it): any of three
// delimiters, any line break, quoted line breaks.
#include "sheet/readers.hpp"
#include "sheet/text_source.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace skifte::sheet {

namespace {

bool is_line_end(char c) {
    return c == '\r' || c == '\n';
}

// A spreadsheet's way to say that a text is no formula; our writer puts it there.
bool is_neutralised(std::string_view text) {
    return text.starts_with('\'') && starts_formula(text);
}

void set_text(Cell& cell, std::string_view text) {
    if (is_neutralised(text)) text.remove_prefix(1);
    cell.text.assign(text);
    cell.kind = text.empty() ? Kind::empty : Kind::text;
}

// One record at the start of a text.
class Record {
public:
    enum class Outcome { whole, cut, bad_quote };

    // `at_end`: nothing follows the text. Overwrites cells and leaves what is beyond `count` alone.
    Outcome parse(std::string_view text, bool at_end, char delimiter, std::vector<Cell>& cells);
    [[nodiscard]] std::size_t size() const noexcept { return at_; }      // with its line break
    [[nodiscard]] std::size_t count() const noexcept { return count_; }  // of cells
    [[nodiscard]] bool in_quotes() const noexcept { return in_quotes_; }

private:
    Outcome quoted(std::string_view text, bool at_end, char delimiter, Cell& cell);

    std::size_t at_ = 0;
    std::size_t count_ = 0;
    bool in_quotes_ = false;
};

Record::Outcome Record::parse(std::string_view text, bool at_end, char delimiter, std::vector<Cell>& cells) {
    at_ = count_ = 0;
    in_quotes_ = false;
    for (;;) {
        if (count_ == cells.size()) cells.emplace_back();
        Cell& cell = cells[count_++];
        if (at_ < text.size() && text[at_] == '"') {
            if (const Outcome outcome = quoted(text, at_end, delimiter, cell); outcome != Outcome::whole)
                return outcome;
        } else {
            const std::size_t from = at_;
            while (at_ < text.size() && text[at_] != delimiter && !is_line_end(text[at_])) ++at_;
            if (at_ == text.size() && !at_end) return Outcome::cut;
            set_text(cell, text.substr(from, at_ - from));
        }
        if (at_ == text.size()) return Outcome::whole;
        const char end = text[at_++];
        if (end == delimiter) continue;
        if (end == '\n') return Outcome::whole;
        // A lone CR ends a line too, so what follows must be seen.
        if (at_ == text.size() && !at_end) return Outcome::cut;
        if (at_ < text.size() && text[at_] == '\n') ++at_;
        return Outcome::whole;
    }
}

// Leaves at_ at what ends the cell.
Record::Outcome Record::quoted(std::string_view text, bool at_end, char delimiter, Cell& cell) {
    std::string content;
    std::size_t from = at_ + 1;
    in_quotes_ = true;
    for (;;) {
        const std::size_t quote = text.find('"', from);
        if (quote == std::string_view::npos || (quote + 1 == text.size() && !at_end)) return Outcome::cut;
        content.append(text, from, quote - from);
        at_ = quote + 1;
        if (at_ == text.size() || text[at_] != '"') break;
        content += '"';
        from = at_ + 1;
    }
    in_quotes_ = false;
    set_text(cell, content);
    const bool ends = at_ == text.size() || text[at_] == delimiter || is_line_end(text[at_]);
    return ends ? Outcome::whole : Outcome::bad_quote;
}

// The one that stands most often in the headings, outside quotes; the semicolon of Danish programs if none.
char delimiter_of(std::string_view line) {
    std::array<std::pair<char, int>, 3> counts{{{';', 0}, {'\t', 0}, {',', 0}}};
    bool in_quotes = false;
    for (const char c : line) {
        if (c == '"') in_quotes = !in_quotes;
        if (in_quotes) continue;
        if (is_line_end(c)) break;
        for (auto& [delimiter, count] : counts)
            if (c == delimiter) ++count;
    }
    return std::max_element(counts.begin(), counts.end(),
                            [](const auto& a, const auto& b) { return a.second < b.second; })
        ->first;
}

class CsvReader final : public Reader {
public:
    CsvReader(const Input& input, char delimiter) : source_(input), delimiter_(delimiter) {}

    Result<void> begin();
    const std::vector<std::string>& columns() const noexcept override { return columns_; }
    Result<bool> next(Row& row) override;

private:
    Result<bool> record(Row& row);
    Result<void> more();
    void skip(std::size_t size);
    [[nodiscard]] std::string_view rest() const { return std::string_view{text_}.substr(at_); }
    [[nodiscard]] Failure fault(std::string code, std::string limit = {}) const;

    TextSource source_;
    char delimiter_;
    std::vector<std::string> columns_;
    std::string text_;  // what was read and not used yet stands from at_
    std::size_t at_ = 0;
    bool at_end_ = false;       // text_ holds the last of it
    std::uint64_t offset_ = 0;  // of rest() in the file
    std::uint64_t row_ = 0;     // the number of the last record
    Record record_;
};

Failure CsvReader::fault(std::string code, std::string limit) const {
    Error error{std::move(code), {{"path", source_.input().name()}, {"row", std::to_string(row_)}}};
    if (!limit.empty()) error.arguments.push_back({"limit", std::move(limit)});
    if (error.code == "sheet.csv_quote")
        error.arguments.push_back({"column", record_.count() <= columns_.size() && !columns_.empty()
                                                 ? columns_[record_.count() - 1]
                                                 : column_letters(record_.count() - 1)});
    return fail(std::move(error));
}

Result<void> CsvReader::more() {
    text_.erase(0, at_);
    at_ = 0;
    auto read = source_.read(text_);
    if (!read) return fail(std::move(read).error().with("row", std::to_string(row_)));
    at_end_ = !*read;
    return {};
}

void CsvReader::skip(std::size_t size) {
    offset_ += source_.bytes_of(rest().substr(0, size));
    at_ += size;
}

Result<void> CsvReader::begin() {
    while (!at_end_ && text_.find_first_of("\r\n") == std::string::npos && text_.size() < max_row_size)
        SKIFTE_CHECK(more());
    offset_ = source_.first_byte();
    // Excel's own way to say it, which no other program shows as a row; Excel counts it as one.
    if (const auto line = rest(); line.size() > 4 && (line.starts_with("sep=") || line.starts_with("SEP=")) &&
                                  !is_line_end(line[4]) && (line.size() == 5 || is_line_end(line[5]))) {
        if (delimiter_ == '\0') delimiter_ = line[4];
        const bool two = line.size() > 6 && line[5] == '\r' && line[6] == '\n';
        skip(line.size() == 5 ? 5 : two ? 7 : 6);
        ++row_;
    }
    if (delimiter_ == '\0') delimiter_ = delimiter_of(rest());
    Row first;
    do {
        SKIFTE_TRY(const bool found, record(first));
        if (!found) return fail("sheet.no_columns", {{"path", source_.input().name()}});
    } while (is_blank(first));
    SKIFTE_TRY(columns_, headings(source_.input(), first));
    return {};
}

// The next record, empty or not; false at the end.
Result<bool> CsvReader::record(Row& row) {
    if (rest().empty() && !at_end_) SKIFTE_CHECK(more());
    if (rest().empty()) return false;
    ++row_;
    row.number = row_;
    row.offset = offset_;
    row.hidden = false;
    for (;;) {
        const auto outcome = record_.parse(rest(), at_end_, delimiter_, row.cells);
        if (record_.count() > max_columns) return fault("sheet.too_wide", std::to_string(max_columns));
        if (outcome == Record::Outcome::bad_quote) return fault("sheet.csv_quote");
        if (outcome == Record::Outcome::whole) break;
        if (at_end_) return fault("sheet.csv_unclosed");
        if (rest().size() > max_row_size)
            return fault(record_.in_quotes() ? "sheet.csv_unclosed" : "sheet.row_too_large",
                         std::to_string(max_row_size));
        SKIFTE_CHECK(more());
    }
    row.cells.resize(record_.count());
    skip(record_.size());
    return true;
}

Result<bool> CsvReader::next(Row& row) {
    do {
        SKIFTE_TRY(const bool found, record(row));
        if (!found) return false;
    } while (is_blank(row));
    return true;
}

}  // namespace

Result<std::unique_ptr<Reader>> open_csv(const Input& input, char delimiter) {
    auto reader = std::make_unique<CsvReader>(input, delimiter);
    SKIFTE_CHECK(reader->begin());
    return std::unique_ptr<Reader>(std::move(reader));
}

}  // namespace skifte::sheet
