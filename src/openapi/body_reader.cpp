// Request bodies, responses, headers and media types of an operation.
#include "openapi/operation_reader.hpp"

#include <algorithm>

namespace skifte::openapi {

namespace {

bool is_status(std::string_view text) {
    if (text == "default") return true;
    if (text.size() != 3 || text[0] < '1' || text[0] > '5') return false;
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    return text.substr(1) == "XX" || (digit(text[1]) && digit(text[2]));
}

// What a Content-Type line can hold: a line break would end it.
bool is_in_one_line(Text media_type) {
    return std::all_of(media_type.begin(), media_type.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

}  // namespace

const Body* OperationReader::read_body(const Node& operation) {
    const Node* stated = operation.find("requestBody");
    const Node* node = stated != nullptr ? fields_.follow(*stated) : nullptr;
    if (node == nullptr || !fields_.expect(*node, Node::Kind::object)) return nullptr;
    fields_.only(*node, {"description", "content", "required"});
    Body& body = fields_.storage().bodies.emplace_back();
    body.at = fields_.location(*node);
    body.description = fields_.text(*node, "description");
    body.required = fields_.flag(*node, "required");
    body.content = read_content(*node);
    if (body.content.empty()) fields_.faults.add(*node, "openapi.missing", {{"keyword", "content"}});
    return &body;
}

std::span<const Response> OperationReader::read_responses(const Node& operation) {
    const Node* stated = fields_.object(operation, "responses");
    if (stated == nullptr) {
        if (operation.find("responses") == nullptr)
            fields_.faults.add(operation, "openapi.missing", {{"keyword", "responses"}});
        return {};
    }
    std::vector<Response> responses;
    for (const Node* member : stated->children) {
        if (member->key.starts_with("x-")) continue;
        if (!is_status(member->key)) fields_.faults.add(*member, "openapi.status", {{"value", member->key}});
        const Node* node = fields_.follow(*member);
        if (node == nullptr || !fields_.expect(*node, Node::Kind::object)) continue;
        fields_.only(*node, {"description", "headers", "content", "links"});
        fields_.without(*node, {"links"});
        responses.push_back({member->key, fields_.location(*node), fields_.text(*node, "description"),
                             read_headers(*node), read_content(*node)});
    }
    return fields_.storage().keep(std::move(responses));
}

std::span<const Header> OperationReader::read_headers(const Node& response) {
    std::vector<Header> headers;
    const Node* stated = fields_.object(response, "headers");
    if (stated == nullptr) return {};
    for (const Node* member : stated->children) {
        const Node* node = fields_.follow(*member);
        if (node == nullptr || !fields_.expect(*node, Node::Kind::object)) continue;
        fields_.only(*node, {"description", "required", "deprecated", "allowEmptyValue", "style", "explode",
                             "allowReserved", "schema", "example", "examples", "content"});
        Header header{member->key, fields_.flag(*node, "required"), fields_.text(*node, "description"),
                      schemas_.any()};
        if (const Node* schema = node->find("schema")) header.schema = schemas_.read(*schema);
        fields_.without(*node, {"content"});
        headers.push_back(header);
    }
    return fields_.storage().keep(std::move(headers));
}

std::span<const MediaType> OperationReader::read_content(const Node& of) {
    std::vector<MediaType> list;
    const Node* content = fields_.object(of, "content");
    if (content == nullptr) return {};
    for (const Node* node : content->children) {
        if (!fields_.expect(*node, Node::Kind::object)) continue;
        fields_.only(*node, {"schema", "example", "examples", "encoding"});
        check_media_type(*node, node->key);
        MediaType media;
        media.type = node->key;
        if (const Node* schema = node->find("schema")) media.schema = schemas_.read(*schema);
        media.parts = read_encoding(*node, media.schema);
        media.example = read_example(*node);
        list.push_back(media);
    }
    return fields_.storage().keep(std::move(list));
}

void OperationReader::check_media_type(const Node& at, Text type) {
    if (!is_in_one_line(type))
        fields_.faults.add(at, "openapi.value", {{"value", std::string(type)}, {"expected", "media type"}});
}

std::span<const Part> OperationReader::read_encoding(const Node& media, const Schema* schema) {
    const Node* encoding = fields_.object(media, "encoding");
    if (encoding == nullptr) return {};
    encodings_.push_back({encoding, schema});
    std::vector<Part> parts;
    for (const Node* node : encoding->children) {
        if (!fields_.expect(*node, Node::Kind::object)) continue;
        fields_.only(*node, {"contentType", "headers", "style", "explode", "allowReserved"});
        fields_.without(*node, {"headers", "style", "explode", "allowReserved"});
        const Text types = fields_.text(*node, "contentType");
        check_media_type(*node, types);
        parts.push_back({node->key, types});
    }
    return fields_.storage().keep(std::move(parts));
}

// `example`, or the first of `examples` that has its value in the file.
Text OperationReader::read_example(const Node& of) {
    if (const Node* example = of.find("example")) return fields_.json(example);
    const Node* examples = fields_.object(of, "examples");
    if (examples == nullptr) return {};
    for (const Node* member : examples->children) {
        const Node* example = fields_.follow(*member);
        if (example == nullptr) continue;
        if (const Node* value = example->find("value")) return fields_.json(value);
    }
    return {};
}

}  // namespace skifte::openapi
