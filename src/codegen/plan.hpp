// The plan: every name and type of the generated code, decided. What writes the files only spells it out.
#pragma once

#include "codegen/schema_names.hpp"

#include <skifte/openapi/model.hpp>
#include <skifte/openapi/reader.hpp>
#include <skifte/support/result.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace skifte::codegen {

struct Input {
    const openapi::Spec& spec;
    std::string module;         // "likvidator"
    std::string cpp_namespace;  // below skifte: "likvidator::v1"
    openapi::Location cpp_namespace_at;
    std::vector<openapi::GivenName> given_names;
    std::vector<Fault> unexpressed;  // what the reader met and the model does not hold
};

struct Enumerator {
    std::string wire;
    std::string name;
};

struct EnumType {
    const openapi::Schema* schema = nullptr;
    std::string name;
    std::vector<Enumerator> enumerators;
};

struct Member {
    std::string wire;
    std::string name;
    std::string type;  // as spelt: "api::Field<Date>"
    const openapi::Schema* schema = nullptr;
    bool plain = false;       // required and never null: no api::Field around it
    bool boxed = false;       // on the heap, because the struct would contain itself
    bool initialised = true;  // `{}`; not where the type is incomplete at that point
};

struct StructType {
    const openapi::Schema* schema = nullptr;
    std::string name;
    std::vector<Member> members;
};

struct OperationField {
    enum class Goes { path, query, header, body, part, file, files };
    Goes goes = Goes::query;
    std::string wire;
    std::string name;
    std::string type;
    std::string_view description;
};

struct AnswerType {
    enum class Comes { nothing, json, bytes };
    Comes comes = Comes::nothing;
    std::string type = "api::Nothing";
};

struct OperationType {
    const openapi::Operation* operation = nullptr;
    std::string name;
    std::vector<OperationField> fields;
    AnswerType answer;
};

struct Plan {
    const openapi::Spec* spec = nullptr;
    std::string module;
    std::string cpp_namespace;
    SchemaNames schema_names;
    std::vector<EnumType> enums;
    std::vector<std::string> declared_ahead;  // structs named before they are defined
    std::vector<StructType> structs;          // each after those it contains
    std::vector<OperationType> operations;
};

// Error: codegen.refused with all that the spec holds and the generated code cannot express. Codes of the
// faults: codegen.choice (keyword), codegen.enum_type, codegen.binary, codegen.endless, codegen.style (name),
// codegen.nested_parameter (name), codegen.media_types (types), codegen.media_type (type), codegen.multipart,
// codegen.nested_form (name), codegen.answers, codegen.no_name (name),
// codegen.collision (name, identifier, other), codegen.given_name (name), codegen.given_unused (kind, wire),
// codegen.namespace (name), and those of the reader's `unexpressed`.
[[nodiscard]] Result<Plan> make_plan(const Input& input);

}  // namespace skifte::codegen
