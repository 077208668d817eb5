// Http2Connection: a connection that libcurl makes, with names, proxies and TLS as ever, and over which
// nghttp2 then carries many requests at once. A transfer of libcurl's for each costs several times as much.
#pragma once

#include "net/curl_multi.hpp"
#include "net/curl_transfer.hpp"
#include "net/http2_session.hpp"
#include "net/loop_state.hpp"

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace skifte::net {

class Http2Connection {
public:
    using Exchange = Http2Session::Exchange;

    // Called from the loop, never from within start().
    struct Owner {
        std::function<void(const Exchange&, Result<Response>)> finished;
        // It is to be begun again elsewhere: nothing was done.
        std::function<void(const Exchange&)> again;
        // The server does not take HTTP/2; these were not begun.
        std::function<void(const std::deque<Exchange>&)> no_http2;
    };

    // `connecting` is a transfer that was only made; `authority` is that of all requests.
    Http2Connection(Loop& loop, CurlMulti& multi, CurlSockets& sockets,
                    std::unique_ptr<CurlTransfer> connecting, std::string authority, std::string user_agent,
                    Owner owner);
    ~Http2Connection();
    Http2Connection(const Http2Connection&) = delete;
    Http2Connection& operator=(const Http2Connection&) = delete;

    // Precondition: takes().
    void start(Exchange exchange);
    // If it is idle, takes what has come meanwhile, and be it its end.
    void look();
    // Whether it can be given another.
    [[nodiscard]] bool takes() const noexcept;
    // Nothing is under way, and nothing more will be.
    [[nodiscard]] bool is_over() const noexcept;

private:
    enum class State { connecting, open, closed };

    void connected(CURLcode code);
    void open(Exchange exchange);
    void plan_flush();
    void ready(short found);
    [[nodiscard]] bool receive();
    void flush();
    void write();
    void settle_ended();
    void settle(const Exchange& exchange, Http2Session::Ending ending);
    void broken(const Exchange& exchange);
    void give_up(const Exchange& exchange, Error why);
    void refused(const Exchange& exchange);
    void expire(const Exchange& exchange);
    void interrupt();
    void lose(CURLcode code);
    void close(bool answered);
    void watch(bool writing);
    void forget_timer(const Exchange& exchange);
    void finish(const Exchange& exchange, Result<Response> result);
    // What the kernel has of a filing that ended without an answer.
    void drop_queued();

    Loop& loop_;
    CurlMulti& multi_;
    CurlSockets& sockets_;
    std::unique_ptr<CurlTransfer> transfer_;
    Owner owner_;
    State state_ = State::connecting;
    curl_socket_t socket_ = CURL_SOCKET_BAD;
    Http2Session session_;
    std::shared_ptr<const Http2Facts> facts_;
    std::shared_ptr<TlsHandshake> handshake_;
    std::deque<Exchange> waiting_;  // for the connection
    std::map<const Http2Exchange*, Loop::State::TimerId> timers_;
    CurlSockets::Held held_;  // while filings are under way
    Http2Exchange::Time idle_since_{};
    bool flush_planned_ = false;
    bool writing_ = false;
    // What the loop still holds of ours looks at this first.
    std::shared_ptr<const bool> alive_ = std::make_shared<const bool>(true);
};

}  // namespace skifte::net
