// Of the overlay: the C++ names that it gives, and whether the spec has what they are given to.
#include "openapi/overlay_reader.hpp"

#include <skifte/support/json.hpp>

#include <algorithm>
#include <initializer_list>

namespace skifte::openapi {

namespace {

// Wire names hold dots, so each dot may be the one that parts an owner from what is its own.
template <typename Is>
bool any_parting(Text wire, Is is) {
    for (std::size_t dot = wire.find('.'); dot != Text::npos; dot = wire.find('.', dot + 1))
        if (is(wire.substr(0, dot), wire.substr(dot + 1))) return true;
    return false;
}

// A component goes by its name, what stands inline by its JSON pointer.
Text called(const Schema& schema) {
    return schema.name.empty() ? schema.path : schema.name;
}

bool has_value(const Schema& schema, Text value) {
    const std::string json = Json(std::string(value)).dump();
    return std::find(schema.enum_values.begin(), schema.enum_values.end(), json) != schema.enum_values.end();
}

// "query.side", "body.frist" for a part of a multipart body, "body.body" for a body that is one value.
bool has_argument(const Operation& operation, Text argument) {
    const std::size_t dot = std::min(argument.find('.'), argument.size());
    const Text name = argument.substr(std::min(dot + 1, argument.size()));
    for (const In in : {In::path, In::query, In::header})
        if (argument.substr(0, dot) == to_string(in)) return operation.find(in, name) != nullptr;
    if (argument.substr(0, dot) != "body" || operation.body == nullptr) return false;
    const auto& content = operation.body->content;
    return name == "body" || std::any_of(content.begin(), content.end(), [&](const MediaType& media) {
               return media.schema != nullptr && media.schema->find(name) != nullptr;
           });
}

}  // namespace

bool OverlayReader::is_named(std::string_view kind, Text wire) const {
    const auto any_schema = [&](Text name, auto is) {
        return !name.empty() &&
               std::any_of(storage_.schemas.begin(), storage_.schemas.end(),
                           [&](const Schema& schema) { return called(schema) == name && is(schema); });
    };
    const auto any_operation = [&](Text id, auto is) {
        return std::any_of(operations_->begin(), operations_->end(),
                           [&](const Operation& operation) { return operation.id == id && is(operation); });
    };
    const auto whole = [](const auto&) { return true; };
    if (kind == "schemas") return any_schema(wire, whole);
    if (kind == "operations") return any_operation(wire, whole);
    return any_parting(wire, [&](Text owner, Text own) {
        if (kind == "arguments")
            return any_operation(owner, [&](const Operation& o) { return has_argument(o, own); });
        if (kind == "values") return any_schema(owner, [&](const Schema& s) { return has_value(s, own); });
        return any_schema(owner, [&](const Schema& s) { return s.find(own) != nullptr; });
    });
}

void OverlayReader::read_names() {
    const Node* names = fields_.object(fields_.root(), "names");
    if (names == nullptr) return;
    const std::initializer_list<std::string_view> kinds = {"schemas", "properties", "values", "operations",
                                                           "arguments"};
    only(*names, kinds);
    for (const auto kind : kinds) {
        const Node* list = fields_.object(*names, kind);
        if (list == nullptr) continue;
        for (const Node* node : list->children) {
            if (!is_named(kind, node->key))
                fields_.faults.add(*node, "openapi.overlay_name",
                                   {{"kind", std::string(kind)}, {"name", node->key}});
            if (fields_.expect(*node, Node::Kind::string))
                storage_.given_names.push_back(
                    {std::string(kind), node->key, node->text, fields_.location(*node)});
        }
    }
}

}  // namespace skifte::openapi
