// Tokens: OAuth 2 client credentials (RFC 6749 section 4.4) over the client certificate (RFC 8705), cached on
// disk for all processes of the user; and the transport that puts one on every request.
#pragma once

#include <skifte/net/transport.hpp>
#include <skifte/support/clock.hpp>
#include <skifte/support/result.hpp>
#include <skifte/support/sensitive.hpp>

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace skifte::auth {

enum class ClientAuthentication {
    basic,
    post,
    tls_client
};  // client_secret_basic, client_secret_post, tls_client_auth

struct TokenOptions {
    std::string endpoint;  // from the profile only
    std::string client_id;
    Secret client_secret;
    ClientAuthentication authentication = ClientAuthentication::basic;
    std::string scope;                   // "" = none asked for
    std::string certificate_sha256;      // the cache is bound to it
    std::filesystem::path cache_folder;  // empty: memory only
    std::chrono::seconds early{60};      // refreshed this long before expiry, at most half its life
};

struct Token {
    Secret value;
    Instant obtained{};
    Instant expires{};
    std::string scope;  // as granted; "" where the server says none
    bool from_cache = false;
};

// Gives tokens. One process in all asks the token server at a time (a lock file), and one call in each
// process; the rest wait for its answer. A cache that cannot be read or written is done without; one that
// others can read or write is refused. Not thread-safe: it belongs to the transport's loop. Errors, all of
// effect none:
//   token.invalid_request, token.invalid_client, token.invalid_grant, token.unauthorized_client,
//   token.invalid_scope, token.refused    (error, description: RFC 6749 section 5.2; http is filled in)
//   token.unreadable   (reason: not_json, no_access_token, token_type, characters, too_large; http)
//   token.http         (status; http): no answer that RFC 6749 knows
//   token.cache_open   (path: others can read or write it)
//   token.locked       (path): another process was still asking when the deadline came
//   and those of the transport.
class TokenSource {
public:
    virtual ~TokenSource() = default;
    using Completion = std::function<void(Result<Token>)>;
    // Calls `done` exactly once, from Loop::run_until, never from inside get.
    // `not_this`, if given, is a token that the API refused (401): the cache is passed over if it holds that
    // one.
    virtual void get(std::optional<Secret> not_this, std::chrono::steady_clock::time_point deadline,
                     Completion done) = 0;
    // Forgets the cached token of these options. Says whether there was one.
    virtual Result<bool> clear() = 0;
};

// `transport` carries the client certificate and must outlive the source.
[[nodiscard]] std::unique_ptr<TokenSource> make_token_source(net::Transport& transport, TokenOptions options,
                                                             const Clock& clock = system_clock());

// `origin` is any URL of it; path and case do not matter. A URL with user information has no origin.
// Puts `Authorization: Bearer` on every request that wants_token; on a 401 asks once for a fresh token and
// sends once more, then gives the 401 as it is. Requests to another origin than `origin` fail with
// auth.other_origin before any connection (origin, profile). `inner` and `tokens` must outlive the calls
// started.
[[nodiscard]] std::unique_ptr<net::Transport> make_token_transport(net::Transport& inner, TokenSource& tokens,
                                                                   std::string origin);

}  // namespace skifte::auth
