// The leaf transport: a transfer for each request, or a stream where there are many, and a trace of it.
#include "net/curl_multi.hpp"
#include "net/curl_transfer.hpp"
#include "net/http2_origins.hpp"

#include <skifte/net/transport.hpp>

#include <array>

namespace skifte::net {

namespace {

// What a trace may show. Never Authorization, nor what nobody has thought of yet.
constexpr std::array<const char*, 10> traced_headers{
    "Accept", "Content-Type",  "Content-Length", "Retry-After", "X-Request-Id",
    "Allow",  "X-Total-Count", "Date",           "Server",      "ETag"};

Headers traced(const Headers& headers) {
    Headers out;
    for (const char* name : traced_headers) {
        if (const auto value = headers.find(name)) out.add(name, std::string(*value));
    }
    return out;
}

// All but the body, of which a copy may be large.
Response traced(const Response& response) {
    Response out;
    out.status = response.status;
    out.headers = traced(response.headers);
    out.protocol = response.protocol;
    out.tls = response.tls;
    out.client_certificate_asked = response.client_certificate_asked;
    out.client_certificate_sent = response.client_certificate_sent;
    out.timing = response.timing;
    out.sent_bytes = response.sent_bytes;
    out.sent_digest = response.sent_digest;
    out.last_byte_left = response.last_byte_left;
    return out;
}

class CurlTransport final : public Transport {
public:
    CurlTransport(Loop& loop, CurlOptions options)
        : loop_(loop),
          options_(std::make_shared<const CurlOptions>(std::move(options))),
          multi_(loop),
          connections_(loop),
          http2_(loop, connections_, sockets_, options_->user_agent, ways()) {}

    Loop& loop() noexcept override { return loop_; }

    void start(Request request, Completion done) override {
        if (http2_.takes(request))
            return http2_.start(std::make_shared<Http2Exchange>(std::move(request), std::move(done)));
        transfer(std::move(request), std::move(done));
    }

private:
    Http2Origins::Owner ways() {
        return {
            .finished =
                [this](const auto& exchange, Result<Response> result) {
                    multi_.skip(CURLE_OK, [this, exchange, result = std::move(result)](CURLcode) mutable {
                        if (options_->trace) trace(*exchange, result);
                        exchange->done()(std::move(result));
                    });
                },
            .other_way =
                [this](const auto& exchange) { transfer(exchange->request(), std::move(exchange->done())); },
            .transfer = [this](Request request) { return new_transfer(std::move(request)); },
        };
    }

    std::unique_ptr<CurlTransfer> new_transfer(Request request) {
        return std::make_unique<CurlTransfer>(std::move(request), options_, sockets_,
                                              CurlHandles::take(handles_));
    }

    void transfer(Request request, Completion done) {
        const std::shared_ptr<CurlTransfer> transfer = new_transfer(std::move(request));
        auto finish = [this, transfer, done = std::move(done)](CURLcode code) {
            Result<Response> result = transfer->finish(code, loop_.interrupted());
            if (options_->trace) trace(*transfer, result);
            done(std::move(result));
        };
        if (transfer->refused()) return multi_.skip(CURLE_OK, std::move(finish));
        multi_.run(transfer->handle(), std::move(finish));
    }

    // Of a CurlTransfer or an Http2Exchange.
    template <typename Exchange>
    void trace(const Exchange& exchange, const Result<Response>& result) const {
        const Request& request = exchange.request();
        Attempt attempt;
        attempt.label = request.label;
        attempt.method = request.method;
        attempt.url = request.url;
        attempt.number = request.attempt;
        attempt.request_headers = traced(request.headers);
        attempt.certificate_serial = options_->identity.serial();
        exchange.account(attempt);
        if (result) {
            attempt.response = traced(*result);
        } else {
            attempt.error = result.error();
        }
        options_->trace(attempt);
    }

    Loop& loop_;
    std::shared_ptr<const CurlOptions> options_;
    std::shared_ptr<CurlHandles> handles_ = std::make_shared<CurlHandles>();
    CurlSockets sockets_;  // before `multi_`, whose end closes what is open
    CurlMulti multi_;
    CurlMulti connections_;  // apart: a transfer would wait for one of them to carry it, and none ever does
    Http2Origins http2_;
};

}  // namespace

std::unique_ptr<Transport> make_curl_transport(Loop& loop, CurlOptions options) {
    return std::make_unique<CurlTransport>(loop, std::move(options));
}

}  // namespace skifte::net
