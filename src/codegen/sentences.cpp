// The sentences.
#include "codegen/sentences.hpp"

namespace skifte::codegen {

namespace {

constexpr Sentence table[] = {
    {"codegen.refused", "{spec}: the spec cannot be generated from"},
    {"codegen.usage", "{reason}"},
    {"codegen.choice", "'{keyword}' has no C++ type; state one schema, or call the operation untyped"},
    {"codegen.enum_type", "an enum of other values than strings has no C++ type"},
    {"codegen.binary",
     "binary content inside JSON has no C++ type; it can be a body, or a part of a multipart body"},
    {"codegen.endless", "contains itself at every turn, so no value of it would ever end"},
    {"codegen.style", "parameter '{name}': its style has no meaning for its type"},
    {"codegen.nested_parameter",
     "parameter '{name}' is nested too deeply to be written in a URL or a header"},
    {"codegen.media_types", "several media types ({types}); which one is meant cannot be known"},
    {"codegen.media_type", "the media type {type} cannot be written or read"},
    {"codegen.multipart", "a multipart body must be an object with a property for each part"},
    {"codegen.nested_form", "form field '{name}' is nested too deeply to be written in a form"},
    {"codegen.answers",
     "answers {type} where another 2xx status answers {other}; a call has one type of answer"},
    {"codegen.no_name",
     "no C++ name can be made of '{name}'; give one in the overlay: names, {kind}, '{key}'"},
    {"codegen.collision", "'{name}' becomes {identifier}, and so does {other}; give one of them a name in "
                          "the overlay: names, {kind}, '{key}'"},
    {"codegen.given_name", "'{name}', given to '{wire}', is no usable C++ name"},
    {"codegen.given_unused", "nothing that is generated is called '{wire}'"},
    {"codegen.namespace", "'{name}' is no C++ namespace"},
    {"openapi.allof_circle", "allOf leads back to where it began"},
    {"openapi.allof_conflict", "the parts of allOf contradict each other in '{keyword}': {a} and {b}"},
    {"openapi.allof_unmerged", "the parts of allOf state '{keyword}' in ways that cannot be put together"},
    {"openapi.beside_reference", "'{keyword}' beside $ref has no effect"},
    {"openapi.duplicate_key", "the key '{key}' stands here twice"},
    {"openapi.duplicate_operation", "the operationId '{operation}' is used twice"},
    {"openapi.duplicate_parameter", "the parameter '{name}' in {in} stands here twice"},
    {"openapi.encoding", "'{property}' is no part of the body"},
    {"openapi.enum_type", "the enum value {value} is not of the type {expected}"},
    {"openapi.invalid", "{file}: holds {count} faults"},
    {"openapi.keyword", "OpenAPI 3.0 does not know '{keyword}' here[; did you mean '{nearest}'?]"},
    {"openapi.limits", "'{keyword}' is larger than its counterpart, so that no value fits"},
    {"openapi.missing", "'{keyword}' is missing"},
    {"openapi.operation_id", "the operation has no operationId, which its C++ name is made from"},
    {"openapi.overlay_missing_argument", "{operation} requires the parameter '{parameter}'"},
    {"openapi.overlay_missing_key", "'{key}' is missing"},
    {"openapi.overlay_missing_operation", "the operation '{operation}' is missing"},
    {"openapi.overlay_name", "names, {kind}: the spec has no '{name}'"},
    {"openapi.overlay_pointer", "{pointer} leads nowhere[; expected: {expected}]"},
    {"openapi.overlay_source", "{operation} has nothing called '{source}'"},
    {"openapi.overlay_unknown_key", "the key '{key}' is not known[; did you mean '{nearest}'?]"},
    {"openapi.overlay_unknown_need", "the need '{need}' is not described"},
    {"openapi.overlay_unknown_operation",
     "the spec has no operation '{operation}'[; did you mean '{nearest}'?]"},
    {"openapi.overlay_unknown_parameter",
     "{operation} has no parameter '{parameter}'[; did you mean '{nearest}'?]"},
    {"openapi.overlay_unknown_property", "the schema has no property '{property}'"},
    {"openapi.overlay_unknown_schema", "the spec has no schema '{schema}'[; did you mean '{nearest}'?]"},
    {"openapi.overlay_unknown_value", "'{value}' is none of the values that the field can have"},
    {"openapi.overlay_value", "'{value}' cannot stand here; expected: {expected}"},
    {"openapi.path", "'{path}' is no path"},
    {"openapi.path_parameter", "the path names '{name}', for which there is no parameter"},
    {"openapi.path_parameter_unused", "the path does not name the parameter '{name}'"},
    {"openapi.pattern", "the pattern {pattern} cannot be used: {reason}"},
    {"openapi.reference", "{reference} leads nowhere"},
    {"openapi.reference_circle", "{reference} leads back to itself"},
    {"openapi.reference_outside", "{reference} leads out of the file"},
    {"openapi.required_undeclared", "'{property}' is required, and no property"},
    {"openapi.security", "the security scheme '{scheme}' is not described"},
    {"openapi.status", "'{value}' is no HTTP status"},
    {"openapi.style", "'{value}' is no style of a parameter in {in}"},
    {"openapi.too_deep", "is nested too deeply[; at most {limit}]"},
    {"openapi.too_large", "is too large; at most {limit} parts"},
    {"openapi.type", "must be {expected}, and is {found}"},
    {"openapi.unsupported", "'{keyword}' cannot be expressed"},
    {"openapi.value", "{value} cannot stand here; expected: {expected}"},
    {"openapi.version", "the version of OpenAPI is '{version}'; only 3.0 is read"},
    {"openapi.yaml", "cannot be read[, column {column}]: {reason}[ {value}]"},
    {"file.missing", "{path}: there is no such file"},
    {"file.unreadable", "{path}: cannot be read: {reason}"},
    {"file.unwritable", "{path}: cannot be written: {reason}"},
    {"file.too_large", "{path}: larger than {limit} bytes"},
    {"disk.full", "{path}: the disk is full"},
};

}  // namespace

std::span<const Sentence> sentences() noexcept {
    return table;
}

}  // namespace skifte::codegen
