// The sandbox's authorization server: client credentials over mutual TLS, tokens bound to the certificate.
#pragma once

#include "sandbox/answer.hpp"
#include "sandbox/request.hpp"

#include <skifte/openapi/model.hpp>
#include <skifte/support/clock.hpp>

#include <chrono>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace skifte::sandbox {

struct Client {
    std::string id;
    std::string secret;
    std::set<std::string, std::less<>> scopes;
};

// Not thread-safe. Tokens are kept in memory: after a restart a client gets 401 and fetches another.
class Tokens {
public:
    Tokens(const Clock& clock, Client client, std::chrono::seconds lifetime)
        : clock_(clock), client_(std::move(client)), lifetime_(lifetime) {}

    // POST of the token endpoint (RFC 6749 sections 2.3.1, 4.4 and 5): client_secret_basic or
    // client_secret_post.
    [[nodiscard]] Answer issue(const Request& request);

    // Whether a request may call the operation: RFC 6750 section 3, RFC 8705 section 3. Refuses with 401 or
    // 403.
    [[nodiscard]] Result<void> check(const Request& request, const openapi::Operation& operation) const;

    [[nodiscard]] const std::string& client_id() const noexcept { return client_.id; }

private:
    struct Grant {
        std::string certificate;
        std::set<std::string, std::less<>> scopes;
        Instant expires;
    };

    const Clock& clock_;
    Client client_;
    std::chrono::seconds lifetime_;
    std::map<std::string, Grant, std::less<>> grants_;  // by token
};

// The WWW-Authenticate header that goes with a refusal of `check`; "" for any other refusal.
[[nodiscard]] std::string authenticate_header(const Error& refusal);

}  // namespace skifte::sandbox
