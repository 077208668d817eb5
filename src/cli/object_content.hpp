// What one thing says: read from flags and a file, shown to be confirmed, compared with what stands.
#pragma once

#include "cli/context.hpp"
#include "cli/objects.hpp"

#include <span>
#include <string>

namespace skifte::cli {

// The members that the user gave: those of --fra, over them those of --felt and of the noun's own flags. A
// null takes a member away. Errors: as of reading the file; request.invalid with a fault for each member that
// no schema knows; usage.cpr_flag (flag), since a CPR never comes by flag; amount.*, date.invalid (flag);
// usage.empty (flag, field) where `verb` makes something new and an empty value has nothing to take away.
[[nodiscard]] Result<Json> read_given(Context& context, const Noun& noun, const openapi::Schema& schema,
                                      const Parsed& flags, Verb verb);

// What of an answer is sent back in a change: what `schema` names, and what nobody knows. Left out is what
// `answer`, the schema of the answer, names and `schema` does not, such as status and times.
[[nodiscard]] Json editable(const Json& object, const openapi::Schema& schema, const openapi::Schema* answer);

// The faults of the members in `given` by themselves, with closed enums and no unknown members. What is kept
// of an answer is not held to that.
[[nodiscard]] Result<void> check_given(const openapi::Operation& operation, const openapi::Schema& schema,
                                       const Json& given);

// Members of `given` over those of `object`, at any depth; a null takes one away, and an object that has none
// left goes too.
[[nodiscard]] Json changed(Json object, const Json& given);

// One line a field, amounts and dates as Danes write them, a CPR masked: for a confirmation.
[[nodiscard]] std::string described(const Context& context, const openapi::Schema& schema,
                                    const Json& object);
// One line for each field that differs: old → new. Above them, from the columns that one knows the thing by
// in a list, those that stay as they are.
[[nodiscard]] std::string difference(const Context& context, const openapi::Schema& schema,
                                     const Json& before, const Json& after, std::span<const Column> known_by);

// A JSON object from a file, or from stdin for "-". Errors: file.*, json.*, usage.choice where it is no
// object.
[[nodiscard]] Result<Json> read_object_file(Context& context, const std::string& path, std::string_view flag);

}  // namespace skifte::cli
