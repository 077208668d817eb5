// operations.hpp and operations.cpp: one struct per operation, and how it is written as arguments and read as
// an answer.
#include "codegen/emit.hpp"
#include "codegen/text.hpp"

namespace skifte::codegen {

namespace {

using Goes = OperationField::Goes;
using Comes = AnswerType::Comes;

void write_paragraph(Writer& out, bool& first, std::string_view text) {
    if (text.empty()) return;
    if (!first) out.line("//");
    out.comment(text);
    first = false;
}

void write_operation(Writer& out, const OperationType& type) {
    const openapi::Operation& operation = *type.operation;
    bool first = true;
    out.gap();
    write_paragraph(out, first, operation.summary);
    write_paragraph(out, first, operation.description);
    write_paragraph(out, first, std::string(operation.method) + " " + std::string(operation.path));
    if (operation.deprecated) write_paragraph(out, first, "Deprecated.");
    if (operation.facts.files)
        write_paragraph(out, first, "Has legal effect. client.call keeps no journal of it.");
    out.open("struct " + type.name).line("using Answer = " + type.answer.type + ";").gap();
    for (const auto& field : type.fields) {
        out.comment(field.description);
        out.line(field.type + " " + field.name + "{};");
    }
    out.gap().line("[[nodiscard]] static const openapi::Operation& operation();");
    out.line("[[nodiscard]] api::Arguments arguments() const;");
    out.line("[[nodiscard]] static Result<Answer> decode(const api::Answer& answer);").close("};");
}

std::string argument(const OperationField& field) {
    const std::string named = "(out, " + literal(field.wire) + ", " + field.name + ");";
    switch (field.goes) {
    case Goes::path: return "api::add(out.path, " + literal(field.wire) + ", " + field.name + ");";
    case Goes::query: return "api::add(out.query, " + literal(field.wire) + ", " + field.name + ");";
    case Goes::header: return "api::add(out.header, " + literal(field.wire) + ", " + field.name + ");";
    case Goes::body: return "out.body = api::encoded(" + field.name + ");";
    case Goes::part: return "api::add_part" + named;
    case Goes::file:
    case Goes::files: return "api::attach" + named;
    }
    return {};
}

void write_functions(Writer& out, const OperationType& type, std::size_t index) {
    out.gap().open("const openapi::Operation& " + type.name + "::operation()");
    out.line("return spec().operations[" + std::to_string(index) + "];").close();
    out.gap().open("api::Arguments " + type.name + "::arguments() const");
    out.line("api::Arguments out;").line("out.open = true;");
    for (const auto& field : type.fields) out.line(argument(field));
    out.line("return out;").close();
    const bool read = type.answer.comes != Comes::nothing;
    out.gap().open("Result<" + type.name + "::Answer> " + type.name + "::decode(const api::Answer&" +
                   (read ? " answer)" : ")"));
    switch (type.answer.comes) {
    case Comes::nothing: out.line("return Answer{};"); break;
    case Comes::bytes: out.line("return answer.bytes;"); break;
    case Comes::json: out.line("return api::Codec<Answer>::decode(answer.body, \"answer\");"); break;
    }
    out.close();
}

}  // namespace

std::string emit_operations_header(const Plan& plan) {
    Writer out;
    write_banner(out, plan,
                 "Operations of " + std::string(plan.spec->title) +
                     ". Each holds the arguments of one call: client.call(…{…}) makes it.");
    out.line("#pragma once").gap();
    out.line("#include <skifte/" + plan.module + "/types.hpp>").gap();
    out.line("#include <skifte/api/call.hpp>").gap();
    out.line("namespace skifte::" + plan.cpp_namespace + " {");
    for (const auto& type : plan.operations) write_operation(out, type);
    out.gap().line("}  // namespace skifte::" + plan.cpp_namespace);
    return out.text();
}

std::string emit_operations_source(const Plan& plan) {
    Writer out;
    write_banner(out, plan, "How each operation is written and its answer is read.");
    out.line("#include <skifte/" + plan.module + "/operations.hpp>").gap();
    out.line("#include <skifte/" + plan.module + "/spec.hpp>").gap();
    out.line("#include <skifte/api/typed_call.hpp>").gap();
    out.line("namespace skifte::" + plan.cpp_namespace + " {");
    for (const auto& type : plan.operations)
        write_functions(out, type, static_cast<std::size_t>(type.operation - plan.spec->operations.data()));
    out.gap().line("}  // namespace skifte::" + plan.cpp_namespace);
    return out.text();
}

}  // namespace skifte::codegen
