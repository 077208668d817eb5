#include "cli/output.hpp"

#include <skifte/support/date.hpp>
#include <skifte/support/decimal.hpp>
#include <skifte/support/identifiers.hpp>

#include <algorithm>
#include <utility>

namespace skifte::cli {

namespace {

constexpr std::size_t widest_cell = 60;

// One code point and the bytes it takes; U+FFFD and 1 for what is no UTF-8.
struct Decoded {
    char32_t point;
    std::size_t bytes;
};
Decoded decode(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const auto tail = [&](std::size_t i) { return i < text.size() && (byte(i) & 0xC0) == 0x80; };
    const unsigned char b = byte(0);
    if (b < 0x80) return {b, 1};
    if (b >= 0xC2 && b < 0xE0 && tail(1)) return {(b & 0x1Fu) << 6 | (byte(1) & 0x3Fu), 2};
    if (b >= 0xE0 && b < 0xF0 && tail(1) && tail(2))
        return {(b & 0x0Fu) << 12 | (byte(1) & 0x3Fu) << 6 | (byte(2) & 0x3Fu), 3};
    if (b >= 0xF0 && b < 0xF5 && tail(1) && tail(2) && tail(3))
        return {(b & 0x07u) << 18 | (byte(1) & 0x3Fu) << 12 | (byte(2) & 0x3Fu) << 6 | (byte(3) & 0x3Fu), 4};
    return {0xFFFD, 1};
}

// Columns a code point takes, without the locale: combining marks none, East Asian wide and emoji two.
std::size_t columns_of(char32_t c) {
    if ((c >= 0x300 && c < 0x370) || c == 0x200D || (c >= 0xFE00 && c <= 0xFE0F)) return 0;
    const bool wide =
        (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3) ||
        (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
        (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x1F300 && c <= 0x1FAFF) || (c >= 0x20000 && c <= 0x3FFFD);
    return wide ? 2 : 1;
}

// C0 and C1 controls, and the marks that turn the direction of text around.
bool is_control(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F || c == 0x2028 || c == 0x2029;
}

std::string_view last_word(std::string_view pointer) {
    return pointer.substr(pointer.rfind('/') + 1);
}

// "/selskab/navn" → "selskab/navn"; a place in an array is no word: "/filer/0/navn" → "filer/navn".
std::string last_two_words(std::string_view pointer) {
    const std::string_view last = last_word(pointer);
    std::string_view above = pointer.substr(0, pointer.size() - last.size() - 1);
    while (!above.empty() && last_word(above).find_first_not_of("0123456789") == std::string_view::npos)
        above = above.substr(0, above.rfind('/'));
    return above.empty() ? std::string(last) : std::string(last_word(above)) + "/" + std::string(last);
}

std::string plain(const Json& value) {
    switch (value.kind()) {
    case Json::Kind::null: return {};
    case Json::Kind::string: return value.as_string();
    default: return value.dump();
    }
}

std::string listed(const Json::Array& items) {
    std::string out;
    for (const Json& item : items) out += (out.empty() ? "" : "; ") + plain(item);
    return out;
}

std::string shown(const Json& value, const Column& column, Language language) {
    if (value.kind() == Json::Kind::boolean)
        return say(language, value.as_boolean() ? "word.true" : "word.false");
    switch (column.show) {
    case Show::code: {
        const std::string key = std::string(column.words) + plain(value);
        return has_text(key) ? say(language, key) : plain(value);
    }
    case Show::date:
        if (auto date = Date::parse_iso(plain(value))) return date->danish();
        break;
    case Show::moment:
        if (auto moment = parse_rfc3339(plain(value))) return local_in_copenhagen(*moment);
        break;
    case Show::amount:
        if (value.is_number())
            if (auto amount = Amount::parse_json(value.digits())) return amount->danish();
        break;
    case Show::count:
        if (value.is_array()) return std::to_string(value.items().size());
        break;
    case Show::list:
        if (value.is_array()) return listed(value.items());
        break;
    default: break;
    }
    return plain(value);
}

// The words of a pointer that name a column of CSV: the last, and as many above it as tell it from the
// others.
std::string csv_heading(std::string_view pointer, std::size_t words) {
    std::string out;
    while (words-- > 0 && !pointer.empty()) {
        out = std::string(last_word(pointer)) + (out.empty() ? "" : ".") + out;
        pointer = pointer.substr(0, pointer.rfind('/'));
    }
    return out;
}

std::vector<std::string> csv_headings(std::span<const Column> columns) {
    std::vector<std::string> heads;
    for (const Column& column : columns) {
        std::size_t words = 1;
        const auto is_shared = [&] {
            const std::string head = csv_heading(column.pointer, words);
            return std::any_of(columns.begin(), columns.end(), [&](const Column& other) {
                return other.pointer != column.pointer && csv_heading(other.pointer, words) == head;
            });
        };
        while (is_shared()) ++words;
        heads.push_back(csv_heading(column.pointer, words));
    }
    return heads;
}

bool right_aligned(Show show) {
    return show == Show::amount || show == Show::number || show == Show::count;
}

// A spreadsheet takes a cell that begins so for a formula.
bool looks_like_formula(std::string_view cell) {
    return !cell.empty() && std::string_view("=+-@\t\r").find(cell.front()) != std::string_view::npos &&
           !(cell.front() == '-' && cell.find_first_not_of("0123456789.,", 1) == std::string_view::npos);
}

}  // namespace

std::string heading(Language language, std::string_view pointer) {
    for (const std::string& words : {last_two_words(pointer), std::string(last_word(pointer))})
        if (has_text("column." + words)) return say(language, "column." + words);
    return std::string(last_word(pointer));
}

std::optional<Format> parse_format(std::string_view text) noexcept {
    if (text == "table") return Format::table;
    if (text == "json") return Format::json;
    if (text == "jsonl") return Format::jsonl;
    if (text == "csv") return Format::csv;
    return std::nullopt;
}

std::string harmless(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const auto [point, bytes] = decode(text);
        if (point == 0xFFFD && bytes == 1)
            out += "\xEF\xBF\xBD";
        else if (is_control(point))
            out += ' ';
        else
            out += text.substr(0, bytes);
        text.remove_prefix(bytes);
    }
    return out;
}

std::string printed(const Json& value, int indent) {
    const std::string dumped = value.dump(indent);
    std::string out;
    std::string_view text = dumped;
    while (!text.empty()) {
        const auto [point, bytes] = decode(text);
        // Below U+0020 it is blanks between the values: within one the dump has escaped it.
        if (point >= 0x7F && is_control(point)) {
            constexpr std::string_view digits = "0123456789abcdef";
            out += "\\u";
            for (const unsigned shift : {12U, 8U, 4U, 0U}) out += digits[(point >> shift) & 0xFU];
        } else {
            out += text.substr(0, bytes);
        }
        text.remove_prefix(bytes);
    }
    return out;
}

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    while (!text.empty()) {
        const auto [point, bytes] = decode(text);
        width += columns_of(point);
        text.remove_prefix(bytes);
    }
    return width;
}

std::string cut(std::string_view text, std::size_t width) {
    if (display_width(text) <= width) return std::string(text);
    std::string out;
    std::size_t used = 0;
    while (!text.empty()) {
        const auto [point, bytes] = decode(text);
        if (used + columns_of(point) + 1 > width) break;
        used += columns_of(point);
        out += text.substr(0, bytes);
        text.remove_prefix(bytes);
    }
    return out + "…";
}

Output::Output(Streams& streams, Format format, std::vector<std::string> fields, Language language,
               bool show_cpr, std::optional<Error>* wrong)
    : streams_(streams),
      format_(format),
      fields_(std::move(fields)),
      language_(language),
      show_cpr_(show_cpr),
      wrong_(wrong) {}

Output& Output::know(const openapi::Schema* schema) {
    fields_.know(schema);
    return *this;
}

Output& Output::know(const Json& sample) {
    fields_.know(sample);
    return *this;
}

// The columns asked for by --fields, else those of the command.
void Output::set_columns(std::span<const Column> columns) {
    columns_.assign(columns.begin(), columns.end());
    if (fields_.empty()) return;
    for (const auto& column : columns) fields_.know_pointer(column.pointer);
    std::vector<Column> chosen;
    for (const auto& pointer : fields_.pointers()) {
        const auto it = std::find_if(columns_.begin(), columns_.end(),
                                     [&](const Column& column) { return column.pointer == pointer; });
        chosen.push_back(it == columns_.end() ? Column{pointer} : Column{pointer, it->show, it->words});
    }
    columns_ = std::move(chosen);
}

void Output::begin(std::span<const Column> columns) {
    set_columns(columns);
}

bool Output::may_print(const Json* first) {
    if (wrong_ == nullptr || fields_.empty()) return true;
    auto unknown = fields_.unknown(first);
    refused_ = unknown.has_value();
    if (refused_) *wrong_ = std::move(unknown);
    return !refused_;
}

// What stands before the first row; printed with it, since only then it is known whether there will be one.
bool Output::start_list(const Json* first) {
    if (std::exchange(started_, true)) return !refused_;
    if (!may_print(first)) return false;
    if (format_ == Format::json) streams_.out("[");
    if (format_ == Format::csv) {
        streams_.out("\xEF\xBB\xBF");  // without it Danish Excel reads UTF-8 as Windows-1252
        csv_line(csv_headings(columns_));
    }
    return true;
}

Json Output::selected(const Json& object) const {
    if (fields_.empty()) return object;
    Json out = Json::object();
    for (std::size_t i = 0; i < fields_.names().size(); ++i)
        if (const Json* value = object.at_pointer(fields_.pointers()[i])) out.set(fields_.names()[i], *value);
    return out;
}

std::string Output::cell(const Json& object, const Column& column) const {
    const Json* value = object.at_pointer(column.pointer);
    if (value == nullptr) return {};
    if (format_ == Format::csv) return plain(*value);
    std::string text = harmless(shown(*value, column, language_));
    return show_cpr_ ? text : mask_cprs(text);
}

void Output::row(const Json& object) {
    ++count_;
    if (!start_list(&object)) return;
    if (format_ == Format::json) {
        streams_.out(count_ > 1 ? ",\n" : "\n");
        streams_.out(printed(selected(object)));
        return;
    }
    if (format_ == Format::jsonl) {
        streams_.out(printed(selected(object)) + "\n");
        return;
    }
    std::vector<std::string> cells;
    for (const auto& column : columns_) cells.push_back(cell(object, column));
    if (format_ == Format::csv)
        csv_line(cells);
    else
        lines_.push_back(std::move(cells));
}

void Output::end() {
    if (!start_list(nullptr)) return;
    if (format_ == Format::json) streams_.out(count_ > 0 ? "\n]\n" : "]\n");
    if (format_ == Format::table) print_table();
}

void Output::csv_line(const std::vector<std::string>& cells) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0) line += ';';
        std::string text = cells[i];
        if (looks_like_formula(text)) text.insert(0, "'");
        if (text.find_first_of(";\"\r\n") != std::string::npos) {
            line += '"';
            for (const char c : text) line += c == '"' ? std::string("\"\"") : std::string(1, c);
            line += '"';
        } else {
            line += text;
        }
    }
    streams_.out(line + "\r\n");
}

void Output::print_table() {
    if (lines_.empty()) return;
    std::vector<std::string> heads;
    std::vector<std::size_t> widths;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        heads.push_back(heading(language_, columns_[i].pointer));
        std::size_t width = display_width(heads.back());
        for (const auto& line : lines_)
            width = std::max(width, std::min(display_width(line[i]), widest_cell));
        widths.push_back(width);
    }
    const auto print = [&](const std::vector<std::string>& cells) {
        std::string line;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            // Nothing stands behind the last one that its length could push out of line.
            const std::string text = i + 1 < cells.size() ? cut(cells[i], widths[i]) : cells[i];
            const std::size_t width = display_width(text);
            const std::string pad(width < widths[i] ? widths[i] - width : 0, ' ');
            line += right_aligned(columns_[i].show) ? pad + text : text + pad;
            line += "  ";
        }
        line.erase(line.find_last_not_of(' ') + 1);
        streams_.out(line + "\n");
    };
    print(heads);
    for (const auto& line : lines_) print(line);
}

void Output::object(const Json& value, std::span<const Column> columns) {
    if (format_ == Format::csv) {
        begin(columns);
        row(value);
        return end();
    }
    set_columns(columns);
    if (!may_print(&value)) return;
    if (format_ == Format::json || format_ == Format::jsonl) {
        streams_.out(printed(selected(value), format_ == Format::json ? 2 : -1) + "\n");
        return;
    }
    std::size_t width = 0;
    std::vector<std::pair<std::string, std::string>> lines;
    for (const auto& column : columns_) {
        const Json* at = value.at_pointer(column.pointer);
        if (at == nullptr || at->is_null()) continue;
        lines.emplace_back(heading(language_, column.pointer), cell(value, column));
        width = std::max(width, display_width(lines.back().first));
    }
    for (const auto& [head, text] : lines)
        streams_.out(head + std::string(width - display_width(head) + 2, ' ') + text + "\n");
}

}  // namespace skifte::cli
