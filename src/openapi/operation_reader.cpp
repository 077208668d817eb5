// See operation_reader.hpp.
#include "openapi/operation_reader.hpp"

#include <algorithm>

namespace skifte::openapi {

namespace {

constexpr std::string_view methods[] = {"get", "put", "post", "delete", "options", "head", "patch", "trace"};

std::string upper(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return out;
}

bool is_letter_or_digit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// RFC 9110 section 9.2.1: the others ask for something to be done.
bool is_safe(Text method) {
    return method == "GET" || method == "HEAD" || method == "OPTIONS" || method == "TRACE";
}

}  // namespace

std::vector<Operation> OperationReader::read_paths() {
    std::vector<Operation> operations;
    const Node* paths = fields_.object(fields_.root(), "paths");
    if (paths == nullptr) {
        if (fields_.root().find("paths") == nullptr)
            fields_.faults.add(fields_.root(), "openapi.missing", {{"keyword", "paths"}});
        return operations;
    }
    // Stated ids first, so that one made here does not take the place of one that stands further down.
    for (const Node* item : paths->children)
        if (!item->key.starts_with("x-")) claim_ids(*item);
    for (const Node* item : paths->children)
        if (!item->key.starts_with("x-")) read_path(*item, operations);
    return operations;
}

void OperationReader::claim_ids(const Node& item) {
    const Node* target = fields_.follow(item);
    if (target == nullptr) return;
    for (const auto method : methods) {
        const Node* operation = target->find(method);
        const Node* id = operation != nullptr ? operation->find("operationId") : nullptr;
        if (id == nullptr || !id->is_string() || ids_.insert(id->text).second) continue;
        fields_.faults.add(*id, "openapi.duplicate_operation", {{"operation", id->text}});
    }
}

void OperationReader::read_path(const Node& item, std::vector<Operation>& operations) {
    if (!item.key.starts_with('/')) fields_.faults.add(item, "openapi.path", {{"path", item.key}});
    const Node* target = fields_.follow(item);
    if (target == nullptr || !fields_.expect(*target, Node::Kind::object)) return;
    fields_.only(*target, {"$ref", "summary", "description", "get", "put", "post", "delete", "options",
                           "head", "patch", "trace", "servers", "parameters"});
    fields_.without(*target, {"servers"});
    for (const Node* member : target->children) {
        if (std::find(std::begin(methods), std::end(methods), member->key) == std::end(methods)) continue;
        if (!fields_.expect(*member, Node::Kind::object)) continue;
        operations.push_back(read_operation({item.key, *target, member->key, *member}));
    }
}

Operation OperationReader::read_operation(const Place& place) {
    const Node& node = place.node;
    fields_.only(node, {"tags", "summary", "description", "externalDocs", "operationId", "parameters",
                        "requestBody", "responses", "callbacks", "deprecated", "security", "servers"});
    fields_.without(node, {"callbacks", "servers"});
    Operation operation;
    operation.id = operation_id(place);
    operation.method = fields_.storage().keep(upper(place.method));
    operation.path = place.path;
    operation.at = fields_.location(node);
    if (const auto tags = fields_.texts(node, "tags"); !tags.empty()) operation.tag = tags.front();
    operation.summary = fields_.text(node, "summary");
    operation.description = fields_.text(node, "description");
    operation.deprecated = fields_.flag(node, "deprecated");
    operation.parameters = read_parameters(place);
    operation.body = read_body(node);
    operation.responses = read_responses(node);
    operation.facts.files = !is_safe(operation.method);
    read_security(place, operation);
    return operation;
}

Text OperationReader::operation_id(const Place& place) {
    if (const Text stated = fields_.text(place.node, "operationId"); !stated.empty()) return stated;
    std::string base(place.method);
    for (const char c : place.path) {
        if (is_letter_or_digit(c))
            base.push_back(c);
        else if (base.back() != '_' && c != '}')
            base.push_back('_');
    }
    if (base.back() == '_') base.pop_back();
    std::string id = base;
    for (int i = 2; ids_.count(id) != 0; ++i) id = base + "_" + std::to_string(i);
    fields_.unexpressed.add(place.node, "openapi.operation_id", {{"operation", id}});
    const Text kept = fields_.storage().keep(std::move(id));
    ids_.insert(kept);
    return kept;
}

// Without a word on security anywhere a token is sent all the same: an API behind one often leaves that to
// its gateway and out of its file, and a token too many does no harm at an origin that the profile names.
void OperationReader::read_security(const Place& place, Operation& operation) {
    const Node& stating = place.node.find("security") != nullptr ? place.node : fields_.root();
    const Node* list = fields_.array(stating, "security");
    if (list == nullptr) return;
    operation.secured = false;
    for (const Node* requirement : list->children) {
        if (!fields_.expect(*requirement, Node::Kind::object) || requirement->children.empty()) continue;
        // Any one of them is enough: the first.
        if (!operation.secured) read_scopes(*requirement, operation);
        operation.secured = true;
    }
}

void OperationReader::read_scopes(const Node& requirement, Operation& operation) {
    const Node* schemes = resolve(fields_.root(), "#/components/securitySchemes");
    std::vector<Text> scopes;
    for (const Node* needed : requirement.children) {
        const Node* stated = schemes != nullptr ? schemes->find(needed->key) : nullptr;
        const Node* scheme = stated != nullptr ? fields_.follow(*stated) : nullptr;
        if (scheme == nullptr) {
            fields_.faults.add(*needed, "openapi.security", {{"scheme", needed->key}});
            continue;
        }
        const Text type = fields_.text(*scheme, "type");
        if (type == "apiKey")
            fields_.unexpressed.add(*needed, "openapi.unsupported", {{"keyword", "apiKey"}});
        if (type != "oauth2" && type != "openIdConnect") continue;
        if (!fields_.expect(*needed, Node::Kind::array)) continue;
        for (const Node* scope : needed->children)
            if (fields_.expect(*scope, Node::Kind::string)) scopes.push_back(scope->text);
    }
    operation.scopes = fields_.storage().keep(std::move(scopes));
}

void OperationReader::finish() {
    for (const auto& encoding : encodings_)
        for (const Node* part : encoding.node->children)
            if (encoding.schema == nullptr || encoding.schema->find(part->key) == nullptr)
                fields_.unexpressed.add(*part, "openapi.encoding", {{"property", part->key}});
}

}  // namespace skifte::openapi
