// Wire names made C++ identifiers: æ→ae, ø→oe, å→aa, the rest of ASCII as its letters and digits allow. The
// rules are plain enough to be done by hand; what they cannot do, the overlay's `names` does.
#pragma once

#include <string>
#include <string_view>

namespace skifte::codegen {

// "cvrNummer", "X-Request-ID", "Øre" → "cvr_nummer", "x_request_id", "oere". A word that C++ has taken gets a
// "_". All three give "" where nothing usable is left or a letter has no rule.
[[nodiscard]] std::string snake_case(std::string_view wire);

// "sagListItem", "KRAV_TYPE", "genericErrorResponse" → "SagListItem", "KravType", "GenericErrorResponse".
[[nodiscard]] std::string pascal_case(std::string_view wire);

// The wire text itself, as far as it can be one: "AABEN", "in-progress", "2fa" → "AABEN", "in_progress",
// "N2fa".
[[nodiscard]] std::string enumerator(std::string_view wire);

// Whether a name given by hand can stand in the code: letters, digits and single underscores, beginning with
// a letter, and not taken.
[[nodiscard]] bool is_identifier(std::string_view name);

// Like is_identifier for each part of "likvidator::v1".
[[nodiscard]] bool is_namespace(std::string_view name);

}  // namespace skifte::codegen
