// Http2Exchange: one request as a stream of HTTP/2 (RFC 9113), and an account of what of it has left this
// machine.
#pragma once

#include "net/curl_failure.hpp"

#include <skifte/net/transport.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace skifte::net {

// What all the streams of a connection have in common.
struct Http2Facts {
    std::string address;  // "192.0.2.1 443"
    std::string tls;      // version
    std::shared_ptr<TlsHandshake> handshake = std::make_shared<TlsHandshake>();
    Timing timing;  // of making it; counts for the first exchange alone
};

class Http2Exchange {
public:
    using Time = std::chrono::steady_clock::time_point;

    Http2Exchange(Request request, Transport::Completion done)
        : request_(std::move(request)), done_(std::move(done)) {}
    Http2Exchange(const Http2Exchange&) = delete;
    Http2Exchange& operator=(const Http2Exchange&) = delete;

    [[nodiscard]] const Request& request() const noexcept { return request_; }
    [[nodiscard]] Transport::Completion& done() noexcept { return done_; }

    // It goes over this connection now, from its start, as if it had never been tried.
    void begin(std::shared_ptr<const Http2Facts> facts);
    // How often it was begun.
    [[nodiscard]] int tries() const noexcept { return tries_; }

    // The next bytes of the body; 0 at the end. After an error the body is left short, and is no request.
    [[nodiscard]] Result<std::size_t> read(std::span<std::byte> out);
    [[nodiscard]] bool is_read() const noexcept { return reader_->position() == request_.body.size(); }
    // Bytes of its head or of its body are given to the connection, which may have sent them from now on.
    void offer(bool of_body) noexcept { left_ = left_ || of_body || request_.body.empty(); }
    // The connection has sent some of them.
    void leave(Instant when) noexcept { last_byte_left_ = when; }

    // False where it is more than we take, which ends the exchange.
    [[nodiscard]] bool take_header(std::string_view name, std::string_view value);
    void end_head() noexcept { head_complete_ = status_ >= 200; }
    [[nodiscard]] bool take_body(std::string_view chunk);
    // All of the answer is here.
    void complete() noexcept { complete_ = head_complete_; }
    [[nodiscard]] bool is_complete() const noexcept { return complete_; }

    [[nodiscard]] Effect effect() const noexcept;
    [[nodiscard]] Stage stage() const noexcept;
    // Why we ended it ourselves, if we did.
    [[nodiscard]] std::optional<Error>& error() noexcept { return error_; }
    [[nodiscard]] Response response();
    void account(Attempt& attempt) const;

private:
    [[nodiscard]] Timing timing() const;
    [[nodiscard]] std::chrono::microseconds since_start() const;

    Request request_;
    Transport::Completion done_;
    std::shared_ptr<const Http2Facts> facts_ = std::make_shared<const Http2Facts>();
    Time started_ = std::chrono::steady_clock::now();
    int tries_ = 0;
    std::optional<Error> error_;

    std::optional<Body::Reader> reader_;
    bool left_ = false;  // what may have an effect: of the body, or without one of the head
    Instant last_byte_left_{};

    Response response_;
    int status_ = 0;
    bool head_complete_ = false, complete_ = false;
    std::uint64_t header_bytes_ = 0, body_bytes_ = 0;
    std::chrono::microseconds first_byte_{};
};

}  // namespace skifte::net
