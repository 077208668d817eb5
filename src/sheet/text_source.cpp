// See text_source.hpp.
#include "sheet/text_source.hpp"

#include <array>
#include <cstring>

namespace skifte::sheet {

namespace {

constexpr std::size_t block_size = std::size_t{1} << 16;

// Windows-1252, 0x80–0x9F; 0 where nothing is assigned.
constexpr std::array<char16_t, 32> upper_controls{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

unsigned byte_at(std::string_view text, std::size_t i) {
    return static_cast<unsigned char>(text[i]);
}

// Where the run of ASCII that starts at `at` ends. A NUL ends it: no text has one.
std::size_t ascii_end(std::string_view text, std::size_t at) {
    constexpr std::uint64_t ones = 0x0101010101010101, highs = 0x8080808080808080;
    while (at + sizeof(std::uint64_t) <= text.size()) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + at, sizeof word);
        if (((word | ((word - ones) & ~word)) & highs) != 0) break;
        at += sizeof word;
    }
    while (at < text.size() && text[at] > 0) ++at;
    return at;
}

// The bytes of the sequence that starts at `at` (RFC 3629): 0 if there can be none, more than are left if it
// may go on in the next block.
std::size_t sequence_size(std::string_view text, std::size_t at) {
    const unsigned lead = byte_at(text, at);
    std::size_t size = 0;
    unsigned least = 0x80, most = 0xBF;
    if (lead >= 0xC2 && lead <= 0xDF)
        size = 2;
    else if ((lead & 0xF0) == 0xE0)
        size = 3;
    else if (lead >= 0xF0 && lead <= 0xF4)
        size = 4;
    if (lead == 0xE0) least = 0xA0;
    if (lead == 0xED) most = 0x9F;
    if (lead == 0xF0) least = 0x90;
    if (lead == 0xF4) most = 0x8F;
    for (std::size_t i = 1; i < size && at + i < text.size(); ++i) {
        const unsigned next = byte_at(text, at + i);
        if (next < least || next > most) return 0;
        least = 0x80;
        most = 0xBF;
    }
    return size;
}

}  // namespace

void append_utf8(std::string& out, char32_t code_point) {
    const auto tail = [&](unsigned shift) {
        out += static_cast<char>(0x80U | ((static_cast<std::uint32_t>(code_point) >> shift) & 0x3FU));
    };
    const auto value = static_cast<std::uint32_t>(code_point);
    if (value < 0x80) {
        out += static_cast<char>(value);
    } else if (value < 0x800) {
        out += static_cast<char>(0xC0U | (value >> 6U));
        tail(0);
    } else if (value < 0x10000) {
        out += static_cast<char>(0xE0U | (value >> 12U));
        tail(6);
        tail(0);
    } else {
        out += static_cast<char>(0xF0U | (value >> 18U));
        tail(12);
        tail(6);
        tail(0);
    }
}

Failure TextSource::bad_byte(std::size_t at_in_block) const {
    constexpr std::array names{"UTF-8", "Windows-1252", "UTF-16LE"};
    return fail("sheet.encoding", {{"path", input_.name()},
                                   {"offset", std::to_string(offset_ + at_in_block)},
                                   {"encoding", names[static_cast<std::size_t>(encoding_)]}});
}

void TextSource::detect() {
    if (block_.starts_with("\xEF\xBB\xBF")) {
        mark_ = 3;
        marked_ = true;
    } else if (block_.starts_with("\xFF\xFE")) {
        mark_ = 2;
        encoding_ = Encoding::utf16le;
    } else if (block_.size() >= 4 && block_[1] == '\0' && block_[3] == '\0') {
        encoding_ = Encoding::utf16le;
    }
    block_.erase(0, mark_);
    offset_ = mark_;
}

Result<bool> TextSource::read(std::string& out) {
    const bool first = offset_ == 0 && block_.empty();
    for (;;) {
        const std::size_t had = block_.size();
        block_.resize(had + block_size);
        SKIFTE_TRY(const std::size_t count,
                   input_.read(offset_ + had, std::span{block_}.subspan(had, block_size)));
        block_.resize(had + count);
        at_end_ = count == 0;
        if (first && mark_ == 0 && offset_ == 0) detect();
        if (block_.empty() && at_end_) return false;
        SKIFTE_TRY(const std::size_t used, decode(out));
        block_.erase(0, used);
        offset_ += used;
        if (used > 0) return true;
        if (at_end_) return bad_byte(0);  // the last character is cut off
    }
}

Result<std::size_t> TextSource::decode(std::string& out) {
    switch (encoding_) {
    case Encoding::utf16le: return decode_utf16(out);
    case Encoding::windows_1252: return decode_windows_1252(out);
    case Encoding::utf8: break;
    }
    return decode_utf8(out);
}

Result<std::size_t> TextSource::decode_utf8(std::string& out) {
    std::size_t at = 0;
    for (;;) {
        at = ascii_end(block_, at);
        if (at == block_.size()) break;
        const std::size_t size = sequence_size(block_, at);
        if (size > block_.size() - at && !at_end_) break;
        if (size == 0 || size > block_.size() - at) {
            if (marked_ || !only_ascii_ || block_[at] == '\0') return bad_byte(at);
            encoding_ = Encoding::windows_1252;
            return decode_windows_1252(out);
        }
        only_ascii_ = false;
        at += size;
    }
    out.append(block_, 0, at);
    return at;
}

Result<std::size_t> TextSource::decode_windows_1252(std::string& out) {
    for (std::size_t i = 0; i < block_.size(); ++i) {
        const unsigned byte = byte_at(block_, i);
        const char32_t character = byte >= 0x80 && byte < 0xA0 ? upper_controls[byte - 0x80] : byte;
        if (character == 0) return bad_byte(i);
        append_utf8(out, character);
    }
    return block_.size();
}

Result<std::size_t> TextSource::decode_utf16(std::string& out) {
    const auto unit_at = [&](std::size_t i) { return byte_at(block_, i) | (byte_at(block_, i + 1) << 8U); };
    std::size_t i = 0;
    while (i + 2 <= block_.size()) {
        const unsigned unit = unit_at(i);
        if (unit < 0xD800 || unit > 0xDFFF) {
            if (unit == 0) return bad_byte(i);
            append_utf8(out, unit);
            i += 2;
            continue;
        }
        if (i + 4 > block_.size() && !at_end_) break;
        const unsigned low = i + 4 <= block_.size() ? unit_at(i + 2) : 0;
        if (unit > 0xDBFF || low < 0xDC00 || low > 0xDFFF) return bad_byte(i);
        append_utf8(out, 0x10000 + ((unit - 0xD800) << 10U) + (low - 0xDC00));
        i += 4;
    }
    return i;
}

std::uint64_t TextSource::bytes_of(std::string_view text) const noexcept {
    if (encoding_ == Encoding::utf8) return text.size();
    std::uint64_t bytes = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const unsigned byte = byte_at(text, i);
        const bool starts = (byte & 0xC0U) != 0x80U;
        if (encoding_ == Encoding::windows_1252)
            bytes += starts ? 1 : 0;
        else if (starts)
            bytes += byte >= 0xF0 ? 4 : 2;
    }
    return bytes;
}

}  // namespace skifte::sheet
