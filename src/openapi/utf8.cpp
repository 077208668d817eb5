// See utf8.hpp.
#include "openapi/utf8.hpp"

namespace skifte::openapi {

namespace {

unsigned byte_at(std::string_view text, std::size_t i) noexcept {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
}

bool is_continuation(unsigned byte) noexcept {
    return (byte & 0xC0U) == 0x80U;
}

// Bytes of the well-formed sequence at `i`, or 0. Unicode 15.0, table 3-7.
std::size_t sequence_length(std::string_view text, std::size_t i) noexcept {
    const unsigned a = byte_at(text, i);
    const unsigned b = byte_at(text, i + 1);
    if (a < 0x80) return 1;
    if (a >= 0xC2 && a <= 0xDF) return is_continuation(b) ? 2 : 0;
    if (!is_continuation(b) || !is_continuation(byte_at(text, i + 2))) return 0;
    if (a >= 0xE0 && a <= 0xEF) return (a == 0xE0 && b < 0xA0) || (a == 0xED && b > 0x9F) ? 0 : 3;
    if (a < 0xF0 || a > 0xF4 || !is_continuation(byte_at(text, i + 3))) return 0;
    return (a == 0xF0 && b < 0x90) || (a == 0xF4 && b > 0x8F) ? 0 : 4;
}

}  // namespace

bool is_utf8(std::string_view text) noexcept {
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t length = sequence_length(text, i);
        if (length == 0) return false;
        i += length;
    }
    return true;
}

std::size_t count_code_points(std::string_view text) noexcept {
    std::size_t count = 0;
    for (const char c : text)
        if (!is_continuation(static_cast<unsigned char>(c))) ++count;
    return count;
}

std::string cut_to_code_points(std::string_view text, std::size_t limit) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (!is_continuation(byte_at(text, i)) && count++ == limit)
            return std::string(text.substr(0, i)) + "…";
    return std::string(text);
}

void append_utf8(std::string& out, char32_t code_point) {
    const auto put = [&out](char32_t byte) {
        out.push_back(static_cast<char>(static_cast<unsigned char>(byte)));
    };
    if (code_point < 0x80) return put(code_point);
    if (code_point < 0x800) {
        put(0xC0 | (code_point >> 6));
    } else if (code_point < 0x10000) {
        put(0xE0 | (code_point >> 12));
        put(0x80 | ((code_point >> 6) & 0x3F));
    } else {
        put(0xF0 | (code_point >> 18));
        put(0x80 | ((code_point >> 12) & 0x3F));
        put(0x80 | ((code_point >> 6) & 0x3F));
    }
    put(0x80 | (code_point & 0x3F));
}

}  // namespace skifte::openapi
