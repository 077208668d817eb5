// What a command is: its words, its flags, and the function that does it. The table of all of them is the one
// source for parsing, help and their tests.
#pragma once

#include "cli/exit_code.hpp"

#include <skifte/support/result.hpp>

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace skifte::cli {

class Context;

enum class Takes {
    nothing,         // --yes
    value,           // --sag ID
    optional_value,  // --vent[=TID]
    values,          // --bilag F --bilag G, or --bilag F G
};

struct Flag {
    std::string_view name;  // without dashes, ASCII: "begrundelse"
    Takes takes = Takes::nothing;
    std::string_view value;  // what stands for the value in help: "ID"
    bool required = false;
    char letter = 0;
    std::string_view fallback;  // shown as the default; "" for none
    // The fields and parameters of the API that it gives, dotted, with blanks between: "kreditor.navn". ""
    // for those named like the flag; "*" for whatever of the body no other flag gives.
    std::string_view fills;
    // An empty value says something: it takes a field away. Elsewhere it is a script's empty variable.
    bool may_be_empty = false;
};

// A value that came by a flag: an error of it names the flag.
template <typename T>
[[nodiscard]] Result<T> by_flag(std::string_view flag, Result<T> value) {
    if (!value) return fail(std::move(value).error().with("flag", "--" + std::string(flag)));
    return value;
}

class Parsed {
public:
    void add(std::string_view name, std::string value) {
        values_[std::string(name)].push_back(std::move(value));
    }
    void set(std::string_view name) { values_[std::string(name)]; }
    [[nodiscard]] bool has(std::string_view name) const { return values_.find(name) != values_.end(); }
    // The (last) value; "" where there is none.
    [[nodiscard]] std::string text(std::string_view name) const;
    [[nodiscard]] std::optional<std::string> value(std::string_view name) const;
    [[nodiscard]] std::vector<std::string> list(std::string_view name) const;

private:
    std::map<std::string, std::vector<std::string>, std::less<>> values_;
};

struct Command {
    std::string_view noun;
    std::string_view verb;  // "" for doctor, completion, version
    std::span<const Flag> flags;
    // The flags that words without a dash fill, in order: `skifte sag vis ID`.
    std::span<const std::string_view> positional;
    // Told in the example of the help, after `skifte`.
    std::string_view example;
    Result<Exit> (*run)(Context&, const Parsed&);
    // Works with a broken or missing configuration.
    bool needs_nothing = false;
};

// In the order of the help. Help texts are in the catalogue under "help.NOUN.VERB" and "flag.NAME" or, where
// a command means something else by a flag, "flag.NOUN.VERB.NAME".
[[nodiscard]] std::span<const Command> commands();
// Of a list whose pages are followed to the end.
inline constexpr Flag most_flag{.name = "maks", .takes = Takes::value, .value = "N"};

// Flags that every command has.
[[nodiscard]] std::span<const Flag> global_flags();

// Other spellings that are accepted and never shown: æøå, and English verbs. Gives the word itself if it is
// none.
[[nodiscard]] std::string_view canonical_word(std::string_view word);

}  // namespace skifte::cli
