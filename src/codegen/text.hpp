// Spec text in C++: as a string literal, or as a comment. A spec is somebody else's text; nothing of it
// reaches the generated code but through these two, so that no text can become code.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace skifte::codegen {

// A C++ string literal of exactly these bytes: control, bidirectional and invisible characters and bytes that
// are no UTF-8 in octal; no trigraph. A text with a NUL becomes a std::string_view with its length.
[[nodiscard]] std::string literal(std::string_view text);

// The same in several adjacent literals, broken after line ends, and after blanks and commas so that none is
// wider than `width` columns if it can be helped. Never empty.
[[nodiscard]] std::vector<std::string> literal_lines(std::string_view text, std::size_t width);

// The lines of a `//` comment, without the slashes: paragraphs filled to `width` columns, list items kept
// apart. What would act on the compiler or deceive the reader is shown as <U+202E>. Empty for a blank text.
[[nodiscard]] std::vector<std::string> comment_lines(std::string_view text, std::size_t width);

// The text as it may stand in a message: in one line, and what cannot be seen shown as <U+202E>.
[[nodiscard]] std::string visible(std::string_view text);

// Code points, which is what a column holds.
[[nodiscard]] std::size_t columns(std::string_view text);

}  // namespace skifte::codegen
