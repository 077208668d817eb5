// A YAML or JSON file as a tree of nodes, each of which knows where it stands: the one form that the reader
// and the overlay reader look at. Nothing of yaml-cpp goes past this header.
#pragma once

#include <skifte/openapi/model.hpp>
#include <skifte/openapi/reader.hpp>
#include <skifte/support/json.hpp>

#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace skifte::openapi {

class Faults;

struct Node {
    enum class Kind { null, boolean, number, string, array, object };

    Kind kind = Kind::null;
    int line = 0;  // from 1; of the key, where there is one
    int column = 0;
    const Node* parent = nullptr;
    std::string key;   // of the member, or the index in an array
    std::string text;  // a scalar as it is written; for a number not always as JSON has it ("007", ".5")
    std::vector<const Node*> children;

    [[nodiscard]] bool is_object() const noexcept { return kind == Kind::object; }
    [[nodiscard]] bool is_array() const noexcept { return kind == Kind::array; }
    [[nodiscard]] bool is_string() const noexcept { return kind == Kind::string; }
    [[nodiscard]] bool is_scalar() const noexcept { return kind < Kind::array; }
    // The member of that name; null if there is none or this is no object.
    [[nodiscard]] const Node* find(std::string_view name) const noexcept;
};

struct Tree {
    std::string file;
    std::deque<Node> nodes;
    const Node* root = nullptr;
};

// Limits against hostile text: deeper nesting is openapi.too_deep, more nodes (an alias counts as all that it
// stands for) openapi.too_large.
inline constexpr int max_node_depth = 200;
inline constexpr std::size_t max_nodes = 1'000'000;

// Scalars get the types of the YAML 1.2 core schema; quoted ones are strings. A duplicate key, a merge key, a
// second document and a tag of another schema are faults. `root` is null where the text cannot be read at
// all.
void parse_yaml(const Source& source, Tree& tree, Faults& faults);

// The JSON number that a number node stands for, "" where there is none (".inf").
[[nodiscard]] std::string json_number(std::string_view text);
[[nodiscard]] Json to_json(const Node& node);

// "#/paths/~1sager/get": RFC 6901 as a URI fragment, without percent-encoding.
[[nodiscard]] std::string pointer_of(const Node& node);
// What a fragment ("#/components/schemas/krav", percent-encoded or not) points to; null if nothing.
[[nodiscard]] const Node* resolve(const Node& root, std::string_view fragment);
[[nodiscard]] std::string unescape_pointer_token(std::string_view token);

}  // namespace skifte::openapi
