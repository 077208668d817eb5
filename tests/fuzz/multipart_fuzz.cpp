// A multipart body with a file of any name and content: a strict reader finds the parts that went in, and no
// header or part that a name or a content made up. The file's name goes up to the first NUL.
#include "fuzz/target.hpp"
#include "unit/api/table.hpp"

#include <skifte/api/call.hpp>

#include <algorithm>
#include <span>
#include <string>
#include <vector>

namespace skifte::fuzz {

namespace {

constexpr std::size_t most_bytes = 30;  // what the spec of the table allows a file

std::string read(const net::Body& body) {
    net::Body::Reader reader(body);
    std::string out(body.size() + 1, '\0');
    std::size_t at = 0;
    for (;;) {
        const auto n = reader.read(std::as_writable_bytes(std::span(out)).subspan(at));
        hold(n.has_value(), "a body of bytes can be read");
        if (*n == 0) break;
        at += *n;
    }
    out.resize(at);
    return out;
}

struct Part {
    std::string_view head, content;
};

std::vector<Part> split(std::string_view text, const std::string& boundary) {
    std::vector<Part> parts;
    const std::string first = "--" + boundary + "\r\n", next = "\r\n--" + boundary;
    hold(text.starts_with(first), "a body begins with its delimiter");
    text.remove_prefix(first.size());
    for (;;) {
        const std::size_t blank = text.find("\r\n\r\n"), end = text.find(next);
        hold(blank != std::string_view::npos && end != std::string_view::npos && blank < end,
             "a part has a head and an end");
        parts.push_back({text.substr(0, blank), text.substr(blank + 4, end - blank - 4)});
        text.remove_prefix(end + next.size());
        if (text == "--\r\n") return parts;
        hold(text.starts_with("\r\n"), "after a delimiter comes a part or the end");
        text.remove_prefix(2);
    }
}

}  // namespace

void run(std::string_view input) {
    const std::size_t name_end = std::min(input.find('\0'), input.size());
    api::Attachment file;
    file.part = "dokument";
    file.file_name = std::string(input.substr(0, name_end));
    if (name_end < input.size()) input.remove_prefix(name_end + 1);
    file.bytes = "%PDF-1" + std::string(input.substr(0, most_bytes));
    api::Arguments arguments;
    arguments.path.push_back({"id", Json("1")});
    arguments.attachments = {file};
    const auto request = api::encode(api::test::send, arguments, "https://x.example");
    if (!request) return;

    const std::string type(*request->headers.find("Content-Type"));
    const std::string text = read(request->body);
    const auto parts = split(text, type.substr(type.find("boundary=") + 9));
    hold(parts.size() == 1, "one file is one part");
    hold(parts[0].content == file.bytes, "a file leaves as it is");
    hold(std::ranges::count(parts[0].head, '\r') == 1 && std::ranges::count(parts[0].head, '\n') == 1,
         "a head is two lines, whatever the file is called");
    const auto quotes = std::ranges::count(parts[0].head, '"');
    hold(quotes == (file.file_name.empty() ? 2 : 4), "no name ends its own quotes");
}

}  // namespace skifte::fuzz
