// HTTP-dates in all three of their forms.
#include <skifte/net/message.hpp>

#include <curl/curl.h>

#include <string>

namespace skifte::net {

namespace {

// The last year that the forms have room for. curl_getdate takes more digits, and makes of them seconds that
// overflow as milliseconds.
constexpr time_t latest = 253'402'300'799;  // 9999-12-31T23:59:59Z

}  // namespace

std::optional<Instant> parse_http_date(std::string_view value) {
    // curl_getdate knows all three, but also others, none of which begins with a weekday and has a clock
    // reading.
    const bool like_a_date = !value.empty() && (value.front() < '0' || value.front() > '9') &&
                             value.find(':') != std::string_view::npos;
    const time_t at = like_a_date ? curl_getdate(std::string(value).c_str(), nullptr) : -1;
    if (at == -1 || at > latest) return std::nullopt;
    return Instant{std::chrono::seconds{at}};
}

}  // namespace skifte::net
