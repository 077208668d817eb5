// A TlsServer's script for HTTP/2, and what it saw of all its connections.
#pragma once

#include "unit/net/client.hpp"
#include "unit/net/http2_peer.hpp"

#include <algorithm>
#include <mutex>
#include <string>
#include <vector>

namespace skifte::net::test {

// One connection of the server.
struct Http2Line {
    explicit Http2Line(Connection& connection_, std::uint32_t most_streams = 128,
                       std::uint32_t window = 1U << 20)
        : connection(connection_), peer(most_streams, window) {}

    void flush() { connection.write(peer.outgoing()); }
    // Sends what there is to send, and takes what comes next. False once the client has gone.
    bool turn() {
        flush();
        const std::string came = connection.some();
        return !came.empty() && peer.take(came);
    }
    // The next so many requests that are here in full; fewer once the client has gone.
    std::vector<std::int32_t> wait_for(std::size_t count) {
        std::vector<std::int32_t> all;
        for (;;) {
            for (const std::int32_t stream : peer.arrived()) all.push_back(stream);
            if (all.size() >= count || !turn()) return all;
        }
    }
    // Until the client has gone.
    void finish() {
        while (turn()) {
        }
    }

    Connection& connection;
    Http2Peer peer;
};

// The bodies that arrived in full, on whatever connection.
class Arrived {
public:
    void add(const std::string& body) {
        const std::lock_guard lock{mutex_};
        bodies_.push_back(body);
    }
    [[nodiscard]] std::vector<std::string> sorted() {
        const std::lock_guard lock{mutex_};
        std::sort(bodies_.begin(), bodies_.end());
        return bodies_;
    }

private:
    std::mutex mutex_;
    std::vector<std::string> bodies_;
};

// A filing of a batch.
inline Request one_of_many(std::string url, std::string body) {
    Request request = post(std::move(url), std::move(body));
    request.one_of_many = true;
    return request;
}

inline TlsServer::Options http2() {
    TlsServer::Options options;
    options.http_2 = true;
    return options;
}

}  // namespace skifte::net::test
