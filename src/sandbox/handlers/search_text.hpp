// Names and addresses as a search compares them.
#pragma once

#include <string>
#include <string_view>

namespace skifte::sandbox {

// Lower case of the letters of A–Z and Latin-1, in UTF-8.
[[nodiscard]] std::string folded(std::string_view text);
// Folded, with one blank for everything between words: " opdigtet vej 7 " for "Opdigtet Vej 7,". "" for a
// text without words.
[[nodiscard]] std::string searchable(std::string_view text);

}  // namespace skifte::sandbox
