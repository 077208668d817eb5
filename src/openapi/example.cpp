// See skifte/openapi/example.hpp.
#include <skifte/openapi/example.hpp>

#include "openapi/pattern.hpp"
#include "openapi/pattern_example.hpp"
#include "openapi/utf8.hpp"

#include <skifte/openapi/validate.hpp>
#include <skifte/support/result.hpp>

#include <algorithm>
#include <cstdint>

namespace skifte::openapi {

namespace {

constexpr int max_depth = 30;
// Longer than what a file asks for in earnest; a spec may say minLength 4000000000.
constexpr std::uint64_t max_made_length = 10'000;
constexpr std::uint64_t max_made_items = 100;
// Schemas that all hold each other have more ways through them than there is time: after so many steps
// optional properties are left out, and after so many more it is given up.
constexpr int many_steps = 2'000;
constexpr int max_steps = 20'000;

bool is_valid(const Schema& schema, const Json& value) {
    return validate(schema, value, {}, Direction::request).empty() ||
           validate(schema, value, {}, Direction::answer).empty();
}

std::optional<Json> stated(const Schema& schema, Text text) {
    if (text.empty()) return std::nullopt;
    auto value = Json::parse(text);
    if (!value || !is_valid(schema, *value)) return std::nullopt;
    return std::move(value).value();
}

std::string of_length(std::string text, const Schema& schema) {
    const std::uint64_t least = std::min(schema.min_length.value_or(0), max_made_length);
    std::uint64_t length = count_code_points(text);
    for (; length < least; ++length) text.push_back('x');
    if (schema.max_length && length > *schema.max_length)
        text.resize(static_cast<std::size_t>(*schema.max_length));
    return text;
}

Json made_string(const Schema& schema) {
    if (schema.format == "date") return "2026-01-31";
    if (schema.format == "date-time") return "2026-01-31T12:00:00Z";
    if (schema.format == "uuid") return "00000000-0000-4000-8000-000000000000";
    if (schema.format == "email") return "navn@example.invalid";
    if (schema.format == "uri") return "https://example.invalid/";
    if (schema.format == "byte") return "";
    if (!schema.pattern.empty())
        return pattern_example(schema.pattern, schema.min_length.value_or(0), schema.max_length);
    return of_length("tekst", schema);
}

// The least that the limits allow, else 1 or the most.
Json made_number(const Schema& schema) {
    std::vector<std::string> candidates = {"1", "0", "-1", "1.5"};
    for (const Text text : {schema.minimum, schema.maximum, schema.multiple_of}) {
        if (text.empty()) continue;
        candidates.emplace_back(text);
        const auto whole = Json::number(std::string(text)).as_integer();
        if (whole && *whole<INT64_MAX&& * whole> INT64_MIN)
            for (const std::int64_t near : {*whole + 1, *whole - 1})
                candidates.push_back(std::to_string(near));
    }
    const auto least = Json::number(std::string(schema.minimum.empty() ? "0" : schema.minimum)).as_integer();
    const auto step =
        Json::number(std::string(schema.multiple_of.empty() ? "0" : schema.multiple_of)).as_integer();
    // So that no sum overflows.
    constexpr std::int64_t reach = std::int64_t{1} << 60;
    if (least && step && *step > 0 && *step<reach&& * least> - reach && *least < reach)
        for (const std::int64_t rounds : {1, 2})
            candidates.push_back(std::to_string((*least / *step + rounds) * *step));
    for (auto& candidate : candidates)
        if (Json value = Json::number(candidate); is_valid(schema, value)) return value;
    return Json(1);
}

class Maker {
public:
    explicit Maker(bool full) : full_(full) {}

    // None where the schema holds itself, or is too deep.
    std::optional<Json> make(const Schema& schema, int depth);

private:
    std::optional<Json> made(const Schema& schema, int depth);
    std::optional<Json> made_array(const Schema& schema, int depth);
    std::optional<Json> made_object(const Schema& schema, int depth);
    std::optional<Json> made_choice(const Schema& schema, int depth);

    bool full_;
    int steps_ = 0;
    std::vector<const Schema*> open_;
};

std::optional<Json> Maker::make(const Schema& schema, int depth) {
    for (const Text text : {schema.example, schema.default_value})
        if (auto value = stated(schema, text)) return value;
    for (const Text text : schema.enum_values)
        if (auto value = stated(schema, text)) return value;
    if (++steps_ > many_steps) full_ = false;
    if (steps_ > max_steps || depth > max_depth ||
        std::find(open_.begin(), open_.end(), &schema) != open_.end()) {
        if (schema.nullable) return Json();
        return std::nullopt;
    }
    open_.push_back(&schema);
    auto value = made(schema, depth);
    open_.pop_back();
    return value;
}

std::optional<Json> Maker::made(const Schema& schema, int depth) {
    switch (schema.type) {
    case Type::boolean: return Json(true);
    case Type::integer:
    case Type::number: return made_number(schema);
    case Type::string: return made_string(schema);
    case Type::array: return made_array(schema, depth);
    case Type::object: return made_object(schema, depth);
    case Type::any: break;
    }
    if (!schema.one_of.empty() || !schema.any_of.empty()) return made_choice(schema, depth);
    if (!schema.properties.empty()) return made_object(schema, depth);
    return Json("tekst");
}

std::optional<Json> Maker::made_choice(const Schema& schema, int depth) {
    for (const auto choices : {schema.one_of, schema.any_of})
        for (const Schema* choice : choices) {
            auto value = make(*choice, depth + 1);
            if (value && is_valid(schema, *value)) return value;
        }
    return std::nullopt;
}

std::optional<Json> Maker::made_array(const Schema& schema, int depth) {
    Json array = Json::array();
    const std::uint64_t least = std::min(schema.min_items.value_or(0), max_made_items);
    const std::uint64_t wanted = std::max<std::uint64_t>(least, full_ && schema.max_items != 0 ? 1 : 0);
    if (wanted == 0) return array;
    const auto item = make(*schema.items, depth + 1);
    if (!item) return least == 0 ? std::optional<Json>(std::move(array)) : std::nullopt;
    for (std::uint64_t i = 0; i < wanted; ++i) array.push_back(*item);
    return array;
}

std::optional<Json> Maker::made_object(const Schema& schema, int depth) {
    Json object = Json::object();
    for (const auto& property : schema.properties) {
        if (!full_ && !property.required) continue;
        auto value = make(*property.schema, depth + 1);
        if (value)
            object.set(property.name, *std::move(value));
        else if (property.required)
            return std::nullopt;
    }
    if (schema.additional != nullptr &&
        object.members().size() < schema.min_properties.value_or(full_ ? 1 : 0))
        if (auto value = make(*schema.additional, depth + 1)) object.set("navn", *std::move(value));
    // An object with members of its own that is one of several besides: the choice's members are added.
    if (schema.one_of.empty() && schema.any_of.empty()) return object;
    if (auto choice = made_choice(schema, depth)) return choice;
    for (const auto choices : {schema.one_of, schema.any_of})
        for (const Schema* choice : choices) {
            auto more = make(*choice, depth + 1);
            if (!more || !more->is_object()) continue;
            Json both = object;
            for (auto& member : more->members()) both.set(member.name, std::move(member.value));
            if (is_valid(schema, both)) return both;
        }
    return object;
}

}  // namespace

Json example(const Schema& schema, bool full) {
    return Maker(full).make(schema, 0).value_or(Json());
}

}  // namespace skifte::openapi
