// See overlay_reader.hpp: the parts that concern the spec as a whole, and the facts of an operation.
#include "openapi/overlay_reader.hpp"

#include "openapi/nearest.hpp"
#include "openapi/source_of_value.hpp"

#include <skifte/support/date.hpp>

#include <algorithm>
#include <charconv>

namespace skifte::openapi {

namespace {

std::vector<std::string_view> ids_of(const std::vector<Operation>& operations) {
    std::vector<std::string_view> ids;
    for (const auto& operation : operations) ids.push_back(operation.id);
    return ids;
}

std::vector<std::string_view> names_of(std::span<const Schema* const> schemas) {
    std::vector<std::string_view> names;
    for (const Schema* schema : schemas) names.push_back(schema->name);
    return names;
}

std::string joined(std::initializer_list<std::string_view> words) {
    std::string out;
    for (const auto word : words) (out += out.empty() ? "" : ", ") += word;
    return out;
}

}  // namespace

void OverlayReader::only(const Node& of, std::initializer_list<std::string_view> keys) {
    for (const Node* member : of.children)
        if (std::find(keys.begin(), keys.end(), member->key) == keys.end())
            fields_.faults.add(
                *member, "openapi.overlay_unknown_key",
                {{"key", member->key}, {"nearest", nearest(member->key, {keys.begin(), keys.end()})}});
}

void OverlayReader::require(const Node& of, std::initializer_list<std::string_view> keys) {
    for (const auto key : keys)
        if (of.find(key) == nullptr)
            fields_.faults.add(of, "openapi.overlay_missing_key", {{"key", std::string(key)}});
}

Text OverlayReader::word(const Node& of, std::string_view key,
                         std::initializer_list<std::string_view> words) {
    const Text text = fields_.text(of, key);
    if (of.find(key) == nullptr || std::find(words.begin(), words.end(), text) != words.end()) return text;
    fields_.faults.add(*of.find(key), "openapi.overlay_value",
                       {{"value", std::string(text)}, {"expected", joined(words)}});
    return {};
}

std::vector<SensitiveRule> OverlayReader::read_sensitive() {
    std::vector<SensitiveRule> rules;
    const Node* list = fields_.array(fields_.root(), "sensitive");
    if (list == nullptr) return rules;
    for (const Node* node : list->children) {
        if (!fields_.expect(*node, Node::Kind::object)) continue;
        only(*node, {"schema", "property", "as"});
        require(*node, {"schema", "property", "as"});
        rules.push_back({node, fields_.text(*node, "schema"), fields_.text(*node, "property"),
                         word(*node, "as", {"cpr", "secret"})});
    }
    return rules;
}

void OverlayReader::read(std::vector<Operation>& operations, std::string_view spec_file,
                         const std::vector<SensitiveRule>& rules) {
    operations_ = &operations;
    read_head(spec_file);
    read_needs();
    read_names();
    read_errors(operations);
    check_sensitive(rules);
    const Node* facts = fields_.object(fields_.root(), "operations");
    if (facts != nullptr)
        for (const Node* node : facts->children)
            if (std::none_of(operations.begin(), operations.end(),
                             [&](const Operation& o) { return o.id == node->key; }))
                fields_.faults.add(
                    *node, "openapi.overlay_unknown_operation",
                    {{"operation", node->key}, {"nearest", nearest(node->key, ids_of(operations))}});
    for (auto& operation : operations) {
        const Node* node = facts != nullptr ? facts->find(operation.id) : nullptr;
        if (node == nullptr)
            fields_.faults.add(facts != nullptr ? *facts : fields_.root(),
                               "openapi.overlay_missing_operation",
                               {{"operation", std::string(operation.id)}});
        else if (fields_.expect(*node, Node::Kind::object))
            read_facts(*node, operation);
    }
    name_items(operations);
}

// A look-up says by what an item of its list is known; that holds whoever reads the list.
void OverlayReader::name_items(std::vector<Operation>& operations) {
    for (const auto& filing : operations) {
        const LookUp* look_up = filing.facts.look_up;
        if (look_up == nullptr || !look_up->state.empty() || !look_up->items.empty()) continue;
        for (auto& list : operations)
            if (list.id == look_up->operation) list.facts.item_id = look_up->id;
    }
}

void OverlayReader::read_head(std::string_view spec_file) {
    const Node& root = fields_.root();
    only(root, {"overlay", "spec", "cpp-namespace", "client-certificate", "operations", "sensitive", "names",
                "needs", "errors"});
    require(root, {"overlay"});
    word(root, "overlay", {"1"});
    if (root.find("spec") != nullptr) word(root, "spec", {spec_file});
    storage_.cpp_namespace = fields_.text(root, "cpp-namespace");
    if (const Node* node = root.find("cpp-namespace")) storage_.cpp_namespace_at = fields_.location(*node);
    storage_.spec.client_certificate = word(root, "client-certificate", {"required", "none"}) == "required";
}

void OverlayReader::read_needs() {
    const Node* list = fields_.object(fields_.root(), "needs");
    if (list == nullptr) return;
    std::vector<Need> needs;
    for (const Node* node : list->children) {
        if (!fields_.expect(*node, Node::Kind::object)) continue;
        only(*node, {"da", "en"});
        require(*node, {"da", "en"});
        needs.push_back({node->key, fields_.text(*node, "da"), fields_.text(*node, "en")});
    }
    storage_.spec.needs = storage_.keep(std::move(needs));
}

void OverlayReader::check_sensitive(const std::vector<SensitiveRule>& rules) {
    for (const auto& rule : rules) {
        const Schema* schema = storage_.spec.find_schema(rule.schema);
        if (schema == nullptr)
            fields_.faults.add(*rule.at, "openapi.overlay_unknown_schema",
                               {{"schema", std::string(rule.schema)},
                                {"nearest", nearest(rule.schema, names_of(storage_.spec.schemas))}});
        else if (schema->find(rule.property) == nullptr)
            fields_.faults.add(*rule.at, "openapi.overlay_unknown_property",
                               {{"property", std::string(rule.property)}});
    }
}

void OverlayReader::read_facts(const Node& node, Operation& operation) {
    only(node, {"provenance", "source", "effect", "need", "target", "identity", "receipt", "look-up",
                "visible-within", "read-back", "decision", "effect-of"});
    Facts& facts = operation.facts;
    facts.provenance = word(node, "provenance", {"attested", "partly", "ours"});
    facts.source = fields_.text(node, "source");
    facts.need = fields_.text(node, "need");
    const auto& needs = storage_.spec.needs;
    if (!facts.need.empty() &&
        std::none_of(needs.begin(), needs.end(), [&](const Need& need) { return need.key == facts.need; }))
        fields_.faults.add(*node.find("need"), "openapi.overlay_unknown_need",
                           {{"need", std::string(facts.need)}});
    if (const Text effect = word(node, "effect", {"reads", "files"}); !effect.empty())
        facts.files = effect == "files";
    facts.target = sources(node, "target", operation);
    facts.identity = sources(node, "identity", operation);
    read_receipt(node, operation, facts);
    facts.look_up = read_look_up(node, operation);
    facts.read_back = read_back(node, operation);
    facts.decision = read_decision(node, operation);
    read_effects(node, facts);
    if (const Node* within = node.find("visible-within")) {
        const auto duration = parse_duration(within->text);
        if (duration)
            facts.visible_within_ms = duration->count();
        else
            fields_.faults.add(*within, "openapi.overlay_value",
                               {{"value", within->text}, {"expected", "30s, 10m, 2h"}});
    }
}

void OverlayReader::read_effects(const Node& node, Facts& facts) {
    const Node* list = fields_.object(node, "effect-of");
    if (list == nullptr) return;
    std::vector<StatusEffect> effects;
    for (const Node* member : list->children) {
        int status = 0;
        const auto [end, error] =
            std::from_chars(member->key.data(), member->key.data() + member->key.size(), status);
        if (error != std::errc{} || end != member->key.data() + member->key.size() || status < 100 ||
            status > 599)
            fields_.faults.add(*member, "openapi.overlay_value",
                               {{"value", member->key}, {"expected", "100–599"}});
        effects.push_back({status, word(*list, member->key, {"none", "done", "unknown"})});
    }
    facts.effect_of = storage_.keep(std::move(effects));
}

}  // namespace skifte::openapi
