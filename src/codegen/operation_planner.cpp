// Operations: see the header.
#include "codegen/operation_planner.hpp"

#include "codegen/identifier.hpp"

#include <algorithm>

namespace skifte::codegen {

namespace {

using openapi::In;
using openapi::Schema;
using Goes = OperationField::Goes;
using Comes = AnswerType::Comes;

// The members that every operation has, and what their functions use that a member would hide.
const std::set<std::string, std::less<>> taken_by_operations = {"Answer",    "arguments", "decode",
                                                                "operation", "out",       "spec"};

// What a URL, a header or a form can hold: scalars, and one layer of them.
bool is_flat(const Schema* schema) {
    return schema == nullptr || is_scalar(kind_of(*schema));
}

bool is_shallow(const Schema* schema) {
    if (is_flat(schema)) return true;
    switch (kind_of(*schema)) {
    case Kind::list: return is_flat(schema->items);
    case Kind::map: return is_flat(schema->additional);
    case Kind::structure:
        return std::all_of(schema->properties.begin(), schema->properties.end(),
                           [](const openapi::Property& p) { return is_flat(p.schema); });
    default: return false;
    }
}

bool is_success(openapi::Text status) {
    return status.size() == 3 && status.front() == '2';
}

std::string joined(std::span<const openapi::MediaType> content) {
    std::string out;
    for (const auto& media : content) (out += out.empty() ? "" : ", ") += media.type;
    return out;
}

Goes place_of(In in) {
    return in == In::path ? Goes::path : in == In::header ? Goes::header : Goes::query;
}

}  // namespace

OperationPlanner::OperationPlanner(Plan& plan, TypePlanner& types, Names& names, Refusals& refusals)
    : plan_(plan), types_(types), names_(names), refusals_(refusals) {}

void OperationPlanner::add(const openapi::Operation& operation) {
    OperationType type;
    type.operation = &operation;
    type.name = names_.claim(
        types_.scope(),
        {"operations", std::string(operation.id), operation.id, operation.at, pointer_to(operation)},
        pascal_case(operation.id));
    current_ = &type;
    scope_ = {taken_by_operations, {}};
    for (const auto& parameter : operation.parameters) add_parameter(parameter);
    if (operation.body != nullptr) add_body(*operation.body);
    type.answer = answer();
    use_failures();
    plan_.operations.push_back(std::move(type));
    current_ = nullptr;
}

void OperationPlanner::add_field(OperationField field, const openapi::Location& at, std::string pointer) {
    const char* place = field.goes == Goes::path     ? "path."
                        : field.goes == Goes::query  ? "query."
                        : field.goes == Goes::header ? "header."
                                                     : "body.";
    const std::string wire = field.wire.empty() ? "body" : field.wire;
    const std::string key = std::string(current_->operation->id) + "." + place + wire;
    field.name = names_.claim(scope_, {"arguments", key, wire, at, std::move(pointer)}, snake_case(wire));
    current_->fields.push_back(std::move(field));
}

void OperationPlanner::add_parameter(const openapi::Parameter& parameter) {
    const std::string pointer = pointer_to(*current_->operation) + "/parameters";
    if (parameter.in == In::cookie) return;  // the reader has refused it
    if (!parameter.json) refuse_unwritable(parameter);
    types_.use(parameter.schema);
    add_field({place_of(parameter.in), std::string(parameter.name), "",
               types_.spell_field(parameter.schema, parameter.required), parameter.description},
              parameter.at, pointer);
}

// The styles are defined for scalars and for one layer of them; some for arrays or objects alone (OAS 3.0.3,
// "Style Values").
void OperationPlanner::refuse_unwritable(const openapi::Parameter& parameter) {
    using openapi::Style;
    const std::string pointer = pointer_to(*current_->operation) + "/parameters";
    const std::vector<Argument> name = {{"name", std::string(parameter.name)}};
    if (!is_shallow(parameter.schema)) refusals_.add(parameter.at, pointer, "codegen.nested_parameter", name);
    const Kind kind = parameter.schema == nullptr ? Kind::any : kind_of(*parameter.schema);
    const bool object = kind == Kind::structure || kind == Kind::map;
    const bool misused = (parameter.style == Style::deep_object && !object && kind != Kind::any) ||
                         (parameter.style == Style::space_delimited && kind != Kind::list) ||
                         (parameter.style == Style::pipe_delimited && kind != Kind::list);
    if (misused) refusals_.add(parameter.at, pointer, "codegen.style", name);
}

const openapi::MediaType* OperationPlanner::only(std::span<const openapi::MediaType> content,
                                                 const openapi::Location& at, const std::string& pointer) {
    if (content.empty()) return nullptr;
    if (content.size() > 1) {
        refusals_.add(at, pointer, "codegen.media_types", {{"types", joined(content)}});
        return nullptr;
    }
    const openapi::MediaType& media = content.front();
    if (media_of(media.type) != Media::unsupported) return &media;
    refusals_.add(at, pointer, "codegen.media_type", {{"type", std::string(media.type)}});
    return nullptr;
}

void OperationPlanner::add_body(const openapi::Body& body) {
    const std::string pointer = pointer_to(*current_->operation) + "/requestBody";
    const openapi::MediaType* media = only(body.content, body.at, pointer);
    if (media == nullptr) return;
    const Media kind = media_of(media->type);
    if (kind == Media::multipart) return add_parts(*media, body);
    if (kind == Media::binary) {
        const char* type = body.required ? "api::Attachment" : "std::optional<api::Attachment>";
        return add_field({Goes::file, "", "", type, body.description}, body.at, pointer);
    }
    if (kind == Media::form && media->schema != nullptr) refuse_nested(*media->schema);
    types_.use(media->schema);
    const bool plain = body.required && (media->schema == nullptr || !media->schema->nullable);
    add_field({Goes::body, "", "", types_.spell_field(media->schema, plain), body.description}, body.at,
              pointer);
}

void OperationPlanner::refuse_nested(const Schema& form) {
    for (const auto& property : form.properties)
        if (!is_shallow(property.schema))
            refusals_.add(*property.schema, "codegen.nested_form", {{"name", std::string(property.name)}});
}

void OperationPlanner::add_parts(const openapi::MediaType& media, const openapi::Body& body) {
    if (media.schema == nullptr || kind_of(*media.schema) != Kind::structure)
        return refusals_.add(body.at, pointer_to(*current_->operation) + "/requestBody", "codegen.multipart");
    for (const auto& property : media.schema->properties) {
        const Schema& schema = *property.schema;
        OperationField field{Goes::part, std::string(property.name), "", "", schema.description};
        if (kind_of(schema) == Kind::binary) {
            field.goes = Goes::file;
            field.type = property.required ? "api::Attachment" : "std::optional<api::Attachment>";
        } else if (schema.items != nullptr && kind_of(*schema.items) == Kind::binary) {
            field.goes = Goes::files;
            field.type = "std::vector<api::Attachment>";
        } else {
            types_.use(&schema);
            field.type = types_.spell_field(&schema, is_plain(property));
        }
        add_field(std::move(field), schema.at, std::string(schema.path));
    }
}

// Every status from 200 to 299 that is listed must bring the same; where none is, `default` stands for them.
AnswerType OperationPlanner::answer() {
    const openapi::Operation& operation = *current_->operation;
    std::vector<const openapi::Response*> successes;
    for (const auto& response : operation.responses)
        if (is_success(response.status)) successes.push_back(&response);
    if (successes.empty())
        for (const auto& response : operation.responses)
            if (response.status == "default") successes.push_back(&response);
    if (successes.empty()) return {};
    const AnswerType first = answer(*successes.front());
    for (const auto* response : successes) {
        const AnswerType other = answer(*response);
        if (other.comes != first.comes || other.type != first.type)
            refusals_.add(response->at, pointer_to(operation) + "/responses/" + std::string(response->status),
                          "codegen.answers", {{"type", other.type}, {"other", first.type}});
    }
    return first;
}

AnswerType OperationPlanner::answer(const openapi::Response& response) {
    // Bytes are bytes whatever they are; their type stands in the raw answer.
    const auto is_bytes = [](const openapi::MediaType& media) {
        return media_of(media.type) == Media::binary;
    };
    if (!response.content.empty() && std::all_of(response.content.begin(), response.content.end(), is_bytes))
        return {Comes::bytes, "std::string"};
    const openapi::MediaType* media =
        only(response.content, response.at,
             pointer_to(*current_->operation) + "/responses/" + std::string(response.status));
    if (media == nullptr) return {};
    if (media_of(media->type) != Media::json) return {Comes::bytes, "std::string"};
    types_.use(media->schema);
    return {Comes::json, types_.spell_nullable(media->schema)};
}

// What a refusal looks like gets its types too, for who wants to read Error::http.
void OperationPlanner::use_failures() {
    for (const auto& response : current_->operation->responses)
        for (const auto& media : response.content)
            if (!is_success(response.status) && media_of(media.type) == Media::json) types_.use(media.schema);
}

}  // namespace skifte::codegen
