#include <skifte/net/plain_http.hpp>

#include "net/curl_address.hpp"
#include "net/curl_failure.hpp"
#include "net/curl_multi.hpp"

#include <array>
#include <new>
#include <stdexcept>

namespace skifte::net {

namespace {

class PlainTransfer {
public:
    PlainTransfer(PlainRequest request, std::chrono::milliseconds timeout) : request_(std::move(request)) {
        if (!easy_) throw std::bad_alloc();
        if (!take_address()) return;
        set(CURLOPT_ERRORBUFFER, text_.data());
        set(CURLOPT_NOSIGNAL, 1L);
        set(CURLOPT_QUICK_EXIT, 1L);
        set(CURLOPT_PROTOCOLS_STR, "http");
        set(CURLOPT_FOLLOWLOCATION, 0L);
        set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
        set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
        set(CURLOPT_TIMEOUT_MS, static_cast<long>(timeout.count()));
        set(CURLOPT_WRITEFUNCTION, &PlainTransfer::take);
        set(CURLOPT_WRITEDATA, this);
        if (request_.body.empty()) return;
        set(CURLOPT_POSTFIELDS, request_.body.data());
        set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request_.body.size()));
        headers_.reset(curl_slist_append(nullptr, ("Content-Type: " + request_.content_type).c_str()));
        set(CURLOPT_HTTPHEADER, headers_.get());
    }
    PlainTransfer(const PlainTransfer&) = delete;
    PlainTransfer& operator=(const PlainTransfer&) = delete;

    [[nodiscard]] CURL* handle() const noexcept { return easy_.get(); }
    [[nodiscard]] bool refused() const noexcept { return error_.has_value(); }

    Result<PlainAnswer> finish(CURLcode code, bool interrupted) {
        if (error_) return fail(std::move(*error_));
        if (interrupted) return fail("interrupted");
        if (code != CURLE_OK) return fail(failure(code));
        return PlainAnswer{static_cast<int>(info<long>(CURLINFO_RESPONSE_CODE)), std::move(body_)};
    }

private:
    template <typename T>
    void set(CURLoption option, T value) {
        if (const CURLcode code = curl_easy_setopt(easy_.get(), option, value); code != CURLE_OK)
            throw std::runtime_error(std::string("libcurl: ") + curl_easy_strerror(code));
    }

    template <typename T>
    [[nodiscard]] T info(CURLINFO what) const {
        T value{};
        curl_easy_getinfo(easy_.get(), what, &value);
        return value;
    }

    bool take_address() {
        const CurlAddress address = address_of(request_.url);
        host_ = address.host;
        port_ = address.port;
        if (address.scheme != "http") {
            error_ = Error{"net.protocol"}.with("reason", "not an http address");
        } else if (request_.loopback_only && !address.is_loopback()) {
            error_ = Error{"net.protocol"}.with("reason", "not an address of this machine");
        } else {
            set(CURLOPT_URL, request_.url.c_str());
            if (address.is_loopback()) set(CURLOPT_PROXY, "");
        }
        return !error_;
    }

    static std::size_t take(char* chunk, std::size_t, std::size_t size, void* self) {
        auto& me = *static_cast<PlainTransfer*>(self);
        if (me.body_.size() + size > me.request_.limit) {
            me.error_ = Error{"net.too_large"}.with("limit", std::to_string(me.request_.limit));
            return 0;
        }
        me.body_.append(chunk, size);
        return size;
    }

    [[nodiscard]] Error failure(CURLcode code) const {
        const bool connected = info<curl_off_t>(CURLINFO_CONNECT_TIME_T) > 0;
        const bool answered = info<long>(CURLINFO_RESPONSE_CODE) != 0;
        CurlFailure failure;
        failure.code = code;
        failure.text = text_.data();
        failure.stage = answered ? Stage::receiving : connected ? Stage::waiting : Stage::connect;
        failure.host = host_;
        failure.port = port_;
        failure.os_error = info<long>(CURLINFO_OS_ERRNO);
        return describe(failure);
    }

    PlainRequest request_;
    std::string host_, port_, body_;
    std::array<char, CURL_ERROR_SIZE> text_{};
    std::optional<Error> error_;
    // Last, so that they go first: they point to the rest.
    std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> headers_{nullptr, curl_slist_free_all};
    std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> easy_{curl_easy_init(), curl_easy_cleanup};
};

}  // namespace

std::vector<Result<PlainAnswer>> fetch_plain(Loop& loop, const std::vector<PlainRequest>& requests,
                                             std::chrono::milliseconds timeout) {
    CurlMulti multi(loop);
    std::vector<std::optional<Result<PlainAnswer>>> answers(requests.size());
    std::size_t left = requests.size();
    for (std::size_t i = 0; i < requests.size(); ++i) {
        const auto transfer = std::make_shared<PlainTransfer>(requests[i], timeout);
        auto done = [&, i, transfer](CURLcode code) {
            answers[i] = transfer->finish(code, loop.interrupted());
            --left;
        };
        if (transfer->refused())
            multi.skip(CURLE_OK, std::move(done));
        else
            multi.run(transfer->handle(), std::move(done));
    }
    loop.run_until([&] { return left == 0; });
    std::vector<Result<PlainAnswer>> all;
    for (auto& answer : answers) all.push_back(std::move(*answer));
    return all;
}

}  // namespace skifte::net
