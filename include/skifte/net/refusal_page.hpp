// A web server's own page about our certificate, given in place of what the server behind it would answer.
#pragma once

#include <skifte/net/message.hpp>

#include <optional>
#include <string_view>

namespace skifte::net {

// nginx lets every certificate finish the handshake and then answers HTTP 400, before it asks anybody behind
// it: "not_sent" where it wanted one and got none, "refused" where it does not accept ours. None for any
// other answer.
[[nodiscard]] std::optional<std::string_view> certificate_refusal(const Response& response) noexcept;

}  // namespace skifte::net
