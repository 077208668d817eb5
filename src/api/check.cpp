// Checks the arguments of a call against its operation before anything leaves: all faults at once.
#include "api/media.hpp"

#include <skifte/api/call.hpp>
#include <skifte/openapi/validate.hpp>

#include <algorithm>

namespace skifte::api {

namespace {

using openapi::In;

std::string joined(const std::vector<std::string>& types) {
    std::string out;
    for (const auto& type : types) out += (out.empty() ? "" : ", ") + type;
    return out;
}

// What is wrong with a value that stands at "in.name". The path is written only where something is.
void check_value(const openapi::Schema& schema, const Json& value, std::string_view in, std::string_view name,
                 openapi::Strictness strictness, std::vector<Fault>& faults) {
    for (Fault& fault : validate(schema, value, "", openapi::Direction::request, strictness)) {
        fault.path = std::string(in).append(name).append(fault.path);
        faults.push_back(std::move(fault));
    }
}

void check_parameters(const openapi::Operation& operation, const Arguments& arguments,
                      openapi::Strictness strictness, std::vector<Fault>& faults) {
    const std::pair<In, const std::vector<Named>*> given[] = {
        {In::path, &arguments.path}, {In::query, &arguments.query}, {In::header, &arguments.header}};
    for (const auto& [in, list] : given)
        for (const auto& named : *list)
            if (operation.find(in, named.name) == nullptr)
                faults.push_back(
                    {std::string(to_string(in)) + "." + named.name, "call.unknown_parameter", {}});
    for (const auto& parameter : operation.parameters) {
        const std::string in = std::string(to_string(parameter.in)) + ".";
        const Json* value = arguments.find(parameter.in, parameter.name);
        const bool empty_segment =
            value != nullptr && parameter.in == In::path && value->is_string() && value->as_string().empty();
        if (value == nullptr ? parameter.required : empty_segment)
            faults.push_back({in + std::string(parameter.name), "call.missing", {}});
        else if (value != nullptr && parameter.schema != nullptr)
            check_value(*parameter.schema, *value, in, parameter.name, strictness, faults);
    }
}

// The schema of a file part allows: bytes, types by content.
void check_file(const Attachment& attachment, const openapi::Schema& schema,
                const std::vector<std::string>& allowed, const std::string& path,
                std::vector<Fault>& faults) {
    if (schema.max_length && attachment.size() > *schema.max_length)
        faults.push_back({path,
                          "call.file_too_large",
                          {{"file", attachment.file_name},
                           {"size", std::to_string(attachment.size())},
                           {"limit", std::to_string(*schema.max_length)}}});
    if (schema.min_length && attachment.size() < *schema.min_length)
        faults.push_back({path,
                          "call.file_too_small",
                          {{"file", attachment.file_name}, {"limit", std::to_string(*schema.min_length)}}});
    if (allowed.empty()) return;
    const std::string_view detected = detect_media_type(attachment.head());
    const bool fits = detected.empty()
                          ? std::any_of(allowed.begin(), allowed.end(),
                                        [](const std::string& type) { return type.starts_with("text/"); })
                          : std::find(allowed.begin(), allowed.end(), detected) != allowed.end();
    if (!fits)
        faults.push_back({path,
                          "call.file_type",
                          {{"file", attachment.file_name},
                           {"found", detected.empty() ? "?" : std::string(detected)},
                           {"expected", joined(allowed)}}});
}

void check_file_part(const openapi::Property& property, const openapi::MediaType& media,
                     const Arguments& arguments, std::vector<Fault>& faults) {
    const bool many = property.schema->type == openapi::Type::array;
    const openapi::Schema& one = many ? *property.schema->items : *property.schema;
    const std::string path = "file." + std::string(property.name);
    const auto allowed =
        arguments.attachments.empty() ? std::vector<std::string>{} : allowed_types(media, property.name);
    std::uint64_t count = 0;
    for (const auto& attachment : arguments.attachments) {
        if (attachment.part != property.name) continue;
        check_file(attachment, one, allowed, many ? path + "[" + std::to_string(count) + "]" : path, faults);
        ++count;
    }
    const std::uint64_t most = many ? property.schema->max_items.value_or(count) : 1;
    const std::uint64_t least = many ? property.schema->min_items.value_or(0) : 0;
    if (count > most) faults.push_back({path, "call.too_many_files", {{"limit", std::to_string(most)}}});
    if (count == 0 ? property.required : count < least) faults.push_back({path, "call.file_missing", {}});
}

void check_multipart(const openapi::MediaType& media, const Arguments& arguments,
                     openapi::Strictness strictness, std::vector<Fault>& faults) {
    const openapi::Schema& schema = *media.schema;
    for (const auto& property : schema.properties) {
        const Json* value = arguments.body ? arguments.body->find(property.name) : nullptr;
        if (carries_files(*property.schema)) {
            check_file_part(property, media, arguments, faults);
            // It would be shown as sent and be left behind.
            if (value != nullptr)
                faults.push_back({"body." + std::string(property.name), "call.file_in_body", {}});
            continue;
        }
        if (value != nullptr)
            check_value(*property.schema, *value, "body.", property.name, strictness, faults);
        else if (property.required)
            faults.push_back({"body." + std::string(property.name), "call.missing", {}});
    }
    for (const auto& attachment : arguments.attachments) {
        const openapi::Property* property = schema.find(attachment.part);
        if (property == nullptr || !carries_files(*property->schema))
            faults.push_back({"file." + attachment.part, "call.unknown_parameter", {}});
    }
    if (!arguments.body) return;
    for (const auto& member : arguments.body->members())
        if (schema.find(member.name) == nullptr)
            faults.push_back({"body." + member.name, "call.unknown_parameter", {}});
}

}  // namespace

std::vector<Fault> check(const openapi::Operation& operation, const Arguments& arguments) {
    const openapi::Strictness strictness{.closed_enums = !arguments.open, .unknown_members = !arguments.open};
    std::vector<Fault> faults;
    check_parameters(operation, arguments, strictness, faults);
    const openapi::MediaType* media = request_media(operation, arguments);
    if (media == nullptr) {
        if (arguments.body || !arguments.attachments.empty()) faults.push_back({"body", "call.no_body", {}});
        return faults;
    }
    const MediaKind kind = kind_of(*media);
    if (kind == MediaKind::multipart && media->schema != nullptr &&
        (!arguments.body || arguments.body->is_object())) {
        check_multipart(*media, arguments, strictness, faults);
    } else if (kind == MediaKind::binary) {
        const openapi::Schema any;
        const std::vector<std::string> allowed{essence(media->type)};
        if (arguments.attachments.size() == 1)
            check_file(arguments.attachments.front(), media->schema != nullptr ? *media->schema : any,
                       allowed.front().ends_with("octet-stream") ? std::vector<std::string>{} : allowed,
                       "file.", faults);
        else if (operation.body->required || !arguments.attachments.empty())
            faults.push_back({"file", "call.file_missing", {}});
    } else if (arguments.body) {
        if (media->schema != nullptr)
            check_value(*media->schema, *arguments.body, "body", "", strictness, faults);
    } else if (operation.body->required) {
        faults.push_back({"body", "call.missing", {}});
    }
    return faults;
}

}  // namespace skifte::api
