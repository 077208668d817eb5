// parse_yaml: yaml-cpp's events into nodes. Its own node tree is not used, since that forgets duplicate keys.
#include "openapi/faults.hpp"
#include "openapi/node.hpp"
#include "openapi/scalar.hpp"
#include "openapi/utf8.hpp"

#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <charconv>
#include <optional>
#include <sstream>
#include <unordered_map>
#include <unordered_set>

namespace skifte::openapi {

namespace {

// Leaves the parser where going on would only cost.
struct Stop {
    int line;
    std::string code;
    std::vector<Argument> arguments;
};

class TreeBuilder final : public YAML::EventHandler {
public:
    TreeBuilder(Tree& tree, Faults& faults) : tree_(tree), faults_(faults) {}

    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}

    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        scalar(mark, anchor, Node::Kind::null, "null");
    }

    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override {
        auto kind = Node::Kind::string;
        if (tag == "?" || tag == "tag:yaml.org,2002:int" || tag == "tag:yaml.org,2002:float" ||
            tag == "tag:yaml.org,2002:bool" || tag == "tag:yaml.org,2002:null")
            kind = core_kind(value);
        else if (tag != "!" && tag != "tag:yaml.org,2002:str")
            fault(mark, "tag", tag);
        scalar(mark, anchor, kind, value);
    }

    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        const auto found = anchors_.find(anchor);
        if (found == anchors_.end())
            throw Stop{mark.line + 1, "openapi.yaml", {{"reason", "alias of itself"}}};
        if (expects_key()) return take_key(mark, found->second->is_scalar(), found->second->text);
        attach(copy(*found->second, mark.line + 1));
    }

    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override {
        if (tag != "?" && tag != "!" && tag != "tag:yaml.org,2002:seq") fault(mark, "tag", tag);
        open(mark, anchor, Node::Kind::array);
    }
    void OnSequenceEnd() override { close(); }

    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override {
        if (tag != "?" && tag != "!" && tag != "tag:yaml.org,2002:map") fault(mark, "tag", tag);
        open(mark, anchor, Node::Kind::object);
    }
    void OnMapEnd() override { close(); }

private:
    struct Open {
        Node* node;
        YAML::anchor_t anchor;
        std::optional<std::string> key;  // read, and waiting for its value
        int key_line = 0;
        bool duplicate = false;
        std::unordered_set<std::string> keys;
    };

    void fault(const YAML::Mark& mark, std::string reason, std::string value = {}) {
        std::vector<Argument> arguments{{"column", std::to_string(mark.column + 1)},
                                        {"reason", std::move(reason)}};
        if (!value.empty()) arguments.push_back({"value", std::move(value)});
        faults_.add(mark.line + 1, "openapi.yaml", std::move(arguments));
    }

    [[nodiscard]] bool expects_key() const noexcept {
        return !open_.empty() && open_.back().node->is_object() && !open_.back().key;
    }

    Node* make(const YAML::Mark& mark, Node::Kind kind) { return make(mark.line + 1, mark.column + 1, kind); }
    Node* make(int line, int column, Node::Kind kind) {
        if (tree_.nodes.size() >= max_nodes)
            throw Stop{line, "openapi.too_large", {{"limit", std::to_string(max_nodes)}}};
        Node& node = tree_.nodes.emplace_back();
        node.kind = kind;
        node.line = line;
        node.column = column;
        return &node;
    }

    void take_key(const YAML::Mark& mark, bool is_scalar, std::string key) {
        Open& object = open_.back();
        if (!is_scalar) throw Stop{mark.line + 1, "openapi.yaml", {{"reason", "a key that is no scalar"}}};
        object.duplicate = !object.keys.insert(key).second;
        if (object.duplicate) faults_.add(mark.line + 1, "openapi.duplicate_key", {{"key", key}});
        if (key == "<<") fault(mark, "merge key");
        object.key = std::move(key);
        object.key_line = mark.line + 1;
    }

    void attach(Node* node) {
        if (open_.empty()) {
            tree_.root = node;
            return;
        }
        Open& parent = open_.back();
        node->parent = parent.node;
        if (parent.node->is_object()) {
            node->key = *std::exchange(parent.key, std::nullopt);
            node->line = parent.key_line;
            if (parent.duplicate) return;
        } else {
            node->key = std::to_string(parent.node->children.size());
        }
        parent.node->children.push_back(node);
    }

    void scalar(const YAML::Mark& mark, YAML::anchor_t anchor, Node::Kind kind, const std::string& text) {
        if (expects_key()) {
            if (anchor != 0) throw Stop{mark.line + 1, "openapi.yaml", {{"reason", "anchor on a key"}}};
            return take_key(mark, true, text);
        }
        if (kind == Node::Kind::number && json_number(text).empty()) fault(mark, "no JSON number", text);
        Node* node = make(mark, kind);
        node->text = text;
        attach(node);
        if (anchor != 0) anchors_[anchor] = node;
    }

    void open(const YAML::Mark& mark, YAML::anchor_t anchor, Node::Kind kind) {
        if (expects_key()) return take_key(mark, false, {});
        if (open_.size() >= static_cast<std::size_t>(max_node_depth))
            throw Stop{mark.line + 1, "openapi.too_deep", {{"limit", std::to_string(max_node_depth)}}};
        Node* node = make(mark, kind);
        attach(node);
        open_.push_back({node, anchor, std::nullopt, 0, false, {}});
    }

    void close() {
        if (open_.back().anchor != 0) anchors_[open_.back().anchor] = open_.back().node;
        open_.pop_back();
    }

    // An alias is what it stands for, in a place of its own; so a bomb of aliases meets the limit on nodes.
    Node* copy(const Node& from, int alias_line) {
        Node* node = make(alias_line, from.column, from.kind);
        node->line = from.line;
        node->key = from.key;
        node->text = from.text;
        for (const Node* item : from.children) {
            Node* made = copy(*item, alias_line);
            made->parent = node;
            node->children.push_back(made);
        }
        return node;
    }

    Tree& tree_;
    Faults& faults_;
    std::vector<Open> open_;
    std::unordered_map<YAML::anchor_t, const Node*> anchors_;
};

bool has_forbidden_control(std::string_view text) noexcept {
    for (const char c : text)
        if ((static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F)
            return true;
    return false;
}

std::optional<char32_t> hex_unit(std::string_view text, std::size_t at) noexcept {
    if (text.size() < at + 6 || text[at] != '\\' || text[at + 1] != 'u') return std::nullopt;
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(text.data() + at + 2, text.data() + at + 6, value, 16);
    return error == std::errc{} && end == text.data() + at + 6 ? std::optional<char32_t>(value)
                                                               : std::nullopt;
}

// JSON writes characters beyond the BMP as two escapes, which YAML does not know: they are written out.
std::string with_surrogates_joined(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\') {
            out.push_back(text[i]);
            continue;
        }
        const auto high = hex_unit(text, i);
        const auto low = high && *high >= 0xD800 && *high <= 0xDBFF ? hex_unit(text, i + 6) : std::nullopt;
        if (low && *low >= 0xDC00 && *low <= 0xDFFF) {
            append_utf8(out, 0x10000 + ((*high - 0xD800) << 10) + (*low - 0xDC00));
            i += 11;
        } else {
            out.append(text.substr(i, 2));
            ++i;
        }
    }
    return out;
}

void parse_events(const std::string& text, Tree& tree, Faults& faults) {
    std::istringstream in(text);
    YAML::Parser parser(in);
    TreeBuilder builder(tree, faults);
    if (!parser.HandleNextDocument(builder) || tree.root == nullptr)
        return faults.add(1, "openapi.yaml", {{"column", "1"}, {"reason", "empty"}});
    Tree rest;
    TreeBuilder ignored(rest, faults);
    if (parser.HandleNextDocument(ignored))
        faults.add(rest.root != nullptr ? rest.root->line : 1, "openapi.yaml",
                   {{"column", "1"}, {"reason", "second document"}});
}

}  // namespace

void parse_yaml(const Source& source, Tree& tree, Faults& faults) {
    tree.file = source.name;
    if (!is_utf8(source.text))
        return faults.add(1, "openapi.yaml", {{"column", "1"}, {"reason", "not UTF-8"}});
    if (has_forbidden_control(source.text))
        return faults.add(1, "openapi.yaml", {{"column", "1"}, {"reason", "control character"}});
    const std::size_t first = source.text.find_first_not_of(" \t\r\n");
    const bool is_json = first != std::string::npos && source.text[first] == '{';
    try {
        parse_events(is_json ? with_surrogates_joined(source.text) : source.text, tree, faults);
    } catch (const Stop& stop) {
        tree.root = nullptr;
        faults.add(stop.line, stop.code, stop.arguments);
    } catch (const YAML::Exception& e) {
        tree.root = nullptr;
        const bool too_deep = dynamic_cast<const YAML::DeepRecursion*>(&e) != nullptr;
        if (too_deep)
            return faults.add(e.mark.line + 1, "openapi.too_deep",
                              {{"limit", std::to_string(max_node_depth)}});
        faults.add(e.mark.line + 1, "openapi.yaml",
                   {{"column", std::to_string(e.mark.column + 1)}, {"reason", e.msg}});
    }
}

}  // namespace skifte::openapi
