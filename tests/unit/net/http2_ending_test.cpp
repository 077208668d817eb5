// How a filing over HTTP/2 ends that is not answered: by its deadline, by an interrupt, by its file, by a
// connection that is not there any more.
#include "unit/net/http2_server.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <optional>

using namespace skifte;
using namespace skifte::net;
using namespace skifte::net::test;

namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

}  // namespace

TEST_CASE("One filing's deadline is not the others'", "[http2]") {
    TlsServer server{http2(), [&](Connection& connection) {
                         Http2Line line{connection};
                         auto streams = line.wait_for(2);
                         if (streams.size() < 2) return;
                         std::sort(streams.begin(), streams.end());
                         // The client tells of the one that it gave up; then the other is answered.
                         while (!line.peer.streams[streams[0]].closed)
                             if (!line.turn()) return;
                         line.peer.answer(streams[1], 201, "{}");
                         line.finish();
                     }};
    Client client;
    std::optional<Result<Response>> hurried, patient;
    Request request = one_of_many(server.url(), "1");
    request.deadline = steady_clock::now() + 300ms;
    client.transport->start(request, [&](Result<Response> result) { hurried = std::move(result); });
    request = one_of_many(server.url(), "2");
    request.deadline = steady_clock::now() + 30s;
    client.transport->start(request, [&](Result<Response> result) { patient = std::move(result); });
    client.loop.run_until([&] { return hurried && patient; });
    REQUIRE_FALSE(*hurried);
    CHECK(hurried->error().code == "net.timeout.total");
    CHECK(hurried->error().effect == Effect::unknown);
    CHECK(patient->has_value());
    CHECK(server.connections() == 1);
}

TEST_CASE("A deadline that comes before the connection leaves nothing done", "[http2]") {
    TlsServer server{http2(), [](Connection& connection) { connection.wait_until_gone(); }};
    Client client;
    for (int round = 0; round < 2; ++round) {
        Request request = one_of_many(server.url(), "krav");
        request.deadline = steady_clock::now() + 100ms;
        const auto result = client.send(request);
        REQUIRE_FALSE(result);
        CHECK(result.error().code == "net.timeout.total");
        CHECK(result.error().effect == Effect::none);
    }
}

TEST_CASE("What has timed out before the connection does not leave once that is there", "[http2]") {
    Gate timed_out;
    Arrived arrived;
    TlsServer server{http2(), [&](Connection& connection) {
                         timed_out.wait();
                         Http2Line line{connection};
                         for (const std::int32_t stream : line.wait_for(1)) {
                             arrived.add(line.peer.streams[stream].body);
                             line.peer.answer(stream, 201, "{}");
                         }
                         line.finish();
                     }};
    Client client;
    int told = 0;
    Request request = one_of_many(server.url(), "late");
    request.deadline = steady_clock::now() + 100ms;
    client.transport->start(request, [&](const Result<Response>&) { ++told; });
    client.loop.run_until([&] { return told > 0; });
    timed_out.open();
    CHECK(client.send(one_of_many(server.url(), "krav")));
    CHECK(arrived.sorted() == std::vector<std::string>{"krav"});
    CHECK(told == 1);
    CHECK(server.connections() == 1);
}

TEST_CASE("What a server does not read does not leave after its deadline", "[http2]") {
    Gate timed_out;
    std::string arrived;
    const std::string body(1'000'000, 'k');  // which the sender's kernel takes, and the receiver's does not
    {
        TlsServer server{http2(), [&](Connection& connection) {
                             Http2Peer peer{128, (1U << 31) - 1};
                             peer.widen((1U << 31) - 1);
                             connection.write(peer.outgoing());
                             timed_out.wait();
                             arrived = connection.rest();
                         }};
        Client client;
        Request request = one_of_many(server.url(), body);
        request.deadline = steady_clock::now() + 500ms;
        const auto result = client.send(request);
        timed_out.open();
        REQUIRE_FALSE(result);
        CHECK(result.error().code == "net.timeout.total");
        CHECK(result.error().effect == Effect::unknown);
    }
    CHECK(arrived.size() < body.size());
}

TEST_CASE("Nor does it after the transport has gone", "[http2]") {
    Gate gone;
    std::string arrived;
    const std::string body(1'000'000, 'k');  // which the sender's kernel takes, and the receiver's does not
    {
        TlsServer server{http2(), [&](Connection& connection) {
                             Http2Peer peer{128, (1U << 31) - 1};
                             peer.widen((1U << 31) - 1);
                             connection.write(peer.outgoing());
                             gone.wait();
                             arrived = connection.rest();
                         }};
        Client client;
        client.transport->start(one_of_many(server.url(), body), [](const Result<Response>&) {});
        bool later = false;
        client.loop.after(500ms, [&](bool) { later = true; });
        client.loop.run_until([&] { return later; });
        client.transport.reset();
        gone.open();
    }
    CHECK(arrived.size() < body.size());
}

TEST_CASE("A filing that was answered leaves the connection to end with a farewell", "[http2]") {
    bool farewell = false;
    {
        TlsServer server{http2(), [&](Connection& connection) {
                             Http2Line line{connection};
                             for (const std::int32_t stream : line.wait_for(1))
                                 line.peer.answer(stream, 201, "{}");
                             line.finish();
                             farewell = connection.ended_in_order();
                         }};
        Client client;
        REQUIRE(client.send(one_of_many(server.url(), "krav")));
    }
    CHECK(farewell);
}

TEST_CASE("A kept connection that the server has closed is not used again", "[http2]") {
    Gate closed;
    TlsServer server{http2(), [&](Connection& connection) {
                         {
                             Http2Line line{connection};
                             for (const std::int32_t stream : line.wait_for(1))
                                 line.peer.answer(stream, 201, "{}");
                             if (connection.number > 1) return line.finish();
                             line.peer.go_away(1);
                             line.flush();
                         }
                     }};
    Client client;
    REQUIRE(client.send(one_of_many(server.url(), "1")));
    REQUIRE(client.send(one_of_many(server.url(), "2")));
    CHECK(server.connections() == 2);
}

TEST_CASE("An interrupt ends all that is under way, and says what it may have done", "[http2]") {
    enum class At { handshake, body, answer };
    const At at = GENERATE(At::handshake, At::body, At::answer);
    Client client;
    TlsServer server{http2(), [&](Connection& connection) {
                         if (at != At::handshake) {
                             Http2Line line{connection};
                             if (at == At::body)
                                 static_cast<void>(line.turn());
                             else
                                 static_cast<void>(line.wait_for(3));
                         }
                         client.interrupt.raise();
                         connection.wait_until_gone();
                     }};
    const std::string body = at == At::body ? std::string(8'000'000, 'k') : "krav";
    std::vector<Result<Response>> results;
    for (int i = 0; i < 3; ++i)
        client.transport->start(one_of_many(server.url(), body),
                                [&](Result<Response> result) { results.push_back(std::move(result)); });
    client.loop.run_until([&] { return results.size() == 3; });
    for (const auto& result : results) {
        REQUIRE_FALSE(result);
        CHECK(result.error().code == "interrupted");
        if (at != At::body)
            CHECK(result.error().effect == (at == At::handshake ? Effect::none : Effect::unknown));
    }
}

TEST_CASE("A file that changed after it was confirmed ends its own filing and no other", "[http2]") {
    const TemporaryFolder folder;
    const auto path = folder / "bilag.pdf";
    std::ofstream(path) << std::string(400'000, 'p');
    Arrived arrived;
    TlsServer server{http2(), [&](Connection& connection) {
                         Http2Line line{connection};
                         for (;;) {
                             const auto streams = line.wait_for(1);
                             if (streams.empty()) return;
                             for (const std::int32_t stream : streams) {
                                 arrived.add(line.peer.streams[stream].body);
                                 line.peer.answer(stream, 201, "{}");
                             }
                         }
                     }};
    Client client;
    Request changed = one_of_many(server.url(), "--boundary\r\n\r\n");
    changed.body.add(PinnedFile::open(path).value());
    changed.body.add("\r\n--boundary--\r\n");
    std::ofstream(path, std::ios::in).seekp(399'999) << 'q';
    std::optional<Result<Response>> first, second;
    client.transport->start(changed, [&](Result<Response> result) { first = std::move(result); });
    client.transport->start(one_of_many(server.url(), "krav"),
                            [&](Result<Response> result) { second = std::move(result); });
    client.loop.run_until([&] { return first && second; });
    REQUIRE_FALSE(*first);
    CHECK(first->error().code == "file.changed");
    CHECK(first->error().effect == Effect::none);
    CHECK(second->has_value());
    CHECK(arrived.sorted() == std::vector<std::string>{"krav"});
}

TEST_CASE("A trace shows a filing over HTTP/2 as any other", "[http2]") {
    std::vector<Attempt> attempts;
    CurlOptions options = trusting(Pki::shared().client);
    options.trace = [&](const Attempt& attempt) { attempts.push_back(attempt); };
    TlsServer::Options asking = http2();
    asking.client_certificate = TlsServer::ClientCertificate::required;
    TlsServer server{asking, [](Connection& connection) {
                         Http2Line line{connection};
                         for (int i = 0; i < 2; ++i)
                             for (const std::int32_t stream : line.wait_for(1))
                                 line.peer.answer(stream, 201, "{}");
                         line.finish();
                     }};
    Client client{options};
    const auto result = client.send(one_of_many(server.url(), "krav"));
    REQUIRE(result);
    CHECK(result->client_certificate_asked);
    CHECK(result->client_certificate_sent);
    REQUIRE(attempts.size() == 1);
    const Attempt attempt = attempts.front();
    CHECK(attempt.protocol == "HTTP/2");
    CHECK(attempt.tls.starts_with("TLS"));
    CHECK(attempt.certificate_sent);
    CHECK(attempt.sent_bytes == 4);
    CHECK(attempt.received_bytes > 2);
    CHECK(attempt.address.ends_with(std::to_string(server.port())));
    CHECK(attempt.timing.tls.count() > 0);
    CHECK(attempt.timing.total >= attempt.timing.first_byte);
    REQUIRE(client.send(one_of_many(server.url(), "krav")));
    REQUIRE(attempts.size() == 2);
    CHECK(attempts.back().protocol == "HTTP/2");
    CHECK(attempts.back().timing.tls.count() == 0);  // the connection was there
}
