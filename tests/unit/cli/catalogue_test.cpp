// The catalogue against itself, and against the code that speaks by it.
#include "cli/exit_code.hpp"
#include "cli/texts/catalogue.hpp"
#include "unit/cli/source_literals.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

using namespace skifte;
using namespace skifte::cli;
using skifte::cli::test::source_literals;

namespace {

std::vector<Text> all_texts() {
    std::vector<Text> out;
    for (const auto table : text_tables()) out.insert(out.end(), table.begin(), table.end());
    return out;
}

std::vector<Text> error_texts() {
    std::vector<Text> out;
    for (const auto table : {input_error_texts(), machine_error_texts(), certificate_error_texts(),
                             portal_error_texts(), sheet_error_texts(), batch_error_texts()})
        for (const auto& text : table)
            if (!text.key.starts_with("effect.")) out.push_back(text);
    return out;
}

std::set<std::string> placeholders(std::string_view text) {
    std::set<std::string> out;
    for (auto open = text.find('{'); open != std::string_view::npos; open = text.find('{', open + 1))
        out.emplace(text.substr(open + 1, text.find('}', open) - open - 1));
    return out;
}

bool starts_like_a_sentence(std::string_view text) {
    static constexpr std::string_view capitals[] = {"Æ", "Ø", "Å", "»", "\"", "{", "[", "`"};
    if (text.front() >= 'A' && text.front() <= 'Z') return true;
    return std::any_of(std::begin(capitals), std::end(capitals),
                       [&](std::string_view capital) { return text.starts_with(capital); });
}

// A full stop; a colon, where faults or words of the court follow; "[ …]" at the end may be left out.
bool ends_like_a_sentence(std::string_view text) {
    while (text.ends_with(']') && text.rfind('[') != std::string_view::npos)
        text = text.substr(0, text.rfind('['));
    return text.ends_with('.') || text.ends_with(':');
}

std::string family(std::string_view key) {
    return std::string(key.substr(0, key.find('.')));
}

// "cert.expired", not "config.toml".
bool looks_like_a_key(const std::string& literal, const std::set<std::string>& families) {
    static const std::set<std::string> others{
        "config.toml", "journal.sqlite", "journal.lock", "journal.mark",
        // Kept in the journal as what became of a filing; never an error.
        "journal.process_gone", "filing.absent", "batch.not_sent"};
    if (others.count(literal) != 0 || literal.find('.') == std::string::npos) return false;
    if (literal.back() == '.' || literal.back() == '_')
        return false;  // the front of one that is put together
    if (literal.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_-.") != std::string::npos)
        return false;
    return families.count(family(literal)) != 0;
}

bool is_used(const std::string& key) {
    const auto& literals = source_literals();
    if (literals.count(key) != 0) return true;
    // Put together from a part in front and a word: "note.settled." + "found", "column." + "/sag/sagId".
    for (auto dot = key.find('.'); dot != std::string::npos; dot = key.find('.', dot + 1)) {
        const std::string front = key.substr(0, dot + 1);
        const std::string word = key.substr(dot + 1);
        const bool has_front = literals.count(front) != 0 || literals.count(key.substr(0, dot)) != 0;
        if (!has_front) continue;
        if (literals.count(word) != 0) return true;
        // The heading of "/filer/0/navn" is "column.filer/navn".
        const auto is_pointer_to = [&](std::string literal) {
            if (literal.front() != '/') return false;
            if (const auto place = literal.find("/0/"); place != std::string::npos) literal.erase(place, 2);
            return literal.ends_with("/" + word);
        };
        if (std::any_of(literals.begin(), literals.end(), is_pointer_to)) return true;
    }
    return false;
}

}  // namespace

TEST_CASE("Every text is there in both languages and under a key of its own", "[catalogue]") {
    std::set<std::string_view> keys;
    for (const auto& text : all_texts()) {
        CAPTURE(text.key);
        CHECK_FALSE(text.da.empty());
        CHECK_FALSE(text.en.empty());
        CHECK(keys.insert(text.key).second);
    }
}

TEST_CASE("Both languages of a text use the same arguments", "[catalogue]") {
    for (const auto& text : all_texts()) {
        CAPTURE(text.key);
        CHECK(placeholders(text.da) == placeholders(text.en));
        CHECK(std::count(text.da.begin(), text.da.end(), '[') ==
              std::count(text.en.begin(), text.en.end(), '['));
    }
}

TEST_CASE("A text names no argument that nothing gives", "[catalogue]") {
    for (const auto& text : all_texts())
        for (const auto& name : placeholders(text.da)) {
            CAPTURE(text.key, name);
            CHECK(source_literals().count(name) == 1);
        }
}

TEST_CASE("Every bracket and brace of a text is closed", "[catalogue]") {
    for (const auto& text : all_texts())
        for (const auto words : {text.da, text.en}) {
            CAPTURE(text.key, words);
            int depth = 0;
            bool nests = false;
            for (std::size_t i = 0; i < words.size(); ++i) {
                if (words.substr(i, 2) == "[[") {
                    ++i;
                    continue;
                }
                if (words[i] == '[') nests = nests || ++depth > 1;
                if (words[i] == ']' && depth > 0) --depth;
            }
            CHECK(depth == 0);
            CHECK_FALSE(nests);
            CHECK(std::count(words.begin(), words.end(), '{') == std::count(words.begin(), words.end(), '}'));
        }
}

TEST_CASE("Texts hold no tabs, no stray blanks, and line breaks only inside", "[catalogue]") {
    for (const auto& text : all_texts())
        for (const auto words : {text.da, text.en}) {
            CAPTURE(text.key, words);
            CHECK(words.find_first_of("\t\r") == std::string_view::npos);
            CHECK(words.front() != ' ');
            CHECK(words.front() != '\n');
            CHECK(words.back() != ' ');
            CHECK(words.back() != '\n');
            CHECK(words.find(" \n") == std::string_view::npos);
            if (text.key != "help.exits") CHECK(words.find("  ") == std::string_view::npos);
        }
}

TEST_CASE("What says what went wrong, and what a command or flag is for, is a sentence", "[catalogue]") {
    auto sentences = error_texts();
    for (const auto table : {help_texts(), flag_texts(), label_texts(), batch_texts()})
        for (const auto& text : table) {
            const std::string kind = family(text.key);
            const bool command =
                kind == "help" && !text.key.starts_with("help.usage") && text.key != "help.exits";
            const bool note = kind == "note" && !text.da.ends_with("…");
            if (command || note || kind == "flag") sentences.push_back(text);
        }
    for (const auto& text : sentences)
        for (const auto words : {text.da, text.en}) {
            CAPTURE(text.key, words);
            CHECK(starts_like_a_sentence(words));
            CHECK((ends_like_a_sentence(words) || words.ends_with("…")));
        }
}

TEST_CASE("An error says what to do about it", "[catalogue]") {
    for (const auto& text : error_texts()) {
        if (text.key == "interrupted") continue;
        for (const auto words : {text.da, text.en}) {
            CAPTURE(text.key, words);
            // The cause, and behind it at least one sentence more, or a list of what to correct.
            const auto cause = words.find_first_of(".:?");
            CHECK((cause + 1 < words.size() || words.ends_with(':')));
        }
    }
}

TEST_CASE("Every code and key in the sources has a text", "[catalogue]") {
    std::set<std::string> families{"schema"};
    for (const auto& text : all_texts()) families.insert(family(text.key));
    for (const auto& text : fault_texts()) families.insert(family(text.key.substr(6)));
    families.insert("openapi");
    for (const auto& literal : source_literals()) {
        if (!looks_like_a_key(literal, families)) continue;
        CAPTURE(literal);
        CHECK((has_text(literal) || has_text("fault." + literal)));
    }
}

TEST_CASE("Every text is used", "[catalogue]") {
    for (const auto& text : all_texts()) {
        const std::string kind = family(text.key);
        if (kind == "help" || kind == "flag") continue;  // held against the commands in help_test.cpp
        CAPTURE(text.key);
        CHECK(is_used(std::string(text.key)));
    }
}

TEST_CASE("No error with a text ends as an internal fault", "[catalogue]") {
    for (const auto& text : error_texts()) {
        CAPTURE(text.key);
        CHECK(exit_of(Error(std::string(text.key))) != Exit::internal);
    }
}

TEST_CASE("Where the effect may be unknown no text says to send again", "[catalogue]") {
    for (const auto& text : portal_error_texts()) {
        if (!text.key.starts_with("net.") && !text.key.starts_with("answer.") && text.key != "http.server")
            continue;
        CAPTURE(text.key, text.da, text.en);
        CHECK(text.da.find("igen.") == std::string_view::npos);
        CHECK(text.en.find("again.") == std::string_view::npos);
    }
}

TEST_CASE("A text is filled with its arguments and loses the parts that have none", "[catalogue]") {
    CHECK(fill("{a} og {b}", {{"a", "1"}, {"b", "2"}}) == "1 og 2");
    CHECK(fill("Findes ikke.[ Mente du {nearest}?] Ret det.", {{"nearest", "sag"}}) ==
          "Findes ikke. Mente du sag? Ret det.");
    CHECK(fill("Findes ikke.[ Mente du {nearest}?] Ret det.", {{"nearest", ""}}) == "Findes ikke. Ret det.");
    CHECK(fill("[[j/N]", {}) == "[j/N]");
    CHECK(fill("[[profiles.{name}]", {{"name", "test"}}) == "[profiles.test]");
}

TEST_CASE("An argument stays on its line and cannot turn the terminal around", "[catalogue]") {
    CHECK(fill("{a}", {{"a", "x\ny\x1b[31mz"}}) == "x y [31mz");
    CHECK(fill("{a}", {{"a", "x\xC2\x9By\xE2\x80\xAEz"}}) == "x y z");
    CHECK(fill("{a}", {{"a", "{b}"}, {"b", "no"}}) == "{b}");
}

TEST_CASE("A key without a text stands for itself", "[catalogue]") {
    CHECK(say(Language::da, "no.such.key") == "no.such.key");
    CHECK_FALSE(has_text("no.such.key"));
}

TEST_CASE("The literals of a source are found, and those in comments are not", "[catalogue]") {
    const auto found =
        test::literals_of("a(\"one\" \n \"two\"); // \"three\"\n/* \"four\" */ b('\"', \"fi\\\"ve\"); 1'000");
    CHECK(found == std::set<std::string>{"onetwo", "fi\"ve"});
    CHECK(source_literals().count("cert.expired") == 1);
}
