// Types of schemas: see the header.
#include "codegen/type_planner.hpp"

#include "codegen/identifier.hpp"
#include "codegen/order.hpp"

#include <skifte/support/json.hpp>
#include <skifte/support/result.hpp>

#include <algorithm>
#include <utility>

namespace skifte::codegen {

namespace {

using openapi::Schema;

// Names that the generated code, or the templates around it, use in the same scope.
const std::set<std::string, std::less<>> taken_by_types = {"Amount",  "Answer", "Date",
                                                           "Instant", "Json",   "Result"};
const std::set<std::string, std::less<>> taken_by_structs = {"unknown"};
const std::set<std::string, std::less<>> taken_by_enums = {"OpenEnum", "Value", "is",
                                                           "is_known", "text",  "texts"};

// What the overlay calls a schema.
std::string key_of(const Schema& schema) {
    return std::string(schema.name.empty() ? schema.path : schema.name);
}

}  // namespace

bool is_plain(const openapi::Property& property) {
    // readOnly is not in a request and writeOnly not in an answer, required or not (OAS 3.0.3, "Schema
    // Object").
    const Schema& schema = *property.schema;
    return property.required && !schema.nullable && !schema.read_only && !schema.write_only;
}

TypePlanner::TypePlanner(Plan& plan, Names& names, Refusals& refusals)
    : plan_(plan), names_(names), refusals_(refusals) {
    scope_.taken = taken_by_types;
}

bool TypePlanner::refuse_choice(const Schema& schema) {
    const char* keyword = !schema.one_of.empty()      ? "oneOf"
                          : !schema.any_of.empty()    ? "anyOf"
                          : schema.negated != nullptr ? "not"
                                                      : nullptr;
    if (keyword == nullptr) return false;
    refusals_.add(schema, "codegen.choice", {{"keyword", keyword}});
    return true;
}

void TypePlanner::use(const Schema* schema) {
    if (schema == nullptr) return;
    schema = &plan_.schema_names.canonical(*schema);
    if (std::find(open_.begin(), open_.end(), schema) != open_.end()) {
        refusals_.add(*schema, "codegen.endless");
        opaque_.insert(schema);
        return;
    }
    if (!seen_.insert(schema).second) return;
    if (refuse_choice(*schema)) {
        opaque_.insert(schema);
        return;
    }
    switch (kind_of(*schema)) {
    case Kind::structure: return add_struct(*schema);
    case Kind::enumeration: return add_enum(*schema);
    case Kind::list: return use_part(schema->items, *schema);
    case Kind::map: return use_part(schema->additional, *schema);
    case Kind::binary: return refusals_.add(*schema, "codegen.binary");
    default: return;
    }
}

void TypePlanner::use_part(const Schema* part, const Schema& whole) {
    open_.push_back(&whole);
    use(part);
    open_.pop_back();
}

std::string TypePlanner::type_name(const Schema& schema) {
    const std::string key = key_of(schema);
    std::string name = names_.claim(scope_, {"schemas", key, key, schema.at, std::string(schema.path)},
                                    plan_.schema_names.of(schema));
    type_names_[&schema] = name;
    return name;
}

void TypePlanner::add_struct(const Schema& schema) {
    const std::string name = type_name(schema);
    const auto around = std::exchange(open_, {});
    Scope scope{taken_by_structs, {}};
    StructType type{&schema, name, {}};
    for (const auto& property : schema.properties) {
        const Named named{"properties", key_of(schema) + "." + std::string(property.name), property.name,
                          property.schema->at, std::string(property.schema->path)};
        Member member;
        member.wire = property.name;
        member.name = names_.claim(scope, named, snake_case(property.name));
        member.schema = property.schema;
        member.plain = is_plain(property);
        type.members.push_back(std::move(member));
        use(property.schema);
    }
    plan_.structs.push_back(std::move(type));
    open_ = around;
}

void TypePlanner::add_enum(const Schema& schema) {
    EnumType type{&schema, type_name(schema), {}};
    Scope scope{taken_by_enums, {}};
    bool all_text = schema.type == openapi::Type::string || schema.type == openapi::Type::any;
    scope.taken.insert(type.name + "Names");
    for (const openapi::Text text : schema.enum_values) {
        const auto value = Json::parse(text);
        if (value && value->is_null()) continue;
        all_text = all_text && value && value->is_string();
        if (!all_text) break;
        const std::string& wire = value->as_string();
        const Named named{"values", key_of(schema) + "." + wire, wire, schema.at, std::string(schema.path)};
        type.enumerators.push_back({wire, names_.claim(scope, named, enumerator(wire))});
    }
    if (!all_text || type.enumerators.empty()) refusals_.add(schema, "codegen.enum_type");
    const std::string helper = type.name + "Names";
    if (!scope_.used.emplace(helper, "the values of " + type.name).second)
        refusals_.add(schema, "codegen.collision",
                      {{"name", key_of(schema)},
                       {"identifier", helper},
                       {"other", scope_.used[helper]},
                       {"key", key_of(schema)},
                       {"kind", "schemas"}});
    plan_.enums.push_back(std::move(type));
}

bool TypePlanner::has_used(std::string_view pointer) const {
    return std::any_of(seen_.begin(), seen_.end(), [&](const Schema* schema) {
        if (!schema->path.starts_with(pointer)) return false;
        return schema->path.size() == pointer.size() || schema->path[pointer.size()] == '/';
    });
}

void TypePlanner::finish() {
    order_structs(plan_, refusals_);
    for (StructType& type : plan_.structs)
        for (Member& member : type.members)
            member.type = spell_field(member.schema, member.plain, member.boxed);
}

std::string TypePlanner::spell(const Schema* schema) const {
    if (schema == nullptr) return "Json";
    schema = &plan_.schema_names.canonical(*schema);
    if (opaque_.contains(schema)) return "Json";
    switch (kind_of(*schema)) {
    case Kind::any: return "Json";
    case Kind::text: return "std::string";
    case Kind::boolean: return "bool";
    case Kind::integer: return "std::int64_t";
    case Kind::amount: return "Amount";
    case Kind::decimal: return "api::Decimal";
    case Kind::date: return "Date";
    case Kind::instant: return "Instant";
    case Kind::uuid: return "api::Uuid";
    case Kind::binary: return "api::Attachment";
    case Kind::enumeration:
    case Kind::structure: return type_names_.at(schema);
    case Kind::list: return "std::vector<" + spell_nullable(schema->items) + ">";
    case Kind::map: return "std::map<std::string, " + spell_nullable(schema->additional) + ">";
    }
    return "Json";
}

std::string TypePlanner::spell_nullable(const Schema* schema) const {
    std::string type = spell(schema);
    return schema != nullptr && schema->nullable && type != "Json" ? "std::optional<" + type + ">" : type;
}

std::string TypePlanner::spell_field(const Schema* schema, bool plain, bool boxed) const {
    std::string type = spell(schema);
    if (boxed) type = "api::Box<" + type + ">";
    return plain ? type : "api::Field<" + type + ">";
}

}  // namespace skifte::codegen
