// Reads a request's parameters and body by its operation's description in the spec.
#include "sandbox/danish_faults.hpp"
#include "sandbox/request.hpp"

#include <skifte/openapi/validate.hpp>
#include <skifte/support/digest.hpp>

#include <algorithm>
#include <map>

namespace skifte::sandbox {
namespace {

using openapi::In;
using openapi::Schema;
using openapi::Type;

// A parameter's text as the JSON value that its schema speaks of; text that is none stays a string, and is
// then of the wrong type.
Json from_text(const Schema& schema, const std::string& text) {
    if (schema.type == Type::boolean && (text == "true" || text == "false")) return Json(text == "true");
    if (schema.type == Type::integer || schema.type == Type::number) {
        auto parsed = Json::parse(text);
        if (parsed && parsed->is_number()) return std::move(*parsed);
    }
    return Json(text);
}

std::vector<std::string> split(const std::string& text, char at) {
    std::vector<std::string> pieces;
    std::size_t from = 0;
    for (std::size_t to = text.find(at); to != std::string::npos; from = to + 1, to = text.find(at, from))
        pieces.push_back(text.substr(from, to - from));
    pieces.push_back(text.substr(from));
    return pieces;
}

std::string trimmed(std::string_view text) {
    const std::size_t from = text.find_first_not_of(" \t");
    if (from == std::string_view::npos) return {};
    return std::string(text.substr(from, text.find_last_not_of(" \t") - from + 1));
}

class Reader {
public:
    Reader(const openapi::Operation& operation, const Request& request)
        : operation_(operation), request_(request) {}

    Result<Arguments> read(const Json& path_values) {
        const auto query = parse_form(request_.query());
        if (!query) return refuse(400, "ULAESELIGT_KALD", "Adressen kan ikke afkodes.");
        arguments_.path = path_values;
        read_parameters(*query);
        refuse_unknown(*query);
        SKIFTE_CHECK(read_body());
        constexpr std::size_t most = 1000;  // genericErrorResponse.fejl
        if (details_.size() > most) details_.resize(most);
        if (too_large_) return refuse(413, "FIL_FOR_STOR", "En fil er for stor.", details_);
        if (!details_.empty())
            return refuse(status_for_values(), "UGYLDIGT_INDHOLD", "Et eller flere felter kan ikke godtages.",
                          details_);
        return std::move(arguments_);
    }

private:
    using Pairs = std::vector<std::pair<std::string, std::string>>;

    [[nodiscard]] int status_for_values() const {
        const openapi::Response* response = operation_.response_for(422);
        return response && response->status == "422" ? 422 : 400;
    }

    [[nodiscard]] std::vector<std::string> values_of(const openapi::Parameter& parameter,
                                                     const Pairs& query) const {
        std::vector<std::string> values;
        if (parameter.in == In::query) {
            for (const auto& [name, value] : query)
                if (name == parameter.name) values.push_back(value);
        } else if (parameter.in == In::header) {
            const std::string_view value = request_.header(parameter.name);
            if (!value.empty()) values.emplace_back(value);
        } else if (parameter.in == In::path) {
            values.emplace_back(arguments_.path.text(parameter.name));
        }
        return values;
    }

    void read_parameters(const Pairs& query) {
        for (const openapi::Parameter& parameter : operation_.parameters) {
            const std::string name(parameter.name);
            std::vector<std::string> values = values_of(parameter, query);
            if (values.empty()) {
                if (parameter.required) details_.push_back({name, "MANGLER", "Parameteren mangler."});
                continue;
            }
            Json value;
            if (parameter.schema->type == Type::array) {
                if (!parameter.explode && values.size() == 1) values = split(values[0], ',');
                value = Json::array();
                for (const std::string& text : values)
                    value.push_back(from_text(*parameter.schema->items, text));
            } else if (values.size() > 1) {
                details_.push_back({name, "FLERE_VAERDIER", "Parameteren må kun stå én gang."});
                continue;
            } else {
                value = from_text(*parameter.schema, values[0]);
            }
            check(*parameter.schema, value, name);
            if (parameter.in == In::query) arguments_.query.set(name, std::move(value));
            if (parameter.in == In::header) arguments_.header.set(name, std::move(value));
        }
    }

    // A server may ignore these; here a misspelt parameter is worth hearing about.
    void refuse_unknown(const Pairs& query) {
        for (const auto& [name, value] : query)
            if (!operation_.find(In::query, name))
                details_.push_back({name.substr(0, 100), "UKENDT_PARAMETER", "Parameteren findes ikke."});
    }

    void check(const Schema& schema, const Json& value, const std::string& name) {
        for (const Fault& fault : openapi::validate(schema, value, name, openapi::Direction::request))
            details_.push_back(danish(fault, name));
    }

    Result<void> read_body() {
        const openapi::Body* body = operation_.body;
        if (!body) return {};
        if (request_.body.empty() && request_.parts.empty()) {
            if (body->required) return refuse(400, "ULAESELIGT_KALD", "Kaldet mangler indhold.");
            return {};
        }
        const std::string type = media_type(request_.header("Content-Type"));
        const auto taken = std::ranges::find(body->content, type, &openapi::MediaType::type);
        if (taken == body->content.end())
            return refuse(415, "TYPE_TAGES_IKKE_IMOD", "Kaldets indhold har en type, der ikke tages imod.");
        if (type == "multipart/form-data") return read_parts(*taken);
        auto parsed = Json::parse(request_.body);
        if (!parsed) return refuse(400, "ULAESELIGT_KALD", "Kaldet er ikke gyldig JSON.");
        arguments_.body = std::move(*parsed);
        check(*taken->schema, arguments_.body, "");
        return {};
    }

    Result<void> read_parts(const openapi::MediaType& media) {
        arguments_.body = Json::object();
        std::map<std::string, std::size_t> before;  // parts of the name
        for (const Part& part : request_.parts) {
            const openapi::Property* property = media.schema->find(part.name);
            if (!property) {
                details_.push_back({part.name.substr(0, 100), "UKENDT_DEL", "Delen findes ikke."});
                continue;
            }
            const bool many = property->schema->type == Type::array;
            const std::string field =
                many ? part.name + "/" + std::to_string(before[part.name]++) : part.name;
            SKIFTE_CHECK(check_type(media, part, field));
            const Schema& schema = many ? *property->schema->items : *property->schema;
            if (schema.is_binary())
                take_file(schema, part, field);
            else
                SKIFTE_CHECK(take_json(schema, part));
        }
        check_counts(*media.schema);
        return {};
    }

    static Result<void> check_type(const openapi::MediaType& media, const Part& part,
                                   const std::string& field) {
        const auto stated = std::ranges::find(media.parts, part.name, &openapi::Part::property);
        if (stated == media.parts.end() || stated->content_types.empty()) return {};
        for (const std::string& type : split(std::string(stated->content_types), ','))
            if (trimmed(type) == media_type(part.content_type)) return {};
        const std::string wanted(stated->content_types);
        return refuse(415, "TYPE_TAGES_IKKE_IMOD", "En del har en type, der ikke tages imod.",
                      {{field, "FORKERT_TYPE", "Delen skal have typen " + wanted + ".", {{"type", wanted}}}});
    }

    void take_file(const Schema& schema, const Part& part, const std::string& field) {
        const std::size_t size = part.bytes.size();
        if (schema.max_length && size > *schema.max_length) {
            const std::string limit = std::to_string(*schema.max_length);
            details_.push_back({field,
                                "FOR_STOR",
                                "Filen må højst fylde " + limit + " bytes.",
                                {{"maksimum", limit}, {"stoerrelse", std::to_string(size)}}});
            too_large_ = true;
        }
        if (schema.min_length && size < *schema.min_length)
            details_.push_back({field, "TOM_FIL", "Filen er tom."});
        if (part.file_name.empty() || part.file_name.size() > 255)
            details_.push_back({field, "FILNAVN", "Filen skal have et navn på højst 255 tegn."});
        const std::string type = media_type(part.content_type);
        if (type == "application/pdf" && size > 0 && !part.bytes.starts_with("%PDF-"))
            details_.push_back({field, "IKKE_PDF", "Filen er ikke en PDF."});
        arguments_.files.push_back({part.name, part.file_name, type, part.bytes, hex(sha256(part.bytes))});
    }

    Result<void> take_json(const Schema& schema, const Part& part) {
        auto parsed = Json::parse(part.bytes);
        if (!parsed)
            return refuse(400, "ULAESELIGT_KALD", "En del er ikke gyldig JSON.",
                          {{part.name, "UGYLDIG_JSON", "Delen er ikke gyldig JSON."}});
        if (arguments_.body.find(part.name))
            details_.push_back({part.name, "FLERE_VAERDIER", "Delen må kun stå én gang."});
        check(schema, *parsed, part.name);
        arguments_.body.set(part.name, std::move(*parsed));
        return {};
    }

    void check_counts(const Schema& body) {
        for (const openapi::Property& property : body.properties) {
            const auto count =
                static_cast<std::size_t>(std::ranges::count(request_.parts, property.name, &Part::name));
            const std::string name(property.name);
            const bool many = property.schema->type == Type::array;
            if (count == 0 && property.required) details_.push_back({name, "MANGLER", "Delen mangler."});
            if (!many && count > 1 && property.schema->is_binary())
                details_.push_back({name, "FLERE_VAERDIER", "Delen må kun stå én gang."});
            if (many && property.schema->max_items && count > *property.schema->max_items)
                details_.push_back({name,
                                    "FOR_MANGE",
                                    "Der er for mange dele.",
                                    {{"maksimum", std::to_string(*property.schema->max_items)}}});
        }
    }

    const openapi::Operation& operation_;
    const Request& request_;
    Arguments arguments_;
    std::vector<Detail> details_;
    bool too_large_ = false;
};

}  // namespace

Result<Arguments> read_arguments(const openapi::Operation& operation, const Request& request,
                                 const Json& path_values) {
    return Reader(operation, request).read(path_values);
}

}  // namespace skifte::sandbox
