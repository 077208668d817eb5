// See nearest.hpp.
#include "openapi/nearest.hpp"

#include <algorithm>
#include <numeric>

namespace skifte::openapi {

namespace {

// Longer words are not typed by hand, and would cost.
constexpr std::size_t max_word = 100;

char lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// Levenshtein's distance, one row at a time, over bytes without regard to ASCII case; a swap of neighbours
// counts two.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t replaced = diagonal + (lower(a[i]) == lower(b[j]) ? 0U : 1U);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
        }
    }
    return row[b.size()];
}

}  // namespace

std::string nearest(std::string_view word, const std::vector<std::string_view>& candidates) {
    if (word.size() > max_word) return {};
    std::size_t best = std::max<std::size_t>(2, word.size() / 3) + 1;
    std::string_view found;
    for (const auto candidate : candidates) {
        if (candidate.size() > word.size() + best || word.size() > candidate.size() + best) continue;
        const std::size_t edits = distance(word, candidate);
        // All letters replaced is another word, not a misspelt one.
        if (edits >= best || edits >= word.size()) continue;
        best = edits;
        found = candidate;
    }
    return std::string(found);
}

}  // namespace skifte::openapi
