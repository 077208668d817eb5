// What is told of a request that may have left in part: by where its connection was cut, or it was cancelled.
#include "unit/net/http2_wire.hpp"

#include <algorithm>

using namespace skifte;
using namespace skifte::net;
using namespace skifte::net::test;

TEST_CASE("A connection that is lost leaves an effect unknown from the first byte of a body on", "[http2]") {
    const std::size_t whole = [] {
        Line line;
        const auto exchange = line.start(filing());
        return line.session.outgoing().size();
    }();
    // The frames of the greeting, of the head and of the body.
    REQUIRE(whole > 100);
    for (std::size_t cut = 0; cut <= whole; ++cut) {
        Line line;
        const auto exchange = line.start(filing());
        REQUIRE(line.session.outgoing().size() == whole);
        line.session.leave(cut, Instant{});
        CHECK(exchange->effect() == Effect::unknown);  // given away: what of it leaves is not ours to say
        const auto left = line.session.abandon();
        REQUIRE(left.size() == 1);
        CHECK(left.front() == exchange);
        CHECK(line.session.running() == 0);
    }
}

// By what the server saw: a window that opens late has the head leave long before the body.
TEST_CASE("Wherever a request is cut, nothing is said to be done while the server has none of its body",
          "[http2]") {
    const std::uint32_t window = GENERATE(0U, 3U, 100U, 1U << 20);
    const std::size_t size = GENERATE(std::size_t{4}, std::size_t{300});
    CAPTURE(window, size);
    bool whole = false, none = false, unknown = false;
    for (std::size_t cut = 0; !whole; ++cut) {
        Line line{128, window};
        REQUIRE(line.session.take(line.peer.outgoing()));  // its window
        const auto exchange = line.start(filing(std::string(size, 'k')));
        CHECK(exchange->effect() == Effect::none);
        whole = line.carry_out(cut) < cut;
        const bool seen = line.peer.streams.contains(1) && !line.peer.streams[1].body.empty();
        if (seen) CHECK(exchange->effect() == Effect::unknown);
        if (window == 0) CHECK(exchange->effect() == Effect::none);
        const Effect before = exchange->effect();
        const auto left = line.session.abandon();
        REQUIRE(left.size() == 1);
        CHECK(left.front() == exchange);
        CHECK(line.session.abandon().empty());
        CHECK(line.session.ended().empty());
        // The account of it stays as it was.
        CHECK(exchange->effect() == before);
        (before == Effect::none ? none : unknown) = true;
        if (whole) CHECK(line.peer.streams[1].body == std::string(std::min<std::size_t>(size, window), 'k'));
    }
    CHECK(none);
    CHECK(unknown == (window > 0));
}

TEST_CASE("Of many requests on a lost connection only those whose bodies were made are unknown", "[http2]") {
    Line line;
    REQUIRE(line.session.take(line.peer.outgoing()));
    std::vector<Http2Session::Exchange> exchanges;
    for (int i = 0; i < 20; ++i) exchanges.push_back(line.start(filing(std::string(5000, 'k'))));
    CHECK(line.carry_out(1000) == 1000);
    int unknown = 0;
    for (std::size_t i = 0; i < exchanges.size(); ++i) {
        const auto& seen = line.peer.streams[static_cast<std::int32_t>(2 * i + 1)];
        if (!seen.body.empty()) CHECK(exchanges[i]->effect() == Effect::unknown);
        unknown += exchanges[i]->effect() == Effect::unknown ? 1 : 0;
    }
    CHECK(unknown > 0);
    CHECK(unknown < 20);  // of what was never made nothing can have left
}

TEST_CASE("Of a request whose head alone may have left nothing was done, unless it has no body", "[http2]") {
    Line line{128, 0};  // no byte of a body may leave
    line.carry();
    const auto with_body = line.start(filing());
    Request request = filing("");
    request.has_body = false;
    request.method = "DELETE";
    const auto without = line.start(request);
    CHECK(with_body->effect() == Effect::none);
    CHECK(without->effect() == Effect::none);
    line.carry();
    CHECK(line.peer.streams.size() == 2);
    CHECK(line.peer.streams[1].body.empty());
    CHECK(with_body->effect() == Effect::none);
    CHECK(without->effect() == Effect::unknown);
}

TEST_CASE("What is cancelled before it left is never seen by the server", "[http2]") {
    Line line;
    line.carry();
    const auto exchange = line.start(filing());
    line.session.cancel(*exchange);
    line.carry();
    CHECK(line.peer.streams.empty());
    CHECK(exchange->effect() == Effect::none);
    CHECK(line.session.running() == 0);
    CHECK_FALSE(line.ending(exchange));
}

TEST_CASE("What is cancelled in the middle ends there, and the others go on", "[http2]") {
    Line line{128, 1000};
    const auto cancelled = line.start(filing(long_body()));
    const auto other = line.start(filing());
    const std::string out{line.session.outgoing()};
    line.session.leave(out.size(), Instant{});
    REQUIRE(line.peer.take(out));
    line.session.cancel(*cancelled);
    line.carry();
    CHECK(line.peer.streams[1].closed);
    CHECK_FALSE(line.peer.streams[1].ended);
    CHECK(cancelled->effect() == Effect::unknown);
    line.peer.answer(3, 201, "{}");
    line.carry();
    CHECK(line.ending(other) == Ending::answered);
    CHECK_FALSE(line.ending(cancelled));
}

TEST_CASE("What is cancelled wherever it is leaves no more of its body than was made", "[http2]") {
    bool whole = false;
    for (std::size_t cut = 0; !whole; cut += 997) {
        Line line;
        REQUIRE(line.session.take(line.peer.outgoing()));
        const auto exchange = line.start(filing(long_body()));
        whole = line.carry_out(cut) < cut;
        const bool has_unsent = line.session.has_unsent();
        const std::size_t seen = line.peer.streams[1].body.size();
        const Effect effect = exchange->effect();
        line.session.cancel(*exchange);
        line.session.cancel(*exchange);  // again, for nothing
        line.carry();
        if (effect == Effect::none) CHECK(line.peer.streams[1].body.empty());
        if (!has_unsent) CHECK(line.peer.streams[1].body.size() == seen);
        CHECK_FALSE(line.peer.streams[1].ended);  // it is larger than the connection's first window
        CHECK_FALSE(line.ending(exchange));
    }
}

TEST_CASE("What is cancelled after its answer stays answered", "[http2]") {
    Line line;
    const auto exchange = line.start(filing());
    line.carry();
    line.peer.answer(1, 201, "{}");
    line.carry();
    line.session.cancel(*exchange);
    line.carry();
    CHECK(line.ending(exchange) == Ending::answered);
    CHECK(line.all.size() == 1);
    CHECK(line.session.abandon().empty());
}

TEST_CASE("Where our certificate was refused nothing was done, unless the server spoke of it before",
          "[http2]") {
    Line line;
    auto facts = std::make_shared<Http2Facts>();
    facts->handshake->asked = true;
    auto exchange = std::make_shared<Http2Exchange>(filing(), [](Result<Response>) {});
    line.session.start(exchange, "/krav", facts);
    CHECK(line.carry_out(10'000) > 0);
    CHECK(exchange->effect() == Effect::unknown);
    facts->handshake->alert = SSL_AD_CERTIFICATE_REVOKED;
    CHECK(exchange->effect() == Effect::none);
    facts->handshake->answered = true;
    CHECK(exchange->effect() == Effect::unknown);
}

TEST_CASE("Only what has left moves the time at which a request's last byte did", "[http2]") {
    Line line;
    const auto first = line.start(filing());
    const auto second = line.start(filing());
    const std::size_t size = line.session.outgoing().size();
    // Byte by byte, at a second each.
    for (std::size_t i = 1; i <= size; ++i) {
        const Instant now{std::chrono::seconds{i}};
        line.session.leave(1, now);
        CHECK_FALSE((first->response().last_byte_left == now && second->response().last_byte_left == now));
    }
    CHECK_FALSE(line.session.has_unsent());
    CHECK(second->response().last_byte_left == Instant{std::chrono::seconds{size}});
    CHECK(first->response().last_byte_left > Instant{});
}
