// Walks an answer by its schema.
#include "sandbox/hostile.hpp"

#include <algorithm>

namespace skifte::sandbox {
namespace {

// A formula; red, a new title for the window, and all after it hidden; the text turned around; two lines
// more.
constexpr std::string_view words = "=1+1 \x1b[31m\x1b]0;titel\x07\x1b[8m \u202ebagl\u00e6ns\u2066 "
                                   "\u200f\r\nskifte: falsk linje\u2028\t\u009b2J ";

bool is_free(const openapi::Schema& schema) {
    return schema.type == openapi::Type::string && schema.format.empty() && schema.pattern.empty() &&
           schema.enum_values.empty();
}

void spoil(const openapi::Schema& schema, Json& value) {
    if (value.is_string() && is_free(schema))
        value = Json(std::string(words) + value.as_string());
    else if (value.is_array() && schema.items)
        for (Json& item : value.items()) spoil(*schema.items, item);
    else if (value.is_object())
        for (auto& member : value.members())
            if (const openapi::Property* property = schema.find(member.name))
                spoil(*property->schema, member.value);
}

}  // namespace

void make_hostile(const openapi::Operation& operation, Answer& answer) {
    const openapi::Response* response = operation.response_for(answer.status);
    auto body = Json::parse(answer.body);
    if (!response || !body) return;
    const auto media = std::ranges::find(response->content, answer.content_type, &openapi::MediaType::type);
    if (media == response->content.end()) return;
    spoil(*media->schema, *body);
    answer.body = body->dump();
}

}  // namespace skifte::sandbox
