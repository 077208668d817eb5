// What Filing::match holds beside the fields: JSON pointers begin with a slash, and these words do not.
#pragma once

#include <string>
#include <string_view>

namespace skifte::filing {

namespace match_words {

inline constexpr std::string_view evidence = "evidence";         // "absence" or "change"; none: an item
inline constexpr std::string_view version = "version";           // a pointer
inline constexpr std::string_view before = "before";             // HMAC of what stood there
inline constexpr std::string_view reference = "reference";       // the pointer that is a reference of ours
inline constexpr std::string_view letters = "referenceLetters";  // HMAC of reference_letters() of ours

[[nodiscard]] inline bool is_word(std::string_view member) noexcept {
    return !member.starts_with('/');
}

}  // namespace match_words

// A reference by its letters and digits alone, without regard to case: what a portal leaves of it, however it
// tidies. Letters beyond ASCII are kept as they are.
[[nodiscard]] std::string reference_letters(std::string_view reference);

}  // namespace skifte::filing
