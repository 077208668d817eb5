// What a schema object states itself, keyword by keyword.
#include "openapi/pattern.hpp"
#include "openapi/schema_reader.hpp"

#include <skifte/support/decimal.hpp>

#include <algorithm>

namespace skifte::openapi {

// The annotations that the node states, in place of those that stand there.
void SchemaReader::annotate(Schema& schema, const Node& node) {
    const auto set_text = [&](Text& field, std::string_view name) {
        if (node.find(name) != nullptr) field = fields_.text(node, name);
    };
    set_text(schema.title, "title");
    set_text(schema.description, "description");
    schema.nullable = fields_.flag(node, "nullable", schema.nullable);
    schema.read_only = fields_.flag(node, "readOnly", schema.read_only);
    schema.write_only = fields_.flag(node, "writeOnly", schema.write_only);
    schema.deprecated = fields_.flag(node, "deprecated", schema.deprecated);
    if (const Node* example = node.find("example")) schema.example = fields_.json(example);
    if (const Node* value = node.find("default")) schema.default_value = fields_.json(value);
}

void SchemaReader::fill_own(Draft& own, const Node& node) {
    fields_.only(node, {"title",
                        "description",
                        "type",
                        "format",
                        "nullable",
                        "readOnly",
                        "writeOnly",
                        "deprecated",
                        "uniqueItems",
                        "exclusiveMinimum",
                        "exclusiveMaximum",
                        "additionalProperties",
                        "minLength",
                        "maxLength",
                        "minItems",
                        "maxItems",
                        "minProperties",
                        "maxProperties",
                        "minimum",
                        "maximum",
                        "multipleOf",
                        "pattern",
                        "enum",
                        "properties",
                        "required",
                        "items",
                        "oneOf",
                        "anyOf",
                        "allOf",
                        "not",
                        "example",
                        "default",
                        "discriminator",
                        "externalDocs",
                        "xml"});
    fields_.without(node, {"xml"});
    Schema& schema = *own.schema;
    schema.type = read_type(node);
    schema.format = fields_.text(node, "format");
    annotate(schema, node);
    fill_limits(schema, node);
    fill_values(schema, node);
    fill_members(own, node);
    schema.one_of = fields_.storage().keep(read_list(node, "oneOf"));
    schema.any_of = fields_.storage().keep(read_list(node, "anyOf"));
    if (const Node* negated = node.find("not")) schema.negated = read(*negated);
}

Type SchemaReader::read_type(const Node& node) {
    const Node* type = node.find("type");
    if (type == nullptr) {
        // What is meant is certain here, and much written this way.
        if (node.find("properties") != nullptr || node.find("additionalProperties") != nullptr)
            return Type::object;
        if (node.find("items") != nullptr) return Type::array;
        const Node* values = node.find("enum");
        if (values != nullptr && !values->children.empty() &&
            std::all_of(values->children.begin(), values->children.end(),
                        [](const Node* v) { return v->is_string(); }))
            return Type::string;
        return Type::any;
    }
    if (!fields_.expect(*type, Node::Kind::string)) return Type::any;
    constexpr Type types[] = {Type::boolean, Type::integer, Type::number,
                              Type::string,  Type::array,   Type::object};
    for (const Type known : types)
        if (type->text == to_string(known)) return known;
    fields_.faults.add(
        *type, "openapi.value",
        {{"value", type->text}, {"expected", "boolean, integer, number, string, array, object"}});
    return Type::any;
}

void SchemaReader::fill_limits(Schema& schema, const Node& node) {
    schema.min_length = fields_.count(node, "minLength");
    schema.max_length = fields_.count(node, "maxLength");
    schema.min_items = fields_.count(node, "minItems");
    schema.max_items = fields_.count(node, "maxItems");
    schema.min_properties = fields_.count(node, "minProperties");
    schema.max_properties = fields_.count(node, "maxProperties");
    schema.minimum = fields_.number(node, "minimum");
    schema.maximum = fields_.number(node, "maximum");
    schema.multiple_of = fields_.number(node, "multipleOf");
    schema.exclusive_minimum = fields_.flag(node, "exclusiveMinimum");
    schema.exclusive_maximum = fields_.flag(node, "exclusiveMaximum");
    schema.unique_items = fields_.flag(node, "uniqueItems");
    schema.pattern = fields_.text(node, "pattern");
    if (!schema.multiple_of.empty() &&
        compare_decimals(schema.multiple_of, "0") != std::partial_ordering::greater) {
        fields_.faults.add(*node.find("multipleOf"), "openapi.value",
                           {{"value", std::string(schema.multiple_of)}, {"expected", "> 0"}});
        schema.multiple_of = {};
    }
    std::string reason;
    if (!schema.pattern.empty() && compiled(schema.pattern, &reason) == nullptr)
        fields_.unexpressed.add(*node.find("pattern"), "openapi.pattern",
                                {{"pattern", std::string(schema.pattern)}, {"reason", reason}});
    check_limits(schema, node);
}

void SchemaReader::check_limits(const Schema& schema, const Node& at) {
    const auto check = [&](bool wrong, std::string_view keyword) {
        if (wrong) fields_.unexpressed.add(at, "openapi.limits", {{"keyword", std::string(keyword)}});
    };
    check(schema.min_length > schema.max_length && schema.max_length, "minLength");
    check(schema.min_items > schema.max_items && schema.max_items, "minItems");
    check(schema.min_properties > schema.max_properties && schema.max_properties, "minProperties");
    check(!schema.minimum.empty() && !schema.maximum.empty() &&
              compare_decimals(schema.minimum, schema.maximum) == std::partial_ordering::greater,
          "minimum");
}

void SchemaReader::fill_values(Schema& schema, const Node& node) {
    const Node* values = fields_.array(node, "enum");
    if (values == nullptr) return;
    if (values->children.empty())
        fields_.faults.add(*values, "openapi.value", {{"value", "[]"}, {"expected", "enum"}});
    std::vector<Text> texts;
    for (const Node* value : values->children) {
        const bool fits = value->kind == Node::Kind::null || schema.type == Type::any ||
                          (schema.type == Type::string && value->is_string()) ||
                          (schema.type == Type::boolean && value->kind == Node::Kind::boolean) ||
                          ((schema.type == Type::integer || schema.type == Type::number) &&
                           value->kind == Node::Kind::number) ||
                          (schema.type == Type::array && value->is_array()) ||
                          (schema.type == Type::object && value->is_object());
        if (!fits)
            fields_.unexpressed.add(
                *value, "openapi.enum_type",
                {{"value", value->text}, {"expected", std::string(to_string(schema.type))}});
        const Text text = fields_.json(value);
        if (std::find(texts.begin(), texts.end(), text) == texts.end()) texts.push_back(text);
    }
    schema.enum_values = fields_.storage().keep(std::move(texts));
}

void SchemaReader::fill_members(Draft& own, const Node& node) {
    Schema& schema = *own.schema;
    if (const Node* properties = fields_.object(node, "properties"))
        for (const Node* property : properties->children)
            own.properties.push_back({property->key, read(*property), false});
    own.required = fields_.texts(node, "required");
    if (const Node* more = node.find("additionalProperties")) {
        if (more->kind == Node::Kind::boolean) {
            schema.additional_allowed = to_json(*more).as_boolean();
            // `true` in writing says that there are such members; without a word they are merely not
            // forbidden.
            if (schema.additional_allowed) schema.additional = any();
        } else {
            schema.additional = read(*more);
        }
    }
    if (const Node* items = node.find("items")) {
        schema.items = read(*items);
    } else if (schema.type == Type::array) {
        schema.items = any();
        fields_.unexpressed.add(node, "openapi.missing", {{"keyword", "items"}});
    }
}

std::vector<const Schema*> SchemaReader::read_list(const Node& node, std::string_view keyword) {
    std::vector<const Schema*> list;
    if (const Node* array = fields_.array(node, keyword))
        for (const Node* item : array->children) list.push_back(read(*item));
    return list;
}

}  // namespace skifte::openapi
