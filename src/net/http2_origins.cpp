#include "net/http2_origins.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace skifte::net {

namespace {

// "" where it is not for us to say what the URL means.
std::string_view authority_of(std::string_view url) noexcept {
    constexpr std::string_view scheme = "https://";
    if (!url.starts_with(scheme)) return {};
    url.remove_prefix(scheme.size());
    url = url.substr(0, url.find_first_of("/?#\\"));
    return url.find('@') == std::string_view::npos ? url : std::string_view{};
}

// Whether libcurl would send it as it is.
bool is_plain(std::string_view url) noexcept {
    const std::size_t path = url.find_first_of("/?#", std::string_view{"https://"}.size());
    if (path != std::string_view::npos && url[path] != '/') return false;
    if (url.find("/.") != std::string_view::npos) return false;
    return std::all_of(url.begin(), url.end(), [](char c) { return c > ' ' && c <= '~'; });
}

bool is_one_line(const HeaderField& field) noexcept {
    constexpr std::string_view breaks{"\r\n\0", 3};
    return field.name.find_first_of(breaks) == std::string::npos &&
           field.value.find_first_of(breaks) == std::string::npos;
}

}  // namespace

bool Http2Origins::takes(const Request& request) const {
    if (!request.one_of_many || request.sink) return false;
    if (request.deadline <= std::chrono::steady_clock::now()) return false;
    const std::string_view authority = authority_of(request.url);
    if (authority.empty() || !is_plain(request.url)) return false;
    const auto& fields = request.headers.fields();
    if (!std::all_of(fields.begin(), fields.end(), is_one_line)) return false;
    const auto origin = origins_.find(authority);
    return origin == origins_.end() || !origin->second.no_http2;
}

void Http2Origins::start(Exchange exchange) {
    const std::string authority{authority_of(exchange->request().url)};
    Origin& origin = origins_[authority];
    if (origin.no_http2) return owner_.other_way(exchange);
    if (origin.connection) origin.connection->look();
    if (origin.connection && !origin.connection->takes()) leaving_.push_back(std::move(origin.connection));
    if (!leaving_.empty()) sweep();
    if (!origin.connection) origin.connection = connect(authority, exchange->request());
    origin.connection->start(std::move(exchange));
}

std::unique_ptr<Http2Connection> Http2Origins::connect(const std::string& authority, const Request& request) {
    Request connecting;
    connecting.url = request.url;
    connecting.label = request.label;
    connecting.repeatable = true;
    Http2Connection::Owner owner;
    owner.finished = owner_.finished;
    owner.again = [this](const Exchange& again) {
        loop_.post([this, alive = std::weak_ptr(alive_), again] {
            if (!alive.expired()) start(again);
        });
    };
    owner.no_http2 = [this, authority](const std::deque<Exchange>& waiting) {
        origins_[authority].no_http2 = true;
        for (const Exchange& exchange : waiting) owner_.other_way(exchange);
    };
    return std::make_unique<Http2Connection>(loop_, multi_, sockets_, owner_.transfer(std::move(connecting)),
                                             authority, user_agent_, std::move(owner));
}

// Not where one of them may be what called us.
void Http2Origins::sweep() {
    loop_.post([this, alive = std::weak_ptr(alive_)] {
        if (!alive.expired()) std::erase_if(leaving_, [](const auto& each) { return each->is_over(); });
    });
}

}  // namespace skifte::net
