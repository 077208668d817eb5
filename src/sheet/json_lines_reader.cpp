// JSON Lines: one object a line, members of members by dotted names.
#include "sheet/readers.hpp"
#include "sheet/text_source.hpp"

#include <skifte/support/json.hpp>

#include <algorithm>
#include <unordered_map>

namespace skifte::sheet {

namespace {

class JsonLinesReader final : public Reader {
public:
    explicit JsonLinesReader(const Input& input) : source_(input) {}

    const std::vector<std::string>& columns() const noexcept override { return columns_; }
    Result<bool> next(Row& row) override;

private:
    Result<bool> line(std::string_view& line);
    Result<void> add(const std::string& name, const Json& value, Row& row);
    [[nodiscard]] Error fault(std::string code) const {
        return Error{std::move(code), {{"path", source_.input().name()}, {"row", std::to_string(line_)}}};
    }

    TextSource source_;
    std::vector<std::string> columns_;
    std::unordered_map<std::string, std::size_t> index_;
    std::string text_;
    std::size_t at_ = 0;
    bool at_end_ = false;
    std::uint64_t offset_ = 0;
    std::uint64_t line_ = 0;
};

// Without its line break; what is left of the last one counts too.
Result<bool> JsonLinesReader::line(std::string_view& line) {
    for (;;) {
        const std::size_t end = text_.find('\n', at_);
        const bool whole = end != std::string::npos;
        if (whole || (at_end_ && at_ < text_.size())) {
            line = std::string_view{text_}.substr(at_, whole ? end - at_ : std::string::npos);
            return true;
        }
        if (at_end_) return false;
        if (text_.size() - at_ > max_row_size)
            return fail(fault("sheet.row_too_large").with("limit", std::to_string(max_row_size)));
        text_.erase(0, at_);
        at_ = 0;
        auto read = source_.read(text_);
        if (!read) return fail(std::move(read).error().with("row", std::to_string(line_)));
        at_end_ = !*read;
        if (offset_ == 0) offset_ = source_.first_byte();
    }
}

bool is_plain(const Json& value) {
    return value.is_string() || value.is_number() || value.is_boolean();
}

Result<void> JsonLinesReader::add(const std::string& name, const Json& value, Row& row) {
    if (value.is_object()) {
        for (const auto& [member, inner] : value.members())
            SKIFTE_CHECK(add(name.empty() ? member : name + "." + member, inner, row));
        return {};
    }
    const auto [found, is_new] = index_.try_emplace(name, columns_.size());
    if (is_new) columns_.push_back(name);
    if (columns_.size() > max_columns)
        return fail(fault("sheet.too_wide").with("limit", std::to_string(max_columns)));
    if (row.cells.size() <= found->second) row.cells.resize(found->second + 1);
    Cell& cell = row.cells[found->second];
    if (!cell.empty()) return fail(fault("sheet.column_duplicate").with("name", name));
    switch (value.kind()) {
    case Json::Kind::string:
        cell = {value.as_string().empty() ? Kind::empty : Kind::text, value.as_string()};
        break;
    case Json::Kind::number: cell = {Kind::number, value.digits()}; break;
    case Json::Kind::boolean: cell = {Kind::boolean, value.as_boolean() ? "true" : "false"}; break;
    case Json::Kind::array:
        if (!std::all_of(value.items().begin(), value.items().end(), is_plain))
            return fail(fault("sheet.json_nested").with("column", name));
        if (!value.items().empty()) cell = {Kind::list, value.dump()};
        break;
    default: break;
    }
    return {};
}

Result<bool> JsonLinesReader::next(Row& row) {
    std::string_view text;
    do {
        SKIFTE_TRY(const bool found, line(text));
        if (!found) return false;
        ++line_;
        row.number = line_;
        row.offset = offset_;
        row.hidden = false;
        row.cells.clear();
        if (text.find_first_not_of(" \t\r") != std::string_view::npos) {
            auto json = Json::parse(text);
            if (!json || !json->is_object())
                return fail(fault("sheet.json_line")
                                .with("reason", json ? "no object" : json.error().code)
                                .with("at", json ? "" : std::string(json.error().argument("column"))));
            SKIFTE_CHECK(add("", *json, row));
        }
        const std::size_t size = std::min(text.size() + 1, text_.size() - at_);
        offset_ += source_.bytes_of(std::string_view{text_}.substr(at_, size));
        at_ += size;
    } while (is_blank(row));
    return true;
}

}  // namespace

Result<std::unique_ptr<Reader>> open_json_lines(const Input& input) {
    return std::unique_ptr<Reader>(std::make_unique<JsonLinesReader>(input));
}

}  // namespace skifte::sheet
