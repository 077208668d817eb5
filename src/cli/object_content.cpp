// See object_content.hpp.
#include "cli/object_content.hpp"

#include "cli/command_line.hpp"
#include "cli/field_text.hpp"
#include "cli/nearest.hpp"

#include <skifte/openapi/validate.hpp>
#include <skifte/support/date.hpp>
#include <skifte/support/decimal.hpp>
#include <skifte/support/files.hpp>
#include <skifte/support/identifiers.hpp>

#include <algorithm>

namespace skifte::cli {

namespace {

using openapi::Schema;
using openapi::Type;

constexpr std::size_t largest_object = std::size_t{4} << 20;

std::vector<std::string_view> names_of(const std::vector<ObjectField>& fields) {
    std::vector<std::string_view> names;
    for (const auto& field : fields) names.push_back(field.name);
    return names;
}

// What is given says also what is to be taken away, at any depth: by a null, which `set_field` would drop.
void give_field(Json& given, std::string_view dotted, Json value) {
    const auto dot = dotted.find('.');
    const auto name = dotted.substr(0, dot);
    if (dot == std::string_view::npos) {
        given.set(name, std::move(value));
        return;
    }
    if (const Json* inner = given.find(name); inner == nullptr || !inner->is_object())
        given.set(name, Json::object());
    give_field(*given.find(name), dotted.substr(dot + 1), std::move(value));
}

bool is_given(const Json& given, std::string_view dotted) {
    std::string pointer = "/" + std::string(dotted);
    std::replace(pointer.begin(), pointer.end(), '.', '/');
    return given.at_pointer(pointer) != nullptr;
}

// An empty text takes the field away, from what is given already or from the thing that is changed. Where
// there is nothing to take away it is a script's empty variable, and what it should have held would be
// missing.
Result<void> give_from_text(Json& given, const Schema& schema, const std::string& flag,
                            std::string_view field, const std::string& text, Verb verb) {
    const Schema* found = find_field(schema, field);
    if (found == nullptr) {
        const auto fields = flat_fields(schema);
        return fail(
            "usage.field",
            {{"flag", flag}, {"value", std::string(field)}, {"nearest", nearest(field, names_of(fields))}});
    }
    if (found->sensitive == "cpr" && !text.empty())
        return fail("usage.cpr_flag", {{"flag", flag}, {"value", std::string(field)}});
    auto value = field_value(*found, text);
    if (!value) return fail(std::move(value).error().with("flag", flag));
    if (value->is_null() && verb == Verb::create && !is_given(given, field))
        return fail("usage.empty", {{"flag", flag}, {"field", std::string(field)}});
    give_field(given, field, std::move(value).value());
    return {};
}

Result<void> give_named(Json& given, const Schema& schema, const std::string& word, Verb verb) {
    const auto equals = word.find('=');
    if (equals == std::string::npos)
        return fail("usage.choice", {{"flag", "--felt"}, {"value", word}, {"expected", "FELT=VÆRDI"}});
    return give_from_text(given, schema, "--felt", word.substr(0, equals), word.substr(equals + 1), verb);
}

// "effekttype=SMYKKE;beskrivelse=En ring" as one item of a list.
Result<Json> read_item(const Schema& list, const std::string& flag, std::string_view text) {
    Json item = Json::object();
    if (list.items == nullptr) return fail("usage.field", {{"flag", flag}, {"value", std::string(text)}});
    while (!text.empty()) {
        const auto semicolon = text.find(';');
        std::string_view word = text.substr(0, semicolon);
        word.remove_prefix(std::min(word.find_first_not_of(' '), word.size()));
        text = semicolon == std::string_view::npos ? std::string_view{} : text.substr(semicolon + 1);
        const auto equals = word.find('=');
        if (equals == std::string_view::npos)
            return fail("usage.choice",
                        {{"flag", flag}, {"value", std::string(word)}, {"expected", "FELT=VÆRDI;…"}});
        SKIFTE_CHECK(give_from_text(item, *list.items, flag, word.substr(0, equals),
                                    std::string(word.substr(equals + 1)), Verb::create));
    }
    return changed(Json::object(), item);
}

Result<void> set_items(Json& object, const Schema& schema, const FieldFlag& field,
                       const std::vector<std::string>& texts) {
    const std::string flag = "--" + std::string(field.flag);
    const Schema* list = find_field(schema, field.field);
    if (list == nullptr)
        return fail("usage.field", {{"flag", flag}, {"value", std::string(field.field)}, {"nearest", ""}});
    Json items = Json::array();
    for (const auto& text : texts) {
        SKIFTE_TRY(Json item, read_item(*list, flag, text));
        items.push_back(std::move(item));
    }
    set_field(object, field.field, std::move(items));
    return {};
}

std::string shown(const Schema& schema, const Json& value) {
    if (schema.sensitive == "cpr" && value.is_string()) return mask_cprs(value.as_string());
    if (value.is_number() && schema.type == Type::number)
        if (auto amount = Amount::parse_json(value.digits())) return amount->danish();
    if (value.is_string() && schema.format == "date")
        if (auto date = Date::parse_iso(value.as_string())) return date->danish();
    if (value.is_string() && schema.format == "date-time")
        if (auto moment = parse_rfc3339(value.as_string())) return local_in_copenhagen(*moment);
    if (value.is_string()) return harmless(value.as_string());
    return harmless(value.dump());
}

struct Line {
    std::string pointer;
    std::string text;
    const Json* value = nullptr;  // that two numbers are masked alike makes them no less different
};

bool same(const Line& a, const Line& b) {
    return a.text == b.text && (!a.value->is_string() || *a.value == *b.value);
}

// Every value that stands somewhere in the object, by its pointer and in its order.
void collect(const Schema* schema, const Json& value, const std::string& pointer, std::vector<Line>& out) {
    static const Schema unknown{};
    if (schema == nullptr) schema = &unknown;
    if (value.is_object()) {
        for (const auto& [name, member] : value.members()) {
            const openapi::Property* property = schema->find(name);
            collect(property == nullptr ? nullptr : property->schema, member, pointer + "/" + name, out);
        }
    } else if (value.is_array()) {
        std::size_t at = 0;
        for (const Json& item : value.items())
            collect(schema->items, item, pointer + "/" + std::to_string(at++), out);
    } else if (!value.is_null()) {
        out.push_back({pointer, shown(*schema, value), &value});
    }
}

std::string label(const Context& context, const std::string& pointer) {
    return harmless(heading(context.globals.language, pointer));
}

const Line* find_line(const std::vector<Line>& lines, std::string_view pointer) {
    const auto it =
        std::find_if(lines.begin(), lines.end(), [&](const Line& line) { return line.pointer == pointer; });
    return it == lines.end() ? nullptr : &*it;
}

}  // namespace

Result<Json> read_object_file(Context& context, const std::string& path, std::string_view flag) {
    std::string text;
    if (path == "-") {
        SKIFTE_TRY(text, context.streams.read_all(largest_object));
    } else {
        SKIFTE_TRY(text, read_file(path, largest_object));
    }
    auto object = Json::parse(text);
    if (!object && path == "-") return object;
    if (!object) return fail(std::move(object).error().with("path", path));
    if (!object->is_object())
        return fail("usage.choice", {{"flag", std::string(flag)}, {"value", path}, {"expected", "{ … }"}});
    return std::move(object).value();
}

Result<Json> read_given(Context& context, const Noun& noun, const Schema& schema, const Parsed& flags,
                        Verb verb) {
    Json given = Json::object();
    if (const auto path = flags.value("fra")) {
        SKIFTE_TRY(given, read_object_file(context, *path, "--fra"));
    }
    for (const auto& word : flags.list("felt")) SKIFTE_CHECK(give_named(given, schema, word, verb));
    for (const auto& field : noun.fields) {
        if (field.item && flags.has(field.flag))
            SKIFTE_CHECK(set_items(given, schema, field, flags.list(field.flag)));
        if (field.item) continue;
        if (const auto text = flags.value(field.flag))
            SKIFTE_CHECK(
                give_from_text(given, schema, "--" + std::string(field.flag), field.field, *text, verb));
    }
    return plain_numbers(schema, std::move(given));
}

Json editable(const Json& object, const Schema& schema, const Schema* answer) {
    Json out = Json::object();
    for (const auto& [name, value] : object.members()) {
        const openapi::Property* property = schema.find(name);
        if (property == nullptr && answer != nullptr && answer->find(name) != nullptr) continue;
        if (property != nullptr && property->schema->read_only) continue;
        if (value.is_null() && (property == nullptr || !property->schema->nullable)) continue;
        out.set(name, value);
    }
    return out;
}

Result<void> check_given(const openapi::Operation& operation, const Schema& schema, const Json& given) {
    auto faults = openapi::validate(schema, given, "body", openapi::Direction::request,
                                    {.closed_enums = true, .unknown_members = true});
    // What is not given stands already, and what is taken away is given as null.
    std::erase_if(faults, [](const Fault& fault) {
        return fault.code == "schema.required" || fault.code == "schema.null";
    });
    if (faults.empty()) return {};
    Error error("request.invalid", {{"operation", std::string(operation.id)}});
    error.faults = std::move(faults);
    return fail(std::move(error));
}

Json changed(Json object, const Json& given) {
    for (const auto& [name, value] : given.members()) {
        if (value.is_null()) {
            object.erase(name);
            continue;
        }
        const Json* at = object.find(name);
        const bool stands = at != nullptr && at->is_object();
        if (!value.is_object() || (value.members().empty() && !stands)) {
            object.set(name, value);
            continue;
        }
        Json inner = changed(stands ? *at : Json::object(), value);
        if (inner.members().empty())
            object.erase(name);
        else
            object.set(name, std::move(inner));
    }
    return object;
}

std::string described(const Context& context, const Schema& schema, const Json& object) {
    std::vector<Line> lines;
    collect(&schema, object, "", lines);
    std::string out;
    for (const Line& line : lines) out += "  " + label(context, line.pointer) + ": " + line.text + "\n";
    return out;
}

std::string difference(const Context& context, const Schema& schema, const Json& before, const Json& after,
                       std::span<const Column> known_by) {
    std::vector<Line> old_lines, new_lines;
    collect(&schema, before, "", old_lines);
    collect(&schema, after, "", new_lines);
    const auto told = [&](const Line& line) { return "  " + label(context, line.pointer) + ": "; };
    std::string kept, out;
    for (const Line& line : old_lines) {
        const Line* now = find_line(new_lines, line.pointer);
        if (now == nullptr || !same(line, *now))
            out += told(line) + line.text + " → " + (now == nullptr ? "–" : now->text) + "\n";
        else if (std::any_of(known_by.begin(), known_by.end(),
                             [&](const Column& column) { return column.pointer == line.pointer; }))
            kept += told(line) + line.text + "\n";
    }
    for (const Line& line : new_lines)
        if (find_line(old_lines, line.pointer) == nullptr) out += told(line) + "– → " + line.text + "\n";
    return kept + out;
}

}  // namespace skifte::cli
