// Parameters of an operation: those of its path item, overridden by its own; styles with their defaults.
#include "openapi/media_type.hpp"
#include "openapi/operation_reader.hpp"

#include <algorithm>
#include <array>

namespace skifte::openapi {

namespace {

constexpr std::array<In, 4> places = {In::path, In::query, In::header, In::cookie};

struct StyleName {
    std::string_view name;
    Style style;
};
constexpr std::array<StyleName, 7> style_names = {{{"simple", Style::simple},
                                                   {"form", Style::form},
                                                   {"label", Style::label},
                                                   {"matrix", Style::matrix},
                                                   {"spaceDelimited", Style::space_delimited},
                                                   {"pipeDelimited", Style::pipe_delimited},
                                                   {"deepObject", Style::deep_object}}};

// OAS 3.0.3, table "Style Values".
bool allowed(Style style, In in) {
    switch (in) {
    case In::path: return style == Style::simple || style == Style::label || style == Style::matrix;
    case In::query: return style != Style::simple && style != Style::label && style != Style::matrix;
    case In::header: return style == Style::simple;
    case In::cookie: return style == Style::form;
    }
    return false;
}

std::string lower(Text text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

// OAS 3.0.3, Parameter Object: these three are said elsewhere, and a parameter of that name is ignored.
bool is_said_elsewhere(const Parameter& parameter) {
    if (parameter.in != In::header) return false;
    const std::string name = lower(parameter.name);
    return name == "accept" || name == "content-type" || name == "authorization";
}

// RFC 9110 section 5.1: what a field name may be made of. Anything else would end it, or be another field.
bool is_token(Text name) {
    constexpr Text signs = "!#$%&'*+-.^_`|~";
    return !name.empty() && std::all_of(name.begin(), name.end(), [&](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               signs.find(c) != Text::npos;
    });
}

std::vector<std::string_view> names_in(std::string_view path) {
    std::vector<std::string_view> names;
    for (std::size_t at = path.find('{'); at != std::string_view::npos; at = path.find('{', at + 1)) {
        const std::size_t end = path.find('}', at);
        if (end == std::string_view::npos) break;
        names.push_back(path.substr(at + 1, end - at - 1));
    }
    return names;
}

}  // namespace

std::span<const Parameter> OperationReader::read_parameters(const Place& place) {
    std::vector<Parameter> own;
    std::vector<Parameter> shared;
    add_parameters(place.item, shared);
    add_parameters(place.node, own);
    std::vector<Parameter> all;
    for (const auto& parameter : shared) {
        const auto same = std::find_if(own.begin(), own.end(), [&](const Parameter& p) {
            return p.in == parameter.in && p.name == parameter.name;
        });
        if (same == own.end()) all.push_back(parameter);
    }
    all.insert(all.end(), own.begin(), own.end());
    std::erase_if(all, is_said_elsewhere);
    check_path(place, all);
    return fields_.storage().keep(std::move(all));
}

void OperationReader::add_parameters(const Node& of, std::vector<Parameter>& list) {
    const Node* array = fields_.array(of, "parameters");
    if (array == nullptr) return;
    for (const Node* node : array->children) {
        const auto parameter = read_parameter(*node);
        if (!parameter) continue;
        if (std::any_of(list.begin(), list.end(), [&](const Parameter& p) {
                return p.in == parameter->in && p.name == parameter->name;
            }))
            fields_.faults.add(
                *node, "openapi.duplicate_parameter",
                {{"in", std::string(to_string(parameter->in))}, {"name", std::string(parameter->name)}});
        list.push_back(*parameter);
    }
}

std::optional<Parameter> OperationReader::read_parameter(const Node& node) {
    const Node* target = fields_.follow(node);
    if (target == nullptr || !fields_.expect(*target, Node::Kind::object)) return std::nullopt;
    fields_.only(*target, {"name", "in", "description", "required", "deprecated", "allowEmptyValue", "style",
                           "explode", "allowReserved", "schema", "example", "examples", "content"});
    Parameter parameter;
    parameter.name = fields_.text(*target, "name");
    parameter.at = fields_.location(*target);
    parameter.description = fields_.text(*target, "description");
    const Text in = fields_.text(*target, "in");
    const auto* place = std::find_if(places.begin(), places.end(), [&](In p) { return to_string(p) == in; });
    if (parameter.name.empty()) fields_.faults.add(*target, "openapi.missing", {{"keyword", "name"}});
    if (place == places.end()) {
        const Node* stated = target->find("in");
        fields_.faults.add(stated != nullptr ? *stated : *target, "openapi.value",
                           {{"value", std::string(in)}, {"expected", "path, query, header, cookie"}});
        return std::nullopt;
    }
    parameter.in = *place;
    if (parameter.in == In::header && !parameter.name.empty() && !is_token(parameter.name))
        fields_.faults.add(*target, "openapi.value",
                           {{"value", std::string(parameter.name)}, {"expected", "token (RFC 9110)"}});
    if (parameter.in == In::cookie)
        fields_.unexpressed.add(*target, "openapi.unsupported", {{"keyword", "cookie"}});
    // A path without the value is another path, whatever the file says.
    parameter.required = fields_.flag(*target, "required") || parameter.in == In::path;
    parameter.deprecated = fields_.flag(*target, "deprecated");
    if (fields_.flag(*target, "allowReserved"))
        fields_.unexpressed.add(*target, "openapi.unsupported", {{"keyword", "allowReserved"}});
    parameter.example = read_example(*target);
    read_style(*target, parameter);
    read_parameter_schema(*target, parameter);
    return parameter;
}

void OperationReader::read_style(const Node& node, Parameter& parameter) {
    const bool form = parameter.in == In::query || parameter.in == In::cookie;
    parameter.style = form ? Style::form : Style::simple;
    if (const Node* stated = node.find("style")) {
        const auto* known = std::find_if(style_names.begin(), style_names.end(),
                                         [&](const StyleName& s) { return s.name == stated->text; });
        if (known != style_names.end() && allowed(known->style, parameter.in))
            parameter.style = known->style;
        else
            fields_.faults.add(*stated, "openapi.style",
                               {{"value", stated->text}, {"in", std::string(to_string(parameter.in))}});
    }
    parameter.explode = fields_.flag(node, "explode", parameter.style == Style::form);
}

void OperationReader::read_parameter_schema(const Node& node, Parameter& parameter) {
    parameter.schema = schemas_.any();
    if (const Node* schema = node.find("schema")) {
        parameter.schema = schemas_.read(*schema);
        return;
    }
    const auto content = read_content(node);
    if (content.empty()) return fields_.faults.add(node, "openapi.missing", {{"keyword", "schema"}});
    parameter.json = is_json(content.front().type);
    if (content.front().schema != nullptr) parameter.schema = content.front().schema;
    if (parameter.example.empty()) parameter.example = content.front().example;
    if (content.size() > 1 || !parameter.json)
        fields_.unexpressed.add(*node.find("content"), "openapi.unsupported", {{"keyword", "content"}});
}

void OperationReader::check_path(const Place& place, const std::vector<Parameter>& parameters) {
    const auto names = names_in(place.path);
    for (const auto name : names)
        if (std::none_of(parameters.begin(), parameters.end(),
                         [&](const Parameter& p) { return p.in == In::path && p.name == name; }))
            fields_.faults.add(place.node, "openapi.path_parameter", {{"name", std::string(name)}});
    for (const auto& parameter : parameters)
        if (parameter.in == In::path && std::find(names.begin(), names.end(), parameter.name) == names.end())
            fields_.unexpressed.add(place.node, "openapi.path_parameter_unused",
                                    {{"name", std::string(parameter.name)}});
}

}  // namespace skifte::openapi
