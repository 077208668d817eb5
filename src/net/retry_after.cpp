// Retry-After in both of its forms.
#include <skifte/net/transport.hpp>

#include <curl/curl.h>

#include <algorithm>
#include <charconv>
#include <string>

namespace skifte::net {

std::optional<std::chrono::milliseconds> parse_retry_after(std::string_view value, Instant now) {
    // Far beyond what anybody waits for, and far from overflow.
    constexpr std::int64_t most = std::int64_t{1} << 40;
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (value.empty()) return std::nullopt;
    if (std::all_of(value.begin(), value.end(), is_digit)) {
        std::int64_t seconds = 0;
        const auto end = value.data() + value.size();
        if (std::from_chars(value.data(), end, seconds).ec == std::errc::result_out_of_range) seconds = most;
        return std::chrono::seconds{std::min(seconds, most)};
    }
    // curl_getdate knows all three forms of an HTTP-date, but also others, none of which begins with a
    // weekday and has a clock reading.
    const bool like_a_date = !is_digit(value.front()) && value.find(':') != std::string_view::npos;
    const time_t at = like_a_date ? curl_getdate(std::string(value).c_str(), nullptr) : -1;
    if (at == -1) return std::nullopt;
    return std::max(std::chrono::milliseconds{0}, Instant{std::chrono::seconds{at}} - now);
}

}  // namespace skifte::net
