// See field_text.hpp.
#include "cli/field_text.hpp"

#include <skifte/openapi/enum_word.hpp>
#include <skifte/support/date.hpp>
#include <skifte/support/decimal.hpp>
#include <skifte/support/identifiers.hpp>

#include <algorithm>
#include <initializer_list>

namespace skifte::cli {

namespace {

using openapi::Schema;
using openapi::Type;

constexpr int max_depth = 4;

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    const auto from = text.find_first_not_of(blanks);
    if (from == std::string_view::npos) return {};
    return text.substr(from, text.find_last_not_of(blanks) - from + 1);
}

bool same_word(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [&](char x, char y) { return lower(x) == lower(y); });
}

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return same_word(text, word); });
}

void collect(const Schema& schema, const std::string& prefix, bool required, int depth,
             std::vector<ObjectField>& out) {
    for (const auto& property : schema.properties) {
        const Schema& field = *property.schema;
        if (field.read_only || field.is_binary()) continue;
        const std::string name = prefix + std::string(property.name);
        const bool needed = required && property.required;
        if (!field.properties.empty()) {
            if (depth < max_depth) collect(field, name + ".", needed, depth + 1, out);
        } else if (field.type != Type::array || (field.items != nullptr && field.items->properties.empty())) {
            out.push_back({name, &field, needed});
        }
    }
}

// In a sheet with decimal dots "1.234" is one and a bit, in one with commas it is a thousand.
Result<Json> number(std::string_view text, DecimalMark mark) {
    std::string plain(text);
    if (mark == DecimalMark::dot) {
        std::erase(plain, ',');
        SKIFTE_TRY(const Amount amount, Amount::parse_json(plain));
        return Json::number(amount.json());
    }
    if (mark == DecimalMark::comma && plain.find(',') == std::string::npos) {
        // With a comma added no dot can be taken for a decimal one.
        plain += ",00";
    }
    SKIFTE_TRY(const Amount amount, Amount::parse_danish(plain));
    return Json::number(amount.json());
}

bool is_money(const Schema& schema) {
    return !schema.multiple_of.empty() &&
           compare_decimals(schema.multiple_of, "0.01") == std::partial_ordering::equivalent;
}

Result<Json> number_of(const Schema& schema, std::string_view text, DecimalMark mark) {
    if (schema.type == Type::number && is_money(schema)) return number(text, mark);
    std::string plain(text);
    if (schema.type == Type::number && mark != DecimalMark::dot)
        std::replace(plain.begin(), plain.end(), ',', '.');
    auto value = Json::parse(plain);
    if (value && value->is_number()) return std::move(value).value();
    return Json(text);
}

// SAND and FALSK: a Danish spreadsheet's own words.
Json boolean(std::string_view text) {
    if (is_one_of(text, {"ja", "true", "yes", "sand"})) return Json(true);
    if (is_one_of(text, {"nej", "false", "no", "falsk"})) return Json(false);
    return Json(text);
}

// A word of the list, however its letters are written.
Json enumerated(const Schema& schema, std::string_view text) {
    for (const auto value : schema.enum_values) {
        if (const auto plain = openapi::plain_string(value)) {
            if (same_word(*plain, text)) return Json(*plain);
            continue;
        }
        if (auto word = Json::parse(value); word && word->is_string() && same_word(word->as_string(), text))
            return std::move(word).value();
    }
    return Json(text);
}

Result<Json> string(const Schema& schema, std::string_view text) {
    if (schema.sensitive == "cpr") {
        SKIFTE_TRY(const Cpr cpr, Cpr::parse(text));
        return Json(cpr.digits().reveal());
    }
    if (schema.format == "date") {
        SKIFTE_TRY(const Date date, Date::parse_user(text));
        return Json(date.iso());
    }
    return Json(text);
}

}  // namespace

std::vector<ObjectField> flat_fields(const Schema& schema) {
    std::vector<ObjectField> out;
    collect(schema, "", true, 1, out);
    return out;
}

const Schema* find_field(const Schema& schema, std::string_view dotted) {
    const Schema* at = &schema;
    while (!dotted.empty()) {
        const auto dot = dotted.find('.');
        const openapi::Property* property = at->find(dotted.substr(0, dot));
        if (property == nullptr) return nullptr;
        at = property->schema;
        dotted = dot == std::string_view::npos ? std::string_view{} : dotted.substr(dot + 1);
    }
    return at;
}

Result<Json> field_value(const Schema& schema, std::string_view text, DecimalMark mark) {
    text = trimmed(text);
    if (text.empty()) return Json(nullptr);
    if (!schema.enum_values.empty()) return enumerated(schema, text);
    switch (schema.type) {
    case Type::boolean: return boolean(text);
    case Type::integer:
    case Type::number: return number_of(schema, text, mark);
    case Type::string: return string(schema, text);
    case Type::array: {
        if (schema.items == nullptr) return Json(text);
        Json out = Json::array();
        for (std::string_view rest = text;;) {
            const auto comma = rest.find(',');
            SKIFTE_TRY(Json item, field_value(*schema.items, rest.substr(0, comma), mark));
            out.push_back(std::move(item));
            if (comma == std::string_view::npos) return out;
            rest.remove_prefix(comma + 1);
        }
    }
    case Type::any:
    case Type::object: return Json(text);
    }
    return Json(text);
}

Json plain_numbers(const Schema& schema, Json value) {
    if (value.is_string() && schema.sensitive == "cpr") {
        if (const auto cpr = Cpr::parse(value.as_string())) return Json(cpr->digits().reveal());
    } else if (value.is_array() && schema.items != nullptr) {
        for (Json& item : value.items()) item = plain_numbers(*schema.items, std::move(item));
    } else if (value.is_object()) {
        for (auto& [name, member] : value.members()) {
            const openapi::Property* property = schema.find(name);
            if (property == nullptr) continue;
            if (name == cvr_field && member.is_string())
                if (const auto cvr = Cvr::parse(member.as_string())) {
                    member = Json(cvr->digits());
                    continue;
                }
            member = plain_numbers(*property->schema, std::move(member));
        }
    }
    return value;
}

void set_field(Json& object, std::string_view dotted, Json value) {
    const auto dot = dotted.find('.');
    const auto name = dotted.substr(0, dot);
    if (dot == std::string_view::npos) {
        if (value.is_null())
            object.erase(name);
        else
            object.set(name, std::move(value));
        return;
    }
    Json* inner = object.find(name);
    if (inner == nullptr || !inner->is_object()) {
        if (value.is_null()) return;
        object.set(name, Json::object());
        inner = object.find(name);
    }
    set_field(*inner, dotted.substr(dot + 1), std::move(value));
    if (inner->members().empty()) object.erase(name);
}

}  // namespace skifte::cli
