// Lines that are full, dead or dying: what is under way on them ends once each, and what comes after does not
// share their fate.
#include "unit/net/http2_server.hpp"

#include <catch2/catch.hpp>

#include <optional>

using namespace skifte;
using namespace skifte::net;
using namespace skifte::net::test;

namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

constexpr std::uint32_t widest = (1U << 31) - 1;
// More than the kernels between them take.
constexpr std::size_t too_much = 16'000'000;

// What one exchange was told, each time it was.
using Told = std::vector<Result<Response>>;

void start(Client& client, Request request, Told& told) {
    client.transport->start(std::move(request),
                            [&told](Result<Response> result) { told.push_back(std::move(result)); });
}

// A client's connection whose far end takes no byte of it until the gate opens; then all is answered.
void answer_late(Connection& connection, const Gate& gate) {
    Http2Line line{connection, 128, widest};
    line.peer.widen(widest);
    line.flush();
    gate.wait();
    for (;;) {
        const auto streams = line.wait_for(1);
        if (streams.empty()) return;
        for (const std::int32_t stream : streams) line.peer.answer(stream, 201, "{}");
    }
}

// Answers all that comes.
void answer_all(Connection& connection) {
    Http2Line line{connection};
    for (;;) {
        const auto streams = line.wait_for(1);
        if (streams.empty()) return;
        for (const std::int32_t stream : streams) line.peer.answer(stream, 201, "{}");
    }
}

}  // namespace

TEST_CASE("A changed file ends its filing at once and alone, though the line is full", "[http2]") {
    Gate gate;
    TlsServer server{http2(), [&](Connection& connection) { answer_late(connection, gate); }};
    const ChangedFile changed;
    Client client;
    Told large, spoiled;
    start(client, one_of_many(server.url(), std::string(too_much, 'k')), large);
    Request request = one_of_many(server.url(), "");
    request.body = changed.body;
    request.deadline = steady_clock::now() + 20s;
    start(client, request, spoiled);
    client.loop.run_until([&] { return !spoiled.empty(); });
    gate.open();
    client.loop.run_until([&] { return !large.empty(); });
    REQUIRE(spoiled.size() == 1);
    REQUIRE_FALSE(spoiled[0]);
    CHECK(spoiled[0].error().code == "file.changed");
    CHECK(spoiled[0].error().effect == Effect::none);
    REQUIRE(large.size() == 1);
    CHECK(large[0].has_value());
}

TEST_CASE("What has ended behind a full line ends once, whatever comes next", "[http2]") {
    const bool interrupt = GENERATE(false, true);
    Gate gate;
    TlsServer server{http2(), [&](Connection& connection) { answer_late(connection, gate); }};
    const ChangedFile changed;
    Client client;
    Told large, spoiled;
    start(client, one_of_many(server.url(), std::string(too_much, 'k')), large);
    Request request = one_of_many(server.url(), "");
    request.body = changed.body;
    request.deadline = steady_clock::now() + (interrupt ? 20s : 300ms);
    start(client, request, spoiled);
    bool later = false;
    client.loop.after(interrupt ? 300ms : 600ms, [&](bool) {
        client.interrupt.raise();
        client.loop.post([&] { client.loop.after(0ms, [&](bool) { later = true; }); });
    });
    client.loop.run_until([&] { return later; });
    gate.open();
    REQUIRE(spoiled.size() == 1);
    CHECK_FALSE(spoiled[0]);
    REQUIRE(large.size() == 1);
    CHECK_FALSE(large[0]);
}

TEST_CASE("What is under way on a connection that takes no more ends there", "[http2]") {
    Gate gate;
    TlsServer server{http2(), [&](Connection& connection) {
                         Http2Line line{connection};
                         if (connection.number > 1) {
                             for (const std::int32_t stream : line.wait_for(1))
                                 line.peer.answer(stream, 202, "{}");
                             line.flush();
                             gate.open();
                             return line.finish();
                         }
                         static_cast<void>(line.wait_for(2));
                         line.peer.go_away(1);
                         line.flush();
                         gate.wait();
                         line.peer.answer(1, 201, "{}");
                         line.finish();
                     }};
    Client client;
    Told stays, moves;
    start(client, one_of_many(server.url(), "krav"), stays);
    start(client, one_of_many(server.url(), "krav"), moves);
    bool late = false;
    client.loop.after(20s, [&](bool) { late = true; });
    client.loop.run_until([&] { return late || (!stays.empty() && !moves.empty()); });
    REQUIRE(stays.size() == 1);
    REQUIRE(stays[0]);
    CHECK(stays[0]->status == 201);
    REQUIRE(moves.size() == 1);
    REQUIRE(moves[0]);
    CHECK(moves[0]->status == 202);
}

TEST_CASE("A connection that was closed while nobody looked carries nothing more", "[http2]") {
    Gate answered, closed;
    TlsServer server{http2(), [&](Connection& connection) {
                         if (connection.number > 1) return answer_all(connection);
                         {
                             Http2Line line{connection};
                             for (const std::int32_t stream : line.wait_for(1))
                                 line.peer.answer(stream, 201, "{}");
                             line.flush();
                         }
                         answered.wait();
                         connection.farewell();
                         closed.open();
                         static_cast<void>(connection.rest());
                     }};
    Client client;
    REQUIRE(client.send(one_of_many(server.url(), "1")));
    answered.open();
    closed.wait();
    const auto second = client.send(one_of_many(server.url(), "2"));
    CHECK(second);
    CHECK(server.connections() == 2);
}

TEST_CASE("What follows a filing that broke off does not go over the line that it left", "[http2]") {
    const bool alone = GENERATE(true, false);
    const std::int32_t broken = alone ? 3 : 5;
    Gate gate;
    TlsServer server{http2(), [&](Connection& connection) {
                         if (connection.number > 1) return answer_all(connection);
                         Http2Line line{connection, 128, widest};
                         line.peer.widen(widest);
                         for (const std::int32_t stream : line.wait_for(1))
                             line.peer.answer(stream, 201, "{}");
                         while (!line.peer.streams.contains(broken))
                             if (!line.turn()) return;
                         line.peer.reset(broken, NGHTTP2_INTERNAL_ERROR);
                         line.flush();
                         gate.wait();
                     }};
    Client client;
    REQUIRE(client.send(one_of_many(server.url(), "krav")));
    Told beside, first, second;
    if (!alone) start(client, one_of_many(server.url(), "krav"), beside);
    // More than the receiver's kernel takes, and no more than the sender's does.
    client.transport->start(one_of_many(server.url(), std::string(1'500'000, 'k')),
                            [&](Result<Response> result) {
                                first.push_back(std::move(result));
                                start(client, one_of_many(server.url(), "krav"), second);
                            });
    client.loop.run_until([&] { return !second.empty() && (alone || !beside.empty()); });
    gate.open();
    for (const auto& other : beside) CHECK_FALSE(other);
    REQUIRE_FALSE(first[0]);
    CHECK(first[0].error().code == "net.reset");
    CHECK(first[0].error().effect == Effect::unknown);
    CHECK(second[0]);
    CHECK(server.connections() == 2);
}

TEST_CASE("An answer in full counts, though the rest of the request was never taken", "[http2]") {
    const bool cut = GENERATE(true, false);  // else its deadline comes
    TlsServer server{http2(), [&](Connection& connection) {
                         Http2Line line{connection, 128, 1000};
                         line.flush();
                         while (line.peer.streams.empty())
                             if (!line.peer.take(connection.some())) return;
                         line.peer.answer(1, 413, "{}");
                         line.flush();
                         if (cut) connection.farewell();
                         static_cast<void>(connection.rest());
                     }};
    Client client;
    Request request = one_of_many(server.url(), std::string(100'000, 'k'));
    request.deadline = steady_clock::now() + (cut ? 20s : 1s);
    const auto result = client.send(request);
    REQUIRE(result);
    CHECK(result->status == 413);
    CHECK_FALSE(result->sent_digest.has_value());
}

TEST_CASE("A filing that was answered in full takes no other with it when its time is over", "[http2]") {
    Gate gate;
    TlsServer server{http2(), [&](Connection& connection) {
                         Http2Line line{connection, 128, widest};
                         line.peer.widen(widest);
                         static_cast<void>(line.wait_for(1));
                         while (!line.peer.streams.contains(3))
                             if (!line.turn()) return;
                         line.peer.answer(3, 413, "{}");
                         line.flush();
                         gate.wait();
                         line.peer.answer(1, 201, "{}");
                         line.finish();
                     }};
    Client client;
    Told small, large;
    start(client, one_of_many(server.url(), "krav"), small);
    Request request = one_of_many(server.url(), std::string(too_much, 'k'));
    request.deadline = steady_clock::now() + 1s;
    start(client, request, large);
    client.loop.run_until([&] { return !large.empty(); });
    gate.open();
    client.loop.run_until([&] { return !small.empty(); });
    REQUIRE(large[0]);
    CHECK(large[0]->status == 413);
    CHECK(small[0]);
}

TEST_CASE("The transport may go while one filing is told and others are under way", "[http2]") {
    TlsServer server{http2(), [&](Connection& connection) {
                         Http2Line line{connection};
                         static_cast<void>(line.wait_for(3));
                         line.peer.answer(3, 201, "{}");
                         line.peer.reset(5, NGHTTP2_REFUSED_STREAM);  // which is to be begun again
                         line.finish();
                     }};
    Client client;
    int told = 0;
    for (int i = 0; i < 3; ++i) {
        Request request = one_of_many(server.url(), "krav");
        request.deadline = steady_clock::now() + 20s;
        client.transport->start(request, [&](const Result<Response>&) {
            ++told;
            client.transport.reset();
        });
    }
    client.loop.run_until([&] { return told > 0; });
    bool later = false;
    client.loop.after(0ms, [&](bool) { later = true; });
    client.loop.run_until([&] { return later; });
    CHECK(told == 1);
}

TEST_CASE("Nonsense that comes with the handshake ends what waits, with no deadline to help", "[http2]") {
    TlsServer::Options options = http2();
    options.tls_1_2 = true;  // in which the server has the handshake's last word
    for (int round = 0; round < 20; ++round) {
        TlsServer server{options, [&](Connection& connection) {
                             connection.write(std::string(20'000, 'x'));
                             static_cast<void>(connection.rest());
                         }};
        Client client;
        Told told;
        start(client, one_of_many(server.url(), "krav"), told);
        bool late = false;
        client.loop.after(20s, [&](bool) { late = true; });
        client.loop.run_until([&] { return late || !told.empty(); });
        REQUIRE(told.size() == 1);
        CHECK_FALSE(told[0]);
    }
}
