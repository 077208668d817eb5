// schemas.hpp and schemas.cpp: each schema as an object of the openapi model.
#include "codegen/emit.hpp"
#include "codegen/tables.hpp"
#include "codegen/text.hpp"

namespace skifte::codegen {

namespace {

using openapi::Schema;

std::string type_of(const Schema& schema) {
    return schema.type == openapi::Type::any ? "" : "Type::" + std::string(to_string(schema.type));
}

void write_limit(Writer& out, const char* name, const std::optional<std::uint64_t>& limit) {
    if (limit) out.line(std::string(".") + name + " = " + std::to_string(*limit) + "u,");
}

class SchemaEmitter {
public:
    explicit SchemaEmitter(const Plan& plan) : plan_(plan), tables_(plan) {}

    Writer& out() { return tables_.out(); }

    void write(const Schema& schema) {
        const std::string name = plan_.schema_names.object(schema);
        out().gap();
        const std::string values = tables_.texts(name + "_values", schema.enum_values);
        const std::string properties = properties_of(schema, name);
        const std::string one_of = choices(schema.one_of, name + "_one_of");
        const std::string any_of = choices(schema.any_of, name + "_any_of");
        out().open("constinit const Schema " + name + "{");
        write_words(schema);
        write_flags(schema);
        write_limits(schema);
        write_raw(out(), "enum_values", values);
        write_raw(out(), "properties", properties);
        write_raw(out(), "items", tables_.address(schema.items));
        write_raw(out(), "additional", tables_.address(schema.additional));
        write_raw(out(), "one_of", one_of);
        write_raw(out(), "any_of", any_of);
        write_raw(out(), "negated", tables_.address(schema.negated));
        out().text_member("example", schema.example);
        out().text_member("default_value", schema.default_value);
        out().text_member("sensitive", schema.sensitive);
        out().close("};");
    }

private:
    std::string properties_of(const Schema& schema, const std::string& name) {
        if (schema.properties.empty()) return {};
        const std::string array = tables_.fresh(name + "_properties");
        out().open("constexpr Property " + array + "[] = {");
        for (const auto& property : schema.properties)
            out().line("{" + literal(property.name) + ", " + tables_.address(property.schema) +
                       (property.required ? ", true}," : "},"));
        out().close("};");
        return array;
    }

    std::string choices(std::span<const Schema* const> schemas, const std::string& wish) {
        if (schemas.empty()) return {};
        const std::string name = tables_.fresh(wish);
        std::vector<std::string> addresses;
        for (const Schema* schema : schemas) addresses.push_back(tables_.address(schema));
        out().list("constexpr const Schema* " + name + "[] = {", addresses, "};");
        return name;
    }

    void write_words(const Schema& schema) {
        out().text_member("name", schema.name);
        out().text_member("path", schema.path);
        write_location(out(), plan_, schema.at);
        out().text_member("title", schema.title);
        out().text_member("description", schema.description);
        write_raw(out(), "type", type_of(schema));
        out().text_member("format", schema.format);
    }

    void write_flags(const Schema& schema) {
        write_flag(out(), "nullable", schema.nullable);
        write_flag(out(), "read_only", schema.read_only);
        write_flag(out(), "write_only", schema.write_only);
        write_flag(out(), "deprecated", schema.deprecated);
        write_flag(out(), "unique_items", schema.unique_items);
        write_flag(out(), "exclusive_minimum", schema.exclusive_minimum);
        write_flag(out(), "exclusive_maximum", schema.exclusive_maximum);
        write_flag(out(), "additional_allowed", schema.additional_allowed, true);
    }

    void write_limits(const Schema& schema) {
        write_limit(out(), "min_length", schema.min_length);
        write_limit(out(), "max_length", schema.max_length);
        write_limit(out(), "min_items", schema.min_items);
        write_limit(out(), "max_items", schema.max_items);
        write_limit(out(), "min_properties", schema.min_properties);
        write_limit(out(), "max_properties", schema.max_properties);
        out().text_member("minimum", schema.minimum);
        out().text_member("maximum", schema.maximum);
        out().text_member("multiple_of", schema.multiple_of);
        out().text_member("pattern", schema.pattern);
    }

    const Plan& plan_;
    Tables tables_;
};

}  // namespace

std::string emit_schemas_header(const Plan& plan) {
    Writer out;
    write_banner(out, plan, "The schemas of " + std::string(plan.spec->title) + ", as tables.");
    out.line("#pragma once").gap();
    out.line("#include <skifte/openapi/model.hpp>").gap();
    out.line("namespace skifte::" + plan.cpp_namespace + "::schemas {").gap();
    out.line("inline constexpr openapi::Text file = " + literal(main_file(*plan.spec)) + ";").gap();
    for (const Schema* schema : plan.schema_names.schemas())
        out.line("extern const openapi::Schema " + plan.schema_names.object(*schema) + ";");
    out.gap().line("}  // namespace skifte::" + plan.cpp_namespace + "::schemas");
    return out.text();
}

std::string emit_schemas_source(const Plan& plan) {
    SchemaEmitter emitter(plan);
    Writer& out = emitter.out();
    write_banner(out, plan, "What the schemas say.");
    out.line("#include \"schemas.hpp\"").gap();
    out.line("namespace skifte::" + plan.cpp_namespace + "::schemas {").gap();
    out.line("using openapi::Property;").line("using openapi::Schema;");
    out.line("using openapi::Text;").line("using openapi::Type;");
    for (const Schema* schema : plan.schema_names.schemas()) emitter.write(*schema);
    out.gap().line("}  // namespace skifte::" + plan.cpp_namespace + "::schemas");
    return out.text();
}

}  // namespace skifte::codegen
