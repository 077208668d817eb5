// Typed access to the members of a node, with a fault for each that is of another kind than OpenAPI 3.0 says.
#pragma once

#include "openapi/faults.hpp"
#include "openapi/storage.hpp"

#include <initializer_list>
#include <optional>

namespace skifte::openapi {

class Fields {
public:
    Fields(Document::Storage& storage, const Tree& tree);

    [[nodiscard]] const Node& root() const noexcept { return *tree_.root; }
    [[nodiscard]] Document::Storage& storage() noexcept { return storage_; }
    [[nodiscard]] Location location(const Node& node) const noexcept { return {tree_.file, node.line}; }

    // A text; any other scalar counts as it is written, since `version: 1.0` harms nobody. "" where there is
    // none.
    [[nodiscard]] Text text(const Node& of, std::string_view name);
    [[nodiscard]] bool flag(const Node& of, std::string_view name, bool otherwise = false);
    [[nodiscard]] std::optional<std::uint64_t> count(const Node& of, std::string_view name);
    [[nodiscard]] Text number(const Node& of, std::string_view name);
    [[nodiscard]] const Node* object(const Node& of, std::string_view name);
    [[nodiscard]] const Node* array(const Node& of, std::string_view name);
    [[nodiscard]] std::vector<Text> texts(const Node& of, std::string_view name);
    [[nodiscard]] Text json(const Node* node);  // JSON text of the node; "" for null

    // The node itself, or what its $ref leads to in the end; null, with a fault, where that is nothing.
    [[nodiscard]] const Node* follow(const Node& node);

    // Whether the node is of that kind; a fault if not.
    bool expect(const Node& node, Node::Kind kind);
    // Members that are neither among `names` nor begin with "x-" are unexpressed: openapi.keyword.
    void only(const Node& of, std::initializer_list<std::string_view> names);
    // Members that OpenAPI knows and the model has no place for.
    void without(const Node& of, std::initializer_list<std::string_view> names);

    Faults faults;
    Faults unexpressed;

private:
    Document::Storage& storage_;
    const Tree& tree_;
};

[[nodiscard]] std::string_view to_string(Node::Kind kind) noexcept;

}  // namespace skifte::openapi
