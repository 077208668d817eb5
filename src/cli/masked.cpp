#include "cli/masked.hpp"

#include <skifte/support/identifiers.hpp>

#include <algorithm>

namespace skifte::cli {

namespace {

using openapi::Schema;
using openapi::Type;

// "1234567890,50", and no list of numbers.
bool has_decimals(std::string_view text) {
    constexpr std::string_view digits = "0123456789";
    const auto mark = text.find_first_of(".,");
    if (mark == 0 || mark == std::string_view::npos) return false;
    const auto decimals = text.substr(mark + 1);
    return text.substr(0, mark).find_first_not_of(digits) == std::string_view::npos && !decimals.empty() &&
           decimals.size() <= 3 && decimals.find_first_not_of(digits) == std::string_view::npos;
}

const Schema* member_of(const Schema* schema, std::string_view name) {
    const openapi::Property* property = schema == nullptr ? nullptr : schema->find(name);
    return property == nullptr ? nullptr : property->schema;
}

}  // namespace

Json masked(const Json& value, const Schema* schema) {
    switch (value.kind()) {
    case Json::Kind::string: return Json(mask_cprs(value.as_string()));
    case Json::Kind::number: {
        const bool belongs =
            schema != nullptr && (schema->type == Type::number || schema->type == Type::integer);
        if (belongs || has_decimals(value.digits())) return value;
        std::string text = mask_cprs(value.digits());
        return text == value.digits() ? value : Json(std::move(text));
    }
    case Json::Kind::array: {
        Json out = Json::array();
        for (const Json& item : value.items())
            out.push_back(masked(item, schema == nullptr ? nullptr : schema->items));
        return out;
    }
    case Json::Kind::object: {
        Json out = Json::object();
        for (const auto& [name, member] : value.members())
            out.set(mask_cprs(name), masked(member, member_of(schema, name)));
        return out;
    }
    default: return value;
    }
}

std::vector<Argument> masked(std::vector<Argument> arguments) {
    for (auto& [name, value] : arguments)
        if (name != "limit" && !has_decimals(value)) value = mask_cprs(value);
    return arguments;
}

}  // namespace skifte::cli
