// TextSource: the text of an input as UTF-8, block by block, from whichever encoding Danish programs write.
#pragma once

#include <skifte/sheet/input.hpp>
#include <skifte/support/result.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace skifte::sheet {

void append_utf8(std::string& out, char32_t code_point);

class TextSource {
public:
    explicit TextSource(Input input) : input_(std::move(input)) {}

    // Appends some more of the text to `out`; false at the end. A byte order mark decides; without one it is
    // UTF-8, until a byte that cannot be: then it was Windows-1252 all along, if nothing but ASCII came
    // before, and else the file is damaged. Error: sheet.encoding (path, offset, encoding).
    [[nodiscard]] Result<bool> read(std::string& out);

    // How many bytes of the file `text`, as read() gave it, took there.
    [[nodiscard]] std::uint64_t bytes_of(std::string_view text) const noexcept;
    // Where the text began.
    [[nodiscard]] std::uint64_t first_byte() const noexcept { return mark_; }
    [[nodiscard]] const Input& input() const noexcept { return input_; }

private:
    enum class Encoding { utf8, windows_1252, utf16le };
    [[nodiscard]] Failure bad_byte(std::size_t at_in_block) const;
    void detect();
    [[nodiscard]] Result<std::size_t> decode(std::string& out);
    [[nodiscard]] Result<std::size_t> decode_utf8(std::string& out);
    [[nodiscard]] Result<std::size_t> decode_windows_1252(std::string& out);
    [[nodiscard]] Result<std::size_t> decode_utf16(std::string& out);

    Input input_;
    Encoding encoding_ = Encoding::utf8;
    bool marked_ = false;       // a byte order mark said so
    bool only_ascii_ = true;    // so far
    bool at_end_ = false;       // nothing follows block_
    std::uint64_t mark_ = 0;    // bytes of the byte order mark
    std::uint64_t offset_ = 0;  // of block_ in the file
    std::string block_;         // not decoded yet
};

}  // namespace skifte::sheet
