// See skifte/openapi/validate.hpp.
#include <skifte/openapi/validate.hpp>

#include "openapi/format.hpp"
#include "openapi/nearest.hpp"
#include "openapi/pattern.hpp"
#include "openapi/utf8.hpp"

#include <skifte/openapi/enum_word.hpp>
#include <skifte/support/decimal.hpp>
#include <skifte/support/identifiers.hpp>
#include <skifte/support/sensitive.hpp>

#include <algorithm>
#include <optional>
#include <unordered_set>

namespace skifte::openapi {

namespace {

constexpr int max_depth = 200;
// Schemas applied to one value and what it holds: choices within choices multiply.
constexpr int max_steps = 1'000'000;
constexpr std::size_t shown_code_points = 60;

std::string shown(const Schema& schema, const Json& value) {
    if (!schema.sensitive.empty()) return std::string(mask);
    if (value.is_string()) return mask_cprs(cut_to_code_points(value.as_string(), shown_code_points));
    if (value.is_array()) return "[…]";
    if (value.is_object()) return "{…}";
    return mask_cprs(cut_to_code_points(value.dump(), shown_code_points));
}

Type type_of(const Json& value) {
    switch (value.kind()) {
    case Json::Kind::boolean: return Type::boolean;
    case Json::Kind::number: return Type::number;
    case Json::Kind::string: return Type::string;
    case Json::Kind::array: return Type::array;
    case Json::Kind::object: return Type::object;
    case Json::Kind::null: break;
    }
    return Type::any;
}

// JSON Schema Wright-00, as OAS 3.0 has it: a number without a fraction or exponent part.
bool is_integer(const Json& value) {
    return value.is_number() && value.digits().find_first_of(".eE") == std::string::npos;
}

bool is_of_type(const Json& value, Type type) {
    if (type == Type::any) return true;
    if (type == Type::integer) return is_integer(value);
    return type_of(value) == type;
}

std::string name_of(const Schema& schema) {
    return std::string(!schema.name.empty() ? schema.name : to_string(schema.type));
}

std::string names_of(std::span<const Schema* const> schemas) {
    std::string out;
    for (const Schema* schema : schemas) (out += out.empty() ? "" : ", ") += name_of(*schema);
    return out;
}

// Whether the schema, or a choice within it, has the member.
bool knows(const Schema& schema, Text member, int depth) {
    if (schema.find(member) != nullptr || schema.additional != nullptr) return true;
    if (depth >= 20) return false;
    for (const auto choices : {schema.one_of, schema.any_of})
        for (const Schema* choice : choices)
            if (knows(*choice, member, depth + 1)) return true;
    return false;
}

// Where a value stands. Its path is written only where there is a fault: most values have none.
struct At {
    std::string_view name;  // of a member; where there is no holder the whole path
    const At* holder = nullptr;
    std::optional<std::size_t> index{};  // of an item, which has no name

    [[nodiscard]] std::string path() const {
        if (holder == nullptr) return std::string(name);
        return holder->path() + (index ? "[" + std::to_string(*index) + "]" : "." + std::string(name));
    }
};

// Most enums are plain words, which need no parser.
bool is_value(Text json, const Json& value) {
    if (const auto word = plain_string(json)) return value.is_string() && value.as_string() == *word;
    const auto parsed = Json::parse(json);
    return parsed && *parsed == value;
}

class Validator {
public:
    Validator(Direction direction, Strictness strictness) : direction_(direction), strictness_(strictness) {}

    void check(const Schema& schema, const Json& value, const At& at, int depth);
    std::vector<Fault> faults;

private:
    void add(const At& at, std::string code, std::vector<Argument> arguments = {}) {
        faults.push_back({at.path(), std::move(code), std::move(arguments)});
    }
    // Whether there are still as many steps to take; the fault is added once.
    bool spend(int steps, const At& at);
    void check_enum(const Schema& schema, const Json& value, const At& at);
    void check_string(const Schema& schema, const Json& value, const At& at);
    void check_number(const Schema& schema, const Json& value, const At& at);
    void check_array(const Schema& schema, const Json& value, const At& at, int depth);
    void check_unique(const Schema& schema, const Json& value, const At& at);
    void check_object(const Schema& schema, const Json& value, const At& at, int depth);
    void check_member(const Schema& schema, const Json::Member& member, const At& at, int depth);
    void check_choices(const Schema& schema, const Json& value, const At& at, int depth);
    std::ptrdiff_t count_fitting(std::span<const Schema* const> choices, const Json& value, const At& at,
                                 int depth);
    bool satisfies(const Schema& schema, const Json& value, const At& at, int depth, bool closed_enums);
    [[nodiscard]] bool is_out_of_direction(const Schema& schema) const {
        return direction_ == Direction::request ? schema.read_only : schema.write_only;
    }

    Direction direction_;
    Strictness strictness_;
    int steps_ = 0;
    bool exhausted_ = false;
};

bool Validator::spend(int steps, const At& at) {
    if (exhausted_) return false;
    steps_ += steps;
    exhausted_ = steps_ > max_steps;
    if (exhausted_) add(at, "schema.too_deep", {{"limit", std::to_string(max_steps)}});
    return !exhausted_;
}

void Validator::check(const Schema& schema, const Json& value, const At& at, int depth) {
    if (!spend(1, at)) return;
    if (depth > max_depth) return add(at, "schema.too_deep", {{"limit", std::to_string(max_depth)}});
    if (value.is_null()) {
        const bool takes_null = schema.nullable || schema.type == Type::any;
        if (!takes_null) return add(at, "schema.null", {{"expected", std::string(to_string(schema.type))}});
        if (schema.nullable) return;
    }
    if (!is_of_type(value, schema.type))
        return add(at, "schema.type",
                   {{"expected", std::string(to_string(schema.type))}, {"value", shown(schema, value)}});
    check_enum(schema, value, at);
    switch (value.kind()) {
    case Json::Kind::string: check_string(schema, value, at); break;
    case Json::Kind::number: check_number(schema, value, at); break;
    case Json::Kind::array: check_array(schema, value, at, depth); break;
    case Json::Kind::object: check_object(schema, value, at, depth); break;
    case Json::Kind::null:
    case Json::Kind::boolean: break;
    }
    check_choices(schema, value, at, depth);
}

void Validator::check_enum(const Schema& schema, const Json& value, const At& at) {
    const auto& allowed = schema.enum_values;
    if (!strictness_.closed_enums || allowed.empty()) return;
    if (std::any_of(allowed.begin(), allowed.end(), [&](Text text) { return is_value(text, value); })) return;
    std::vector<std::string> words;
    for (const Text text : allowed)
        if (const auto word = Json::parse(text))
            words.push_back(word->is_string() ? word->as_string() : std::string(text));
    std::string expected;
    for (const auto& word : words) (expected += expected.empty() ? "" : ", ") += word;
    const std::string near =
        value.is_string() ? nearest(value.as_string(), {words.begin(), words.end()}) : "";
    add(at, "schema.enum", {{"value", shown(schema, value)}, {"expected", expected}, {"nearest", near}});
}

void Validator::check_string(const Schema& schema, const Json& value, const At& at) {
    if (schema.format == "binary") return;
    const std::string& text = value.as_string();
    if (schema.min_length || schema.max_length) {
        const std::size_t length = count_code_points(text);
        if (schema.min_length && length < *schema.min_length)
            add(at, "schema.min_length",
                {{"value", shown(schema, value)}, {"limit", std::to_string(*schema.min_length)}});
        if (schema.max_length && length > *schema.max_length)
            add(at, "schema.max_length",
                {{"value", shown(schema, value)}, {"limit", std::to_string(*schema.max_length)}});
    }
    if (!schema.pattern.empty()) {
        const auto pattern = compiled(schema.pattern);
        const Matched matched = pattern != nullptr ? pattern->search(text) : Matched::undecided;
        if (matched != Matched::yes)
            add(at, matched == Matched::no ? "schema.pattern" : "schema.pattern_undecided",
                {{"value", shown(schema, value)}, {"expected", std::string(schema.pattern)}});
    }
    if (!has_format(schema.format, text))
        add(at, "schema.format", {{"value", shown(schema, value)}, {"expected", std::string(schema.format)}});
}

void Validator::check_number(const Schema& schema, const Json& value, const At& at) {
    const std::string& digits = value.digits();
    const auto add_limit = [&](const char* code, Text limit) {
        add(at, code, {{"value", shown(schema, value)}, {"limit", std::string(limit)}});
    };
    const auto within = [&](Text low, Text high) {
        return compare_decimals(digits, low) >= 0 && compare_decimals(digits, high) <= 0;
    };
    if (!schema.minimum.empty()) {
        const auto order = compare_decimals(digits, schema.minimum);
        if (!(order > 0 || (order == 0 && !schema.exclusive_minimum)))
            add_limit("schema.minimum", schema.minimum);
    }
    if (!schema.maximum.empty()) {
        const auto order = compare_decimals(digits, schema.maximum);
        if (!(order < 0 || (order == 0 && !schema.exclusive_maximum)))
            add_limit("schema.maximum", schema.maximum);
    }
    // Not decidable is not a pass: such a number has more digits than any that is meant.
    if (!schema.multiple_of.empty() && is_multiple_of(digits, schema.multiple_of) != true)
        add_limit("schema.multiple_of", schema.multiple_of);
    if ((schema.format == "int32" && !within("-2147483648", "2147483647")) ||
        (schema.format == "int64" && !within("-9223372036854775808", "9223372036854775807")))
        add(at, "schema.format", {{"value", shown(schema, value)}, {"expected", std::string(schema.format)}});
}

void Validator::check_array(const Schema& schema, const Json& value, const At& at, int depth) {
    const auto& items = value.items();
    if (schema.min_items && items.size() < *schema.min_items)
        add(at, "schema.min_items",
            {{"value", std::to_string(items.size())}, {"limit", std::to_string(*schema.min_items)}});
    if (schema.max_items && items.size() > *schema.max_items)
        add(at, "schema.max_items",
            {{"value", std::to_string(items.size())}, {"limit", std::to_string(*schema.max_items)}});
    if (schema.unique_items) check_unique(schema, value, at);
    if (schema.items == nullptr) return;
    for (std::size_t i = 0; i < items.size(); ++i)
        check(*schema.items, items[i], {.name = {}, .holder = &at, .index = i}, depth + 1);
}

void Validator::check_unique(const Schema& schema, const Json& value, const At& at) {
    const auto& items = value.items();
    const Schema& item_schema = schema.items != nullptr ? *schema.items : schema;
    std::unordered_set<std::string_view> strings;
    std::vector<const Json*> others;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const Json& item = items[i];
        bool repeated = false;
        if (item.is_string()) {
            repeated = !strings.insert(item.as_string()).second;
        } else if (spend(static_cast<int>(std::min<std::size_t>(others.size(), max_steps)), at)) {
            repeated =
                std::any_of(others.begin(), others.end(), [&](const Json* other) { return *other == item; });
            others.push_back(&item);
        } else {
            return;
        }
        if (repeated)
            add({.name = {}, .holder = &at, .index = i}, "schema.unique_items",
                {{"value", shown(item_schema, item)}});
    }
}

void Validator::check_object(const Schema& schema, const Json& value, const At& at, int depth) {
    const auto& members = value.members();
    const auto add_count = [&](const char* code, std::uint64_t limit) {
        add(at, code, {{"value", std::to_string(members.size())}, {"limit", std::to_string(limit)}});
    };
    if (schema.min_properties && members.size() < *schema.min_properties)
        add_count("schema.min_properties", *schema.min_properties);
    if (schema.max_properties && members.size() > *schema.max_properties)
        add_count("schema.max_properties", *schema.max_properties);
    for (const auto& property : schema.properties)
        if (property.required && !is_out_of_direction(*property.schema) &&
            value.find(property.name) == nullptr)
            add({.name = property.name, .holder = &at}, "schema.required");
    for (const auto& member : members)
        check_member(schema, member, {.name = member.name, .holder = &at}, depth);
}

void Validator::check_member(const Schema& schema, const Json::Member& member, const At& at, int depth) {
    if (const Property* property = schema.find(member.name)) {
        if (is_out_of_direction(*property->schema))
            return add(at, direction_ == Direction::request ? "schema.read_only" : "schema.write_only");
        return check(*property->schema, member.value, at, depth + 1);
    }
    const bool refused =
        !schema.additional_allowed ||
        (strictness_.unknown_members && !schema.properties.empty() && !knows(schema, member.name, 0));
    if (refused) {
        std::vector<std::string_view> names;
        for (const auto& property : schema.properties) names.push_back(property.name);
        return add(at, "schema.unknown_member", {{"nearest", nearest(member.name, names)}});
    }
    if (schema.additional != nullptr) check(*schema.additional, member.value, at, depth + 1);
}

void Validator::check_choices(const Schema& schema, const Json& value, const At& at, int depth) {
    if (!schema.one_of.empty()) {
        const auto fitting = count_fitting(schema.one_of, value, at, depth);
        if (fitting != 1 && !exhausted_)
            add(at, "schema.one_of",
                {{"expected", names_of(schema.one_of)}, {"found", std::to_string(fitting)}});
    }
    if (!schema.any_of.empty() && count_fitting(schema.any_of, value, at, depth) == 0 && !exhausted_)
        add(at, "schema.any_of", {{"expected", names_of(schema.any_of)}});
    if (schema.negated != nullptr && satisfies(*schema.negated, value, at, depth, true) && !exhausted_)
        add(at, "schema.not", {{"value", shown(schema, value)}});
}

// Enums tell choices apart, so they are closed here at first; where they are open and nothing fits, a new
// value may be the reason, and any choice that fits but for that is the one.
std::ptrdiff_t Validator::count_fitting(std::span<const Schema* const> choices, const Json& value,
                                        const At& at, int depth) {
    const auto fits = [&](bool closed) {
        return [&, closed](const Schema* choice) { return satisfies(*choice, value, at, depth, closed); };
    };
    const auto count = std::count_if(choices.begin(), choices.end(), fits(true));
    if (count > 0 || strictness_.closed_enums) return count;
    return std::any_of(choices.begin(), choices.end(), fits(false)) ? 1 : 0;
}

bool Validator::satisfies(const Schema& schema, const Json& value, const At& at, int depth,
                          bool closed_enums) {
    // A choice does not know the members of the schema that it is a choice of.
    Validator inner(direction_, {.closed_enums = closed_enums, .unknown_members = false});
    inner.steps_ = steps_;
    inner.check(schema, value, at, depth + 1);
    steps_ = inner.steps_;
    if (inner.exhausted_ && !exhausted_) {
        exhausted_ = true;
        faults.push_back(inner.faults.back());
    }
    return inner.faults.empty();
}

}  // namespace

std::vector<Fault> validate(const Schema& schema, const Json& value, std::string_view path,
                            Direction direction, Strictness strictness) {
    Validator validator(direction, strictness);
    validator.check(schema, value, {.name = path}, 0);
    return std::move(validator.faults);
}

}  // namespace skifte::openapi
