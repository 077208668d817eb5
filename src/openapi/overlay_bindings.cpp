// Of the overlay: how a filing is found again, read back and decided, and what each reference in that leads
// to.
#include "openapi/overlay_reader.hpp"

#include "openapi/nearest.hpp"
#include "openapi/source_of_value.hpp"

#include <skifte/support/json.hpp>

#include <algorithm>

namespace skifte::openapi {

namespace {

constexpr In places[] = {In::path, In::query, In::header, In::cookie};

bool has_parameter(const Operation& operation, Text name) {
    return std::any_of(std::begin(places), std::end(places),
                       [&](In in) { return operation.find(in, name) != nullptr; });
}

std::vector<std::string_view> parameter_names(const Operation& operation) {
    std::vector<std::string_view> names;
    for (const auto& parameter : operation.parameters) names.push_back(parameter.name);
    return names;
}

}  // namespace

const Operation* OverlayReader::named_operation(const Node& of) {
    require(of, {"operation"});
    const Text id = fields_.text(of, "operation");
    const auto found = std::find_if(operations_->begin(), operations_->end(),
                                    [&](const Operation& o) { return o.id == id; });
    if (found != operations_->end()) return &*found;
    if (of.find("operation") != nullptr)
        fields_.faults.add(*of.find("operation"), "openapi.overlay_unknown_operation",
                           {{"operation", std::string(id)}});
    return nullptr;
}

std::span<const Binding> OverlayReader::arguments(const Node& of, const Operation& target,
                                                  const Operation& filing) {
    const Node* list = fields_.object(of, "arguments");
    std::vector<Binding> bindings;
    if (list != nullptr)
        for (const Node* node : list->children) {
            if (!has_parameter(target, node->key))
                fields_.faults.add(*node, "openapi.overlay_unknown_parameter",
                                   {{"parameter", node->key},
                                    {"operation", std::string(target.id)},
                                    {"nearest", nearest(node->key, parameter_names(target))}});
            check_source(*node, filing);
            bindings.push_back({node->key, node->text});
        }
    for (const auto& parameter : target.parameters)
        if (parameter.required && std::none_of(bindings.begin(), bindings.end(),
                                               [&](const Binding& b) { return b.to == parameter.name; }))
            fields_.faults.add(
                list != nullptr ? *list : of, "openapi.overlay_missing_argument",
                {{"parameter", std::string(parameter.name)}, {"operation", std::string(target.id)}});
    return storage_.keep(std::move(bindings));
}

std::span<const Binding> OverlayReader::comparisons(const Node& of, std::string_view key,
                                                    const Schema* within, const Operation& filing) {
    const Node* list = fields_.object(of, key);
    if (list == nullptr) return {};
    std::vector<Binding> bindings;
    for (const Node* node : list->children) {
        check_pointer(*node, node->key, within);
        check_source(*node, filing);
        bindings.push_back({node->key, node->text});
    }
    return storage_.keep(std::move(bindings));
}

std::span<const Text> OverlayReader::sources(const Node& of, std::string_view key, const Operation& filing) {
    const Node* list = fields_.array(of, key);
    if (list == nullptr) return {};
    std::vector<Text> all;
    for (const Node* node : list->children) {
        check_source(*node, filing);
        all.push_back(node->text);
    }
    return storage_.keep(std::move(all));
}

std::span<const Text> OverlayReader::values(const Node& of, std::string_view key, const Schema* of_schema) {
    const Node* list = fields_.array(of, key);
    if (list == nullptr) return {};
    std::vector<Text> all;
    for (const Node* node : list->children) {
        if (!fields_.expect(*node, Node::Kind::string)) continue;
        const std::string json = Json(node->text).dump();
        if (of_schema != nullptr && !of_schema->enum_values.empty() &&
            std::find(of_schema->enum_values.begin(), of_schema->enum_values.end(), json) ==
                of_schema->enum_values.end())
            fields_.faults.add(*node, "openapi.overlay_unknown_value", {{"value", node->text}});
        all.push_back(node->text);
    }
    return storage_.keep(std::move(all));
}

Text OverlayReader::pointer(const Node& of, std::string_view key, const Schema* within) {
    const Text text = fields_.text(of, key);
    if (const Node* node = of.find(key)) check_pointer(*node, text, within);
    return text;
}

void OverlayReader::check_pointer(const Node& at, Text pointer, const Schema* within) {
    if (within == nullptr || schema_at(*within, pointer) == nullptr)
        fields_.faults.add(at, "openapi.overlay_pointer", {{"pointer", std::string(pointer)}});
}

void OverlayReader::check_source(const Node& at, const Operation& filing) {
    if (!at.is_string() || !has_source(filing, at.text))
        fields_.faults.add(at, "openapi.overlay_source",
                           {{"source", at.text}, {"operation", std::string(filing.id)}});
}

void OverlayReader::read_receipt(const Node& node, const Operation& filing, Facts& facts) {
    const Node* receipt = fields_.object(node, "receipt");
    if (receipt == nullptr) return;
    only(*receipt, {"id", "time"});
    facts.receipt_id = pointer(*receipt, "id", answer_of(filing));
    facts.receipt_time = pointer(*receipt, "time", answer_of(filing));
}

const LookUp* OverlayReader::read_look_up(const Node& node, const Operation& filing) {
    const Node* stated = fields_.object(node, "look-up");
    if (stated == nullptr) return nullptr;
    if (stated->find("state") != nullptr) return read_state_look_up(*stated, filing);
    only(*stated, {"operation", "arguments", "items", "id", "time", "match", "reference"});
    require(*stated, {"id", "match"});
    const Operation* target = named_operation(*stated);
    if (target == nullptr) return nullptr;
    LookUp look_up;
    look_up.operation = target->id;
    look_up.arguments = arguments(*stated, *target, filing);
    look_up.items = pointer(*stated, "items", answer_of(*target));
    const Schema* answer = answer_of(*target);
    const Schema* list = answer != nullptr ? schema_at(*answer, look_up.items) : nullptr;
    const Schema* item = list != nullptr ? list->items : nullptr;
    if (list != nullptr && item == nullptr)
        fields_.faults.add(*stated, "openapi.overlay_pointer",
                           {{"pointer", std::string(look_up.items)}, {"expected", "array"}});
    look_up.id = pointer(*stated, "id", item);
    look_up.time = pointer(*stated, "time", item);
    look_up.match = comparisons(*stated, "match", item, filing);
    look_up.reference = fields_.text(*stated, "reference");
    if (!look_up.reference.empty() &&
        std::none_of(look_up.match.begin(), look_up.match.end(),
                     [&](const Binding& b) { return b.to == look_up.reference; }))
        fields_.faults.add(*stated->find("reference"), "openapi.overlay_pointer",
                           {{"pointer", std::string(look_up.reference)}, {"expected", "match"}});
    return &storage_.look_ups.emplace_back(look_up);
}

const LookUp* OverlayReader::read_state_look_up(const Node& stated, const Operation& filing) {
    const Text state = word(stated, "state", {"changed", "gone"});
    if (state.empty()) return nullptr;
    if (state == "changed") {
        only(stated, {"operation", "arguments", "state", "match", "version"});
        require(stated, {"match"});
    } else {
        only(stated, {"operation", "arguments", "state"});
    }
    const Operation* target = named_operation(stated);
    if (target == nullptr) return nullptr;
    LookUp look_up;
    look_up.operation = target->id;
    look_up.arguments = arguments(stated, *target, filing);
    look_up.state = state;
    look_up.match = comparisons(stated, "match", answer_of(*target), filing);
    look_up.version = pointer(stated, "version", answer_of(*target));
    return &storage_.look_ups.emplace_back(look_up);
}

const ReadBack* OverlayReader::read_back(const Node& node, const Operation& filing) {
    const Node* stated = fields_.object(node, "read-back");
    if (stated == nullptr) return nullptr;
    only(*stated, {"operation", "arguments", "compare"});
    require(*stated, {"compare"});
    const Operation* target = named_operation(*stated);
    if (target == nullptr) return nullptr;
    return &storage_.read_backs.emplace_back(
        ReadBack{target->id, arguments(*stated, *target, filing),
                 comparisons(*stated, "compare", answer_of(*target), filing)});
}

const Decision* OverlayReader::read_decision(const Node& node, const Operation& filing) {
    const Node* stated = fields_.object(node, "decision");
    if (stated == nullptr) return nullptr;
    only(*stated, {"operation", "arguments", "at", "pending", "granted", "refused"});
    require(*stated, {"at", "granted", "refused"});
    const Operation* target = named_operation(*stated);
    if (target == nullptr) return nullptr;
    const Schema* answer = answer_of(*target);
    Decision decision;
    decision.operation = target->id;
    decision.arguments = arguments(*stated, *target, filing);
    decision.at = pointer(*stated, "at", answer);
    const Schema* field = answer != nullptr ? schema_at(*answer, decision.at) : nullptr;
    decision.pending = values(*stated, "pending", field);
    decision.granted = values(*stated, "granted", field);
    decision.refused = values(*stated, "refused", field);
    return &storage_.decisions.emplace_back(decision);
}

}  // namespace skifte::openapi
