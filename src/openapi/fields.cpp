// See fields.hpp.
#include "openapi/fields.hpp"

#include "openapi/nearest.hpp"

#include <algorithm>
#include <charconv>

namespace skifte::openapi {

namespace {

// A chain of references longer than this is a circle.
constexpr int max_references = 50;

}  // namespace

std::string_view to_string(Node::Kind kind) noexcept {
    switch (kind) {
    case Node::Kind::null: return "null";
    case Node::Kind::boolean: return "boolean";
    case Node::Kind::number: return "number";
    case Node::Kind::string: return "string";
    case Node::Kind::array: return "array";
    case Node::Kind::object: return "object";
    }
    return "";
}

Fields::Fields(Document::Storage& storage, const Tree& tree)
    : faults(tree.file), unexpressed(tree.file), storage_(storage), tree_(tree) {}

bool Fields::expect(const Node& node, Node::Kind kind) {
    if (node.kind == kind) return true;
    faults.add(node, "openapi.type",
               {{"expected", std::string(to_string(kind))}, {"found", std::string(to_string(node.kind))}});
    return false;
}

Text Fields::text(const Node& of, std::string_view name) {
    const Node* node = of.find(name);
    if (node == nullptr) return {};
    if (node->is_scalar()) return node->kind == Node::Kind::null ? Text{} : Text(node->text);
    expect(*node, Node::Kind::string);
    return {};
}

bool Fields::flag(const Node& of, std::string_view name, bool otherwise) {
    const Node* node = of.find(name);
    if (node == nullptr || !expect(*node, Node::Kind::boolean)) return otherwise;
    return to_json(*node).as_boolean();
}

std::optional<std::uint64_t> Fields::count(const Node& of, std::string_view name) {
    const Node* node = of.find(name);
    if (node == nullptr || !expect(*node, Node::Kind::number)) return std::nullopt;
    const std::string digits = json_number(node->text);
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error == std::errc{} && end == digits.data() + digits.size()) return value;
    faults.add(*node, "openapi.value", {{"value", node->text}, {"expected", "0, 1, 2, …"}});
    return std::nullopt;
}

Text Fields::number(const Node& of, std::string_view name) {
    const Node* node = of.find(name);
    if (node == nullptr || !expect(*node, Node::Kind::number)) return {};
    return storage_.keep(json_number(node->text));
}

const Node* Fields::object(const Node& of, std::string_view name) {
    const Node* node = of.find(name);
    return node != nullptr && expect(*node, Node::Kind::object) ? node : nullptr;
}

const Node* Fields::array(const Node& of, std::string_view name) {
    const Node* node = of.find(name);
    return node != nullptr && expect(*node, Node::Kind::array) ? node : nullptr;
}

std::vector<Text> Fields::texts(const Node& of, std::string_view name) {
    std::vector<Text> list;
    if (const Node* node = array(of, name))
        for (const Node* item : node->children)
            if (expect(*item, Node::Kind::string)) list.push_back(item->text);
    return list;
}

Text Fields::json(const Node* node) {
    return node == nullptr ? Text{} : storage_.keep(to_json(*node).dump());
}

const Node* Fields::follow(const Node& node) {
    const Node* at = &node;
    for (int i = 0; i < max_references; ++i) {
        const Node* reference = at->find("$ref");
        if (reference == nullptr) return at;
        if (!expect(*reference, Node::Kind::string)) return nullptr;
        if (!reference->text.starts_with('#')) {
            faults.add(*reference, "openapi.reference_outside", {{"reference", reference->text}});
            return nullptr;
        }
        at = resolve(root(), reference->text);
        if (at == nullptr) {
            faults.add(*reference, "openapi.reference", {{"reference", reference->text}});
            return nullptr;
        }
    }
    faults.add(node, "openapi.reference_circle", {{"reference", node.find("$ref")->text}});
    return nullptr;
}

void Fields::only(const Node& of, std::initializer_list<std::string_view> names) {
    for (const Node* member : of.children) {
        if (member->key.starts_with("x-") ||
            std::find(names.begin(), names.end(), member->key) != names.end())
            continue;
        unexpressed.add(
            *member, "openapi.keyword",
            {{"keyword", member->key}, {"nearest", nearest(member->key, {names.begin(), names.end()})}});
    }
}

void Fields::without(const Node& of, std::initializer_list<std::string_view> names) {
    for (const auto name : names)
        if (const Node* member = of.find(name))
            unexpressed.add(*member, "openapi.unsupported", {{"keyword", std::string(name)}});
}

}  // namespace skifte::openapi
