// See schema_reader.hpp: drafts of schemas, and what is made of which. What a node itself states is read in
// schema_keywords.cpp, allOf merged in schema_merge.cpp.
#include "openapi/schema_reader.hpp"

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
        check_limits(*draft.schema, at);
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
    check_limits(*draft.schema, node);
    annotate(*draft.schema, node);
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
