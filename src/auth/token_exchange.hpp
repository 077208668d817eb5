// The token call itself: what is asked, and what the answer says (RFC 6749 sections 4.4 and 5, RFC 8705
// section 2).
#pragma once

#include <skifte/auth/token.hpp>
#include <skifte/net/message.hpp>

#include <chrono>
#include <string>
#include <string_view>

namespace skifte::auth {

// application/x-www-form-urlencoded, as RFC 6749 appendix B wants it of credentials too.
[[nodiscard]] std::string form_encode(std::string_view text);

[[nodiscard]] net::Request make_token_request(const TokenOptions& options,
                                              std::chrono::steady_clock::time_point deadline);

// `asked` is when the request left: its life counts from there, lest we use a token longer than the server
// does. Errors: those of TokenSource that begin with token. No secret is in them, even where the server
// repeats it.
[[nodiscard]] Result<Token> read_token_answer(const net::Response& response, const TokenOptions& options,
                                              Instant asked);

// Whether it can stand after "Bearer " (RFC 6750 section 2.1, taken as widely as RFC 6749 appendix A.12
// does).
[[nodiscard]] bool is_bearer_text(std::string_view token) noexcept;

}  // namespace skifte::auth
