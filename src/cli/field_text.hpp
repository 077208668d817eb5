// A text as a person types it, in a flag or a cell, as the value that a schema asks for: "1.234,50",
// "31-12-2026", "ja". What fits nothing stays text, and the validator says what is wrong with it.
#pragma once

#include <skifte/openapi/model.hpp>
#include <skifte/support/json.hpp>
#include <skifte/support/result.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace skifte::cli {

// Which sign stands before the decimals. Unsure: a lone dot before three digits is refused.
enum class DecimalMark { unsure, comma, dot };

// A field of an object by its dotted name: "beloeb", "kreditor.navn".
struct ObjectField {
    std::string name;
    const openapi::Schema* schema = nullptr;
    bool required = false;  // and so is all that holds it
};

// The fields that one text can hold, in the spec's order. Left out: what is read only, lists of objects, and
// objects below the fourth level.
[[nodiscard]] std::vector<ObjectField> flat_fields(const openapi::Schema& schema);

// Null if there is no such field, however it may be filled.
[[nodiscard]] const openapi::Schema* find_field(const openapi::Schema& schema, std::string_view dotted);

// An empty text is null. A list is its items with a comma between. Errors: amount.* (value), date.invalid
// (value), cpr.invalid.
[[nodiscard]] Result<Json> field_value(const openapi::Schema& schema, std::string_view text,
                                       DecimalMark mark = DecimalMark::unsure);

// Numbers that people write in several ways, as the API has them, wherever they stand in `value`:
// "DK 99 99 99 82", "010233-0000". What is none stays as it is, and the validator says so.
[[nodiscard]] Json plain_numbers(const openapi::Schema& schema, Json value);
inline constexpr std::string_view cvr_field = "cvrNummer";  // what the API calls a CVR number, everywhere

// Sets or, with null, takes away a member, and makes the objects that hold it.
void set_field(Json& object, std::string_view dotted, Json value);

}  // namespace skifte::cli
