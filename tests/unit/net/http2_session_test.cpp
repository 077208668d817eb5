// Streams over bytes that a test carries itself: what an exchange is told of its end, and of what may have
// left of it.
#include "unit/net/http2_wire.hpp"

#include <algorithm>

using namespace skifte;
using namespace skifte::net;
using namespace skifte::net::test;

TEST_CASE("A request arrives as it was made, and its answer comes back", "[http2]") {
    Line line;
    Request request = filing();
    request.headers.add("Content-Type", "application/json");
    request.headers.add("Authorization", "Bearer token");
    const auto exchange = line.start(request);
    line.carry();
    REQUIRE(line.peer.arrived() == std::vector<std::int32_t>{1});
    const auto& seen = line.peer.streams[1];
    CHECK(seen.header(":method") == "POST");
    CHECK(seen.header(":scheme") == "https");
    CHECK(seen.header(":authority") == "portal.example");
    CHECK(seen.header(":path") == "/krav");
    CHECK(seen.header("user-agent") == "skifte/test");
    CHECK(seen.header("content-type") == "application/json");
    CHECK(seen.header("authorization") == "Bearer token");
    CHECK(seen.secrets == std::vector<std::string>{"authorization"});
    CHECK(seen.header("content-length") == "4");
    CHECK(seen.body == "krav");
    CHECK(exchange->stage() == Stage::waiting);

    line.peer.answer(1, 201, "{}", {{"location", "/krav/1"}});
    line.carry();
    REQUIRE(line.ending(exchange) == Ending::answered);
    const Response response = exchange->response();
    CHECK(response.status == 201);
    CHECK(response.body == "{}");
    CHECK(response.headers.find("Location") == "/krav/1");
    CHECK(response.protocol == "HTTP/2");
    CHECK(response.sent_bytes == 4);
    CHECK(response.sent_digest.has_value());
    CHECK(line.session.running() == 0);
}

TEST_CASE("A server is told that it is to push nothing", "[http2]") {
    Line line;
    line.carry();
    CHECK(line.peer.setting(NGHTTP2_SETTINGS_ENABLE_PUSH) == 0);
}

TEST_CASE("Many requests share a connection, and each gets its own answer", "[http2]") {
    Line line;
    std::vector<Http2Session::Exchange> exchanges;
    for (int i = 0; i < 50; ++i) exchanges.push_back(line.start(filing("krav " + std::to_string(i))));
    line.carry();
    auto arrived = line.peer.arrived();
    REQUIRE(arrived.size() == 50);
    std::reverse(arrived.begin(), arrived.end());
    for (const std::int32_t stream : arrived) line.peer.answer(stream, 201, line.peer.streams[stream].body);
    line.carry();
    for (std::size_t i = 0; i < exchanges.size(); ++i) {
        REQUIRE(line.ending(exchanges[i]) == Ending::answered);
        CHECK(exchanges[i]->response().body == "krav " + std::to_string(i));
    }
}

TEST_CASE("A body larger than the window leaves as the window allows", "[http2]") {
    Line line{128, 1000};
    const auto exchange = line.start(filing(long_body()));
    line.carry();
    REQUIRE(line.peer.arrived().size() == 1);
    CHECK(line.peer.streams[1].body == long_body());
    CHECK(exchange->is_read());
}

TEST_CASE("More than the server takes at once wait for their turn", "[http2]") {
    Line line{1};
    line.carry();  // its settings
    const auto first = line.start(filing("1"));
    const auto second = line.start(filing("2"));
    line.carry();
    CHECK(line.peer.arrived().size() == 1);
    CHECK(second->effect() == Effect::none);
    line.peer.answer(1, 201, "");
    line.carry();
    CHECK(line.ending(first) == Ending::answered);
    CHECK(line.peer.arrived().size() == 1);
    line.peer.answer(3, 201, "");
    line.carry();
    CHECK(line.ending(second) == Ending::answered);
}

TEST_CASE("What is said before the answer is no answer, and trailers are no headers of it", "[http2]") {
    Line line;
    const auto exchange = line.start(filing());
    line.carry();
    line.peer.answer_head(1, 103, {{"link", "<a.css>"}});
    line.carry();
    CHECK_FALSE(line.ending(exchange));
    line.peer.answer_head(1, 201, {{"x", "1"}});
    line.peer.trailers(1, {{"y", "2"}});
    line.carry();
    REQUIRE(line.ending(exchange) == Ending::answered);
    const Response response = exchange->response();
    CHECK(response.status == 201);
    CHECK(response.headers.find("x") == "1");
    CHECK(response.headers.fields().size() == 1);
}

TEST_CASE("A stream that is refused was not processed", "[http2]") {
    Line line;
    const auto exchange = line.start(filing());
    const auto other = line.start(filing());
    line.carry();
    line.peer.reset(1, NGHTTP2_REFUSED_STREAM);
    line.peer.reset(3, NGHTTP2_INTERNAL_ERROR);
    line.carry();
    CHECK(line.ending(exchange) == Ending::not_processed);
    CHECK(line.ending(other) == Ending::broken);
    CHECK(other->effect() == Effect::unknown);
}

TEST_CASE("A server that refuses what it has begun to answer is not believed", "[http2]") {
    Line line;
    const auto exchange = line.start(filing());
    line.carry();
    line.peer.answer_head(1, 201);
    line.carry();
    line.peer.reset(1, NGHTTP2_REFUSED_STREAM);
    line.carry();
    CHECK(line.ending(exchange) == Ending::broken);
    CHECK(exchange->effect() == Effect::unknown);
}

TEST_CASE("A farewell says which requests were not processed, and the rest go on", "[http2]") {
    Line line;
    const auto first = line.start(filing());
    const auto second = line.start(filing());
    line.carry();
    line.peer.go_away(1);
    line.carry();
    CHECK(line.ending(second) == Ending::not_processed);
    CHECK_FALSE(line.ending(first));
    CHECK_FALSE(line.session.is_open());
    line.peer.answer(1, 201, "{}");
    line.carry();
    CHECK(line.ending(first) == Ending::answered);
}

TEST_CASE("What a server that takes its leave was never told of was not processed", "[http2]") {
    Line line{1};
    line.carry();
    const auto first = line.start(filing());
    const auto second = line.start(filing());
    line.carry();
    line.peer.go_away(1);
    line.carry();
    CHECK(line.ending(second) == Ending::not_processed);
    CHECK(second->effect() == Effect::none);
    CHECK_FALSE(line.ending(first));
}

TEST_CASE("A farewell that names no last request keeps those from beginning that had not", "[http2]") {
    Line line{1};
    line.carry();
    const auto first = line.start(filing());
    const auto second = line.start(filing());
    line.carry();
    line.peer.go_away((1U << 31) - 1);  // as a graceful end begins (RFC 9113 section 6.8)
    line.carry();
    CHECK_FALSE(line.session.is_open());
    line.peer.answer(1, 201, "{}");
    line.carry();
    CHECK(line.ending(first) == Ending::answered);
    CHECK(line.ending(second) == Ending::not_processed);
    CHECK(second->effect() == Effect::none);
    CHECK_FALSE(line.peer.streams.contains(3));
}

TEST_CASE("A farewell is not taken back by a later one", "[http2]") {
    Line line;
    const auto first = line.start(filing());
    const auto second = line.start(filing());
    line.carry();
    line.peer.go_away(3);
    line.carry();
    CHECK_FALSE(line.ending(second));
    line.peer.go_away(1);
    line.carry();
    CHECK(line.ending(second) == Ending::not_processed);
    CHECK_FALSE(line.ending(first));
}

TEST_CASE("An answer before all of the body was read is one, without a digest of what was", "[http2]") {
    Line line{128, 1000};
    const auto exchange = line.start(filing(long_body()));
    const std::string out{line.session.outgoing()};
    line.session.leave(out.size(), Instant{});
    REQUIRE(line.peer.take(out));
    line.peer.answer(1, 413, "{}");
    REQUIRE(line.session.take(line.peer.outgoing()));
    CHECK_FALSE(line.ending(exchange));  // it may still want the rest
    line.peer.reset(1, NGHTTP2_NO_ERROR);
    REQUIRE(line.session.take(line.peer.outgoing()));
    REQUIRE(line.ending(exchange) == Ending::answered);
    const Response response = exchange->response();
    CHECK(response.status == 413);
    CHECK(response.sent_bytes < long_body().size());
    CHECK_FALSE(response.sent_digest.has_value());
}

TEST_CASE("Nor is it taken back where the rest of the body cannot be read", "[http2]") {
    Line line{128, 1000};
    const ChangedFile changed;
    Request request = filing("");
    request.body = changed.body;
    const auto exchange = line.start(request);
    REQUIRE(line.session.take(line.peer.outgoing()));
    CHECK(line.carry_out(5000) < 5000);
    line.peer.answer(1, 201, "{}");
    line.carry();
    REQUIRE(line.ending(exchange) == Ending::answered);
    CHECK(exchange->response().status == 201);
    CHECK_FALSE(exchange->response().sent_digest.has_value());
    CHECK_FALSE(line.peer.streams[1].ended);
}

TEST_CASE("An answer that is larger than we take ends its exchange and no other", "[http2]") {
    Line line;
    Request request = filing();
    request.max_response_bytes = 1000;
    const auto body = line.start(request);
    const auto head = line.start(filing());
    const auto good = line.start(filing());
    line.carry();
    line.peer.answer(1, 201, std::string(1001, 'x'));
    Http2Peer::Fields many;
    for (int i = 0; i < 300; ++i) many.emplace_back("x", std::string(1000, 'x'));  // one byte each (RFC 7541)
    line.peer.answer(3, 201, "{}", many);
    line.peer.answer(5, 201, "{}");
    line.carry();
    REQUIRE(line.ending(body) == Ending::broken);
    REQUIRE(body->error());
    CHECK(body->error()->code == "net.too_large");
    CHECK(body->error()->effect == Effect::unknown);
    REQUIRE(line.ending(head) == Ending::broken);
    REQUIRE(head->error());
    CHECK(head->error()->code == "net.too_large");
    CHECK(line.ending(good) == Ending::answered);
}

TEST_CASE("What is begun again begins from the start", "[http2]") {
    Line line;
    const auto exchange = line.start(filing());
    line.carry();
    line.peer.reset(1, NGHTTP2_REFUSED_STREAM);
    line.carry();
    REQUIRE(line.ending(exchange) == Ending::not_processed);
    line.all.clear();
    line.session.start(exchange, "/krav", std::make_shared<const Http2Facts>());
    CHECK(exchange->tries() == 2);
    CHECK(exchange->effect() == Effect::none);
    line.carry();
    CHECK(line.peer.streams[3].body == "krav");
    line.peer.answer(3, 201, "{}");
    line.carry();
    CHECK(line.ending(exchange) == Ending::answered);
    CHECK(exchange->response().sent_bytes == 4);
}

TEST_CASE("What is no HTTP/2 is seen to be none", "[http2]") {
    Line line;
    const auto exchange = line.start(filing());
    line.session.leave(line.session.outgoing().size(), Instant{});
    if (line.session.take("HTTP/1.1 400 Bad Request\r\n\r\n")) {
        line.session.leave(line.session.outgoing().size(), Instant{});  // tells the server so
        CHECK(line.session.is_over());
    }
    for (const auto& left : line.session.abandon()) line.all.emplace_back(left, Ending::broken);
    CHECK(line.ending(exchange) == Ending::broken);  // and was perhaps processed
}

TEST_CASE("What has not left stays where it is while more is made", "[http2]") {
    Line line;
    const auto first = line.start(filing());
    const std::string_view out = line.session.outgoing();
    const char* const begin = out.data();
    line.session.leave(10, Instant{});
    const auto second = line.start(filing(std::string(5000, 'x')));
    const std::string_view more = line.session.outgoing();
    CHECK(more.data() == begin + 10);
    CHECK(more.size() > out.size());
    line.session.leave(more.size(), Instant{});
    CHECK_FALSE(line.session.has_unsent());
}

TEST_CASE("A server shows that it reads what it is sent by its word on it, and not by its greeting",
          "[http2]") {
    // Only then has it taken our certificate (RFC 8446 section 4.4.3); its greeting may come before.
    Line line;
    const auto exchange = line.start(filing());
    REQUIRE(line.session.take(line.peer.outgoing()));
    CHECK_FALSE(line.session.has_answered());
    SECTION("it acknowledges our settings") {
        line.carry();
        CHECK(line.session.has_answered());
    }
    SECTION("it ends a stream") {
        const std::string reset{"\0\0\4\3\0\0\0\0\1\0\0\0\2", 13};
        line.session.leave(line.session.outgoing().size(), Instant{});
        REQUIRE(line.session.take(reset));
        CHECK(line.session.has_answered());
        CHECK(line.ending(exchange) == Ending::broken);
    }
}
