// types.hpp and types.cpp: enums, structs, and their codecs.
#include "codegen/emit.hpp"
#include "codegen/text.hpp"

namespace skifte::codegen {

namespace {

std::string description_of(const openapi::Schema& schema) {
    std::string text(schema.description.empty() ? schema.title : schema.description);
    if (schema.deprecated) text = "Deprecated. " + text;
    return text;
}

void write_enum(Writer& out, const EnumType& type) {
    std::vector<std::string> names, texts;
    for (const auto& enumerator : type.enumerators) {
        names.push_back(enumerator.name);
        texts.push_back(literal(enumerator.wire));
    }
    out.gap().open("struct " + type.name + "Names");
    out.list("enum Value : int { ", names, " };");
    out.list("static constexpr std::string_view texts[] = {", texts, "};").close("};");
    out.comment(description_of(*type.schema));
    out.line("using " + type.name + " = api::OpenEnum<" + type.name + "Names>;");
}

void write_struct(Writer& out, const StructType& type) {
    out.gap().comment(description_of(*type.schema));
    out.open("struct " + type.name);
    for (const auto& member : type.members) {
        out.comment(description_of(*member.schema));
        out.line(member.type + " " + member.name + (member.initialised ? "{};" : ";"));
    }
    out.gap().comment("Members that the spec does not name, kept and written again.");
    out.line("Json::Object unknown{};").close("};");
}

void write_codec_declaration(Writer& out, const std::string& type) {
    out.gap().line("template <>").open("struct Codec<" + type + ">");
    out.line("static Json encode(const " + type + "& value);");
    out.declaration("static Result<" + type + ">", "decode(const Json& json, const std::string& path);");
    out.close("};");
}

std::string members_of(const Plan& plan, const StructType& type) {
    return plan.schema_names.object(*type.schema) + "_members";
}

void write_members(Writer& out, const StructType& type, const std::string& name) {
    out.gap().open("constexpr api::Member<" + type.name + "> " + name + "[] = {");
    for (const auto& member : type.members)
        out.line("api::member<&" + type.name + "::" + member.name + ">(" + literal(member.wire) + "),");
    out.close("};");
}

void write_codec(Writer& out, const std::string& type, const std::string& members) {
    const std::string name = "types::" + type;
    out.gap().open("Json Codec<" + name + ">::encode(const " + name + "& value)");
    out.line("return encode_struct(value, types::" + members + ");").close();
    out.line("Result<" + name + ">");
    out.open("Codec<" + name + ">::decode(const Json& json, const std::string& path)");
    out.line("return decode_struct(json, path, types::" + members + ");").close();
}

}  // namespace

std::string emit_types_header(const Plan& plan) {
    Writer out;
    write_banner(out, plan, "Types of " + std::string(plan.spec->title) + ".");
    out.line("#pragma once").gap();
    out.line("#include <skifte/api/codec.hpp>").gap();
    for (const char* header : {"cstdint", "map", "optional", "string", "string_view", "vector"})
        out.line("#include <" + std::string(header) + ">");
    out.gap().line("namespace skifte::" + plan.cpp_namespace + " {");
    for (const auto& type : plan.enums) write_enum(out, type);
    if (!plan.declared_ahead.empty()) out.gap();
    for (const auto& name : plan.declared_ahead) out.line("struct " + name + ";");
    for (const auto& type : plan.structs) write_struct(out, type);
    out.gap().line("}  // namespace skifte::" + plan.cpp_namespace);
    if (plan.structs.empty()) return out.text();
    out.gap().line("namespace skifte::api {");
    for (const auto& type : plan.structs) write_codec_declaration(out, plan.cpp_namespace + "::" + type.name);
    out.gap().line("}  // namespace skifte::api");
    return out.text();
}

std::string emit_types_source(const Plan& plan) {
    Writer out;
    write_banner(out, plan, "The wire names of the types, and their codecs.");
    out.line("#include <skifte/" + plan.module + "/types.hpp>").gap();
    out.line("#include <skifte/api/struct_codec.hpp>");
    if (plan.structs.empty()) return out.text();
    out.gap().line("namespace skifte::" + plan.cpp_namespace + " {").gap().line("namespace {");
    for (const auto& type : plan.structs) write_members(out, type, members_of(plan, type));
    out.gap().line("}  // namespace").gap().line("}  // namespace skifte::" + plan.cpp_namespace);
    out.gap().line("namespace skifte::api {").gap();
    out.line("namespace types = " + plan.cpp_namespace + ";");
    for (const auto& type : plan.structs) write_codec(out, type.name, members_of(plan, type));
    out.gap().line("}  // namespace skifte::api");
    return out.text();
}

}  // namespace skifte::codegen
