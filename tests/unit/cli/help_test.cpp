// Help against the table of commands.
#include "cli/command_line.hpp"
#include "cli/help.hpp"
#include "unit/cli/source_literals.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace skifte;
using namespace skifte::cli;

namespace {

std::string words_of(const Command& command) {
    return std::string(command.noun) + (command.verb.empty() ? "" : " " + std::string(command.verb));
}

std::string purpose_key(const Command& command) {
    return "help." + std::string(command.noun) +
           (command.verb.empty() ? "" : "." + std::string(command.verb));
}

std::string own_key(const Command& command, const Flag& flag) {
    return "flag." + std::string(command.noun) + "." + std::string(command.verb) + "." +
           std::string(flag.name);
}

// As a shell parts them: blanks, and double quotes around what holds blanks.
std::vector<std::string> shell_words(std::string_view line) {
    std::vector<std::string> out(1);
    bool quoted = false;
    for (const char c : line) {
        if (c == '"')
            quoted = !quoted;
        else if (c == ' ' && !quoted)
            out.emplace_back();
        else
            out.back() += c;
    }
    return out;
}

}  // namespace

TEST_CASE("Every command has a purpose, and every flag a meaning", "[help]") {
    for (const auto& command : commands()) {
        CAPTURE(words_of(command));
        CHECK(has_text(purpose_key(command)));
        for (const auto& flag : command.flags) {
            CAPTURE(flag.name);
            CHECK((has_text(own_key(command, flag)) || has_text("flag." + std::string(flag.name))));
            CHECK((flag.takes == Takes::nothing) == flag.value.empty());
        }
    }
    for (const auto& flag : global_flags()) CHECK(has_text("flag." + std::string(flag.name)));
}

TEST_CASE("Every text on a command or flag is of one there is", "[help]") {
    std::set<std::string> keys;
    for (const auto& flag : global_flags()) keys.insert("flag." + std::string(flag.name));
    for (const auto& command : commands()) {
        keys.insert(purpose_key(command));
        keys.insert(purpose_key(command) + ".details");
        for (const auto& flag : command.flags) {
            const std::string own = own_key(command, flag);
            keys.insert(has_text(own) ? own : "flag." + std::string(flag.name));
        }
    }
    for (const auto table : {help_texts(), flag_texts()})
        for (const auto& text : table) {
            CAPTURE(text.key);
            const std::string key(text.key);
            CHECK((keys.count(key) != 0 || test::source_literals().count(key) != 0));
        }
}

TEST_CASE("Every example is a command line that is understood", "[help]") {
    for (const auto& command : commands()) {
        CAPTURE(command.example);
        const auto line = parse_command_line(shell_words(command.example));
        REQUIRE(line);
        CHECK(line->command == &command);
        CHECK_FALSE(line->help);
    }
}

TEST_CASE("The help of every command begins with its words and ends with its example", "[help]") {
    for (const auto& command : commands()) {
        CAPTURE(words_of(command));
        const std::string example = "\n  skifte " + std::string(command.example) + "\n";
        const std::string da = help_command(Language::da, command);
        const std::string en = help_command(Language::en, command);
        for (const auto& text : {da, en}) {
            CHECK(text.starts_with("skifte " + words_of(command) + " "));
            CHECK(text.ends_with(example));
            for (const auto& flag : command.flags)
                CHECK(text.find("--" + std::string(flag.name)) != std::string::npos);
            for (const auto& flag : global_flags())
                CHECK(text.find("--" + std::string(flag.name)) != std::string::npos);
            CHECK(text.find("help.") == std::string::npos);
            CHECK(text.find("flag.") == std::string::npos);
        }
        CHECK(da.find("\nEksempel:\n") != std::string::npos);
        CHECK(en.find("\nExample:\n") != std::string::npos);
    }
}

TEST_CASE("Help shows what is required and what is the default", "[help]") {
    const auto line = parse_command_line(std::vector<std::string>{"frist", "udsaet", "--help"});
    REQUIRE(line);
    const std::string text = help_command(Language::da, *line->command);
    CHECK(text.starts_with(
        "skifte frist udsaet --sag ID --frist ID --til DATO --begrundelse TEKST [flag …]\n"));
    CHECK(text.find("Sagens id. Påkrævet.") != std::string::npos);
    CHECK(text.find("--vent[=TID]") != std::string::npos);
    CHECK(text.find("Standard: 10m.") != std::string::npos);
}

TEST_CASE("The help of everything names every command and every exit code", "[help]") {
    for (const auto language : {Language::da, Language::en}) {
        const std::string text = help_all(language);
        for (const auto& command : commands())
            CHECK(text.find("\n  " + words_of(command) + " ") != std::string::npos);
        for (const auto code : {Exit::done, Exit::internal, Exit::usage, Exit::machine, Exit::permission,
                                Exit::refused, Exit::network, Exit::unknown, Exit::not_found,
                                Exit::court_refused, Exit::due, Exit::undecided, Exit::interrupted}) {
            CAPTURE(static_cast<int>(code));
            CHECK(text.find("\n  " + std::to_string(static_cast<int>(code)) + " ") != std::string::npos);
        }
    }
}

TEST_CASE("The help of a noun names its verbs and no other's", "[help]") {
    const std::string text = help_noun(Language::da, "frist");
    CHECK(text.starts_with("skifte frist VERBUM [flag …]\n"));
    CHECK(text.find("\n  frist afvent ") != std::string::npos);
    CHECK(text.find("sag liste") == std::string::npos);
}
