// What a request that came to nothing may have done, and that nothing is ever sent twice behind our back.
#include "unit/net/client.hpp"

#include <catch2/catch.hpp>

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

TEST_CASE("An interrupt ends a transfer at once, whatever its stage, and says what it may have done") {
    enum class At { handshake, request, answer };
    const At at = GENERATE(At::handshake, At::request, At::answer);
    Client client;
    TlsServer server{[&](Connection& connection) {
        if (at != At::handshake) static_cast<void>(connection.request());
        if (at == At::answer) connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
        client.interrupt.raise();
        connection.wait_until_gone();
    }};
    const auto result = client.send(post(server.url(), "krav"));
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
