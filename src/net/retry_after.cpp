// Retry-After in both of its forms.
#include <skifte/net/policy.hpp>

#include <algorithm>
#include <charconv>

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
    const auto at = parse_http_date(value);
    if (!at) return std::nullopt;
    return std::max(std::chrono::milliseconds{0}, *at - now);
}

}  // namespace skifte::net
