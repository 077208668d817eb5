// Reading pkcs11: URIs (RFC 7512, section 2.3), as far as they name a private key.
#include <skifte/auth/hardware_key.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace skifte::auth {

namespace {

struct Attribute {
    std::string_view name;
    std::string KeyUri::*member;
};
constexpr std::array path_attributes{
    Attribute{"token", &KeyUri::token},   Attribute{"manufacturer", &KeyUri::manufacturer},
    Attribute{"model", &KeyUri::model},   Attribute{"serial", &KeyUri::serial},
    Attribute{"object", &KeyUri::object}, Attribute{"id", &KeyUri::id}};
constexpr std::array query_attributes{Attribute{"module-path", &KeyUri::module_path}};

int digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::optional<std::string> decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out += text[i];
            continue;
        }
        if (i + 2 >= text.size() || digit(text[i + 1]) < 0 || digit(text[i + 2]) < 0) return std::nullopt;
        out += static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2]));
        i += 2;
    }
    return out;
}

// What is no name of an attribute is not repeated: nobody knows what it is.
Failure wrong(std::string_view attribute) {
    const bool name = std::all_of(attribute.begin(), attribute.end(),
                                  [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; });
    return fail(Error{"key_uri.syntax"}.with("attribute", name ? std::string(attribute) : ""));
}

template <std::size_t Count>
Result<void> take(KeyUri& to, std::string_view pair, const std::array<Attribute, Count>& known) {
    const std::size_t equals = pair.find('=');
    const std::string_view name = pair.substr(0, equals);
    if (equals == std::string_view::npos) return wrong(name);
    const auto value = decoded(pair.substr(equals + 1));
    if (!value || (name != "id" && value->find('\0') != std::string::npos)) return wrong(name);
    if (name == "type") return *value == "private" ? Result<void>{} : wrong(name);
    for (const Attribute& attribute : known) {
        if (attribute.name != name) continue;
        if (value->empty() || !(to.*attribute.member).empty()) return wrong(name);
        to.*attribute.member = *value;
        return {};
    }
    return wrong(name);
}

template <std::size_t Count>
Result<void> take_all(KeyUri& to, std::string_view text, char separator,
                      const std::array<Attribute, Count>& known) {
    while (!text.empty()) {
        const std::size_t end = text.find(separator);
        SKIFTE_CHECK(take(to, text.substr(0, end), known));
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    }
    return {};
}

// Looked for in all of the text: one that is misspelt or in the wrong place is a PIN all the same.
bool names_a_pin(std::string_view text) {
    return text.find("pin-value") != std::string_view::npos ||
           text.find("pin-source") != std::string_view::npos;
}

}  // namespace

Result<KeyUri> parse_key_uri(std::string_view text) {
    constexpr std::string_view scheme = "pkcs11:";
    if (names_a_pin(text)) return fail("key_uri.pin");
    if (!text.starts_with(scheme)) return wrong("");
    KeyUri uri;
    uri.text = std::string(text);
    const std::string_view rest = text.substr(scheme.size());
    const std::size_t query = rest.find('?');
    SKIFTE_CHECK(take_all(uri, rest.substr(0, query), ';', path_attributes));
    if (query != std::string_view::npos)
        SKIFTE_CHECK(take_all(uri, rest.substr(query + 1), '&', query_attributes));
    return uri;
}

}  // namespace skifte::auth
