// Checks a JSON value against a schema of the model: the one validator, for requests before they leave, for
// answers, for the sandbox, and for rows of a sheet.
#pragma once

#include <skifte/openapi/model.hpp>
#include <skifte/support/error.hpp>
#include <skifte/support/json.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace skifte::openapi {

enum class Direction {
    request,  // readOnly members are refused, enums are open (reported as schema.enum all the same)
    answer,   // writeOnly members are refused
};

struct Strictness {
    // A value outside an enum is a fault. Off when reading answers: every enum is open there.
    bool closed_enums = true;
    // A member that no property names is a fault where the schema has properties and no additionalProperties.
    // Off by default: JSON Schema allows it. On for what we send, to catch a misspelt name.
    bool unknown_members = false;
};

// All faults at once, in document order; empty if there is none. `path` is the JSON path of `value` itself
// ("body"), and each fault's path goes on from there ("body.bilag[3].navn").
// Codes: schema.type, schema.null, schema.required, schema.unknown_member, schema.enum, schema.min_length,
// schema.max_length, schema.pattern, schema.pattern_undecided (a limit was hit), schema.format (date,
// date-time, uuid, email, int32, int64, byte), schema.minimum, schema.maximum, schema.multiple_of,
// schema.min_items, schema.max_items, schema.unique_items, schema.min_properties, schema.max_properties,
// schema.one_of, schema.any_of, schema.not, schema.read_only, schema.write_only, schema.too_deep. Arguments:
// `value` (cut to 60 code points; masked where the schema is sensitive), `limit`, `expected`, `nearest`.
// Thread-safe; compiled patterns are kept per process.
[[nodiscard]] std::vector<Fault> validate(const Schema& schema, const Json& value, std::string_view path,
                                          Direction direction, Strictness strictness = {});

}  // namespace skifte::openapi
