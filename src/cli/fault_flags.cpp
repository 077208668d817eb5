#include "cli/fault_flags.hpp"

#include <algorithm>

namespace skifte::cli {

namespace {

using Words = std::vector<std::string>;

// "body.krav.poster[0].beloeb" → body, krav, poster, beloeb.
Words words_of(std::string_view path) {
    Words out(1);
    bool in_brackets = false;
    for (const char c : path) {
        if (c == '[' || c == ']')
            in_brackets = c == '[';
        else if (c == '.')
            out.emplace_back();
        else if (!in_brackets)
            out.back() += c;
    }
    return out;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> out;
    for (;;) {
        const auto end = text.find(separator);
        out.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return out;
        text.remove_prefix(end + 1);
    }
}

// "egen-reference" → "egenReference".
std::string camel(std::string_view flag) {
    std::string out;
    bool up = false;
    for (const char c : flag) {
        if (c != '-') out += up && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        up = c == '-';
    }
    return out;
}

// What the flag gives, by the API's names for it.
std::vector<std::string> filled_by(const Flag& flag, const Parsed& flags) {
    if (!flag.fills.empty()) {
        const auto names = split(flag.fills, ' ');
        return {names.begin(), names.end()};
    }
    // --felt FELT=VÆRDI names it itself.
    if (flag.value.find('=') != std::string_view::npos) {
        std::vector<std::string> names;
        for (const auto& word : flags.list(flag.name)) names.push_back(word.substr(0, word.find('=')));
        return names;
    }
    const std::string name = camel(flag.name);
    return {name, name + "Id"};
}

// How many words of the path it accounts for; 0 if none.
std::size_t match(const Words& path, const std::string& filled) {
    const Words wanted = words_of(filled);
    // The first word of a path says where the value goes and is no name.
    const auto at = std::search(path.begin() + 1, path.end(), wanted.begin(), wanted.end());
    return at == path.end() ? 0 : wanted.size();
}

}  // namespace

void name_flags(Error& error, const Command& command, const Parsed& flags) {
    for (Fault& fault : error.faults) {
        const Words path = words_of(fault.path);
        const Flag* best = nullptr;
        std::size_t most = 0;
        for (const Flag& flag : command.flags) {
            if (!flags.has(flag.name)) continue;
            if (flag.fills == "*" && best == nullptr && path.front() == "body") best = &flag;
            for (const auto& filled : filled_by(flag, flags))
                if (const std::size_t words = match(path, filled); words > most) {
                    most = words;
                    best = &flag;
                }
        }
        if (best != nullptr) fault.arguments.push_back({"flag", "--" + std::string(best->name)});
    }
}

}  // namespace skifte::cli
