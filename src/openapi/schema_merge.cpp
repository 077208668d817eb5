// allOf: one schema that allows what all parts allow. What cannot be said in one schema is unexpressed, what
// no value can satisfy is openapi.allof_conflict.
#include "openapi/schema_reader.hpp"

#include <skifte/support/decimal.hpp>

#include <algorithm>

namespace skifte::openapi {

namespace {

template <typename T, typename Pick>
void tighten(std::optional<T>& into, const std::optional<T>& part, Pick pick) {
    if (part) into = into ? pick(*into, *part) : *part;
}

template <typename T>
T at_least(T a, T b) {
    return std::max(a, b);
}
template <typename T>
T at_most(T a, T b) {
    return std::min(a, b);
}

// `tighter` is the ordering in which the part's limit is the tighter one.
void tighten(Text& into, bool& exclusive, Text part, bool part_exclusive, std::partial_ordering tighter) {
    if (part.empty()) return;
    const auto order = into.empty() ? tighter : compare_decimals(part, into);
    if (order == tighter) {
        into = part;
        exclusive = part_exclusive;
    } else if (order == std::partial_ordering::equivalent) {
        exclusive = exclusive || part_exclusive;
    }
}

Json parsed(Text text) {
    return Json::parse(text).value_or(Json());
}

bool has(std::span<const Text> values, Text value) {
    const Json wanted = parsed(value);
    return std::any_of(values.begin(), values.end(),
                       [&](Text v) { return v == value || parsed(v) == wanted; });
}

bool is_number(Type type) {
    return type == Type::integer || type == Type::number;
}

template <typename Properties>
auto named(Properties& properties, Text name) {
    return std::find_if(properties.begin(), properties.end(),
                        [&](const Property& p) { return p.name == name; });
}

}  // namespace

void SchemaReader::conflict(const Node& at, std::string_view keyword, std::string_view a,
                            std::string_view b) {
    fields_.faults.add(at, "openapi.allof_conflict",
                       {{"keyword", std::string(keyword)}, {"a", std::string(a)}, {"b", std::string(b)}});
}

void SchemaReader::unmerged(const Node& at, std::string_view keyword) {
    fields_.unexpressed.add(at, "openapi.allof_unmerged", {{"keyword", std::string(keyword)}});
}

void SchemaReader::merge(Draft& into, const Draft& part, const Node& at) {
    Schema& schema = *into.schema;
    const Schema& other = *part.schema;
    merge_type(schema, other, at);
    merge_enum(schema, other, at);
    merge_limits(schema, other, at);
    merge_members(into, part, at);
    merge_choices(schema, other, at);
    schema.read_only = schema.read_only || other.read_only;
    schema.write_only = schema.write_only || other.write_only;
    if (schema.sensitive.empty()) schema.sensitive = other.sensitive;
}

void SchemaReader::merge_type(Schema& into, const Schema& part, const Node& at) {
    if (part.type != Type::any) {
        // Null is allowed where all that state a type allow it (OAS 3.0.3, clarification of nullable).
        into.nullable = part.nullable && (into.type == Type::any || into.nullable);
        if (into.type == Type::any || (is_number(into.type) && part.type == Type::integer))
            into.type = part.type;
        else if (into.type != part.type && !(into.type == Type::integer && part.type == Type::number))
            conflict(at, "type", to_string(into.type), to_string(part.type));
    }
    if (into.format.empty())
        into.format = part.format;
    else if (!part.format.empty() && part.format != into.format)
        conflict(at, "format", into.format, part.format);
}

void SchemaReader::merge_enum(Schema& into, const Schema& part, const Node& at) {
    if (part.enum_values.empty()) return;
    if (into.enum_values.empty()) {
        into.enum_values = part.enum_values;
        return;
    }
    std::vector<Text> both;
    for (const Text value : into.enum_values)
        if (has(part.enum_values, value)) both.push_back(value);
    if (both.empty()) return conflict(at, "enum", into.enum_values.front(), part.enum_values.front());
    into.enum_values = fields_.storage().keep(std::move(both));
}

void SchemaReader::merge_limits(Schema& into, const Schema& part, const Node& at) {
    tighten(into.min_length, part.min_length, at_least<std::uint64_t>);
    tighten(into.max_length, part.max_length, at_most<std::uint64_t>);
    tighten(into.min_items, part.min_items, at_least<std::uint64_t>);
    tighten(into.max_items, part.max_items, at_most<std::uint64_t>);
    tighten(into.min_properties, part.min_properties, at_least<std::uint64_t>);
    tighten(into.max_properties, part.max_properties, at_most<std::uint64_t>);
    tighten(into.minimum, into.exclusive_minimum, part.minimum, part.exclusive_minimum,
            std::partial_ordering::greater);
    tighten(into.maximum, into.exclusive_maximum, part.maximum, part.exclusive_maximum,
            std::partial_ordering::less);
    into.unique_items = into.unique_items || part.unique_items;

    if (into.multiple_of.empty() ||
        (!part.multiple_of.empty() && is_multiple_of(part.multiple_of, into.multiple_of) == true))
        into.multiple_of = part.multiple_of.empty() ? into.multiple_of : part.multiple_of;
    else if (!part.multiple_of.empty() && is_multiple_of(into.multiple_of, part.multiple_of) != true)
        unmerged(at, "multipleOf");

    if (into.pattern.empty())
        into.pattern = part.pattern;
    else if (!part.pattern.empty() && part.pattern != into.pattern)
        unmerged(at, "pattern");
}

void SchemaReader::merge_members(Draft& into, const Draft& part, const Node& at) {
    Schema& schema = *into.schema;
    const Schema& other = *part.schema;
    for (auto& property : into.properties) {
        const auto same = named(part.properties, property.name);
        if (same != part.properties.end()) {
            property.schema = merged(property.schema, same->schema);
            property.required = property.required || same->required;
        } else if (other.additional != nullptr) {
            property.schema = merged(property.schema, other.additional);
        } else if (!other.additional_allowed) {
            unmerged(at, "additionalProperties");
        }
    }
    for (const auto& property : part.properties) {
        if (named(into.properties, property.name) != into.properties.end()) continue;
        into.properties.push_back(property);
        if (schema.additional != nullptr)
            into.properties.back().schema = merged(property.schema, schema.additional);
        else if (!schema.additional_allowed)
            unmerged(at, "additionalProperties");
    }
    into.required.insert(into.required.end(), part.required.begin(), part.required.end());

    schema.additional_allowed = schema.additional_allowed && other.additional_allowed;
    if (!schema.additional_allowed)
        schema.additional = nullptr;
    else if (schema.additional == nullptr)
        schema.additional = other.additional;
    else if (other.additional != nullptr)
        schema.additional = merged(schema.additional, other.additional);
    if (schema.items == nullptr)
        schema.items = other.items;
    else if (other.items != nullptr)
        schema.items = merged(schema.items, other.items);
}

void SchemaReader::merge_choices(Schema& into, const Schema& part, const Node& at) {
    const auto take = [&](auto& mine, const auto& theirs, bool has_mine, bool has_theirs,
                          std::string_view keyword) {
        if (!has_theirs) return;
        if (has_mine)
            unmerged(at, keyword);
        else
            mine = theirs;
    };
    take(into.one_of, part.one_of, !into.one_of.empty(), !part.one_of.empty(), "oneOf");
    take(into.any_of, part.any_of, !into.any_of.empty(), !part.any_of.empty(), "anyOf");
    take(into.negated, part.negated, into.negated != nullptr, part.negated != nullptr, "not");
}

// The schema of what satisfies both, filled later. Two of the same nodes are one: so even parts that hold
// each other end.
const Schema* SchemaReader::merged(const Schema* a, const Schema* b) {
    if (a == b || too_many_) return a;
    Draft& first = draft_of(a);
    Draft& second = draft_of(b);
    const auto& a_atoms = atoms(first, 0);
    const auto& b_atoms = atoms(second, 0);
    std::vector<const Node*> both;
    std::set_union(a_atoms.begin(), a_atoms.end(), b_atoms.begin(), b_atoms.end(), std::back_inserter(both));
    if (both == a_atoms && second.sensitive.empty()) return a;
    if (both == b_atoms) return b;
    if (const auto found = mergers_.find(both); found != mergers_.end()) return found->second->schema;
    Draft& draft = make();
    draft.parts = {&first, &second};
    draft.atoms = both;
    draft.atoms_state = State::done;
    mergers_.emplace(std::move(both), &draft);
    return draft.schema;
}

}  // namespace skifte::openapi
