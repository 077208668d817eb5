// HTTP-dates in all three of their forms.
#include <skifte/net/message.hpp>

#include <curl/curl.h>

#include <string>

namespace skifte::net {

std::optional<Instant> parse_http_date(std::string_view value) {
    // curl_getdate knows all three, but also others, none of which begins with a weekday and has a clock
    // reading.
    const bool like_a_date = !value.empty() && (value.front() < '0' || value.front() > '9') &&
                             value.find(':') != std::string_view::npos;
    const time_t at = like_a_date ? curl_getdate(std::string(value).c_str(), nullptr) : -1;
    if (at == -1) return std::nullopt;
    return Instant{std::chrono::seconds{at}};
}

}  // namespace skifte::net
