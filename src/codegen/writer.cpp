// Writer: see the header.
#include "codegen/writer.hpp"

#include "codegen/text.hpp"

namespace skifte::codegen {

Writer& Writer::line(std::string_view text) {
    if (!text.empty()) text_.append(4 * depth_, ' ').append(text);
    text_ += '\n';
    opened_ = false;
    return *this;
}

Writer& Writer::gap() {
    if (!text_.empty() && !text_.ends_with("\n\n") && !opened_) text_ += '\n';
    return *this;
}

Writer& Writer::open(std::string_view text) {
    line(std::string(text) + (text.ends_with('{') ? "" : " {"));
    ++depth_;
    opened_ = true;
    return *this;
}

Writer& Writer::close(std::string_view text) {
    --depth_;
    return line(text);
}

Writer& Writer::append(const Writer& other) {
    text_ += other.text_;
    return *this;
}

Writer& Writer::comment(std::string_view text) {
    for (const auto& comment : comment_lines(text, room() - 3))
        line(comment.empty() ? "//" : "// " + comment);
    return *this;
}

Writer& Writer::text_member(std::string_view name, std::string_view text) {
    if (text.empty()) return *this;
    const std::string head = "." + std::string(name) + " =";
    const std::string whole = head + " " + literal(text) + ",";
    if (columns(whole) <= room() || text.find('\0') != std::string_view::npos) return line(whole);
    line(head);
    ++depth_;
    const auto lines = literal_lines(text, room() - 1);
    for (std::size_t i = 0; i < lines.size(); ++i) line(lines[i] + (i + 1 == lines.size() ? "," : ""));
    --depth_;
    return *this;
}

Writer& Writer::list(std::string_view head, const std::vector<std::string>& items, std::string_view tail) {
    std::string row(head);
    for (std::size_t i = 0; i < items.size(); ++i) (row += i == 0 ? "" : ", ") += items[i];
    if (columns(row.append(tail)) <= room()) return line(row);
    line(head.substr(0, head.find_last_not_of(' ') + 1));
    ++depth_;
    row.clear();
    for (const std::string& item : items) {
        if (!row.empty() && columns(row) + columns(item) + 2 > room()) {
            line(row);
            row.clear();
        }
        row += (row.empty() ? "" : " ") + item + ",";
    }
    line(row);
    --depth_;
    return line(tail.substr(tail.find_first_not_of(' ')));
}

Writer& Writer::declaration(std::string_view type, std::string_view declarator) {
    const std::string whole = std::string(type) + " " + std::string(declarator);
    return columns(whole) <= room() ? line(whole) : line(type).line(declarator);
}

}  // namespace skifte::codegen
