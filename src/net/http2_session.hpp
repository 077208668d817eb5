// Http2Session: the streams of one HTTP/2 connection (RFC 9113), by nghttp2. It knows no socket: what came is
// given to it, and what is to leave is taken from it.
#pragma once

#include "net/http2_exchange.hpp"

#include <nghttp2/nghttp2.h>

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace skifte::net {

class Http2Session {
public:
    using Exchange = std::shared_ptr<Http2Exchange>;
    enum class Ending {
        answered,
        not_processed,  // the server says so (RFC 9113 sections 6.8 and 8.7)
        broken,         // by the server, by what it sent, or by us; Http2Exchange::error() says more
    };

    // `authority` is that of all its requests, `user_agent` what they say.
    Http2Session(std::string authority, std::string user_agent);
    Http2Session(const Http2Session&) = delete;
    Http2Session& operator=(const Http2Session&) = delete;

    // Begins it; `path` is its URL's, with the query.
    void start(Exchange exchange, std::string_view path, std::shared_ptr<const Http2Facts> facts);
    // Ends it on our side, and tells the server. Of what is not in outgoing() already nothing will leave.
    void cancel(const Http2Exchange& exchange);

    // What is to leave next, from the first byte that has not; empty if there is nothing. What it gives may
    // grow at its end, and does not move while less than all of it has left.
    [[nodiscard]] std::string_view outgoing();
    // Bytes of that have left.
    void leave(std::size_t count, Instant when);
    // Whether there are bytes in hand that have not left.
    [[nodiscard]] bool has_unsent() const noexcept { return sent_ < out_.size(); }

    // False: what came is no HTTP/2, and the connection is of no use.
    [[nodiscard]] bool take(std::string_view came);
    // What has ended since it was last asked.
    [[nodiscard]] std::vector<std::pair<Exchange, Ending>> ended() { return std::exchange(ended_, {}); }
    // All that has not, when the connection is gone.
    [[nodiscard]] std::vector<Exchange> abandon();

    [[nodiscard]] std::size_t running() const noexcept { return streams_.size(); }
    // Whether it takes another.
    [[nodiscard]] bool is_open() const noexcept;
    // Nothing more can come of it.
    [[nodiscard]] bool is_over() const noexcept;
    // The server has read what we send, by what it said since, and so has done with the handshake.
    [[nodiscard]] bool has_answered() const noexcept { return answered_; }

private:
    // Up to here, counted from the connection's first byte, are bytes of the stream.
    struct Mark {
        std::uint64_t end = 0;
        Exchange exchange;
    };

    [[nodiscard]] Exchange find(std::int32_t stream) const;
    void touch(const Exchange& exchange, bool body);
    static nghttp2_session_callbacks* callbacks();
    // nghttp2's callbacks; `self` is the session.
    static int before_frame(nghttp2_session*, const nghttp2_frame* frame, void* self);
    static ssize_t read_body(nghttp2_session*, std::int32_t stream, std::uint8_t* out, std::size_t room,
                             std::uint32_t* flags, nghttp2_data_source*, void* self);
    static int take_header(nghttp2_session*, const nghttp2_frame* frame, const std::uint8_t* name,
                           std::size_t name_size, const std::uint8_t* value, std::size_t value_size,
                           std::uint8_t, void* self);
    static int take_data(nghttp2_session*, std::uint8_t, std::int32_t stream, const std::uint8_t* data,
                         std::size_t size, void* self);
    static int take_frame(nghttp2_session*, const nghttp2_frame* frame, void* self);
    static int not_sent(nghttp2_session*, const nghttp2_frame* frame, int, void* self);
    static int close_stream(nghttp2_session*, std::int32_t stream, std::uint32_t code, void* self);
    void end(std::int32_t stream, Ending ending);
    // The server says that it has not processed this one, or none above this one.
    void refuse(std::int32_t stream);
    void end_above(std::int32_t last);

    std::string authority_, user_agent_;
    std::unique_ptr<nghttp2_session, decltype(&nghttp2_session_del)> session_{nullptr, nghttp2_session_del};
    std::unordered_map<std::int32_t, Exchange> streams_;
    std::vector<std::pair<Exchange, Ending>> ended_;
    bool answered_ = false;

    std::string out_;         // frames, made and not forgotten yet
    std::size_t sent_ = 0;    // of out_
    std::uint64_t gone_ = 0;  // bytes that left before out_
    std::deque<Mark> marks_;
    std::vector<Exchange> touched_;  // by the frame that is being made
};

}  // namespace skifte::net
