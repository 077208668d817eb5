// Writes a checked call as an HTTP request: parameter styles (OAS 3.0.3, "Style Values"), JSON, form and
// multipart/form-data bodies (RFC 7578).
#include "api/media.hpp"

#include <skifte/api/call.hpp>

#include <algorithm>

namespace skifte::api {

namespace {

using openapi::In;
using openapi::Parameter;
using openapi::Style;

// RFC 3986 section 2.3: everything but unreserved characters.
std::string percent_encode(std::string_view text) {
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto u = static_cast<unsigned char>(c);
        const bool plain = (u >= 'a' && u <= 'z') || (u >= 'A' && u <= 'Z') || (u >= '0' && u <= '9') ||
                           u == '-' || u == '.' || u == '_' || u == '~';
        if (plain)
            out += c;
        else
            (out += '%') += {digits[u >> 4], digits[u & 15]};
    }
    return out;
}

// A scalar as it stands in a URL, a header or a form field.
std::string scalar(const Json& value) {
    switch (value.kind()) {
    case Json::Kind::string: return value.as_string();
    case Json::Kind::null: return {};
    default: return value.dump();
    }
}

struct Pair {
    std::string name, value;
};

// The scalars of a value: of an array its items (nameless), of an object its members.
std::vector<Pair> scalars(const Json& value) {
    std::vector<Pair> out;
    if (value.is_array())
        for (const Json& item : value.items()) out.push_back({"", scalar(item)});
    else if (value.is_object())
        for (const auto& [name, item] : value.members()) out.push_back({name, scalar(item)});
    else
        out.push_back({"", scalar(value)});
    return out;
}

std::string join(const std::vector<Pair>& pairs, std::string_view separator, bool explode) {
    std::string out;
    for (const auto& pair : pairs) {
        if (&pair != pairs.data()) out += separator;
        if (!pair.name.empty()) (out += percent_encode(pair.name)) += explode ? "=" : ",";
        out += percent_encode(pair.value);
    }
    return out;
}

std::string path_text(const Parameter& p, const Json& value) {
    if (p.json) return percent_encode(value.dump());
    const auto pairs = scalars(value);
    const std::string name = percent_encode(p.name);
    switch (p.style) {
    case Style::label: return "." + join(pairs, p.explode ? "." : ",", p.explode);
    case Style::matrix: {
        if (!p.explode || pairs.empty() || (!value.is_array() && !value.is_object()))
            return ";" + name + "=" + join(pairs, ",", false);
        std::string out;
        for (const auto& [key, item] : pairs)
            out += ";" + (key.empty() ? name : percent_encode(key)) + "=" + percent_encode(item);
        return out;
    }
    default: return join(pairs, ",", p.explode && value.is_object());
    }
}

void add_query(std::string& query, const std::string& name, const std::string& value) {
    query += (query.empty() ? '?' : '&');
    query += name + "=" + value;
}

void query_text(std::string& query, const Parameter& p, const Json& value) {
    const std::string name = percent_encode(p.name);
    const auto pairs = scalars(value);
    if (p.json) return add_query(query, name, percent_encode(value.dump()));
    if (p.style == Style::deep_object && value.is_object()) {
        for (const auto& [key, item] : pairs)
            add_query(query, percent_encode(std::string(p.name) + "[" + key + "]"), percent_encode(item));
        return;
    }
    if (p.explode && (value.is_array() || value.is_object())) {
        for (const auto& [key, item] : pairs)
            add_query(query, key.empty() ? name : percent_encode(key), percent_encode(item));
        return;
    }
    const std::string_view separator = p.style == Style::space_delimited  ? "%20"
                                       : p.style == Style::pipe_delimited ? "|"
                                                                          : ",";
    add_query(query, name, join(pairs, separator, false));
}

// A header value may hold no line break: it would end the header (RFC 9110 section 5.5).
Result<std::string> header_text(const Parameter& p, const Json& value) {
    std::string out = p.json ? value.dump() : "";
    const auto pairs = p.json ? std::vector<Pair>{} : scalars(value);
    for (const auto& pair : pairs) {
        if (&pair != pairs.data()) out += ",";
        if (!pair.name.empty()) out += pair.name + (p.explode ? "=" : ",");
        out += pair.value;
    }
    const bool clean = std::none_of(out.begin(), out.end(),
                                    [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
    if (!clean) return fail("request.unsupported", {{"what", "header." + std::string(p.name)}});
    return out;
}

// Field and file names in a Content-Disposition: quotes and line breaks percent-encoded, the rest as UTF-8.
std::string quoted(std::string_view name) {
    std::string out = "\"";
    for (const char c : name) {
        if (c == '"')
            out += "%22";
        else if (c == '\r')
            out += "%0D";
        else if (c == '\n')
            out += "%0A";
        else if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f)
            out += c;
    }
    return out + '"';
}

class Multipart {
public:
    explicit Multipart(net::Body& body) : body_(body), boundary_("skifte-" + random_uuid()) {}

    void add(std::string_view name, const std::string& content_type, std::string content) {
        body_.add(head(name, "", content_type) + std::move(content) + "\r\n");
    }
    void add(const Attachment& attachment, const std::string& content_type) {
        body_.add(head(attachment.part, attachment.file_name, content_type));
        if (attachment.file)
            body_.add(*attachment.file);
        else
            body_.add(attachment.bytes);
        body_.add("\r\n");
    }
    // The delimiter that closes the body is its last piece: it leaves only if every file was as confirmed.
    void close() { body_.add("--" + boundary_ + "--\r\n"); }
    [[nodiscard]] std::string content_type() const { return "multipart/form-data; boundary=" + boundary_; }

private:
    std::string head(std::string_view name, std::string_view file_name,
                     const std::string& content_type) const {
        std::string out = "--" + boundary_ + "\r\nContent-Disposition: form-data; name=" + quoted(name);
        if (!file_name.empty()) out += "; filename=" + quoted(file_name);
        return out + "\r\nContent-Type: " + content_type + "\r\n\r\n";
    }
    net::Body& body_;
    std::string boundary_;
};

std::string media_type_of(const Attachment& attachment, const std::vector<std::string>& allowed) {
    if (!attachment.content_type.empty()) return attachment.content_type;
    if (const auto detected = detect_media_type(attachment.head()); !detected.empty())
        return std::string(detected);
    return allowed.empty() ? "application/octet-stream" : allowed.front();
}

void write_part(Multipart& out, const openapi::MediaType& media, const openapi::Property& property,
                const Json& value) {
    const auto allowed = allowed_types(media, property.name);
    const bool repeated = value.is_array() && property.schema->items != nullptr && allowed.empty();
    const auto write = [&](const Json& one) {
        const bool json = one.is_object() || one.is_array();
        const std::string type = !allowed.empty() ? allowed.front()
                                 : json           ? "application/json"
                                                  : "text/plain; charset=utf-8";
        out.add(property.name, type, json || is_json(type) ? one.dump() : scalar(one));
    };
    if (!repeated) return write(value);
    for (const Json& item : value.items()) write(item);
}

void write_multipart(const openapi::MediaType& media, const Arguments& arguments, net::Request& request) {
    Multipart out(request.body);
    for (const auto& property : media.schema->properties) {
        if (carries_files(*property.schema)) {
            for (const auto& attachment : arguments.attachments)
                if (attachment.part == property.name)
                    out.add(attachment, media_type_of(attachment, allowed_types(media, property.name)));
        } else if (const Json* value = arguments.body ? arguments.body->find(property.name) : nullptr) {
            write_part(out, media, property, *value);
        }
    }
    out.close();
    request.headers.set("Content-Type", out.content_type());
}

std::string form_text(const Json& body) {
    std::string out;
    if (!body.is_object()) return out;
    for (const auto& [name, value] : body.members())
        for (const auto& pair : scalars(value))
            out += (out.empty() ? "" : "&") + percent_encode(name) + "=" + percent_encode(pair.value);
    return out;
}

void write_body(const openapi::MediaType& media, const Arguments& arguments, net::Request& request) {
    switch (kind_of(media)) {
    case MediaKind::json:
        if (!arguments.body) return;
        request.body.add(arguments.body->dump());
        break;
    case MediaKind::form:
        if (!arguments.body) return;
        request.body.add(form_text(*arguments.body));
        break;
    case MediaKind::multipart: request.has_body = true; return write_multipart(media, arguments, request);
    case MediaKind::binary:
        if (arguments.attachments.empty()) return;
        if (arguments.attachments.front().file)
            request.body.add(*arguments.attachments.front().file);
        else
            request.body.add(arguments.attachments.front().bytes);
        break;
    }
    request.has_body = true;
    request.headers.set("Content-Type", std::string(media.type));
}

std::string accepted_types(const openapi::Operation& operation) {
    std::string out;
    for (const auto& response : operation.responses)
        for (const auto& media : response.content) {
            const std::string type = essence(media.type);
            if (out.find(type) == std::string::npos) out += (out.empty() ? "" : ", ") + type;
        }
    return out.empty() ? "*/*" : out;
}

Result<std::string> fill_path(const openapi::Operation& operation, const Arguments& arguments) {
    std::string out;
    std::string_view rest = operation.path;
    while (!rest.empty()) {
        const auto open = rest.find('{');
        out += rest.substr(0, open);
        if (open == std::string_view::npos) break;
        const auto close = rest.find('}', open);
        if (close == std::string_view::npos)
            return fail("request.unsupported", {{"what", std::string(operation.path)}});
        const auto name = rest.substr(open + 1, close - open - 1);
        const Parameter* parameter = operation.find(In::path, name);
        const Json* value = arguments.find(In::path, name);
        if (parameter == nullptr || value == nullptr)
            return fail("request.unsupported", {{"what", "path." + std::string(name)}});
        const std::string text = path_text(*parameter, *value);
        // A dot segment would be removed on the way (RFC 3986 section 5.2.4) and another path be asked for.
        if (text == "." || text == "..")
            return fail("request.unsupported", {{"what", "path." + std::string(name)}});
        out += text;
        rest.remove_prefix(close + 1);
    }
    return out;
}

}  // namespace

Result<net::Request> encode(const openapi::Operation& operation, const Arguments& arguments,
                            std::string_view base_url) {
    if (auto faults = check(operation, arguments); !faults.empty()) {
        Error error("request.invalid", {{"operation", std::string(operation.id)}});
        error.faults = std::move(faults);
        return fail(std::move(error));
    }
    net::Request request;
    request.method = operation.method;
    request.label = operation.id;
    request.wants_token = operation.secured;
    request.repeatable = !operation.facts.files;
    if (request.repeatable)
        request.repeat_on = {408, 425, 429, 500, 502, 503, 504};
    else
        for (const int status : {425, 429})
            if (effect_of_status(operation, status) == Effect::none) request.repeat_on.push_back(status);
    request.unauthorized_is_none = request.repeatable || effect_of_status(operation, 401) == Effect::none;

    SKIFTE_TRY(const std::string path, fill_path(operation, arguments));
    std::string query;
    request.headers.set("Accept", accepted_types(operation));
    for (const auto& parameter : operation.parameters) {
        const Json* value = arguments.find(parameter.in, parameter.name);
        if (value == nullptr) continue;
        if (parameter.in == In::query) query_text(query, parameter, *value);
        if (parameter.in != In::header) continue;
        SKIFTE_TRY(std::string text, header_text(parameter, *value));
        request.headers.set(std::string(parameter.name), std::move(text));
    }
    while (base_url.ends_with('/')) base_url.remove_suffix(1);
    request.url = std::string(base_url) + path + query;
    if (const openapi::MediaType* media = request_media(operation, arguments))
        write_body(*media, arguments, request);
    return request;
}

}  // namespace skifte::api
