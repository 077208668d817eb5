#include "codegen/code_of.hpp"

#include <algorithm>

namespace skifte::codegen::tests {

std::optional<std::string> code_of(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text.substr(i, 2) == "//") {
            const std::size_t end = std::min(text.find('\n', i), text.size());
            const std::string_view comment = text.substr(i, end - i);
            const std::size_t last = comment.find_last_not_of(" \t\f\v\r");
            if (comment[last] == '\\') return std::nullopt;
            i = end;
        } else if (text[i] == '"') {
            if (i > 0 && text[i - 1] == 'R') return std::nullopt;
            for (++i; i < text.size() && text[i] != '"'; ++i) {
                if (text[i] == '\n') return std::nullopt;
                if (text[i] == '\\') ++i;
            }
        }
        if (i < text.size()) out += text[i];
    }
    return out;
}

}  // namespace skifte::codegen::tests
