#include "auth/token_exchange.hpp"

#include <skifte/net/refusal_page.hpp>
#include <skifte/support/digest.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>

namespace skifte::auth {

namespace {

using std::chrono::seconds;

constexpr std::size_t longest_token = std::size_t{64} << 10;
constexpr std::size_t longest_description = 500;

// Where the server does not say. Too short costs a token call a minute, too long a 401 and a call: both are
// borne.
constexpr seconds assumed_life{60};
constexpr seconds longest_life = std::chrono::hours{24 * 365};

constexpr std::array known_errors{std::string_view{"invalid_request"}, std::string_view{"invalid_client"},
                                  std::string_view{"invalid_grant"}, std::string_view{"unauthorized_client"},
                                  std::string_view{"invalid_scope"}};

std::string basic_credentials(const TokenOptions& options) {
    return base64(form_encode(options.client_id) + ':' + form_encode(options.client_secret.reveal()));
}

void replace_all(std::string& text, std::string_view what) {
    if (what.empty()) return;
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + mask.size()))
        text.replace(at, what.size(), mask);
}

// A server's free text, without our secret in any spelling that we sent, on one line, and not too long.
std::string presentable(std::string_view answer, const TokenOptions& options) {
    std::string text{answer};
    const std::string& secret = options.client_secret.reveal();
    if (!secret.empty()) {
        replace_all(text, basic_credentials(options));
        replace_all(text, secret);
        replace_all(text, form_encode(secret));
    }
    for (char& c : text)
        if (static_cast<unsigned char>(c) < 0x20 || c == '\x7F') c = ' ';
    if (text.size() > longest_description) {
        std::size_t end = longest_description;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
        text.resize(end);
    }
    return text;
}

HttpFailure http_failure(const net::Response& response) {
    HttpFailure http;
    http.status = response.status;
    http.request_id = response.headers.find("x-request-id").value_or("");
    http.content_type = response.headers.find("content-type").value_or("");
    return http;
}

Failure unreadable(const net::Response& response, std::string reason) {
    Error error = Error{"token.unreadable"}.with("reason", std::move(reason));
    error.http = http_failure(response);
    return fail(std::move(error));
}

// Any answer but a 2xx.
Failure refused(const net::Response& response, const TokenOptions& options) {
    const auto json = Json::parse(response.body);
    const std::string error_code = json ? presentable(json->text("error"), options) : "";
    const std::string description = json ? presentable(json->text("error_description"), options) : "";
    const bool by_oauth = response.status >= 400 && response.status < 500 && !error_code.empty();
    const bool known = std::find(known_errors.begin(), known_errors.end(), error_code) != known_errors.end();

    Error error{"token.http", {{"status", std::to_string(response.status)}}};
    if (const auto refusal = net::certificate_refusal(response))
        error = Error{"http.client_certificate", {{"operation", "token"}, {"state", std::string(*refusal)}}};
    if (by_oauth)
        error = Error{known ? "token." + error_code : "token.refused",
                      {{"error", error_code}, {"description", description}}};
    error.http = http_failure(response);
    if (!error_code.empty()) {
        error.http->problem.set("error", error_code);
        error.http->words = description;
        if (!description.empty()) error.http->problem.set("error_description", description);
    }
    return fail(std::move(error));
}

// Seconds by RFC 6749 section 5.1. Some servers write them as a string; anything else counts as not said.
seconds life_of(const Json& answer) {
    const Json* value = answer.find("expires_in");
    std::optional<std::int64_t> life = value != nullptr ? value->as_integer() : std::nullopt;
    if (value != nullptr && value->is_string()) {
        const std::string& text = value->as_string();
        std::int64_t number = 0;
        const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error == std::errc{} && stop == text.data() + text.size()) life = number;
    }
    if (!life) return assumed_life;
    return seconds{std::clamp(*life, std::int64_t{0}, std::int64_t{longest_life.count()})};
}

bool is_bearer_type(std::string_view type) {
    constexpr std::string_view wanted = "bearer";
    return std::equal(type.begin(), type.end(), wanted.begin(), wanted.end(),
                      [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; });
}

}  // namespace

std::string form_encode(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                           c == '*' || c == '-' || c == '.' || c == '_';
        if (plain)
            out += c;
        else if (c == ' ')
            out += '+';
        else
            out.append({'%', digits[byte >> 4U], digits[byte & 0xFU]});
    }
    return out;
}

net::Request make_token_request(const TokenOptions& options, std::chrono::steady_clock::time_point deadline) {
    net::Request request;
    request.method = "POST";
    request.url = options.endpoint;
    request.label = "token";
    request.deadline = deadline;
    request.wants_token = false;
    request.repeatable = true;  // it files nothing
    request.repeat_on = {429, 502, 503, 504};
    request.max_response_bytes = 4 * longest_token;
    request.headers.set("Content-Type", "application/x-www-form-urlencoded");
    request.headers.set("Accept", "application/json");

    std::string form = "grant_type=client_credentials";
    const auto add = [&](std::string_view name, std::string_view value) {
        form.append("&").append(name).append("=").append(form_encode(value));
    };
    if (!options.scope.empty()) add("scope", options.scope);
    switch (options.authentication) {
    case ClientAuthentication::basic:
        request.headers.set("Authorization", "Basic " + basic_credentials(options));
        break;
    case ClientAuthentication::post:
        add("client_id", options.client_id);
        add("client_secret", options.client_secret.reveal());
        break;
    case ClientAuthentication::tls_client: add("client_id", options.client_id); break;
    }
    request.body = net::Body{std::move(form)};
    request.has_body = true;
    return request;
}

Result<Token> read_token_answer(const net::Response& response, const TokenOptions& options, Instant asked) {
    if (response.status / 100 != 2) return refused(response, options);
    const auto answer = Json::parse(response.body);
    if (!answer || !answer->is_object()) return unreadable(response, "not_json");
    const std::string_view text = answer->text("access_token");
    if (text.empty()) return unreadable(response, "no_access_token");
    if (text.size() > longest_token) return unreadable(response, "too_large");
    if (!is_bearer_text(text)) return unreadable(response, "characters");
    if (!is_bearer_type(answer->text("token_type"))) return unreadable(response, "token_type");
    return Token{Secret{std::string(text)}, asked, asked + life_of(*answer),
                 std::string(answer->text("scope"))};
}

bool is_bearer_text(std::string_view token) noexcept {
    return !token.empty() &&
           std::all_of(token.begin(), token.end(), [](char c) { return c > ' ' && c < '\x7F'; });
}

}  // namespace skifte::auth
