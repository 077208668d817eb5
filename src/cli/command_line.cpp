// CLI11 takes the words apart; which flags there are, and what is wrong with those given, is said from our
// own table, so that every message exists in two languages and names what to do.
#include "cli/command_line.hpp"

#include "cli/nearest.hpp"

#include <skifte/support/utf8.hpp>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>

namespace skifte::cli {

namespace {

std::string joined(std::span<const std::string_view> words) {
    std::string out;
    for (const auto word : words) {
        if (!out.empty()) out += ", ";
        out += word;
    }
    return out;
}

std::vector<std::string_view> nouns() {
    std::vector<std::string_view> out;
    for (const auto& command : commands())
        if (std::find(out.begin(), out.end(), command.noun) == out.end()) out.push_back(command.noun);
    return out;
}

std::vector<std::string_view> verbs_of(std::string_view noun) {
    std::vector<std::string_view> out;
    for (const auto& command : commands())
        if (command.noun == noun && !command.verb.empty()) out.push_back(command.verb);
    return out;
}

const Command* find_command(std::string_view noun, std::string_view verb) {
    for (const auto& command : commands())
        if (command.noun == noun && command.verb == verb) return &command;
    return nullptr;
}

bool takes_next_word(std::string_view word) {
    if (word.find('=') != std::string_view::npos) return false;
    for (const auto& flag : global_flags()) {
        if (flag.takes != Takes::value) continue;
        if (word == "--" + std::string(flag.name)) return true;
        if (flag.letter != 0 && word == std::string("-") + flag.letter) return true;
    }
    return false;
}

// Where the noun and the verb stand: the first words that are no flag, nor the value of a global one.
std::vector<std::size_t> word_positions(std::span<const std::string> arguments, std::size_t most) {
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < arguments.size() && out.size() < most; ++i) {
        const std::string& word = arguments[i];
        if (word == "--") break;
        if (word.size() > 1 && word.front() == '-') {
            if (takes_next_word(word)) ++i;
            continue;
        }
        out.push_back(i);
    }
    return out;
}

bool is_help(const std::string& word) {
    return word == "--help" || word == "-h" || word == "--hjælp" || word == "--hjaelp";
}

struct Words {
    const Command* command = nullptr;
    std::string noun;
    std::vector<std::string> rest;
};

Result<Words> find_words(std::span<const std::string> arguments) {
    Words out;
    out.rest.assign(arguments.begin(), arguments.end());
    const auto positions = word_positions(arguments, 2);
    const auto words_only = std::find(arguments.begin(), arguments.end(), "--");
    const bool help = std::any_of(arguments.begin(), words_only, is_help);
    if (positions.empty()) {
        if (help) return out;
        return fail("usage.no_command");
    }
    const std::string& first = arguments[positions[0]];
    const std::string_view noun = canonical_word(first);
    const auto known = nouns();
    if (std::find(known.begin(), known.end(), noun) == known.end())
        return fail("usage.unknown_noun", {{"word", first}, {"nearest", nearest(noun, known)}});
    out.noun = noun;
    out.rest.erase(out.rest.begin() + static_cast<std::ptrdiff_t>(positions[0]));
    if ((out.command = find_command(noun, "")) != nullptr) return out;

    const auto verbs = verbs_of(noun);
    if (positions.size() < 2) {
        if (help) return out;
        return fail("usage.no_verb", {{"noun", out.noun}, {"verbs", joined(verbs)}});
    }
    const std::string& second = arguments[positions[1]];
    out.command =
        find_command(noun, second);  // `config show` is a verb of its own and no other word for `vis`
    if (out.command == nullptr) out.command = find_command(noun, canonical_word(second));
    if (out.command == nullptr)
        return fail("usage.unknown_verb", {{"noun", out.noun},
                                           {"word", second},
                                           {"nearest", nearest(canonical_word(second), verbs)},
                                           {"verbs", joined(verbs)}});
    out.rest.erase(out.rest.begin() + static_cast<std::ptrdiff_t>(positions[1]) - 1);
    return out;
}

std::string words_of(const Command& command) {
    return std::string(command.noun) + (command.verb.empty() ? "" : " " + std::string(command.verb));
}

std::string option_names(const Flag& flag) {
    std::string names = "--" + std::string(flag.name);
    if (flag.letter != 0) names = std::string("-") + flag.letter + "," + names;
    return names;
}

// The App for one command. CLI11's own checks are left off: what is missing or unknown is said by us, all at
// once.
class Parser {
public:
    explicit Parser(const Command* command) : command_(command == nullptr ? "" : words_of(*command)) {
        app_.allow_extras();
        app_.set_help_flag();
        app_.add_flag("-h,--help,--hjaelp,--hjælp", help_);
        for (const auto& flag : global_flags()) add(flag);
        if (command == nullptr) return;
        for (const auto& flag : command->flags) add(flag);
    }

    Result<void> run(const std::vector<std::string>& given) {
        SKIFTE_TRY(auto words, spelled_out(given));
        std::reverse(words.begin(), words.end());  // as CLI11 wants them
        try {
            app_.parse(std::move(words));
        } catch (const CLI::ParseError& error) {
            return without_value(flag_in(error.what()));
        }
        return {};
    }
    [[nodiscard]] bool help() const { return help_; }
    [[nodiscard]] std::vector<std::string> extras() const { return app_.remaining(); }

    // What was given, by flag name.
    void collect(Parsed& to) const {
        for (const auto& [flag, option] : options_) {
            if (option->count() == 0) continue;
            to.set(flag->name);
            if (flag->takes == Takes::nothing) continue;
            for (const auto& value : option->results())
                if (flag->takes != Takes::optional_value || !value.empty()) to.add(flag->name, value);
        }
    }

private:
    // A word as it names a flag: "--sag=S" or "-yoS" are up to the flag's name, and the value joined to it.
    struct Joined {
        const Flag* flag = nullptr;
        std::string name;
        std::optional<std::string> value;
    };

    // CLI11 takes the nothing behind `--grundlag=` for a value that is yet to come, so that the next word is
    // it, and the equals sign of `-o=json` for a part of it. Such a value becomes a word of its own. A word
    // that is a flag is nobody's value: in `--grundlag $TEXT --dry-run` the variable was empty.
    Result<std::vector<std::string>> spelled_out(const std::vector<std::string>& words) const {
        std::vector<std::string> out;
        for (auto word = words.begin(); word != words.end(); ++word) {
            if (*word == "--") {
                out.insert(out.end(), word, words.end());
                break;
            }
            const Joined joined = apart(*word);
            const bool takes = joined.flag != nullptr && joined.flag->takes != Takes::nothing;
            const bool is_short = !joined.name.starts_with("--");
            if (joined.flag != nullptr && !takes && joined.value == "") return without_value(joined.name);
            if (takes && joined.value && (joined.value->empty() || is_short)) {
                out.push_back(joined.name);
                out.push_back(*joined.value);
                continue;
            }
            out.push_back(*word);
            if (!takes || joined.value || joined.flag->takes == Takes::optional_value) continue;
            if (std::next(word) == words.end()) break;
            if (is_help(*std::next(word)) || apart(*std::next(word)).flag != nullptr)
                return without_value("--" + std::string(joined.flag->name));
            out.push_back(*++word);
        }
        return out;
    }

    [[nodiscard]] Joined apart(const std::string& word) const {
        if (word.starts_with("--")) {
            const auto equals = word.find('=');
            Joined out{find([&](const Flag& flag) { return word.substr(2, equals - 2) == flag.name; }),
                       word.substr(0, equals), std::nullopt};
            if (equals != std::string::npos) out.value = word.substr(equals + 1);
            return out;
        }
        Joined out;
        if (word.size() < 2 || word.front() != '-') return out;
        for (std::size_t at = 1; at < word.size(); ++at) {
            const Flag* flag = find([&](const Flag& each) { return each.letter == word[at]; });
            if (flag == nullptr) return {};
            out = {flag, word.substr(0, at + 1), std::nullopt};
            if (flag->takes == Takes::nothing) continue;
            if (++at < word.size()) out.value = word.substr(word[at] == '=' ? at + 1 : at);
            return out;
        }
        return out;
    }

    template <typename Is>
    const Flag* find(Is is) const {
        const auto it =
            std::find_if(options_.begin(), options_.end(), [&](const auto& each) { return is(*each.first); });
        return it == options_.end() ? nullptr : it->first;
    }

    [[nodiscard]] Failure without_value(std::string flag) const {
        return fail("usage.flag_value", {{"flag", std::move(flag)}, {"command", command_}});
    }

    void add(const Flag& flag) {
        CLI::Option* option = nullptr;
        if (flag.takes == Takes::nothing) {
            option = app_.add_flag(option_names(flag));
            option->disable_flag_override();  // `--yes=nej` is no yes
            option->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
        } else {
            option = app_.add_option(option_names(flag));
            option->multi_option_policy(flag.takes == Takes::values ? CLI::MultiOptionPolicy::TakeAll
                                                                    : CLI::MultiOptionPolicy::TakeLast);
            option->allow_extra_args(flag.takes == Takes::values);
            if (flag.takes == Takes::optional_value) option->expected(0, 1);
        }
        options_.emplace_back(&flag, option);
    }

    // "--sag" out of CLI11's sentence "--sag: 1 required TEXT missing".
    static std::string flag_in(std::string_view sentence) {
        const auto at = sentence.find("--");
        if (at == std::string_view::npos)
            return "--" + std::string(sentence.substr(0, sentence.find_first_of(": ")));
        return std::string(sentence.substr(at, sentence.find_first_of(": ,", at) - at));
    }

    std::string command_;
    CLI::App app_;
    bool help_ = false;
    std::vector<std::pair<const Flag*, CLI::Option*>> options_;
};

std::vector<std::string_view> flag_words(const Command& command, std::vector<std::string>& storage) {
    for (const auto& flag : global_flags()) storage.push_back("--" + std::string(flag.name));
    for (const auto& flag : command.flags) storage.push_back("--" + std::string(flag.name));
    storage.emplace_back("--help");
    return {storage.begin(), storage.end()};
}

// Words that no flag took: they fill the command's positional flags, or are too many.
Result<void> place_extras(const Command& command, const std::vector<std::string>& extras, Parsed& flags) {
    std::vector<std::string> words;
    bool only_words = false;
    for (const auto& extra : extras) {
        if (!only_words && extra == "--") {
            only_words = true;
        } else if (!only_words && extra.size() > 1 && extra.front() == '-') {
            std::vector<std::string> storage;
            const auto known = flag_words(command, storage);
            const std::string flag = extra.substr(0, extra.find('='));
            return fail("usage.unknown_flag",
                        {{"flag", flag}, {"nearest", nearest(flag, known)}, {"command", words_of(command)}});
        } else {
            words.push_back(extra);
        }
    }
    std::size_t next = 0;
    for (auto& word : words) {
        while (next < command.positional.size() && flags.has(command.positional[next])) ++next;
        if (next == command.positional.size())
            return fail("usage.extra", {{"word", word}, {"command", words_of(command)}});
        flags.add(command.positional[next], word);
    }
    return {};
}

Result<void> check_required(const Command& command, const Parsed& flags) {
    std::string missing;
    for (const auto& flag : command.flags)
        if (flag.required && !flags.has(flag.name))
            missing += (missing.empty() ? "--" : ", --") + std::string(flag.name);
    if (missing.empty()) return {};
    return fail("usage.missing", {{"flags", missing}, {"command", words_of(command)}});
}

// By what the help shows for the value: "FIL.json|-", "DEL=FIL", "MAPPE".
bool names_a_file(const Flag& flag) {
    const auto shows = [&](std::string_view word) { return flag.value.find(word) != std::string_view::npos; };
    return shows("FIL") || shows("MAPPE") || shows("DIR");
}

// What is filed is JSON, which has no bytes but UTF-8: anything else would be changed on its way. A path is
// the file system's, which takes any. And `-o "$FORMAT"` without a format is no wish for the usual one.
Result<void> check_value(const Flag& flag, const std::string& value) {
    if (value.empty() && !flag.may_be_empty)
        return fail("usage.empty", {{"flag", "--" + std::string(flag.name)}});
    if (!names_a_file(flag) && !is_utf8(value))
        return fail("usage.not_utf8", {{"flag", "--" + std::string(flag.name)}});
    return {};
}

Result<void> check_values(const Command& command, const Parsed& flags) {
    for (const auto some : {command.flags, global_flags()})
        for (const Flag& flag : some)
            for (const auto& value : flags.list(flag.name)) SKIFTE_CHECK(check_value(flag, value));
    return {};
}

}  // namespace

std::string Parsed::text(std::string_view name) const {
    return value(name).value_or("");
}

std::optional<std::string> Parsed::value(std::string_view name) const {
    const auto it = values_.find(name);
    if (it == values_.end() || it->second.empty()) return std::nullopt;
    return it->second.back();
}

std::vector<std::string> Parsed::list(std::string_view name) const {
    const auto it = values_.find(name);
    return it == values_.end() ? std::vector<std::string>{} : it->second;
}

Result<CommandLine> parse_command_line(std::span<const std::string> arguments) {
    CommandLine line;
    if (std::find(arguments.begin(), arguments.end(), "--version") != arguments.end() &&
        word_positions(arguments, 1).empty()) {
        line.version = true;
        return line;
    }
    SKIFTE_TRY(Words words, find_words(arguments));
    line.command = words.command;
    line.noun = words.noun;
    Parser parser(line.command);
    SKIFTE_CHECK(parser.run(words.rest));
    line.help = parser.help() || line.command == nullptr;  // the latter only where it was asked for
    parser.collect(line.flags);
    if (line.help) return line;
    SKIFTE_CHECK(place_extras(*line.command, parser.extras(), line.flags));
    SKIFTE_CHECK(check_values(*line.command, line.flags));
    SKIFTE_CHECK(check_required(*line.command, line.flags));
    return line;
}

}  // namespace skifte::cli
