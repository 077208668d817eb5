// See pattern_example.hpp.
#include "openapi/pattern_example.hpp"

#include "openapi/pattern.hpp"
#include "openapi/utf8.hpp"

#include <algorithm>

namespace skifte::openapi {

namespace {

constexpr std::uint64_t max_repeat = 1000;
constexpr std::size_t max_text = 20'000;
constexpr int max_depth = 50;

// Walks the pattern once and writes the shortest text that it reads; an open-ended repeat takes `extra`
// rounds more.
class Writer {
public:
    Writer(std::string_view pattern, std::uint64_t extra) : pattern_(pattern), extra_(extra) {}

    std::optional<std::string> write() {
        std::string out = alternatives(0);
        if (failed_ || at_ != pattern_.size()) return std::nullopt;
        return out;
    }

private:
    [[nodiscard]] bool more() const { return !failed_ && at_ < pattern_.size(); }
    [[nodiscard]] char peek() const { return at_ < pattern_.size() ? pattern_[at_] : '\0'; }
    bool take(std::string_view text) {
        if (!pattern_.substr(at_).starts_with(text)) return false;
        at_ += text.size();
        return true;
    }
    std::string fail() {
        failed_ = true;
        return {};
    }

    std::string alternatives(int depth) {
        if (depth > max_depth) return fail();
        std::string first = sequence(depth);
        while (more() && take("|")) sequence(depth);
        return first;
    }

    std::string sequence(int depth) {
        std::string out;
        while (more() && peek() != '|' && peek() != ')') {
            if (take("^") || take("$")) continue;
            const std::string one = atom(depth);
            const std::uint64_t times = repeats();
            for (std::uint64_t i = 0; i < times && out.size() < max_text; ++i) out += one;
        }
        return out;
    }

    std::string atom(int depth) {
        if (take("(")) {
            if (peek() == '?' && !take("?:")) return fail();
            std::string out = alternatives(depth + 1);
            return take(")") ? out : fail();
        }
        if (take("[")) return character_class();
        if (take("\\")) return escape();
        if (take(".")) return "x";
        return character();
    }

    std::string character() {
        std::string out(1, pattern_[at_++]);
        while (at_ < pattern_.size() && (static_cast<unsigned char>(pattern_[at_]) & 0xC0U) == 0x80U)
            out.push_back(pattern_[at_++]);
        return out;
    }

    std::string escape() {
        if (!more()) return fail();
        const char kind = pattern_[at_++];
        switch (kind) {
        case 'd': return "1";
        case 'w':
        case 'S':
        case 'D': return "x";
        case 'W': return "-";
        case 's': return " ";
        case 't': return "\t";
        case 'n': return "\n";
        case 'r': return "\r";
        default: break;
        }
        const bool is_word =
            (kind >= '0' && kind <= '9') || (kind >= 'a' && kind <= 'z') || (kind >= 'A' && kind <= 'Z');
        return is_word ? fail() : std::string(1, kind);
    }

    // Its first member; of a negated one something that it hardly names.
    std::string character_class() {
        const bool negated = take("^");
        std::string first;
        std::string all;
        while (more() && peek() != ']') {
            const std::string one = take("\\") ? escape() : character();
            if (first.empty()) first = one;
            all += one;
        }
        if (!take("]")) return fail();
        if (!negated) return first.empty() ? fail() : first;
        for (const char candidate : std::string_view("xA1- "))
            if (all.find(candidate) == std::string::npos) return std::string(1, candidate);
        return fail();
    }

    std::uint64_t repeats() {
        std::uint64_t least = 1;
        bool open = false;
        if (take("*")) {
            least = 0;
            open = true;
        } else if (take("+")) {
            open = true;
        } else if (take("?")) {
            least = 0;
        } else if (take("{")) {
            least = number();
            std::uint64_t most = least;
            if (take(",")) most = peek() == '}' ? max_repeat : number();
            if (!take("}")) failed_ = true;
            const std::uint64_t used = std::min(least + extra_, most);
            take("?");
            return std::min(std::max(least, used), max_repeat);
        } else {
            return 1;
        }
        take("?");
        return open ? least + extra_ : std::max<std::uint64_t>(least, extra_ > 0 ? 1 : 0);
    }

    std::uint64_t number() {
        std::uint64_t value = 0;
        while (more() && peek() >= '0' && peek() <= '9' && value <= max_repeat)
            value = value * 10 + static_cast<std::uint64_t>(pattern_[at_++] - '0');
        return value;
    }

    std::string_view pattern_;
    std::uint64_t extra_;
    std::size_t at_ = 0;
    bool failed_ = false;
};

}  // namespace

std::string pattern_example(std::string_view pattern, std::uint64_t least,
                            std::optional<std::uint64_t> most) {
    const auto compiled_pattern = compiled(pattern);
    if (compiled_pattern == nullptr) return {};
    const auto fits = [&](const std::string& text) {
        const std::uint64_t length = count_code_points(text);
        return length >= least && (!most || length <= *most) &&
               compiled_pattern->search(text) == Matched::yes;
    };
    for (const std::string_view guess : {"tekst", "Tekst", "TEKST", "1", ""})
        if (fits(std::string(guess))) return std::string(guess);
    const std::uint64_t missing = std::min(least, max_repeat);
    for (const std::uint64_t extra :
         {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{4}, missing - (missing > 0 ? 1 : 0), missing})
        if (const auto text = Writer(pattern, extra).write(); text && fits(*text)) return *text;
    return {};
}

}  // namespace skifte::openapi
