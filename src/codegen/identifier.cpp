// Identifiers from wire names: the name is cut into words, and the words are put together in one of three
// ways.
#include "codegen/identifier.hpp"

#include "codegen/taken_words.hpp"

#include <algorithm>
#include <vector>

namespace skifte::codegen {

namespace {

bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}
bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_alnum(char c) {
    return is_lower(c) || is_upper(c) || is_digit(c);
}
char lower(char c) {
    return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
}
char upper(char c) {
    return is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c;
}

struct Letter {
    std::string_view wire;
    std::string_view ascii;
};

// The Danish letters, and those that Danish text borrows.
constexpr Letter letters[] = {
    {"æ", "ae"}, {"ø", "oe"}, {"å", "aa"}, {"Æ", "AE"}, {"Ø", "OE"}, {"Å", "AA"}, {"é", "e"},
    {"É", "E"},  {"ä", "ae"}, {"ö", "oe"}, {"ü", "ue"}, {"Ä", "AE"}, {"Ö", "OE"}, {"Ü", "UE"},
};

// In ASCII; "" if a letter has no rule. "Ære" becomes "Aere", "ÆRE" "AERE".
std::string ascii(std::string_view wire) {
    std::string out;
    while (!wire.empty()) {
        const auto known = std::find_if(std::begin(letters), std::end(letters),
                                        [&](const Letter& l) { return wire.starts_with(l.wire); });
        if (known != std::end(letters)) {
            wire.remove_prefix(known->wire.size());
            out += known->ascii;
            if (known->ascii.size() == 2 && !wire.empty() && is_lower(wire.front()))
                out.back() = lower(out.back());
        } else if (static_cast<unsigned char>(wire.front()) < 0x80) {
            out += wire.front();
            wire.remove_prefix(1);
        } else {
            return {};
        }
    }
    return out;
}

// Runs of letters and digits.
std::vector<std::string> pieces(std::string_view wire) {
    std::vector<std::string> out;
    bool inside = false;
    for (const char c : ascii(wire)) {
        if (is_alnum(c) && !inside) out.emplace_back();
        if (is_alnum(c)) out.back() += c;
        inside = is_alnum(c);
    }
    return out;
}

// Where a hump begins: "cvrNummer" before N, "URLPath" before P, "iso8601Dato" before D.
bool begins_hump(std::string_view piece, std::size_t i) {
    if (i == 0 || !is_upper(piece[i])) return false;
    return !is_upper(piece[i - 1]) || (i + 1 < piece.size() && is_lower(piece[i + 1]));
}

std::string finished(std::string name, char number) {
    if (name.empty()) return name;
    if (is_digit(name.front())) name.insert(0, 1, number);
    if (is_taken_word(name)) name += '_';
    return name;
}

}  // namespace

std::string snake_case(std::string_view wire) {
    std::string out;
    for (const auto& piece : pieces(wire))
        for (std::size_t i = 0; i < piece.size(); ++i) {
            if (!out.empty() && (i == 0 || begins_hump(piece, i))) out += '_';
            out += lower(piece[i]);
        }
    return finished(std::move(out), 'n');
}

std::string pascal_case(std::string_view wire) {
    std::string out;
    const auto words = pieces(wire);
    for (const auto& word : words) {
        const bool shouting = words.size() > 1 && std::none_of(word.begin(), word.end(), is_lower);
        out += upper(word.front());
        for (const char c : std::string_view(word).substr(1)) out += shouting ? lower(c) : c;
    }
    return finished(std::move(out), 'N');
}

std::string enumerator(std::string_view wire) {
    std::string out;
    for (const auto& piece : pieces(wire)) (out += out.empty() ? "" : "_") += piece;
    return finished(std::move(out), 'N');
}

bool is_identifier(std::string_view name) {
    if (name.empty() || !(is_lower(name.front()) || is_upper(name.front()))) return false;
    const bool spelt = std::all_of(name.begin(), name.end(), [](char c) { return is_alnum(c) || c == '_'; });
    return spelt && name.find("__") == std::string_view::npos && !is_taken_word(name);
}

bool is_namespace(std::string_view name) {
    for (;;) {
        const auto end = name.find("::");
        if (!is_identifier(name.substr(0, end))) return false;
        if (end == std::string_view::npos) return true;
        name.remove_prefix(end + 2);
    }
}

}  // namespace skifte::codegen
