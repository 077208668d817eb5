// Looking up, refusing and answering, for every operation.
#include "sandbox/handlers/call.hpp"

#include <skifte/support/digest.hpp>

#include <algorithm>

namespace skifte::sandbox {
namespace {

using openapi::Schema;
using openapi::Type;

Json cut_to(const Schema& schema, const Json& value) {
    if (schema.type == Type::array && value.is_array() && schema.items) {
        Json out = Json::array();
        for (const Json& item : value.items()) out.push_back(cut_to(*schema.items, item));
        return out;
    }
    if (!value.is_object() || schema.properties.empty()) return value;
    Json out = Json::object();
    for (const auto& [name, member] : value.members())
        if (const openapi::Property* property = schema.find(name))
            out.set(name, cut_to(*property->schema, member));
    return out;
}

const Schema* answer_schema(const Call& call, int status) {
    const openapi::Response* response = call.operation.response_for(status);
    return response && !response->content.empty() ? response->content.front().schema : nullptr;
}

// The operation's path with its parameters filled in.
std::string called_path(const Call& call) {
    std::string path(call.operation.path);
    for (const auto& [name, value] : call.arguments.path.members()) {
        const std::string place = "{" + name + "}";
        if (const std::size_t at = path.find(place); at != std::string::npos)
            path.replace(at, place.size(), value.as_string());
    }
    return path;
}

Answer created(const Call& call, const std::string& location, const Json& value) {
    const Schema* schema = answer_schema(call, 201);
    Answer answer = Answer::json(201, schema ? cut_to(*schema, value) : value);
    answer.headers.emplace_back("Location", location);
    return answer;
}

}  // namespace

bool is_own(const Call& call, std::string_view sag) {
    const Document* forloeb = call.state.find(kind::forloeb, sag);
    return forloeb && forloeb->value.text("ejer") == call.client;
}

std::string_view formaal_of(const Call& call) {
    const Document* forloeb = call.state.find(kind::forloeb, call.scope);
    return forloeb ? forloeb->value.text("formaal") : std::string_view();
}

bool may_see(const Call& call, const Document& document) {
    return !call.sag().empty() || document.value.text("ejer") == call.client;
}

Result<const Document*> find_visible(const Call& call, std::string_view kind, std::string_view id,
                                     std::string_view what) {
    const Document* document = call.state.find(kind, id);
    if (!document || document->scope != call.scope || !may_see(call, *document)) return not_found(what);
    return document;
}

Result<void> require_open(const Call& call) {
    const Document* sag = call.state.find(kind::sag, call.scope);
    if (sag && sag->value.text("status") == "AFSLUTTET")
        return refuse(409, "SAG_AFSLUTTET", "Sagen er afsluttet.");
    const Document* bo = call.state.find(kind::doedsbojournal, call.scope);
    if (bo && bo->value.text("status") == "AFSLUTTET")
        return refuse(409, "BO_AFSLUTTET", "Boet er afsluttet.");
    return {};
}

Answer answer_with(const Call& call, const Json& value) {
    const Schema* schema = answer_schema(call, 200);
    return Answer::json(200, schema ? cut_to(*schema, value) : value);
}

std::string etag_of(const Json& object) {
    return "\"" + hex(sha256(object.dump())).substr(0, 32) + "\"";
}

void add_etag(const Call& call, const Json& object, Answer& answer) {
    const openapi::Response* response = call.operation.response_for(answer.status);
    if (response &&
        std::ranges::find(response->headers, "ETag", &openapi::Header::name) != response->headers.end())
        answer.headers.emplace_back("ETag", etag_of(object));
}

Answer answer_created(const Call& call, const std::string& id, const Json& value) {
    return created(call, called_path(call) + "/" + id, value);
}

Answer answer_created(const Call& call, std::string_view collection, const std::string& id,
                      const Json& value) {
    return created(call, "/tvangsoploesningssager/" + call.sag() + "/" + std::string(collection) + "/" + id,
                   value);
}

Json file_reference(std::string_view filnavn, std::string_view type, std::string_view bytes) {
    Json reference = Json::object();
    reference.set("filnavn", filnavn).set("indholdstype", type);
    reference.set("stoerrelse", static_cast<std::uint64_t>(bytes.size())).set("sha256", hex(sha256(bytes)));
    return reference;
}

void merge(Json& to, const Json& from) {
    for (const auto& [name, value] : from.members()) to.set(name, value);
}

}  // namespace skifte::sandbox
