#include "auth/origin.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace skifte::auth {

namespace {

std::string lower(std::string_view text) {
    std::string out{text};
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

bool is_host(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' ||
               static_cast<unsigned char>(c) >= 0x80;
    });
}

bool is_address(std::string_view text) {
    return text.size() > 2 && text.starts_with('[') && text.ends_with(']') &&
           text.find_first_not_of("0123456789abcdef:.", 1) == text.size() - 1;
}

std::optional<std::uint16_t> read_port(std::string_view digits) {
    std::uint16_t port = 0;
    const char* const end = digits.data() + digits.size();
    const auto [stop, error] = std::from_chars(digits.data(), end, port);
    if (error != std::errc{} || stop != end || port == 0) return std::nullopt;
    return port;
}

}  // namespace

std::optional<std::string> origin_of(std::string_view url) {
    const auto scheme_end = url.find("://");
    if (scheme_end == std::string_view::npos) return std::nullopt;
    const std::string scheme = lower(url.substr(0, scheme_end));
    if (scheme != "http" && scheme != "https") return std::nullopt;

    url.remove_prefix(scheme_end + 3);
    const std::string authority = lower(url.substr(0, url.find_first_of("/?#")));
    const auto bracket = authority.find(']');
    const auto colon = authority.find(':', bracket == std::string::npos ? 0 : bracket);
    const std::string host = authority.substr(0, colon);
    if (!is_host(host) && !is_address(host)) return std::nullopt;

    std::optional<std::uint16_t> port = scheme == "https" ? 443 : 80;
    if (colon != std::string::npos) port = read_port(std::string_view{authority}.substr(colon + 1));
    if (!port) return std::nullopt;
    return scheme + "://" + host + ':' + std::to_string(*port);
}

}  // namespace skifte::auth
