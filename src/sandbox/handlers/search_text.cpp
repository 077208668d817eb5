#include "sandbox/handlers/search_text.hpp"

namespace skifte::sandbox {

std::string folded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        // Æ, Ø, Å and the other capital letters of Latin-1 are 0xC3 and one of 0x80–0x9E in UTF-8; their
        // small ones lie 0x20 further on.
        if (c == '\xC3' && i + 1 < text.size()) {
            const auto next = static_cast<unsigned char>(text[++i]);
            out += c;
            out += static_cast<char>(next <= 0x9E && next != 0x97 ? next + 0x20 : next);
        } else {
            out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 0x20) : c;
        }
    }
    return out;
}

std::string searchable(std::string_view text) {
    std::string out = " ";
    for (const char c : folded(text)) {
        const bool of_a_word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80) != 0;
        if (of_a_word)
            out += c;
        else if (out.back() != ' ')
            out += ' ';
    }
    if (out.back() != ' ') out += ' ';
    return out == " " ? "" : out;
}

}  // namespace skifte::sandbox
