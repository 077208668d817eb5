#include "cli/help.hpp"

#include "cli/output.hpp"

#include <algorithm>
#include <vector>

namespace skifte::cli {

namespace {

std::string words(const Command& command) {
    return std::string(command.noun) + (command.verb.empty() ? "" : " " + std::string(command.verb));
}

std::string purpose(Language language, const Command& command) {
    return say(language, "help." + std::string(command.noun) +
                             (command.verb.empty() ? "" : "." + std::string(command.verb)));
}

std::string with_value(const Flag& flag) {
    std::string text = "--" + std::string(flag.name);
    switch (flag.takes) {
    case Takes::nothing: return text;
    case Takes::value: return text + " " + std::string(flag.value);
    case Takes::optional_value: return text + "[=" + std::string(flag.value) + "]";
    case Takes::values: return text + " " + std::string(flag.value) + "…";
    }
    return text;
}

std::string meaning(Language language, const Command* command, const Flag& flag) {
    const std::string name(flag.name);
    if (command != nullptr) {
        std::string key =
            "flag." + std::string(command->noun) + "." + std::string(command->verb) + "." + name;
        if (has_text(key)) return say(language, key);
    }
    return say(language, "flag." + name);
}

void append_flags(std::string& out, Language language, const Command* command, std::span<const Flag> flags) {
    std::vector<std::string> heads;
    std::size_t width = 0;
    for (const auto& flag : flags) {
        const std::string letter = flag.letter == 0 ? "    " : std::string("-") + flag.letter + ", ";
        heads.push_back("  " + letter + with_value(flag));
        width = std::max(width, std::min<std::size_t>(display_width(heads.back()), 36));
    }
    for (std::size_t i = 0; i < flags.size(); ++i) {
        const std::size_t used = display_width(heads[i]);
        out += heads[i] +
               (used > width ? "\n" + std::string(width + 2, ' ') : std::string(width - used + 2, ' '));
        out += meaning(language, command, flags[i]);
        if (flags[i].required) out += " " + say(language, "help.required");
        if (!flags[i].fallback.empty())
            out += " " + say(language, "help.default", {{"value", std::string(flags[i].fallback)}});
        out += "\n";
    }
}

void append_commands(std::string& out, Language language, std::string_view noun) {
    std::size_t width = 0;
    for (const auto& command : commands()) width = std::max(width, words(command).size());
    for (const auto& command : commands()) {
        if (!noun.empty() && command.noun != noun) continue;
        const std::string text = words(command);
        out += "  " + text + std::string(width - text.size() + 2, ' ') + purpose(language, command) + "\n";
    }
}

}  // namespace

std::string help_all(Language language) {
    std::string out = say(language, "help.usage.all") + "\n\n" + say(language, "help.about") + "\n\n" +
                      say(language, "help.commands") + "\n";
    append_commands(out, language, "");
    out += "\n" + say(language, "help.flags.everywhere") + "\n";
    append_flags(out, language, nullptr, global_flags());
    return out + "\n" + say(language, "help.exits") + "\n";
}

std::string help_noun(Language language, std::string_view noun) {
    std::string out = "skifte " + std::string(noun) + " " + say(language, "help.usage.verb") + "\n\n";
    append_commands(out, language, noun);
    return out + "\n" + say(language, "help.more", {{"noun", std::string(noun)}}) + "\n";
}

std::string help_command(Language language, const Command& command) {
    std::string out = "skifte " + words(command);
    for (const auto name : command.positional) {
        const auto it = std::find_if(command.flags.begin(), command.flags.end(),
                                     [&](const Flag& flag) { return flag.name == name; });
        if (it != command.flags.end() && !it->required) out += " [" + std::string(it->value) + "]";
        if (it != command.flags.end() && it->required) out += " " + std::string(it->value);
    }
    const auto is_positional = [&](const Flag& flag) {
        return std::find(command.positional.begin(), command.positional.end(), flag.name) !=
               command.positional.end();
    };
    for (const auto& flag : command.flags)
        if (flag.required && !is_positional(flag)) out += " " + with_value(flag);
    out += " " + say(language, "help.usage.flags") + "\n\n" + purpose(language, command) + "\n";
    const std::string details =
        "help." + std::string(command.noun) + "." + std::string(command.verb) + ".details";
    if (has_text(details)) out += "\n" + say(language, details) + "\n";
    if (!command.flags.empty()) {
        out += "\n" + say(language, "help.flags") + "\n";
        append_flags(out, language, &command, command.flags);
    }
    out += "\n" + say(language, "help.flags.everywhere") + "\n";
    append_flags(out, language, nullptr, global_flags());
    out += "\n" + say(language, "help.example") + "\n  skifte " + std::string(command.example) + "\n";
    return out;
}

}  // namespace skifte::cli
