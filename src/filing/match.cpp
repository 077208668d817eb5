#include "filing/match.hpp"

namespace skifte::filing {

std::string reference_letters(std::string_view reference) {
    std::string out;
    for (const char c : reference) {
        if (c >= 'A' && c <= 'Z')
            out += static_cast<char>(c - 'A' + 'a');
        else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80)
            out += c;
    }
    return out;
}

}  // namespace skifte::filing
