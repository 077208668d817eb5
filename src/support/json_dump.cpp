#include <skifte/support/json.hpp>
#include <skifte/support/json_text.hpp>
#include <skifte/support/utf8.hpp>

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace skifte {

namespace {

void write_escaped(std::string& out, unsigned char c) {
    constexpr std::string_view hex = "0123456789abcdef";
    switch (c) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\b': out += "\\b"; return;
    case '\f': out += "\\f"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default: break;
    }
    if (c >= 0x20)
        out += static_cast<char>(c);
    else
        out.append("\\u00").append(1, hex[c >> 4U]).append(1, hex[c & 0xFU]);
}

// How much of the front is written as it stands: most texts whole, so eight bytes are looked at together.
std::size_t plain_size(std::string_view text) noexcept {
    constexpr std::uint64_t ones = 0x0101010101010101, highs = 0x8080808080808080;
    // What is below a byte has its high bit set by the subtraction, unless it had it before.
    const auto has_less = [](std::uint64_t word, std::uint64_t byte) { return (word - ones * byte) & ~word; };
    std::size_t at = 0;
    for (; at + sizeof(std::uint64_t) <= text.size(); at += sizeof(std::uint64_t)) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + at, sizeof word);
        const std::uint64_t special = word | has_less(word, 0x20) | has_less(word ^ (ones * '"'), 1) |
                                      has_less(word ^ (ones * '\\'), 1);
        if ((special & highs) != 0) break;
    }
    const auto is_plain = [](char c) {
        return c >= 0x20 && static_cast<unsigned char>(c) < 0x80 && c != '"' && c != '\\';
    };
    while (at < text.size() && is_plain(text[at])) ++at;
    return at;
}

class Writer {
public:
    explicit Writer(int indent) : indent_(indent) {}

    void write(const Json& value) {
        switch (value.kind()) {
        case Json::Kind::null: out_ += "null"; break;
        case Json::Kind::boolean: out_ += value.as_boolean() ? "true" : "false"; break;
        case Json::Kind::number: out_ += value.digits(); break;
        case Json::Kind::string: append_json_string(out_, value.as_string()); break;
        case Json::Kind::array:
            write_list('[', value.items(), ']', [this](const Json& item) { write(item); });
            break;
        case Json::Kind::object:
            write_list('{', value.members(), '}', [this](const Json::Member& member) {
                append_json_string(out_, member.name);
                out_ += indent_ < 0 ? ":" : ": ";
                write(member.value);
            });
            break;
        }
    }

    [[nodiscard]] std::string take() && { return std::move(out_); }

private:
    template <typename List, typename F>
    void write_list(char open, const List& list, char close, F write_one) {
        out_ += open;
        ++level_;
        bool first = true;
        for (const auto& one : list) {
            if (!first) out_ += ',';
            first = false;
            break_line();
            write_one(one);
        }
        --level_;
        if (!list.empty()) break_line();
        out_ += close;
    }

    void break_line() {
        if (indent_ < 0) return;
        out_ += '\n';
        out_.append(static_cast<std::size_t>(indent_) * level_, ' ');
    }

    std::string out_;
    int indent_;
    std::size_t level_ = 0;
};

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
    out += '"';
    while (!text.empty()) {
        const std::size_t plain = plain_size(text);
        out += text.substr(0, plain);
        text.remove_prefix(plain);
        if (text.empty()) break;
        const auto first = static_cast<unsigned char>(text.front());
        const std::size_t size = first < 0x80 ? 1 : utf8_size(text);
        if (size == 1)
            write_escaped(out, first);
        else if (size == 0)
            out += "\uFFFD";
        else
            out += text.substr(0, size);
        text.remove_prefix(std::max<std::size_t>(size, 1));
    }
    out += '"';
}

std::string Json::dump(int indent) const {
    Writer writer{indent};
    writer.write(*this);
    return std::move(writer).take();
}

}  // namespace skifte
