// What a request that came to nothing may have done, and that nothing is ever sent twice behind our back.
#include "unit/net/client.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <mutex>

using namespace skifte;
using namespace skifte::net;
using namespace skifte::net::test;

namespace {

// Answers the first request of each connection and takes the second without an answer.
class TakesTheSecond {
public:
    std::vector<std::string> lines() {
        const std::lock_guard lock{mutex_};
        return lines_;
    }

    std::atomic<bool> abrupt = false;

private:
    bool see(Connection& connection) {
        const auto seen = connection.request();
        if (!seen) return false;
        const std::lock_guard lock{mutex_};
        lines_.push_back(seen->line());
        return true;
    }

    std::mutex mutex_;
    std::vector<std::string> lines_;

public:
    // Last, for its threads use the rest.
    TlsServer server{[this](Connection& connection) {
        if (!see(connection)) return;
        connection.write(answer(200, "ok"));
        if (see(connection) && abrupt) connection.reset();
    }};
};

// More than the receiver's kernel takes, and no more than the sender's does.
constexpr std::size_t queued_size = 1'500'000;

// A server's greeting in HTTP/2 (RFC 9113): windows so wide that the client may send all it has.
std::string wide_windows() {
    const std::string settings{"\0\0\6\4\0\0\0\0\0\0\4\x7f\xff\xff\xff", 15};
    const std::string window{"\0\0\4\x8\0\0\0\0\0\x7f\xff\0\0", 13};
    const std::string acknowledged{"\0\0\0\4\1\0\0\0\0", 9};
    return settings + window + acknowledged;
}

// The streams that a client has begun and finished sending, of the frames after its greeting.
struct Streams {
    int begun = 0, ended = 0;
    explicit Streams(std::string_view frames) {
        constexpr char data = 0, headers = 1, end_stream = 1;
        frames.remove_prefix(std::min<std::size_t>(frames.size(), 24));  // the preface
        while (frames.size() >= 9) {
            const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(frames[at]); };
            const std::size_t size = 9U + (byte(0) * 65536U + byte(1) * 256U + byte(2));
            if (frames[3] == headers) ++begun;
            if (frames.size() < size) return;
            if (frames[3] == data && (frames[4] & end_stream) != 0) ++ended;
            frames.remove_prefix(size);
        }
    }
};

Request filing(const std::string& method, const std::string& url, const std::string& body) {
    Request request = post(url, body);
    request.method = method;
    request.has_body = !body.empty();
    return request;
}

}  // namespace

TEST_CASE("A filing that a kept connection swallowed is not sent again, with a body or without") {
    TakesTheSecond taker;
    taker.abrupt = GENERATE(true, false);
    const auto [method, body] = GENERATE(table<std::string, std::string>({
        {"POST", "krav"}, {"POST", ""}, {"PUT", "krav"}, {"DELETE", ""}, {"GET", ""},  // one that is not said
                                                                                       // to be repeatable
    }));
    CAPTURE(method, body);
    Client client;
    REQUIRE(client.send(get(taker.server.url("/first"))));
    const auto result = client.send(filing(method, taker.server.url("/second"), body));
    REQUIRE_FALSE(result);
    CHECK(result.error().code == "net.reset");
    CHECK(argument(result, "stage") == "waiting");
    CHECK(argument(result, "hint").empty());
    CHECK(result.error().effect == Effect::unknown);
    CHECK(taker.lines() == std::vector<std::string>{"GET /first HTTP/1.1", method + " /second HTTP/1.1"});
}

TEST_CASE("What only reads is sent again at once where a kept connection has died") {
    TakesTheSecond taker;
    Client client;
    REQUIRE(client.send(get(taker.server.url("/first"))));
    Request search = post(taker.server.url("/search"), "criteria");
    search.repeatable = true;
    const auto result = client.send(search);
    REQUIRE(result);
    CHECK(result->sent_digest == sha256("criteria"));
    CHECK(taker.lines().size() == 3);
    CHECK(taker.server.connections() == 2);
}

TEST_CASE("A file that changed after it was confirmed leaves the body short and files nothing") {
    const TemporaryFolder folder;
    const auto path = folder / "redegoerelse.pdf";
    std::ofstream(path) << std::string(4'000'000, 'p');
    std::atomic<std::size_t> arrived = 0;
    Request request;
    {
        TlsServer server{[&](Connection& connection) {
            if (connection.head()) arrived = connection.rest().size();
        }};
        request = post(server.url(), "--boundary\r\n\r\n");
        request.body.add(PinnedFile::open(path).value());
        request.body.add("\r\n--boundary--\r\n");
        std::ofstream(path, std::ios::in).seekp(3'999'999) << 'q';
        const auto result = Client{}.send(request);
        REQUIRE_FALSE(result);
        CHECK(result.error().code == "file.changed");
        CHECK(argument(result, "path") == path.string());
        CHECK(result.error().effect == Effect::none);
    }
    CHECK(arrived > 0);
    CHECK(arrived < 4'000'000);
}

TEST_CASE("A connection that ends while the body leaves it leaves the effect unknown") {
    TlsServer server{[](Connection& connection) {
        static_cast<void>(connection.head());
        static_cast<void>(connection.read_some());
        connection.reset();
    }};
    const auto result = Client{}.send(post(server.url(), std::string(8'000'000, 'k')));
    REQUIRE_FALSE(result);
    CHECK(result.error().code == "net.reset");
    CHECK(result.error().effect == Effect::unknown);
}

TEST_CASE("After a filing has timed out nothing of it leaves any more") {
    Gate timed_out;
    std::size_t arrived = 0;
    {
        TlsServer server{[&](Connection& connection) {
            static_cast<void>(connection.head());
            timed_out.wait();
            arrived = connection.rest().size();
        }};
        Client client;
        Request request = post(server.url(), std::string(queued_size, 'k'));
        request.deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds{1000};
        const auto result = client.send(request);
        timed_out.open();
        REQUIRE_FALSE(result);
        CHECK(result.error().code == "net.timeout.total");
        CHECK(argument(result, "stage") == "waiting");  // so all of it is with the kernel
        CHECK(result.error().effect == Effect::unknown);
    }
    CHECK(arrived < queued_size);
}

TEST_CASE("Nor does it over HTTP/2, at the price of what shares the connection with it") {
    Gate timed_out;
    std::string arrived;
    std::optional<Result<Response>> first, second;
    {
        TlsServer server{{.http_2 = true}, [&](Connection& connection) {
                             connection.write(wide_windows());
                             timed_out.wait();
                             if (connection.number == 1) arrived = connection.rest();
                         }};
        Client client;
        Request request = post(server.url("/first"), std::string(queued_size / 2, 'k'));
        request.deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds{1000};
        client.transport->start(request, [&](Result<Response> result) { first = std::move(result); });
        request.url = server.url("/second");
        request.deadline = std::chrono::steady_clock::now() + std::chrono::seconds{30};
        client.transport->start(request, [&](Result<Response> result) { second = std::move(result); });
        client.loop.run_until([&] { return first && second; });
        timed_out.open();
    }
    REQUIRE_FALSE(*first);
    CHECK(first->error().code == "net.timeout.total");
    CHECK(first->error().effect == Effect::unknown);
    REQUIRE_FALSE(*second);
    CHECK(second->error().code == "net.reset");
    CHECK(second->error().effect == Effect::unknown);
    const Streams streams{arrived};
    CHECK(streams.begun == 2);
    CHECK(streams.ended == 0);
}

TEST_CASE("A filing that has ended leaves a connection that is used again and closed with a farewell") {
    std::atomic<int> requests = 0;
    bool farewell = false;
    {
        TlsServer server{[&](Connection& connection) {
            while (connection.request()) {
                ++requests;
                connection.write(answer(200, "ok"));
            }
            farewell = connection.ended_in_order();
        }};
        Client client;
        REQUIRE(client.send(post(server.url(), "krav")));
        REQUIRE(client.send(post(server.url(), "krav")));
        CHECK(server.connections() == 1);
    }
    CHECK(requests == 2);
    CHECK(farewell);
}

TEST_CASE("An interrupt ends a transfer at once, whatever its stage, and says what it may have done") {
    enum class At { handshake, body, request, answer };
    const At at = GENERATE(At::handshake, At::body, At::request, At::answer);
    Client client;
    TlsServer server{[&](Connection& connection) {
        if (at == At::body && connection.head()) static_cast<void>(connection.read_some());
        if (at == At::request || at == At::answer) static_cast<void>(connection.request());
        if (at == At::answer) connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
        client.interrupt.raise();
        connection.wait_until_gone();
    }};
    // More than the kernels between them take, where it is to end while the body leaves.
    const std::string body = at == At::body ? std::string(8'000'000, 'k') : "krav";
    const auto result = client.send(post(server.url(), body));
    REQUIRE_FALSE(result);
    CHECK(result.error().code == "interrupted");
    CHECK(result.error().effect == (at == At::handshake ? Effect::none : Effect::unknown));
}

TEST_CASE("After an interrupt nothing is started") {
    TlsServer server{[](Connection&) {}};
    Client client;
    client.interrupt.raise();
    const auto result = client.send(post(server.url(), "krav"));
    REQUIRE_FALSE(result);
    CHECK(result.error().code == "interrupted");
    CHECK(result.error().effect == Effect::none);
    CHECK(server.connections() == 0);
}
