// Sentences for the codes of the generator and of the reader.
#include "codegen/report.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>

namespace skifte::codegen {

namespace {

struct Sentence {
    std::string_view code;
    std::string_view text;  // {name} stands for the argument of that name
};

constexpr Sentence sentences[] = {
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
     "no C++ name can be made of '{name}'; give one in the overlay: names, {kind} '{key}'"},
    {"codegen.collision", "'{name}' becomes {identifier}, and so does {other}; give one of them a name in "
                          "the overlay: names, {kind} '{key}'"},
    {"codegen.given_name", "'{name}', given to '{wire}', is no usable C++ name"},
    {"codegen.given_unused", "nothing that is generated is called '{wire}'"},
    {"codegen.namespace", "'{name}' is no C++ namespace"},
    {"file.missing", "{path}: there is no such file"},
    {"file.unreadable", "{path}: cannot be read: {reason}"},
    {"file.unwritable", "{path}: cannot be written: {reason}"},
    {"file.too_large", "{path}: larger than {limit} bytes"},
    {"disk.full", "{path}: the disk is full"},
    {"openapi.allof_circle", "allOf leads back to where it began"},
    {"openapi.allof_conflict", "the parts of allOf contradict each other in '{keyword}': {a} and {b}"},
    {"openapi.allof_unmerged", "the parts of allOf state '{keyword}' in ways that cannot be put together"},
    {"openapi.beside_reference", "'{keyword}' beside $ref has no effect"},
    {"openapi.duplicate_key", "the key '{key}' stands here twice"},
    {"openapi.duplicate_operation", "the operationId '{operation}' is used twice"},
    {"openapi.enum_type", "the enum value {value} is not of the type {expected}"},
    {"openapi.keyword", "OpenAPI 3.0 does not know '{keyword}' here"},
    {"openapi.limits", "'{keyword}' is larger than its counterpart, so that no value fits"},
    {"openapi.missing", "'{keyword}' is missing"},
    {"openapi.operation_id", "the operation has no operationId, which its C++ name is made from"},
    {"openapi.path", "'{path}' is no path"},
    {"openapi.path_parameter", "the path names '{name}', for which there is no parameter"},
    {"openapi.path_parameter_unused", "the path does not name the parameter '{name}'"},
    {"openapi.pattern", "the pattern {pattern} cannot be used: {reason}"},
    {"openapi.reference", "{reference} leads nowhere"},
    {"openapi.reference_circle", "{reference} leads back to itself"},
    {"openapi.reference_outside", "{reference} leads out of the file"},
    {"openapi.required_undeclared", "'{property}' is required, and no property"},
    {"openapi.status", "'{value}' is no HTTP status"},
    {"openapi.type", "must be {expected}, and is {found}"},
    {"openapi.unsupported", "'{keyword}' cannot be expressed"},
    {"openapi.value", "{value} cannot stand here; expected: {expected}"},
    {"openapi.version", "the version of OpenAPI is '{version}'; only 3.0 is read"},
    {"openapi.yaml", "cannot be read: {reason}"},
};

std::string sentence(std::string_view code, const std::vector<Argument>& arguments) {
    const auto known = std::find_if(std::begin(sentences), std::end(sentences),
                                    [&](const Sentence& s) { return s.code == code; });
    std::string out(known == std::end(sentences) ? code : known->text);
    for (const auto& [name, value] : arguments) {
        const std::string slot = "{" + name + "}";
        if (known == std::end(sentences))
            out += ", " + name + ": " + value;
        else if (const auto at = out.find(slot); at != std::string::npos)
            out.replace(at, slot.size(), value);
    }
    return out;
}

// "file:line #/pointer" in its two parts.
std::string line(const Fault& fault) {
    const auto blank = fault.path.find(' ');
    std::string out = fault.path.substr(0, blank) + ": " + sentence(fault.code, fault.arguments);
    if (blank != std::string::npos) out += " (" + fault.path.substr(blank + 1) + ")";
    return out + "\n";
}

}  // namespace

std::string report(const Error& error) {
    if (error.faults.empty()) return sentence(error.code, error.arguments) + "\n";
    std::string out;
    for (const Fault& fault : error.faults) out += line(fault);
    return out;
}

}  // namespace skifte::codegen
