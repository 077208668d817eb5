// Look-ups in the model, and names of its enums.
#include <skifte/openapi/enum_word.hpp>
#include <skifte/openapi/model.hpp>

#include <algorithm>
#include <string>

namespace skifte::openapi {

namespace {

template <typename Range, typename Is>
auto found_in(const Range& range, Is&& is) -> decltype(&*range.begin()) {
    const auto it = std::find_if(range.begin(), range.end(), is);
    return it == range.end() ? nullptr : &*it;
}

}  // namespace

Text to_string(Type type) noexcept {
    switch (type) {
    case Type::any: return "any";
    case Type::boolean: return "boolean";
    case Type::integer: return "integer";
    case Type::number: return "number";
    case Type::string: return "string";
    case Type::array: return "array";
    case Type::object: return "object";
    }
    return "";
}

Text to_string(In in) noexcept {
    switch (in) {
    case In::path: return "path";
    case In::query: return "query";
    case In::header: return "header";
    case In::cookie: return "cookie";
    }
    return "";
}

std::optional<Text> plain_string(Text json) noexcept {
    if (json.size() < 2 || json.front() != '"' || json.back() != '"') return std::nullopt;
    const Text inside = json.substr(1, json.size() - 2);
    if (inside.find('\\') != Text::npos) return std::nullopt;
    return inside;
}

const Property* Schema::find(Text property) const noexcept {
    return found_in(properties, [&](const Property& p) { return p.name == property; });
}

const Response* Operation::response_for(int status) const noexcept {
    const auto with = [this](Text key) {
        return found_in(responses, [&](const Response& r) { return r.status == key; });
    };
    if (status >= 100 && status <= 999) {
        const char digits[] = {static_cast<char>('0' + status / 100),
                               static_cast<char>('0' + status / 10 % 10),
                               static_cast<char>('0' + status % 10)};
        const char range[] = {digits[0], 'X', 'X'};
        if (const Response* exact = with(Text(digits, 3))) return exact;
        if (const Response* group = with(Text(range, 3))) return group;
    }
    return with("default");
}

const Parameter* Operation::find(In in, Text name) const noexcept {
    return found_in(parameters, [&](const Parameter& p) { return p.in == in && p.name == name; });
}

const Operation* Spec::find_operation(Text id) const noexcept {
    return found_in(operations, [&](const Operation& o) { return o.id == id; });
}

const Schema* Spec::find_schema(Text schema) const noexcept {
    const auto* found = found_in(schemas, [&](const Schema* s) { return s->name == schema; });
    return found == nullptr ? nullptr : *found;
}

}  // namespace skifte::openapi
