// Both ends of a connection of HTTP/2 in one place, with the test as the line between them.
#pragma once

#include "net/http2_session.hpp"
#include "unit/net/client.hpp"
#include "unit/net/http2_peer.hpp"

#include <catch2/catch.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace skifte::net::test {

using Ending = Http2Session::Ending;

struct Line {
    explicit Line(std::uint32_t most_streams = 128, std::uint32_t window = 1U << 20)
        : peer(most_streams, window) {}

    Http2Session::Exchange start(Request request) {
        auto exchange = std::make_shared<Http2Exchange>(std::move(request), [](Result<Response>) {});
        session.start(exchange, "/krav", std::make_shared<const Http2Facts>());
        return exchange;
    }
    // All that either has to say goes over.
    void carry() {
        for (;;) {
            const std::string out{session.outgoing()};
            session.leave(out.size(), Instant{});
            REQUIRE(peer.take(out));
            const std::string in = peer.outgoing();
            if (out.empty() && in.empty()) return;
            REQUIRE(session.take(in));
        }
    }
    // So many of the session's bytes go over, or fewer where it has no more; how many did. Nothing comes
    // back.
    std::size_t carry_out(std::size_t most) {
        std::size_t left = most;
        while (left > 0) {
            const std::string out{session.outgoing().substr(0, left)};
            if (out.empty()) break;
            session.leave(out.size(), Instant{});
            REQUIRE(peer.take(out));
            left -= out.size();
        }
        return most - left;
    }
    // How it ended, if it has.
    std::optional<Ending> ending(const Http2Session::Exchange& exchange) {
        for (auto& each : session.ended()) all.push_back(std::move(each));
        for (const auto& [ended, how] : all)
            if (ended == exchange) return how;
        return {};
    }

    Http2Session session{"portal.example", "skifte/test"};
    Http2Peer peer;
    std::vector<std::pair<Http2Session::Exchange, Ending>> all;
};

inline Request filing(std::string body = "krav") {
    return post("https://portal.example/krav", std::move(body));
}

// Large enough for several frames.
inline std::string long_body() {
    std::string out;
    while (out.size() < 100'000) out += "0123456789abcdef";
    return out;
}

}  // namespace skifte::net::test
