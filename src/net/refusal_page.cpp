#include <skifte/net/refusal_page.hpp>

namespace skifte::net {

std::optional<std::string_view> certificate_refusal(const Response& response) noexcept {
    if (response.status != 400) return std::nullopt;
    const std::string_view page = response.body;
    if (page.find("<center>No required SSL certificate was sent</center>") != std::string_view::npos)
        return "not_sent";
    if (page.find("<center>The SSL certificate error</center>") != std::string_view::npos) return "refused";
    return std::nullopt;
}

}  // namespace skifte::net
