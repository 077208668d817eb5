// CurlMulti: libcurl's transfers on our loop. One per transport: it holds the connections, and a connection
// that was made with one certificate must never answer for another.
#pragma once

#include <skifte/net/loop.hpp>

#include "net/loop_state.hpp"

#include <curl/curl.h>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>

namespace skifte::net {

class CurlMulti {
public:
    using Done = std::function<void(CURLcode)>;

    explicit CurlMulti(Loop& loop);
    // Drops what is under way; its `done` is not called.
    ~CurlMulti();
    CurlMulti(const CurlMulti&) = delete;
    CurlMulti& operator=(const CurlMulti&) = delete;

    // Runs the transfer, then calls `done` from the loop; with CURLE_ABORTED_BY_CALLBACK if the loop was
    // interrupted. `done` keeps the handle alive.
    void run(CURL* easy, Done done);
    // The same of a handle with CURLOPT_CONNECT_ONLY: where it succeeds its connection stays until release().
    void connect(CURL* easy, Done done);
    void release(CURL* easy);
    // Calls `done` in the next turn, without a transfer.
    void skip(CURLcode code, Done done);

private:
    static int on_socket(CURL* easy, curl_socket_t socket, int what, void* self, void* socket_data);
    static int on_timer(CURLM* multi, long milliseconds, void* self);
    void act(curl_socket_t socket, int events);
    void end(CURL* easy, CURLcode code);

    Loop& loop_;
    std::unique_ptr<CURLM, decltype(&curl_multi_cleanup)> multi_;
    std::map<CURL*, Done> running_;
    std::set<CURL*> connections_;  // made, or being made, by connect()
    std::optional<Loop::State::TimerId> timer_;
    // What the loop still holds of ours looks at this first.
    std::shared_ptr<const bool> alive_ = std::make_shared<const bool>(true);
};

}  // namespace skifte::net
