// Small documents by plain http: revocation lists and OCSP answers, which are signed themselves and are
// fetched so that no certificate need be trusted first (RFC 5280 section 4.2.1.13, RFC 6960 appendix A).
// Nothing secret ever goes this way: no credential, no token, no cookie, no client certificate.
#pragma once

#include <skifte/net/loop.hpp>
#include <skifte/support/result.hpp>

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace skifte::net {

struct PlainRequest {
    std::string url;   // http alone
    std::string body;  // posted as `content_type`; GET where it is empty
    std::string content_type;
    std::uint64_t limit = std::uint64_t{1} << 20;  // bytes of the answer
    bool loopback_only = false;
};

struct PlainAnswer {
    int status = 0;  // a redirect is an answer, and is not followed
    std::string body;
};

// All at once, answers in the order of the requests, each within `timeout`. Errors of each: net.name,
// net.connect, net.timeout.connect, net.timeout.total, net.reset, net.protocol (also for a URL that is not
// http, or not of this machine where loopback_only), net.too_large (limit), interrupted.
[[nodiscard]] std::vector<Result<PlainAnswer>>
fetch_plain(Loop& loop, const std::vector<PlainRequest>& requests, std::chrono::milliseconds timeout);

}  // namespace skifte::net
