// See format.hpp.
#include "openapi/format.hpp"

#include <skifte/support/date.hpp>

#include <algorithm>

namespace skifte::openapi {

namespace {

bool is_hex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool is_uuid(std::string_view text) {
    if (text.size() != 36) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash ? text[i] != '-' : !is_hex(text[i])) return false;
    }
    return true;
}

// Not RFC 5322, which allows what no form should: something, an @, and a domain whose labels are not empty.
bool is_email(std::string_view text) {
    const std::size_t at = text.find('@');
    if (at == 0 || at == std::string_view::npos || text.size() > 254) return false;
    const std::string_view domain = text.substr(at + 1);
    if (domain.empty() || domain.find('@') != std::string_view::npos) return false;
    if (domain.front() == '.' || domain.back() == '.' || domain.find("..") != std::string_view::npos)
        return false;
    return std::none_of(text.begin(), text.end(),
                        [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == 0x7F; });
}

bool is_base64(std::string_view text) {
    if (text.size() % 4 != 0) return false;
    for (int i = 0; i < 2 && text.ends_with('='); ++i) text.remove_suffix(1);
    return std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '+' ||
               c == '/';
    });
}

}  // namespace

bool has_format(std::string_view format, std::string_view text) {
    if (format == "date") return Date::parse_iso(text).has_value();
    if (format == "date-time") return parse_rfc3339(text).has_value();
    if (format == "uuid") return is_uuid(text);
    if (format == "email") return is_email(text);
    if (format == "byte") return is_base64(text);
    return true;
}

}  // namespace skifte::openapi
