#include "cli/nearest.hpp"

#include <algorithm>
#include <vector>

namespace skifte::cli {

namespace {

// Longer words are not typed by hand, and would cost.
constexpr std::size_t max_word = 100;

// Edit distance (insert, delete, replace, swap of neighbours), for words of a few letters.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
    for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i)
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t same = a[i - 1] == b[j - 1] ? 0 : 1;
            d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + same});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
        }
    return d[a.size()][b.size()];
}

}  // namespace

std::string nearest(std::string_view word, std::span<const std::string_view> known) {
    if (word.size() > max_word) return {};
    std::string_view best;
    // The dashes of a flag are no letters of it: "--sag" is not near "--lang".
    const std::size_t letters = word.size() - std::min(word.find_first_not_of('-'), word.size());
    std::size_t least = std::min(letters / 3 + 2, letters / 2 + 1);
    for (const auto candidate : known)
        if (const std::size_t d = distance(word, candidate); d < least) {
            least = d;
            best = candidate;
        }
    return std::string(best);
}

}  // namespace skifte::cli
