// CurlHandles: easy handles that are not in use. A new one costs more than all that is set in it.
#pragma once

#include <curl/curl.h>

#include <memory>
#include <vector>

namespace skifte::net {

class CurlHandles {
    struct Clean {
        void operator()(CURL* easy) const noexcept { curl_easy_cleanup(easy); }
    };
    using Owned = std::unique_ptr<CURL, Clean>;

public:
    // Holds on to where it came from, since a transfer may be the last to go.
    struct PutBack {
        std::shared_ptr<CurlHandles> from;
        void operator()(CURL* easy) const noexcept {
            // Nothing of one request stays for the next: neither options nor what they point to.
            curl_easy_reset(easy);
            Owned owned{easy};
            if (from->idle_.size() < from->idle_.capacity()) from->idle_.push_back(std::move(owned));
        }
    };
    using Handle = std::unique_ptr<CURL, PutBack>;

    CurlHandles() { idle_.reserve(most); }
    // As new; null where there is no memory for one.
    [[nodiscard]] static Handle take(const std::shared_ptr<CurlHandles>& from) {
        if (from->idle_.empty()) return {curl_easy_init(), PutBack{from}};
        Handle handle{from->idle_.back().release(), PutBack{from}};
        from->idle_.pop_back();
        return handle;
    }

private:
    static constexpr std::size_t most = 64;
    std::vector<Owned> idle_;
};

}  // namespace skifte::net
