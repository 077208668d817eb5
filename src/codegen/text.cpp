// Escaping and filling of spec text.
#include "codegen/text.hpp"

#include <cstdint>

namespace skifte::codegen {

namespace {

struct CodePoint {
    std::uint32_t value = 0;
    std::string_view bytes;
    bool valid = true;
};

// The code point at the front of a text that is not empty; one byte, marked invalid, where it is no UTF-8.
CodePoint front(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(0);
    if (first < 0x80) return {first, text.substr(0, 1)};
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    static constexpr std::uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    if (first < 0xC2 || first > 0xF4 || text.size() < length) return {first, text.substr(0, 1), false};
    std::uint32_t value = first & (0xFFu >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0) != 0x80) return {first, text.substr(0, 1), false};
        value = value << 6 | (byte(i) & 0x3Fu);
    }
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (value < least[length] || value > 0x10FFFF || surrogate) return {first, text.substr(0, 1), false};
    return {value, text.substr(0, length)};
}

// Characters that cannot be seen, or that move the others about: controls (C0, C1, DEL), soft hyphen, zero
// width, bidirectional (UAX #9), line and paragraph separator, byte order mark, annotation, tags.
bool is_hidden(std::uint32_t c) {
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0xAD || c == 0x61C || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
           (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE007F);
}

std::string octal(std::string_view bytes) {
    std::string out;
    for (const char c : bytes) {
        const auto u = static_cast<unsigned char>(c);
        out += '\\';
        out += static_cast<char>('0' + (u >> 6));
        out += static_cast<char>('0' + (u >> 3 & 7));
        out += static_cast<char>('0' + (u & 7));
    }
    return out;
}

// One code point as it stands between quotes; `previous` is the one before it.
std::string escaped(const CodePoint& c, std::uint32_t previous) {
    if (!c.valid) return octal(c.bytes);
    switch (c.value) {
    case '"': return "\\\"";
    case '\\': return "\\\\";
    case '\n': return "\\n";
    case '\t': return "\\t";
    case '?': return previous == '?' ? "\\?" : "?";
    default: return is_hidden(c.value) ? octal(c.bytes) : std::string(c.bytes);
    }
}

std::string shown(const CodePoint& c) {
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string hex;
    for (std::uint32_t rest = c.value; rest != 0 || hex.size() < 4; rest >>= 4)
        hex.insert(0, 1, digits[rest & 15]);
    return c.valid ? "<U+" + hex + ">" : "<0x" + hex.substr(2) + ">";
}

// A word of a comment. A backslash at its end could end a line and join the next to the comment.
std::string comment_word(std::string_view word) {
    std::string out;
    while (!word.empty()) {
        const CodePoint c = front(word);
        word.remove_prefix(c.bytes.size());
        const bool joins = c.value == '\\' && word.empty();
        const bool trigraph = c.value == '?' && word.starts_with("?/");
        out += !c.valid || is_hidden(c.value) || joins || trigraph ? shown(c) : std::string(c.bytes);
    }
    return out;
}

std::vector<std::string_view> split(std::string_view text, std::string_view separators) {
    std::vector<std::string_view> out;
    while (!text.empty()) {
        const auto end = text.find_first_of(separators);
        if (end != 0) out.push_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return out;
}

// Joins the lines that belong to one paragraph or list item; a blank line between paragraphs is kept as "".
std::vector<std::string> paragraphs(std::string_view text) {
    std::vector<std::string> out;
    bool fresh = true;
    while (!text.empty()) {
        const auto end = text.find('\n');
        std::string line;
        for (const auto word : split(text.substr(0, end), " \t\r")) (line += line.empty() ? "" : " ") += word;
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        const bool item = line.starts_with("- ") || line.starts_with("* ");
        if (line.empty()) {
            if (!out.empty() && !out.back().empty()) out.emplace_back();
            fresh = true;
        } else if (fresh || item) {
            out.push_back(line);
            fresh = false;
        } else {
            out.back() += " " + line;
        }
    }
    while (!out.empty() && out.back().empty()) out.pop_back();
    return out;
}

}  // namespace

std::string visible(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const CodePoint c = front(text);
        text.remove_prefix(c.bytes.size());
        out += !c.valid || is_hidden(c.value) ? shown(c) : std::string(c.bytes);
    }
    return out;
}

std::size_t columns(std::string_view text) {
    std::size_t count = 0;
    for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
    return count;
}

std::string literal(std::string_view text) {
    const std::string quoted = literal_lines(text, std::string_view::npos).front();
    if (text.find('\0') == std::string_view::npos) return quoted;
    return "std::string_view{" + quoted + ", " + std::to_string(text.size()) + "}";
}

std::vector<std::string> literal_lines(std::string_view text, std::size_t width) {
    std::vector<std::string> lines{""};
    std::string word;
    std::uint32_t previous = 0;
    const auto finish_word = [&] {
        if (!lines.back().empty() && columns(lines.back()) + columns(word) + 2 > width) lines.emplace_back();
        lines.back() += word;
        word.clear();
    };
    while (!text.empty()) {
        const CodePoint c = front(text);
        text.remove_prefix(c.bytes.size());
        word += escaped(c, previous);
        previous = c.value;
        if (c.value == ' ' || c.value == ',' || c.value == '\n') finish_word();
        if (c.value == '\n' && !text.empty() && width != std::string_view::npos) lines.emplace_back();
    }
    finish_word();
    for (auto& line : lines) line = '"' + line + '"';
    return lines;
}

std::vector<std::string> comment_lines(std::string_view text, std::size_t width) {
    std::vector<std::string> lines;
    for (const std::string& paragraph : paragraphs(text)) {
        const std::string indent = paragraph.starts_with("- ") || paragraph.starts_with("* ") ? "  " : "";
        lines.emplace_back();
        for (const auto raw : split(paragraph, " ")) {
            const std::string word = comment_word(raw);
            if (lines.back().empty())
                lines.back() = word;
            else if (columns(lines.back()) + 1 + columns(word) <= width)
                lines.back() += " " + word;
            else
                lines.push_back(indent + word);
        }
    }
    return lines;
}

}  // namespace skifte::codegen
