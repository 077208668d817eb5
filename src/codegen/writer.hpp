// Writer: C++ text, indented by four and at most 100 columns wide.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace skifte::codegen {

class Writer {
public:
    explicit Writer(std::size_t depth = 0) : depth_(depth) {}

    static constexpr std::size_t width = 100;

    // One line; "" gives an empty one.
    Writer& line(std::string_view text = {});
    // An empty line, unless there is one already or a block has just been opened.
    Writer& gap();
    // `text {` and the lines up to close() further in. close("};") ends it with what it is told.
    Writer& open(std::string_view text);
    Writer& close(std::string_view text = "}");
    // What another writer has written.
    Writer& append(const Writer& other);
    // A comment, filled. Nothing for a blank text.
    Writer& comment(std::string_view text);
    // `.name = "text",`, in several lines where it is long; nothing for an empty text.
    Writer& text_member(std::string_view name, std::string_view text);
    // `head item, item tail`; where that is too long, the items in lines between the two.
    Writer& list(std::string_view head, const std::vector<std::string>& items, std::string_view tail);
    // `type declarator` in one line, or in two.
    Writer& declaration(std::string_view type, std::string_view declarator);

    [[nodiscard]] const std::string& text() const noexcept { return text_; }

private:
    [[nodiscard]] std::size_t room() const { return width - 4 * depth_; }

    std::string text_;
    std::size_t depth_;
    bool opened_ = false;
};

}  // namespace skifte::codegen
