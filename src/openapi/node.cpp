// See node.hpp: what is asked of a node, and JSON pointers.
#include "openapi/node.hpp"

#include <algorithm>

namespace skifte::openapi {

namespace {

int hex_digit(char c) noexcept {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::string percent_decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int high = text[i] == '%' && i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
        const int low = high >= 0 ? hex_digit(text[i + 2]) : -1;
        if (low >= 0) {
            out.push_back(static_cast<char>(high * 16 + low));
            i += 2;
        } else {
            out.push_back(text[i]);
        }
    }
    return out;
}

std::string escaped_token(std::string_view token) {
    std::string out;
    for (const char c : token) {
        if (c == '~')
            out += "~0";
        else if (c == '/')
            out += "~1";
        else
            out.push_back(c);
    }
    return out;
}

const Node* child(const Node& node, std::string_view token) noexcept {
    for (const Node* item : node.children)
        if (item->key == token) return item;
    return nullptr;
}

}  // namespace

const Node* Node::find(std::string_view name) const noexcept {
    return is_object() ? child(*this, name) : nullptr;
}

Json to_json(const Node& node) {
    switch (node.kind) {
    case Node::Kind::null: return {};
    case Node::Kind::boolean: return Json(node.text.front() == 't' || node.text.front() == 'T');
    case Node::Kind::number: {
        std::string digits = json_number(node.text);
        return Json::number(digits.empty() ? "0" : std::move(digits));
    }
    case Node::Kind::string: return Json(node.text);
    case Node::Kind::array: {
        Json::Array items;
        for (const Node* item : node.children) items.push_back(to_json(*item));
        return Json::array(std::move(items));
    }
    case Node::Kind::object: {
        Json::Object members;
        for (const Node* member : node.children) members.push_back({member->key, to_json(*member)});
        return Json::object(std::move(members));
    }
    }
    return {};
}

std::string pointer_of(const Node& node) {
    std::vector<const Node*> way;
    for (const Node* at = &node; at->parent != nullptr; at = at->parent) way.push_back(at);
    std::string pointer = "#";
    for (auto it = way.rbegin(); it != way.rend(); ++it) pointer += "/" + escaped_token((*it)->key);
    return pointer;
}

std::string unescape_pointer_token(std::string_view token) {
    std::string out;
    for (std::size_t i = 0; i < token.size(); ++i) {
        const char next = i + 1 < token.size() ? token[i + 1] : '\0';
        if (token[i] == '~' && (next == '0' || next == '1')) {
            out.push_back(next == '0' ? '~' : '/');
            ++i;
        } else {
            out.push_back(token[i]);
        }
    }
    return out;
}

const Node* resolve(const Node& root, std::string_view fragment) {
    if (fragment.empty() || fragment.front() != '#') return nullptr;
    const std::string pointer = percent_decoded(fragment.substr(1));
    const Node* at = &root;
    if (pointer.empty()) return at;
    if (pointer.front() != '/') return nullptr;
    for (std::size_t begin = 1; at != nullptr;) {
        const std::size_t end = std::min(pointer.find('/', begin), pointer.size());
        at = child(*at, unescape_pointer_token(std::string_view(pointer).substr(begin, end - begin)));
        if (end == pointer.size()) break;
        begin = end + 1;
    }
    return at;
}

}  // namespace skifte::openapi
