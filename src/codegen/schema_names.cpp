// Walks a spec and names its schemas. One that stands in a component is named by its JSON pointer, so that
// its name does not depend on who reaches it first; one that stands in an operation by the operation.
#include "codegen/schema_names.hpp"

#include "codegen/identifier.hpp"

#include <algorithm>
#include <utility>

namespace skifte::codegen {

namespace {

using openapi::Text;

// The tokens of "#/components/schemas/a~1b/properties/c", unescaped (RFC 6901 section 4).
std::vector<std::string> tokens(Text pointer) {
    std::vector<std::string> out;
    if (!pointer.starts_with("#/")) return out;
    pointer.remove_prefix(1);
    while (!pointer.empty()) {
        pointer.remove_prefix(1);
        const auto end = std::min(pointer.find('/'), pointer.size());
        std::string token(pointer.substr(0, end));
        for (const auto& [code, c] : {std::pair{"~1", "/"}, std::pair{"~0", "~"}})
            for (auto at = token.find(code); at != std::string::npos; at = token.find(code, at + 1))
                token.replace(at, 2, c);
        out.push_back(std::move(token));
        pointer.remove_prefix(end);
    }
    return out;
}

// "#/components/schemas/krav/properties/status" → "KravStatus"; "" for what stands in no component.
std::string name_by_pointer(Text pointer) {
    const auto steps = tokens(pointer);
    if (steps.size() < 3 || steps[0] != "components") return {};
    std::string name = pascal_case(steps[2]);
    if (steps[1] == "requestBodies") name += "Body";
    if (steps[1] == "responses") name += "Answer";
    for (std::size_t i = 3; i < steps.size(); ++i) {
        const std::string& step = steps[i];
        const bool has_next = i + 1 < steps.size();
        if (step == "properties" && has_next)
            name += pascal_case(steps[++i]);
        else if (step == "items")
            name += "Item";
        else if (step == "additionalProperties")
            name += "Value";
        else if (step == "not")
            name += "Not";
        else if ((step == "oneOf" || step == "anyOf") && has_next)
            name += "Choice" + steps[++i];
        else if ((step == "allOf" || step == "content") && has_next)
            ++i;
    }
    return name;
}

// Whether both are made of the same properties or values; what is said about them may differ.
bool same_shape(const openapi::Schema& a, const openapi::Schema& b) {
    const auto same_property = [](const openapi::Property& x, const openapi::Property& y) {
        return x.name == y.name && x.schema == y.schema && x.required == y.required;
    };
    return a.type == b.type && std::ranges::equal(a.enum_values, b.enum_values) &&
           std::ranges::equal(a.properties, b.properties, same_property);
}

}  // namespace

std::string UniqueNames::fresh(std::string wish) {
    std::string name = wish;
    for (int n = 2; !used_.insert(name).second; ++n) name = wish + "_" + std::to_string(n);
    return name;
}

SchemaNames::SchemaNames(const openapi::Spec& spec) {
    (void)unique_.fresh("file");
    for (const openapi::Schema* schema : spec.schemas) walk(schema, pascal_case(schema->name));
    for (const openapi::Operation& operation : spec.operations) walk(operation);
}

void SchemaNames::walk(const openapi::Operation& operation) {
    const std::string name = pascal_case(operation.id);
    for (const auto& parameter : operation.parameters)
        walk(parameter.schema, name + pascal_case(parameter.name));
    if (operation.body != nullptr)
        for (const auto& media : operation.body->content) walk(media.schema, name + "Body");
    for (const auto& response : operation.responses) {
        const std::string answer = name + (response.status.starts_with('2') ? "Answer" : "Failure");
        for (const auto& header : response.headers) walk(header.schema, answer + pascal_case(header.name));
        for (const auto& media : response.content) walk(media.schema, answer);
    }
}

// A copy has the name of what it copies. What allOf has merged stands at the place of its first part, but is
// another.
std::string SchemaNames::name_at(const openapi::Schema& schema, const std::string& place) {
    first_[&schema] = &schema;
    if (schema.path.empty()) return "Any";
    const auto [from, to] = by_path_.equal_range(schema.path);
    for (auto other = from; other != to; ++other)
        if (same_shape(schema, *other->second)) {
            first_[&schema] = first_.at(other->second);
            return names_.at(other->second);
        }
    const std::string name = from == to ? name_by_pointer(schema.path) : "";
    return name.empty() ? place : name;
}

void SchemaNames::walk(const openapi::Schema* schema, const std::string& place) {
    if (schema == nullptr || names_.contains(schema)) return;
    const std::string name = name_at(*schema, place);
    names_.emplace(schema, name);
    order_.push_back(schema);
    by_path_.emplace(schema->path, schema);
    std::string object = snake_case(first_.at(schema) == schema ? name : place);
    if (object.empty()) object = "schema";
    objects_.emplace(schema, unique_.fresh(std::move(object)));
    for (const auto& property : schema->properties) walk(property.schema, name + pascal_case(property.name));
    walk(schema->items, name + "Item");
    walk(schema->additional, name + "Value");
    walk(schema->negated, name + "Not");
    for (const auto* choice : schema->one_of) walk(choice, name + "Choice");
    for (const auto* choice : schema->any_of) walk(choice, name + "Choice");
}

}  // namespace skifte::codegen
