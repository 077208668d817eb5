#include "cli/example_call.hpp"

#include <skifte/openapi/example.hpp>
#include <skifte/support/json.hpp>
#include <skifte/support/result.hpp>

#include <string_view>

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

// A word as a shell takes it.
std::string quoted(const std::string& word) {
    constexpr std::string_view plain =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.,:/@=+%";
    if (!word.empty() && word.find_first_not_of(plain) == std::string::npos) return word;
    std::string out = "'";
    for (const char c : word) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return out + "'";
}

}  // namespace

std::string example_call(const openapi::Operation& operation, const std::string& name,
                         const std::string& spec) {
    std::string out = "skifte api call " + quoted(name);
    if (!spec.empty()) out += " --spec " + quoted(spec);
    for (const auto& parameter : operation.parameters)
        if (parameter.required)
            out += " --param " + quoted(std::string(parameter.name) + "=" + example_text(parameter));
    if (operation.body == nullptr || operation.body->content.empty()) return out;
    const openapi::Schema* schema = operation.body->content.front().schema;
    if (schema != nullptr && schema->is_binary()) return out + " --fil fil.pdf";
    bool other_parts = schema == nullptr || schema->properties.empty();
    std::string files;
    if (schema != nullptr)
        for (const auto& property : schema->properties) {
            const openapi::Schema& part = *property.schema;
            if (part.is_binary() || (part.items != nullptr && part.items->is_binary()))
                files += " --fil " + quoted(std::string(property.name) + "=fil.pdf");
            else
                other_parts = true;
        }
    return out + (other_parts ? " --body @indhold.json" : "") + files;
}

}  // namespace skifte::cli
