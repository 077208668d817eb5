#include <skifte/support/json.hpp>
#include <skifte/support/json_text.hpp>
#include <skifte/support/utf8.hpp>

#include <algorithm>

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

// How much of the front is written as it stands: most texts whole.
std::size_t plain_size(std::string_view text) noexcept {
    const auto end = std::find_if_not(text.begin(), text.end(), [](char c) {
        return c >= 0x20 && static_cast<unsigned char>(c) < 0x80 && c != '"' && c != '\\';
    });
    return static_cast<std::size_t>(end - text.begin());
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
        const std::size_t size = utf8_size(text);
        if (size == 1)
            write_escaped(out, static_cast<unsigned char>(text.front()));
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
