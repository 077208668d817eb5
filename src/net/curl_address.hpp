// What libcurl makes of a URL.
#pragma once

#include <string>

namespace skifte::net {

struct CurlAddress {
    std::string scheme, host, port;  // all empty if it is no URL
    [[nodiscard]] bool is_loopback() const;
};

// One with a user in it is none (RFC 9110 section 4.2.4).
[[nodiscard]] CurlAddress address_of(const std::string& url);

}  // namespace skifte::net
