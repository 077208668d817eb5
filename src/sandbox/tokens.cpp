// Token requests and token checks.
#include "sandbox/tokens.hpp"

#include <skifte/support/digest.hpp>

#include <algorithm>
#include <array>
#include <optional>

namespace skifte::sandbox {
namespace {

using Fields = std::map<std::string, std::string, std::less<>>;

// RFC 6749 section 5.2.
Answer token_error(int status, std::string_view error, std::string_view description, bool basic = false) {
    Json body = Json::object();
    body.set("error", error).set("error_description", description);
    Answer answer = Answer::json(status, body);
    answer.headers = {{"Cache-Control", "no-store"}};
    if (basic) answer.headers.emplace_back("WWW-Authenticate", "Basic realm=\"Skifte sandkasse\"");
    return answer;
}

// None where the form cannot be read or names a field twice.
std::optional<Fields> read_fields(const Request& request) {
    if (media_type(request.header("Content-Type")) != "application/x-www-form-urlencoded")
        return std::nullopt;
    const auto pairs = parse_form(request.body);
    if (!pairs) return std::nullopt;
    Fields fields;
    for (const auto& [name, value] : *pairs)
        if (!fields.emplace(name, value).second) return std::nullopt;
    return fields;
}

struct Credentials {
    std::string id;
    std::string secret;
};

// RFC 6749 section 2.3.1: id and secret are form-encoded before they are joined.
std::optional<Credentials> read_basic(std::string_view authorization) {
    constexpr std::string_view scheme = "Basic ";
    if (!authorization.starts_with(scheme)) return std::nullopt;
    const auto decoded = base64_decode(authorization.substr(scheme.size()));
    if (!decoded) return std::nullopt;
    const std::size_t colon = decoded->find(':');
    if (colon == std::string::npos) return std::nullopt;
    const auto id = percent_decode(std::string_view(*decoded).substr(0, colon), true);
    const auto secret = percent_decode(std::string_view(*decoded).substr(colon + 1), true);
    if (!id || !secret) return std::nullopt;
    return Credentials{*id, *secret};
}

std::set<std::string, std::less<>> split_scopes(std::string_view text) {
    std::set<std::string, std::less<>> scopes;
    while (!text.empty()) {
        const std::string_view scope = text.substr(0, text.find(' '));
        if (!scope.empty()) scopes.emplace(scope);
        text.remove_prefix(std::min(text.size(), scope.size() + 1));
    }
    return scopes;
}

std::string joined(const std::set<std::string, std::less<>>& scopes) {
    std::string text;
    for (const std::string& scope : scopes) text += (text.empty() ? "" : " ") + scope;
    return text;
}

std::string random_token() {
    std::array<std::byte, 32> bytes{};
    random_bytes(bytes);
    return base64url(bytes);
}

constexpr std::string_view bad_token = "UGYLDIGT_TOKEN";
constexpr std::string_view bad_scope = "MANGLER_TILLADELSE";

}  // namespace

Answer Tokens::issue(const Request& request) {
    const auto fields = read_fields(request);
    if (!fields) return token_error(400, "invalid_request", "not a form, or a field is repeated");
    const auto field = [&](std::string_view name) {
        const auto found = fields->find(name);
        return found == fields->end() ? std::string() : found->second;
    };

    const std::string_view authorization = request.header("Authorization");
    const bool basic = !authorization.empty();
    if (basic && fields->contains("client_secret"))
        return token_error(400, "invalid_request", "more than one way to authenticate");
    const auto credentials =
        basic ? read_basic(authorization) : Credentials{field("client_id"), field("client_secret")};
    if (!credentials || credentials->id != client_.id || credentials->secret != client_.secret)
        return token_error(401, "invalid_client", "unknown client, or wrong secret", basic);
    if (basic && fields->contains("client_id") && field("client_id") != client_.id)
        return token_error(400, "invalid_request", "client_id differs from the one that authenticated");

    const std::string grant_type = field("grant_type");
    if (grant_type.empty()) return token_error(400, "invalid_request", "grant_type is missing");
    if (grant_type != "client_credentials")
        return token_error(400, "unsupported_grant_type", "only client_credentials");
    std::set<std::string, std::less<>> scopes = split_scopes(field("scope"));
    if (scopes.empty()) scopes = client_.scopes;
    if (!std::ranges::includes(client_.scopes, scopes))
        return token_error(400, "invalid_scope", "a scope that this client does not have");

    const std::string token = random_token();
    Json body = Json::object();
    body.set("access_token", token).set("token_type", "Bearer");
    body.set("expires_in", std::int64_t{lifetime_.count()}).set("scope", joined(scopes));
    grants_[token] = {request.certificate, std::move(scopes), clock_.now() + lifetime_};
    Answer answer = Answer::json(200, body);
    answer.headers = {{"Cache-Control", "no-store"}};
    return answer;
}

Result<void> Tokens::check(const Request& request, const openapi::Operation& operation) const {
    if (!operation.secured) return {};
    constexpr std::string_view scheme = "Bearer ";
    const std::string_view authorization = request.header("Authorization");
    if (authorization.empty()) return refuse(401, "MANGLER_TOKEN", "Kaldet har intet token.");
    const auto grant =
        authorization.starts_with(scheme) ? grants_.find(authorization.substr(scheme.size())) : grants_.end();
    if (grant == grants_.end()) return refuse(401, bad_token, "Tokenet er ukendt.");
    if (grant->second.expires <= clock_.now()) return refuse(401, bad_token, "Tokenet er udløbet.");
    if (grant->second.certificate != request.certificate)
        return refuse(401, bad_token, "Tokenet hører til et andet certifikat.");
    for (const std::string_view scope : operation.scopes)
        if (!grant->second.scopes.contains(scope))
            return refuse(403, bad_scope, "Klienten er ikke godkendt til denne gruppe af kald.");
    return {};
}

std::string authenticate_header(const Error& refusal) {
    constexpr std::string_view realm = "Bearer realm=\"Skifte sandkasse\"";
    if (refusal.code == "MANGLER_TOKEN") return std::string(realm);
    if (refusal.code == bad_token) return std::string(realm) + ", error=\"invalid_token\"";
    if (refusal.code == bad_scope) return std::string(realm) + ", error=\"insufficient_scope\"";
    return {};
}

}  // namespace skifte::sandbox
