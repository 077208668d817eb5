// Every sentence a user may read, in Danish and English, under a stable key. Error codes are keys; so are
// help and labels. A test holds each key against the code that uses it, and the two languages against each
// other.
#pragma once

#include <skifte/support/error.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace skifte::cli {

enum class Language { da, en };

// In a text, {name} is replaced by the argument of that name, and [ … ] is left out where an argument named
// in it is missing or empty. Brackets do not nest; "[[" is a bracket.
struct Text {
    std::string_view key;
    std::string_view da;
    std::string_view en;
};

// The tables, one per file of texts/.
[[nodiscard]] std::span<const Text> input_error_texts();
[[nodiscard]] std::span<const Text> machine_error_texts();
[[nodiscard]] std::span<const Text> certificate_error_texts();
[[nodiscard]] std::span<const Text> portal_error_texts();
[[nodiscard]] std::span<const Text> filing_error_texts();
[[nodiscard]] std::span<const Text> sheet_error_texts();
[[nodiscard]] std::span<const Text> batch_error_texts();
[[nodiscard]] std::span<const Text> fault_texts();
[[nodiscard]] std::span<const Text> openapi_fault_texts();
[[nodiscard]] std::span<const Text> label_texts();
[[nodiscard]] std::span<const Text> column_texts();
[[nodiscard]] std::span<const Text> help_texts();
[[nodiscard]] std::span<const Text> flag_texts();
[[nodiscard]] std::span<const Text> object_texts();
[[nodiscard]] std::span<const Text> word_texts();
[[nodiscard]] std::span<const Text> batch_texts();
[[nodiscard]] std::span<const Text> bo_texts();
[[nodiscard]] std::span<const Text> selskab_texts();
[[nodiscard]] std::span<const Text> deadline_texts();
// All of them.
[[nodiscard]] std::vector<std::span<const Text>> text_tables();

// The text with its arguments; the key itself where there is no such text. A command in it, as in `skifte
// doctor`, has the flags of `call_hints_with`.
[[nodiscard]] std::string say(Language language, std::string_view key,
                              const std::vector<Argument>& arguments = {});

// The flags that name profile and configuration, such as " --profile test": without them a command that we
// tell the user to type would ask another portal. Set once, before the first text.
void call_hints_with(std::string flags);
[[nodiscard]] bool has_text(std::string_view key);

// The same, for a template that is at hand.
[[nodiscard]] std::string fill(std::string_view text, const std::vector<Argument>& arguments);

}  // namespace skifte::cli
