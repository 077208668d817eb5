#include "cli/command_line.hpp"
#include "cli/nearest.hpp"

#include <catch2/catch.hpp>

using namespace skifte;
using namespace skifte::cli;

namespace {

using Words = std::vector<std::string>;

CommandLine parsed(const Words& words) {
    CAPTURE(words);
    auto line = parse_command_line(words);
    if (!line) FAIL(line.error().code);
    return std::move(line).value();
}

Error error_of(const Words& words) {
    CAPTURE(words);
    auto line = parse_command_line(words);
    REQUIRE_FALSE(line);
    return std::move(line).error();
}

}  // namespace

TEST_CASE("A noun and a verb find their command", "[command-line]") {
    const auto line = parsed({"sag", "liste"});
    REQUIRE(line.command != nullptr);
    CHECK(line.command->noun == "sag");
    CHECK(line.command->verb == "liste");
    CHECK(parsed({"doctor"}).command->noun == "doctor");
}

TEST_CASE("Other spellings and English verbs mean the same", "[command-line]") {
    CHECK(parsed({"redegørelse", "list", "S"}).command->noun == "redegoerelse");
    CHECK(parsed({"redegørelse", "list", "S"}).command->verb == "liste");
    CHECK(parsed({"frist", "udsæt", "--help"}).command->verb == "udsaet");
    CHECK(parsed({"frist", "extend", "--help"}).command->verb == "udsaet");
    CHECK(parsed({"sag", "show", "S"}).command->verb == "vis");
}

TEST_CASE("A verb that is its own is not taken for another's alias", "[command-line]") {
    CHECK(parsed({"config", "show"}).command->verb == "show");
    CHECK(parsed({"api", "list"}).command->verb == "list");
}

TEST_CASE("Flags may stand anywhere, with a blank or an equals sign", "[command-line]") {
    for (const Words& words :
         {Words{"-p", "test", "sag", "vis", "--sag", "S"}, Words{"sag", "vis", "-p", "test", "S"},
          Words{"sag", "--profile=test", "vis", "--sag=S"}, Words{"--profile", "test", "sag", "vis", "S"}}) {
        const auto line = parsed(words);
        CHECK(line.command->verb == "vis");
        CHECK(line.flags.text("profile") == "test");
        CHECK(line.flags.text("sag") == "S");
    }
}

TEST_CASE("Words without a dash fill the flags that take them, in order", "[command-line]") {
    const auto line = parsed({"frist", "vis", "S", "F"});
    CHECK(line.flags.text("sag") == "S");
    CHECK(line.flags.text("frist") == "F");
    CHECK(parsed({"frist", "vis", "--sag", "S", "F"}).flags.text("frist") == "F");
}

TEST_CASE("A flag may take several values, an optional one, or none", "[command-line]") {
    const Words base{"frist", "udsaet",     "--sag",         "S", "--frist", "F",
                     "--til", "2027-03-01", "--begrundelse", "x"};
    const auto with = [&](const Words& more) {
        Words words = base;
        words.insert(words.end(), more.begin(), more.end());
        return parsed(words).flags;
    };
    CHECK_FALSE(with({}).has("vent"));
    CHECK(with({"--vent"}).has("vent"));
    CHECK_FALSE(with({"--vent"}).value("vent"));
    CHECK(with({"--vent=2h"}).text("vent") == "2h");
    CHECK(with({"-y"}).has("yes"));
    const auto bilag = parsed(
        {"redegoerelse", "indsend", "--sag", "S", "--fil", "f.pdf", "--bilag", "a", "b", "--bilag", "c"});
    CHECK(bilag.flags.list("bilag") == Words{"a", "b", "c"});
}

TEST_CASE("An optional value may stand behind a blank where the flag is the last word", "[command-line]") {
    CHECK(parsed({"frist", "udsaet", "--sag", "S", "--frist", "F", "--til", "D", "--begrundelse", "x",
                  "--vent", "2h"})
              .flags.text("vent") == "2h");
}

TEST_CASE("--trace takes no word that is the command's", "[command-line]") {
    const auto line = parsed({"--trace", "sag", "liste"});
    REQUIRE(line.command != nullptr);
    CHECK(line.command->verb == "liste");
    CHECK(line.flags.has("trace"));
    CHECK_FALSE(line.flags.value("trace"));
    CHECK(parsed({"--trace=json", "sag", "liste"}).flags.text("trace") == "json");
}

TEST_CASE("The last of a flag given twice counts", "[command-line]") {
    CHECK(parsed({"sag", "liste", "-o", "json", "-o", "csv"}).flags.text("output") == "csv");
    CHECK(parsed({"sag", "liste", "-q", "-q"}).flags.has("quiet"));
}

TEST_CASE("A text with blanks, dashes or an equals sign in it is one value", "[command-line]") {
    const auto line = parsed({"frist", "udsaet", "--sag", "S", "--frist", "F", "--til", "D",
                              "--begrundelse=- afventer = regnskab"});
    CHECK(line.flags.text("begrundelse") == "- afventer = regnskab");
    CHECK(parsed({"sag", "vis", "--", "-S"}).flags.text("sag") == "-S");
}

TEST_CASE("An empty value behind an equals sign is that value, and not the next word", "[command-line]") {
    const Words base{"krav", "anmeld", "--selskab", "99999982"};
    for (const Words& empty : {Words{"--grundlag="}, Words{"--grundlag", ""}}) {
        Words words = base;
        words.insert(words.end(), empty.begin(), empty.end());
        words.emplace_back("--dry-run");
        const auto line = parsed(words);
        CHECK(line.flags.value("grundlag") == "");
        CHECK(line.flags.has("dry-run"));
    }
}

// `-p "$PROFILE"` with a variable that is empty must not go to whichever profile is the usual one.
TEST_CASE("An empty value is refused, unless it can take a field away", "[command-line]") {
    const std::vector<std::pair<std::string, Words>> refused = {
        {"--profile", {"--profile=", "sag", "vis", "S"}},
        {"--profile", {"sag", "vis", "S", "-p", ""}},
        {"--output", {"sag", "vis", "-o=", "S"}},
        {"--fields", {"sag", "liste", "--fields", ""}},
        {"--bilag", {"krav", "anmeld", "--bilag=", "a"}},
        {"--sag", {"sag", "vis", ""}},
        {"--param", {"api", "call", "listSager", "-P="}},
        {"--inden", {"frist", "liste", "--inden="}},
        {"--effekt", {"effektfortegnelse", "opret", "--effekt="}}};
    for (const auto& [flag, words] : refused) {
        const Error error = error_of(words);
        CHECK(error.code == "usage.empty");
        CHECK(error.argument("flag") == flag);
    }
    CHECK(parsed({"krav", "ret", "K", "--renter", ""}).flags.value("renter") == "");
}

TEST_CASE("A letter takes its value with an equals sign too", "[command-line]") {
    for (const Words& words : {Words{"sag", "vis", "-o", "json", "S"}, Words{"sag", "vis", "-ojson", "S"},
                               Words{"sag", "vis", "-o=json", "S"}, Words{"sag", "vis", "-qo=json", "S"}}) {
        const auto line = parsed(words);
        CHECK(line.flags.text("output") == "json");
        CHECK(line.flags.text("sag") == "S");
    }
}

TEST_CASE("An optional value that is empty is none, and takes no other word", "[command-line]") {
    const auto line = parsed({"--trace=", "sag", "vis", "S"});
    CHECK(line.flags.has("trace"));
    CHECK_FALSE(line.flags.value("trace"));
    CHECK(line.flags.text("sag") == "S");
}

TEST_CASE("A flag that takes no value takes no empty one either", "[command-line]") {
    const Error error = error_of({"sag", "liste", "--dry-run="});
    CHECK(error.code == "usage.flag_value");
    CHECK(error.argument("flag") == "--dry-run");
}

TEST_CASE("A flag is not the value of the flag before it, unless an equals sign says so", "[command-line]") {
    for (const auto* flag : {"--dry-run", "-y", "--kreditor=x", "--help"}) {
        const Error error = error_of({"krav", "anmeld", "--grundlag", flag});
        CHECK(error.code == "usage.flag_value");
        CHECK(error.argument("flag") == "--grundlag");
    }
    CHECK(parsed({"krav", "anmeld", "--grundlag=--dry-run"}).flags.text("grundlag") == "--dry-run");
    CHECK(parsed({"krav", "anmeld", "--grundlag", "--kald det"}).flags.text("grundlag") == "--kald det");
}

TEST_CASE("A text that is not UTF-8 is refused by its flag; a path may be any bytes", "[command-line]") {
    const std::string text = "gr\xF8n";
    CHECK(error_of({"krav", "anmeld", "--grundlag", text}).code == "usage.not_utf8");
    CHECK(error_of({"krav", "anmeld", "--grundlag", text}).argument("flag") == "--grundlag");
    CHECK(error_of({"krav", "anmeld", "--felt", "grundlag=" + text}).argument("flag") == "--felt");
    CHECK(error_of({"sag", "vis", text}).argument("flag") == "--sag");
    CHECK(error_of({"sag", "liste", "-p", text}).argument("flag") == "--profile");
    CHECK(parsed({"krav", "anmeld", "--bilag", text, "--fra=" + text}).flags.list("bilag") == Words{text});
    for (const auto* flag : {"--fil", "--bilag"})
        CHECK(error_of({"redegoerelse", "indsend", flag, text}).code == "usage.missing");
    for (const auto* flag : {"--til", "--config"})
        CHECK(error_of({"dokument", "hent", flag, text}).code == "usage.missing");
    CHECK(error_of({"sandbox", "serve", "--dir", text, "x"}).code == "usage.extra");
}

TEST_CASE("A word that is no command is refused with the nearest one", "[command-line]") {
    CHECK(error_of({}).code == "usage.no_command");
    const Error noun = error_of({"redegoerlse", "indsend"});
    CHECK(noun.code == "usage.unknown_noun");
    CHECK(noun.argument("word") == "redegoerlse");
    CHECK(noun.argument("nearest") == "redegoerelse");
    CHECK(error_of({"xyzzy"}).argument("nearest").empty());
}

TEST_CASE("A missing or unknown verb names those there are", "[command-line]") {
    const Error none = error_of({"sag"});
    CHECK(none.code == "usage.no_verb");
    CHECK(none.argument("verbs") == "liste, vis, aendringer");
    const Error verb = error_of({"frist", "udset"});
    CHECK(verb.code == "usage.unknown_verb");
    CHECK(verb.argument("nearest") == "udsaet");
}

TEST_CASE("An unknown flag is refused with the nearest one and the command", "[command-line]") {
    const Error error = error_of({"sag", "vis", "S", "--porfile=x"});
    CHECK(error.code == "usage.unknown_flag");
    CHECK(error.argument("flag") == "--porfile");
    CHECK(error.argument("nearest") == "--profile");
    CHECK(error.argument("command") == "sag vis");
}

TEST_CASE("A flag without its value is refused", "[command-line]") {
    const Error error = error_of({"sag", "vis", "--sag"});
    CHECK(error.code == "usage.flag_value");
    CHECK(error.argument("flag") == "--sag");
    CHECK(error.argument("command") == "sag vis");
}

TEST_CASE("All missing flags are named at once", "[command-line]") {
    const Error error = error_of({"frist", "udsaet", "--frist", "F"});
    CHECK(error.code == "usage.missing");
    CHECK(error.argument("flags") == "--sag, --til, --begrundelse");
    CHECK(error.argument("command") == "frist udsaet");
}

TEST_CASE("A word too many is refused", "[command-line]") {
    const Error error = error_of({"sag", "vis", "S", "T"});
    CHECK(error.code == "usage.extra");
    CHECK(error.argument("word") == "T");
    CHECK(error_of({"version", "nu"}).code == "usage.extra");
}

TEST_CASE("Help is given of everything, a noun or a command, whatever else is missing", "[command-line]") {
    CHECK(parsed({"--help"}).help);
    CHECK(parsed({"--help"}).noun.empty());
    CHECK(parsed({"-h", "frist"}).noun == "frist");
    CHECK(parsed({"frist", "--help"}).command == nullptr);
    for (const auto* word : {"-h", "--help", "--hjaelp", "--hjælp"}) {
        const auto line = parsed({"frist", "udsaet", word});
        CHECK(line.help);
        CHECK(line.command->verb == "udsaet");
    }
}

TEST_CASE("A help flag behind -- is a word and not a request", "[command-line]") {
    CHECK(error_of({"sag", "--", "--help"}).code == "usage.no_verb");
    CHECK(parsed({"sag", "vis", "--", "--help"}).flags.text("sag") == "--help");
}

TEST_CASE("--version alone asks for the version", "[command-line]") {
    CHECK(parsed({"--version"}).version);
    CHECK(error_of({"sag", "liste", "--version"}).code == "usage.unknown_flag");
}

TEST_CASE("The nearest word is near, or there is none", "[command-line]") {
    const std::vector<std::string_view> known{"sag", "frist", "dokument"};
    CHECK(nearest("frsit", known) == "frist");
    CHECK(nearest("dokumenter", known) == "dokument");
    CHECK(nearest("kvittering", known).empty());
    const std::vector<std::string_view> flags{"--lang", "--bo", "--yes"};
    CHECK(nearest("--sag", flags).empty());
    CHECK(nearest("--yse", flags) == "--yes");
}
