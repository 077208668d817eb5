#include "auth/token_cache.hpp"

#include <skifte/support/digest.hpp>

#include "auth/token_exchange.hpp"

#include <system_error>

namespace skifte::auth {

namespace {

std::string_view name_of(ClientAuthentication authentication) noexcept {
    switch (authentication) {
    case ClientAuthentication::basic: return "client_secret_basic";
    case ClientAuthentication::post: return "client_secret_post";
    case ClientAuthentication::tls_client: break;
    }
    return "tls_client_auth";
}

// All that makes a token this client's and no other's. As JSON, so that no two sets of values give one text.
std::string binding_of(const TokenOptions& options) {
    const Json all = Json::array({options.endpoint, options.client_id, options.certificate_sha256,
                                  options.scope, name_of(options.authentication)});
    return hex(sha256(all.dump()));
}

}  // namespace

TokenCache::TokenCache(const TokenOptions& options) : binding_(binding_of(options)) {
    if (!options.cache_folder.empty())
        path_ = options.cache_folder / ("token-" + binding_.substr(0, 16) + ".json");
}

Result<std::optional<Token>> TokenCache::read() const {
    const std::optional<Token> none;
    if (in_memory_only()) return none;
    const auto open_to = permissions(path_);
    if (!open_to) return none;
    if (open_to->others_read || open_to->others_write)
        return fail(Error{"token.cache_open"}.with("path", path_.string()));

    const auto text = read_file(path_, std::size_t{1} << 20);
    if (!text) return none;
    const auto json = Json::parse(*text);
    if (!json || json->text("binding") != binding_ || !is_bearer_text(json->text("access_token")))
        return none;
    const auto obtained = parse_rfc3339(json->text("obtained"));
    const auto expires = parse_rfc3339(json->text("expires"));
    if (!obtained || !expires) return none;
    return std::optional{Token{Secret{std::string(json->text("access_token"))}, *obtained, *expires,
                               std::string(json->text("scope")), true}};
}

Result<void> TokenCache::write(const Token& token) const {
    if (in_memory_only()) return {};
    Json json;
    json.set("binding", binding_)
        .set("obtained", rfc3339(token.obtained))
        .set("expires", rfc3339(token.expires))
        .set("scope", token.scope)
        .set("access_token", token.value.reveal());
    return replace_file(path_, json.dump(2) + '\n');
}

Result<bool> TokenCache::remove() const {
    if (in_memory_only()) return false;
    std::error_code error;
    const bool removed = std::filesystem::remove(path_, error);
    if (!error) return removed;
    return fail(
        Error{"file.unwritable"}.with("path", path_.string()).with("reason", errno_text(error.value())));
}

Result<std::optional<FileLock>> TokenCache::try_lock() const {
    SKIFTE_CHECK(make_private_folder(path_.parent_path()));
    std::filesystem::path lock = path_;
    return FileLock::try_lock(lock += ".lock");
}

}  // namespace skifte::auth
