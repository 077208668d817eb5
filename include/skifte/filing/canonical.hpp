// Canonical texts: one text for each value, however it was written, so that what was sent can be compared
// with what stands at the portal, and today's filing with last month's.
#pragma once

#include <skifte/support/json.hpp>

#include <string>

namespace skifte::filing {

// Strings as they are, but RFC 3339 date-times in UTC, to the millisecond; numbers without exponent, leading
// or trailing zeros ("1.50" and "15e-1" are "1.5"; beyond ±1000 places as written); null is "", as what is
// absent; arrays and objects as JSON with members by name and values as above, and without the members that
// are null. A string and a number of the same digits are the same.
[[nodiscard]] std::string canonical_text(const Json& value);

// Appends it as it stands within an array or an object: strings in quotes.
void append_canonical(std::string& out, const Json& value);

// A canonical text as it is held against what stands at the portal, which may have tidied it: every run of
// white space (blanks, tabs, line ends, no-break spaces) is one blank, and there is none at the ends.
[[nodiscard]] std::string tidy_text(std::string_view canonical);

}  // namespace skifte::filing
