#include "cli/example_call.hpp"

#include <skifte/openapi/example.hpp>
#include <skifte/support/json.hpp>
#include <skifte/support/result.hpp>

#include <algorithm>
#include <string_view>
#include <utility>

namespace skifte::cli {

namespace {

std::string example_text(const openapi::Parameter& parameter) {
    auto value = Json::parse(parameter.example);
    const Json example = value                         ? std::move(value).value()
                         : parameter.schema == nullptr ? Json("")
                                                       : openapi::example(*parameter.schema);
    if (!example.is_array()) return example.is_string() ? example.as_string() : example.dump();
    std::string out;
    for (const Json& item : example.items())
        out += (out.empty() ? "" : ",") + (item.is_string() ? item.as_string() : item.dump());
    return out;
}

bool is_file(const openapi::Schema& part) {
    return part.is_binary() || (part.items != nullptr && part.items->is_binary());
}

}  // namespace

std::string shell_word(const std::string& word) {
    constexpr std::string_view plain =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.,:/@=+%";
    if (!word.empty() && word.find_first_not_of(plain) == std::string::npos) return word;
    std::string out = "'";
    for (const char c : word) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return out + "'";
}

std::string example_call(const openapi::Operation& operation, const std::string& name,
                         const std::string& spec) {
    std::string out = "skifte api call " + shell_word(name);
    if (!spec.empty()) out += " --spec " + shell_word(spec);
    for (const auto& parameter : operation.parameters)
        if (parameter.required)
            out += " --param " + shell_word(std::string(parameter.name) + "=" + example_text(parameter));
    if (operation.body == nullptr || operation.body->content.empty()) return out;
    const openapi::Schema* schema = operation.body->content.front().schema;
    if (schema != nullptr && schema->is_binary()) return out + " --fil fil.pdf";
    bool other_parts = schema == nullptr || schema->properties.empty();
    std::string files;
    if (schema != nullptr)
        for (const auto& property : schema->properties) {
            if (is_file(*property.schema))
                files += " --fil " + shell_word(std::string(property.name) + "=fil.pdf");
            else
                other_parts = true;
        }
    return out + (other_parts ? " --body @indhold.json" : "") + files;
}

std::optional<Json> example_body(const openapi::Operation& operation) {
    if (operation.body == nullptr || operation.body->content.empty()) return std::nullopt;
    const openapi::MediaType& media = operation.body->content.front();
    if (media.schema != nullptr && media.schema->is_binary()) return std::nullopt;
    Json body;
    if (auto stated = Json::parse(media.example))
        body = std::move(stated).value();
    else if (media.schema != nullptr)
        body = openapi::example(*media.schema);
    if (media.schema == nullptr || !body.is_object()) return body;
    const bool in_parts =
        std::ranges::any_of(media.schema->properties, [](const auto& part) { return is_file(*part.schema); });
    if (!in_parts) return body;
    // The example of a form may show its files alone; what goes beside them is what one must know.
    for (const auto& part : media.schema->properties) {
        if (is_file(*part.schema))
            body.erase(part.name);
        else if (body.find(part.name) == nullptr)
            body.set(std::string(part.name), openapi::example(*part.schema));
    }
    if (body.members().empty()) return std::nullopt;
    return body;
}

}  // namespace skifte::cli
