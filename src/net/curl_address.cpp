#include "net/curl_address.hpp"

#include <curl/curl.h>

#include <memory>

namespace skifte::net {

namespace {

std::string part_of(CURLU* url, CURLUPart part) {
    char* text = nullptr;
    if (curl_url_get(url, part, &text, CURLU_DEFAULT_PORT) != CURLUE_OK) return {};
    std::string value = text;
    curl_free(text);
    return value;
}

}  // namespace

bool CurlAddress::is_loopback() const {
    return host == "localhost" || host == "[::1]" || host.starts_with("127.");
}

CurlAddress address_of(const std::string& url) {
    const std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> parsed{curl_url(), curl_url_cleanup};
    if (curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), CURLU_DISALLOW_USER) != CURLUE_OK) return {};
    return {part_of(parsed.get(), CURLUPART_SCHEME), part_of(parsed.get(), CURLUPART_HOST),
            part_of(parsed.get(), CURLUPART_PORT)};
}

}  // namespace skifte::net
