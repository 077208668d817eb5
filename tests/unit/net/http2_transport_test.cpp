// Many filings over one connection of HTTP/2: each arrives once, or it is said what is not known.
#include "unit/net/http2_server.hpp"

#include "net/http2_session.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>
#include <future>
#include <optional>

using namespace skifte;
using namespace skifte::net;
using namespace skifte::net::test;

namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

std::vector<std::string> numbers(int count) {
    std::vector<std::string> all;
    for (int i = 0; i < count; ++i) all.push_back(std::to_string(i));
    std::sort(all.begin(), all.end());
    return all;
}

// Files so many at once, each with its number as its body.
std::vector<Result<Response>> file(Client& client, const std::string& url, int count) {
    std::vector<std::optional<Result<Response>>> results(static_cast<std::size_t>(count));
    int left = count;
    for (int i = 0; i < count; ++i)
        client.transport->start(one_of_many(url, std::to_string(i)), [&, i](Result<Response> result) {
            auto& to = results[static_cast<std::size_t>(i)];
            CHECK_FALSE(to);  // once each
            to = std::move(result);
            --left;
        });
    client.loop.run_until([&] { return left == 0; });
    std::vector<Result<Response>> out;
    for (auto& result : results) out.push_back(std::move(*result));
    return out;
}

// Answers everything, with what came.
void echo(Connection& connection, Arrived& arrived) {
    Http2Line line{connection};
    for (;;) {
        const auto streams = line.wait_for(1);
        if (streams.empty()) return;
        for (const std::int32_t stream : streams) {
            const std::string body = line.peer.streams[stream].body;
            arrived.add(body);
            line.peer.answer(stream, 201, "[" + body + "]");
        }
    }
}

}  // namespace

TEST_CASE("Many filings go over one connection, and each gets its answer", "[http2]") {
    Arrived arrived;
    TlsServer server{http2(), [&](Connection& connection) { echo(connection, arrived); }};
    Client client;
    for (int round = 0; round < 3; ++round) {
        const auto results = file(client, server.url("/krav?a=b#c"), 50);
        for (std::size_t i = 0; i < results.size(); ++i) {
            REQUIRE(results[i]);
            CHECK(results[i]->status == 201);
            CHECK(results[i]->body == "[" + std::to_string(i) + "]");
            CHECK(results[i]->protocol == "HTTP/2");
            CHECK(results[i]->sent_bytes == std::to_string(i).size());
            CHECK(results[i]->sent_digest.has_value());
        }
    }
    CHECK(server.connections() == 1);
    CHECK(arrived.sorted().size() == 150);
}

TEST_CASE("Where the server has no HTTP/2 they go as they always did, once each", "[http2]") {
    Arrived arrived;
    TlsServer server{[&](Connection& connection) {
        while (const auto seen = connection.request()) {
            arrived.add(seen->body);
            connection.write(answer(201, "{}"));
        }
    }};
    Client client;
    for (int round = 0; round < 2; ++round)
        for (const auto& result : file(client, server.url(), 20)) {
            REQUIRE(result);
            CHECK(result->protocol == "HTTP/1.1");
        }
    std::vector<std::string> twice;
    for (const std::string& number : numbers(20)) twice.insert(twice.end(), {number, number});
    CHECK(arrived.sorted() == twice);
}

TEST_CASE("A server that cannot be reached or trusted is told as ever, and nothing has left", "[http2]") {
    struct Case {
        std::string url;
        CurlOptions options;
    };
    const DeafPort deaf;
    using enum TlsServer::ClientCertificate;
    const auto silent = [](Connection& connection) {
        static_cast<void>(connection.secure());
        connection.wait_until_gone();
    };
    TlsServer::Options elsewhere = http2(), refusing = http2(), refusing_1_2 = http2();
    elsewhere.identity = Pki::shared().elsewhere;
    refusing.client_certificate = refusing_1_2.client_certificate = required;
    refusing_1_2.tls_1_2 = true;
    TlsServer wrong_name{elsewhere, silent}, refuses{refusing, silent}, refuses_1_2{refusing_1_2, silent};
    const std::vector<Case> cases{
        {"https://localhost:" + std::to_string(deaf.number()), trusting()},
        {"https://no.such.name.invalid", trusting()},
        {wrong_name.url(), trusting()},
        {refuses.url(), trusting()},
        {refuses.url(), trusting(Pki::shared().expired_client)},
        {refuses_1_2.url(), trusting(Pki::shared().foreign_client)},
    };
    for (const Case& each : cases) {
        CAPTURE(each.url);
        const auto as_ever = Client{each.options}.send(post(each.url, "krav"));
        REQUIRE_FALSE(as_ever);
        Client client{each.options};
        const auto results = file(client, each.url, 3);
        for (const auto& result : results) {
            REQUIRE_FALSE(result);
            CHECK(result.error().code == as_ever.error().code);
            CHECK(argument(result, "stage") == argument(as_ever, "stage"));
            CHECK(result.error().effect == Effect::none);
        }
    }
}

TEST_CASE("A filing that a lost connection may have brought is unknown and not sent again", "[http2]") {
    Arrived arrived;
    for (const bool abrupt : {false, true}) {
        TlsServer server{http2(), [&](Connection& connection) {
                             Http2Line line{connection};
                             const auto streams = line.wait_for(10);
                             for (const std::int32_t stream : streams)
                                 arrived.add(line.peer.streams[stream].body);
                             for (std::size_t i = 0; i < 4 && i < streams.size(); ++i)
                                 line.peer.answer(streams[i], 201, "{}");
                             line.flush();
                             if (abrupt) connection.reset();
                         }};
        Client client;
        int answered = 0;
        for (const auto& result : file(client, server.url(), 10)) {
            answered += result ? 1 : 0;
            if (!result) CHECK(result.error().effect == Effect::unknown);
        }
        if (!abrupt) CHECK(answered == 4);  // a reset may overtake them
        CHECK(answered <= 4);
        CHECK(server.connections() == 1);
    }
    CHECK(arrived.sorted().size() == 20);
}

TEST_CASE("An answer that is cut anywhere leaves its filing unknown, and nothing is sent again", "[http2]") {
    const std::size_t whole = [] {
        Http2Peer peer;
        Http2Session session{"localhost", "x"};
        auto exchange = std::make_shared<Http2Exchange>(post("https://localhost/", "0"), [](auto) {});
        session.start(exchange, "/", std::make_shared<const Http2Facts>());
        REQUIRE(peer.take(session.outgoing()));
        peer.answer(1, 201, "{\"kravId\":1}", {{"location", "/krav/1"}});
        return peer.outgoing().size();
    }();
    REQUIRE(whole > 50);
    for (std::size_t cut = 0; cut <= whole; ++cut) {
        CAPTURE(cut);
        TlsServer server{http2(), [&](Connection& connection) {
                             Http2Peer peer;  // its greeting comes with the answer
                             std::vector<std::int32_t> streams;
                             while (streams.empty()) {
                                 if (!peer.take(connection.some())) return;
                                 streams = peer.arrived();
                             }
                             peer.answer(streams.front(), 201, "{\"kravId\":1}", {{"location", "/krav/1"}});
                             connection.write(peer.outgoing().substr(0, cut));
                         }};
        Client client;
        const auto result = file(client, server.url(), 1);
        CHECK(result[0].has_value() == (cut == whole));
        if (!result[0]) CHECK(result[0].error().effect == Effect::unknown);
        CHECK(server.connections() == 1);
    }
}

TEST_CASE("What a farewell says was not processed goes over a new connection, and the rest does not",
          "[http2]") {
    Arrived arrived;
    TlsServer server{http2(), [&](Connection& connection) {
                         if (connection.number > 1) return echo(connection, arrived);
                         Http2Line line{connection};
                         auto streams = line.wait_for(10);
                         std::sort(streams.begin(), streams.end());
                         line.peer.go_away(streams[3]);
                         for (std::size_t i = 0; i < 4; ++i) {
                             arrived.add(line.peer.streams[streams[i]].body);
                             line.peer.answer(streams[i], 201, "{}");
                         }
                         line.finish();
                     }};
    Client client;
    for (const auto& result : file(client, server.url(), 10)) CHECK(result);
    CHECK(arrived.sorted() == numbers(10));
    CHECK(server.connections() == 2);
}

TEST_CASE("A server that refuses again and again is taken at its word in the end", "[http2]") {
    std::atomic<int> seen = 0;
    TlsServer server{http2(), [&](Connection& connection) {
                         Http2Line line{connection};
                         for (;;) {
                             const auto streams = line.wait_for(1);
                             if (streams.empty()) return;
                             seen += static_cast<int>(streams.size());
                             for (const std::int32_t stream : streams)
                                 line.peer.reset(stream, NGHTTP2_REFUSED_STREAM);
                         }
                     }};
    Client client;
    const auto result = file(client, server.url(), 1);
    REQUIRE_FALSE(result[0]);
    CHECK(result[0].error().effect == Effect::none);
    CHECK(seen == 5);
}

TEST_CASE("Nonsense from a server leaves what it was sent unknown, and nothing is sent again", "[http2]") {
    for (const bool many : {true, false}) {
        std::atomic<int> seen = 0;
        TlsServer server{http2(), [&](Connection& connection) {
                             Http2Line line{connection};
                             if (line.wait_for(1).empty()) return;
                             ++seen;
                             connection.write("HTTP/1.1 400 Bad Request\r\n\r\n");
                             static_cast<void>(connection.rest());
                         }};
        Request request = post(server.url(), "krav");
        request.one_of_many = many;
        const auto result = Client{}.send(request);
        REQUIRE_FALSE(result);
        CHECK(result.error().effect == Effect::unknown);
        CHECK(seen == 1);
        CHECK(server.connections() == 1);
    }
}
