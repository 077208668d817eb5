// The numbers of a spreadsheet: binary fractions that stand for the decimals their users see, and for dates.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace skifte::sheet {

// As a JSON number with the 15 significant digits that Excel counts with: "1234.0999999999999" is 1234.1.
// None if the text is no finite number.
[[nodiscard]] std::optional<std::string> number_text(std::string_view stored);

// What a style of percent shows: "0.0805" is "8,05%". None as above.
[[nodiscard]] std::optional<std::string> percent_text(std::string_view stored);

// "2026-11-23", with a time of day "2026-11-23 08:30:00". None for what is no date: before the first day,
// after 9999, and 29 February 1900, which never was.
[[nodiscard]] std::optional<std::string> date_text(std::string_view stored, bool counts_from_1904);

}  // namespace skifte::sheet
