// Kinds of schemas and of media types.
#include "codegen/kind.hpp"

#include <skifte/support/decimal.hpp>

#include <string>

namespace skifte::codegen {

namespace {

Kind kind_of_string(openapi::Text format) {
    if (format == "date") return Kind::date;
    if (format == "date-time") return Kind::instant;
    if (format == "uuid") return Kind::uuid;
    if (format == "binary") return Kind::binary;
    return Kind::text;
}

Kind kind_of_object(const openapi::Schema& schema) {
    if (!schema.properties.empty()) return Kind::structure;
    return schema.additional != nullptr ? Kind::map : Kind::any;
}

bool is_money(const openapi::Schema& schema) {
    return !schema.multiple_of.empty() &&
           compare_decimals(schema.multiple_of, "0.01") == std::partial_ordering::equivalent;
}

}  // namespace

Kind kind_of(const openapi::Schema& schema) {
    using openapi::Type;
    if (!schema.enum_values.empty()) return Kind::enumeration;
    switch (schema.type) {
    case Type::boolean: return Kind::boolean;
    case Type::integer: return Kind::integer;
    case Type::number: return is_money(schema) ? Kind::amount : Kind::decimal;
    case Type::string: return kind_of_string(schema.format);
    case Type::array: return Kind::list;
    case Type::object: return kind_of_object(schema);
    case Type::any: return schema.properties.empty() ? Kind::any : Kind::structure;
    }
    return Kind::any;
}

bool is_scalar(Kind kind) noexcept {
    return kind != Kind::structure && kind != Kind::list && kind != Kind::map && kind != Kind::binary;
}

Media media_of(openapi::Text media_type) {
    std::string type(media_type.substr(0, media_type.find(';')));
    while (type.ends_with(' ')) type.pop_back();
    for (char& c : type) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    if (type == "application/json" || type.ends_with("+json")) return Media::json;
    if (type == "application/x-www-form-urlencoded") return Media::form;
    if (type == "multipart/form-data") return Media::multipart;
    return type.starts_with("multipart/") ? Media::unsupported : Media::binary;
}

}  // namespace skifte::codegen
