// See source_of_value.hpp.
#include "openapi/source_of_value.hpp"

#include "openapi/media_type.hpp"
#include "openapi/node.hpp"

#include <algorithm>

namespace skifte::openapi {

namespace {

// oneOf within oneOf further than this is a circle.
constexpr int max_choices = 20;

const Schema* member_of(const Schema& schema, Text name, int depth = 0) {
    if (const Property* property = schema.find(name)) return property->schema;
    const bool is_index = !name.empty() && name.find_first_not_of("0123456789") == Text::npos;
    if (schema.items != nullptr && is_index) return schema.items;
    if (depth < max_choices)
        for (const auto choices : {schema.one_of, schema.any_of})
            for (const Schema* choice : choices)
                if (const Schema* found = member_of(*choice, name, depth + 1)) return found;
    return schema.additional;
}

bool has_field(const Schema& schema, Text path) {
    const Schema* at = &schema;
    while (at != nullptr && !path.empty()) {
        // A name may hold a dot itself.
        if (at->find(path) != nullptr) return true;
        const std::size_t dot = std::min(path.find('.'), path.size());
        at = member_of(*at, path.substr(0, dot));
        path.remove_prefix(std::min(dot + 1, path.size()));
    }
    return at != nullptr && at != &schema;
}

bool has_file(const Body& body, Text part) {
    return std::any_of(body.content.begin(), body.content.end(), [&](const MediaType& media) {
        const Property* property = media.schema != nullptr ? media.schema->find(part) : nullptr;
        return property != nullptr && property->schema->is_binary();
    });
}

bool has_body_field(const Body& body, Text path) {
    return std::any_of(body.content.begin(), body.content.end(), [&](const MediaType& media) {
        return media.schema != nullptr && has_field(*media.schema, path);
    });
}

}  // namespace

const Schema* schema_at(const Schema& schema, Text pointer) {
    const Schema* at = &schema;
    while (at != nullptr && !pointer.empty()) {
        if (pointer.front() != '/') return nullptr;
        pointer.remove_prefix(1);
        const std::size_t end = std::min(pointer.find('/'), pointer.size());
        at = member_of(*at, unescape_pointer_token(pointer.substr(0, end)));
        pointer.remove_prefix(end);
    }
    return at;
}

const Schema* answer_of(const Operation& operation) {
    for (const auto& response : operation.responses)
        if (response.status.starts_with('2'))
            for (const auto& media : response.content)
                if (is_json(media.type) && media.schema != nullptr) return media.schema;
    return nullptr;
}

bool has_source(const Operation& operation, Text source) {
    const std::size_t dot = source.find('.');
    if (dot == Text::npos || dot + 1 == source.size()) return false;
    const Text kind = source.substr(0, dot);
    const Text name = source.substr(dot + 1);
    for (const In in : {In::path, In::query, In::header})
        if (kind == to_string(in)) return operation.find(in, name) != nullptr;
    if (kind == "body") return operation.body != nullptr && has_body_field(*operation.body, name);
    if (kind == "file") return operation.body != nullptr && has_file(*operation.body, name);
    if (kind != "answer") return false;
    const Schema* answer = answer_of(operation);
    return answer != nullptr && schema_at(*answer, name) != nullptr;
}

}  // namespace skifte::openapi
