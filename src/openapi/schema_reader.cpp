// See schema_reader.hpp; allOf is in schema_merge.cpp.
#include "openapi/schema_reader.hpp"

#include "openapi/nearest.hpp"
#include "openapi/pattern.hpp"

#include <skifte/support/decimal.hpp>

#include <algorithm>
#include <iterator>

namespace skifte::openapi {

namespace {

// allOf and wrappers that lead from one to another further than this are a circle, or meant to harm.
constexpr int max_depth = 200;
constexpr std::size_t max_drafts = 200'000;

// Keywords that say something about a value without constraining it: these alone do not make a schema
// another.
constexpr std::string_view annotations[] = {"title",     "description", "default",
                                            "example",   "nullable",    "readOnly",
                                            "writeOnly", "deprecated",  "externalDocs"};

bool is_annotation(std::string_view keyword) {
    return keyword.starts_with("x-") ||
           std::find(std::begin(annotations), std::end(annotations), keyword) != std::end(annotations);
}

// A part of an allOf, a choice and a `not` may require what stands beside it.
bool is_part(const Node& node) {
    if (node.key == "not") return true;
    const Node* list = node.parent != nullptr && node.parent->is_array() ? node.parent : nullptr;
    return list != nullptr && (list->key == "allOf" || list->key == "oneOf" || list->key == "anyOf");
}

bool only_annotates(const Node& node) {
    return node.is_object() && std::all_of(node.children.begin(), node.children.end(),
                                           [](const Node* member) { return is_annotation(member->key); });
}

}  // namespace

SchemaReader::SchemaReader(Fields& fields, std::vector<SensitiveRule> sensitive)
    : fields_(fields),
      sensitive_(std::move(sensitive)),
      components_(resolve(fields.root(), "#/components/schemas")) {}

SchemaReader::Draft& SchemaReader::make() {
    if (drafts_.size() == max_drafts && !too_many_) {
        too_many_ = true;
        fields_.faults.add(fields_.root(), "openapi.too_large", {{"limit", std::to_string(max_drafts)}});
    }
    Draft& draft = drafts_.emplace_back();
    draft.schema = &fields_.storage().schemas.emplace_back();
    drafts_by_schema_[draft.schema] = &draft;
    return draft;
}

const Schema* SchemaReader::any() {
    if (any_ == nullptr) {
        Draft& draft = make();
        draft.state = draft.atoms_state = State::done;
        draft.schema->at = fields_.location(fields_.root());
        any_ = draft.schema;
    }
    return any_;
}

const Schema* SchemaReader::read(const Node& node) {
    const Node* target = fields_.follow(node);
    if (target == nullptr || !fields_.expect(*target, Node::Kind::object)) return any();
    if (target != &node)
        for (const Node* sibling : node.children)
            if (sibling->key != "$ref" && sibling->key != "description" && sibling->key != "summary" &&
                !sibling->key.starts_with("x-"))
                fields_.unexpressed.add(*sibling, "openapi.beside_reference", {{"keyword", sibling->key}});
    if (too_many_) return any();
    return draft_at(*target).schema;
}

// The one reference of an allOf beside which nothing constrains: that is the component with another
// description, default or nullable, which 3.0 cannot write otherwise.
const Node* SchemaReader::wrapped(const Node& node) const {
    const Node* all = node.find("allOf");
    if (all == nullptr || !all->is_array() || node.parent == components_) return nullptr;
    const Node* reference = nullptr;
    for (const Node* part : all->children) {
        if (part->find("$ref") != nullptr && reference == nullptr)
            reference = part;
        else if (!only_annotates(*part))
            return nullptr;
    }
    for (const Node* member : node.children)
        if (member != all && !is_annotation(member->key)) return nullptr;
    return reference;
}

SchemaReader::Draft& SchemaReader::draft_at(const Node& node) {
    if (const auto found = drafts_by_node_.find(&node); found != drafts_by_node_.end()) return *found->second;
    Draft& draft = make();
    drafts_by_node_[&node] = &draft;
    draft.node = &node;
    Schema& schema = *draft.schema;
    schema.path = fields_.storage().keep(pointer_of(node));
    schema.at = fields_.location(node);
    if (node.parent == components_) schema.name = node.key;
    const Node* reference = wrapped(node);
    const Node* component = reference != nullptr ? fields_.follow(*reference) : nullptr;
    if (component != nullptr && component->parent == components_) {
        draft.copied = &draft_of(read(*reference));
        for (const Node* part : node.find("allOf")->children)
            if (part != reference) draft.overrides.push_back(part);
        draft.overrides.push_back(&node);
    }
    return draft;
}

SchemaReader::Draft& SchemaReader::copy_of(Draft& from) {
    Draft& draft = make();
    draft.copied = &from;
    return draft;
}

void SchemaReader::finish() {
    for (; next_ < drafts_.size(); ++next_) fill(drafts_[next_], 0);
}

const std::vector<const Node*>& SchemaReader::atoms(Draft& draft, int depth) {
    if (draft.atoms_state != State::waiting || depth > max_depth) return draft.atoms;
    draft.atoms_state = State::busy;
    std::vector<const Node*> found;
    const auto add = [&](Draft& part) {
        const auto& more = atoms(part, depth + 1);
        found.insert(found.end(), more.begin(), more.end());
    };
    if (draft.copied != nullptr) add(*draft.copied);
    for (Draft* part : draft.parts) add(*part);
    if (draft.node != nullptr) {
        found.push_back(draft.node);
        const Node* all = draft.copied == nullptr ? draft.node->find("allOf") : nullptr;
        if (all != nullptr && all->is_array())
            for (const Node* part : all->children) add(draft_of(read(*part)));
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    draft.atoms = std::move(found);
    draft.atoms_state = State::done;
    return draft.atoms;
}

void SchemaReader::fill(Draft& draft, int depth) {
    if (draft.state == State::done) return;
    if (draft.state == State::busy || depth > max_depth) {
        const Node& at = draft.node != nullptr ? *draft.node : fields_.root();
        fields_.faults.add(at, draft.state == State::busy ? "openapi.allof_circle" : "openapi.too_deep");
        return;
    }
    draft.state = State::busy;
    if (draft.copied != nullptr) {
        fill(*draft.copied, depth + 1);
        *draft.schema = *draft.copied->schema;
        draft.properties = draft.copied->properties;
        draft.required = draft.copied->required;
        for (const Node* node : draft.overrides) annotate(*draft.schema, *node);
        if (!draft.sensitive.empty()) draft.schema->sensitive = draft.sensitive;
    } else if (draft.node != nullptr) {
        fill_from_node(draft, depth);
    } else {
        const Node& at = draft.parts.back()->node != nullptr ? *draft.parts.back()->node : fields_.root();
        draft.schema->path = draft.parts.front()->schema->path;
        draft.schema->at = draft.parts.front()->schema->at;
        for (Draft* part : draft.parts) {
            fill(*part, depth + 1);
            merge(draft, *part, at);
        }
    }
    finalise(draft);
    draft.state = State::done;
}

void SchemaReader::fill_from_node(Draft& draft, int depth) {
    const Node& node = *draft.node;
    const Node* all = fields_.array(node, "allOf");
    if (all == nullptr) return fill_own(draft, node);
    Draft own;
    Schema schema;
    own.schema = &schema;
    fill_own(own, node);
    for (const Node* part_node : all->children) {
        Draft& part = draft_of(read(*part_node));
        fill(part, depth + 1);
        merge(draft, part, *part_node);
    }
    merge(draft, own, node);
    annotate(*draft.schema, node);
}

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

void SchemaReader::finalise(Draft& draft) {
    for (const Text name : draft.required) {
        const auto property = std::find_if(draft.properties.begin(), draft.properties.end(),
                                           [&](const Property& p) { return p.name == name; });
        if (property != draft.properties.end()) {
            property->required = true;
            continue;
        }
        draft.properties.push_back(
            {name, draft.schema->additional != nullptr ? draft.schema->additional : any(), true});
        if (draft.node != nullptr && !is_part(*draft.node))
            fields_.unexpressed.add(*draft.node, "openapi.required_undeclared",
                                    {{"property", std::string(name)}});
    }
    mark_sensitive(draft);
    draft.schema->properties = fields_.storage().keep(draft.properties);
}

void SchemaReader::mark_sensitive(Draft& draft) {
    if (draft.schema->name.empty() || draft.node == nullptr || draft.copied != nullptr) return;
    for (const auto& rule : sensitive_) {
        if (rule.schema != draft.schema->name) continue;
        for (auto& property : draft.properties) {
            if (property.name != rule.property || property.schema->sensitive == rule.as) continue;
            Draft& copy = copy_of(draft_of(property.schema));
            copy.sensitive = rule.as;
            property.schema = copy.schema;
        }
    }
}

}  // namespace skifte::openapi
