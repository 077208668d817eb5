#include "cli/texts/catalogue.hpp"

#include "cli/output.hpp"

#include <algorithm>

namespace skifte::cli {

namespace {

const Text* find(std::string_view key) {
    for (const auto table : text_tables()) {
        const auto it =
            std::find_if(table.begin(), table.end(), [&](const Text& text) { return text.key == key; });
        if (it != table.end()) return &*it;
    }
    return nullptr;
}

std::string_view value_of(const std::vector<Argument>& arguments, std::string_view name) {
    for (const auto& argument : arguments)
        if (argument.name == name) return argument.value;
    return {};
}

// Fills {names}; says whether each had a value.
bool fill_names(std::string& out, std::string_view text, const std::vector<Argument>& arguments) {
    bool whole = true;
    while (!text.empty()) {
        const auto open = text.find('{');
        out += text.substr(0, open);
        if (open == std::string_view::npos) break;
        const auto close = text.find('}', open);
        if (close == std::string_view::npos) {
            out += text.substr(open);
            break;
        }
        const auto value = value_of(arguments, text.substr(open + 1, close - open - 1));
        whole = whole && !value.empty();
        out += harmless(value);  // it came from outside: it stays on one line and cannot move the cursor
        text.remove_prefix(close + 1);
    }
    return whole;
}

// " --profile test", or nothing.
std::string& hint_flags() {
    static std::string flags;
    return flags;
}

// A command that a text names between backticks, as it must be typed to mean the same place.
std::string as_called(std::string text) {
    constexpr std::string_view program = "`skifte";
    if (hint_flags().empty()) return text;
    for (std::size_t at = 0; (at = text.find(std::string(program) + " ", at)) != std::string::npos;) {
        at += program.size();
        text.insert(at, hint_flags());
    }
    return text;
}

}  // namespace

std::vector<std::span<const Text>> text_tables() {
    return {input_error_texts(),  machine_error_texts(), certificate_error_texts(),
            portal_error_texts(), filing_error_texts(),  sheet_error_texts(),
            batch_error_texts(),  fault_texts(),         openapi_fault_texts(),
            label_texts(),        column_texts(),        help_texts(),
            flag_texts(),         object_texts(),        bo_texts(),
            selskab_texts(),      deadline_texts(),      word_texts(),
            batch_texts()};
}

std::string fill(std::string_view text, const std::vector<Argument>& arguments) {
    std::string out;
    while (!text.empty()) {
        const auto open = text.find('[');
        fill_names(out, text.substr(0, open), arguments);
        if (open == std::string_view::npos) break;
        text.remove_prefix(open + 1);
        if (text.starts_with('[')) {
            out += '[';
            text.remove_prefix(1);
            continue;
        }
        const auto close = text.find(']');
        std::string optional;
        if (fill_names(optional, text.substr(0, close), arguments)) out += optional;
        text.remove_prefix(close == std::string_view::npos ? text.size() : close + 1);
    }
    return out;
}

std::string say(Language language, std::string_view key, const std::vector<Argument>& arguments) {
    const Text* text = find(key);
    if (text == nullptr) return std::string(key);
    return as_called(fill(language == Language::da ? text->da : text->en, arguments));
}

void call_hints_with(std::string flags) {
    hint_flags() = std::move(flags);
}

bool has_text(std::string_view key) {
    return find(key) != nullptr;
}

}  // namespace skifte::cli
