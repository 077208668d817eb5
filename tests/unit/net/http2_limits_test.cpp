// Servers that set limits, contradict themselves, or have no HTTP/2: what a filing is told, and how often it
// is sent.
#include "unit/net/http2_server.hpp"

#include <catch2/catch.hpp>

#include <optional>
#include <set>

using namespace skifte;
using namespace skifte::net;
using namespace skifte::net::test;

namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

// Files so many at once, each with its number as its body.
std::vector<Result<Response>> file(Client& client, const std::string& url, int count) {
    std::vector<Result<Response>> results;
    for (int i = 0; i < count; ++i)
        client.transport->start(one_of_many(url, std::to_string(i)),
                                [&](Result<Response> result) { results.push_back(std::move(result)); });
    client.loop.run_until([&] { return results.size() == static_cast<std::size_t>(count); });
    return results;
}

std::vector<std::string> numbers(int count) {
    std::vector<std::string> all;
    for (int i = 0; i < count; ++i) all.push_back(std::to_string(i));
    std::sort(all.begin(), all.end());
    return all;
}

// Answers each request as it arrives, as `answer` does.
template <typename Answer>
void answer_each(Http2Line& line, Answer answer) {
    for (;;) {
        const auto streams = line.wait_for(1);
        if (streams.empty()) return;
        for (const std::int32_t stream : streams) answer(stream);
    }
}

}  // namespace

TEST_CASE("A server that takes one at a time gets all of them, once each", "[http2]") {
    Arrived arrived;
    TlsServer server{http2(), [&](Connection& connection) {
                         Http2Line line{connection, 1};
                         answer_each(line, [&](std::int32_t stream) {
                             arrived.add(line.peer.streams[stream].body);
                             line.peer.answer(stream, 201, "{}");
                         });
                     }};
    Client client;
    for (const auto& result : file(client, server.url(), 20)) CHECK(result);
    CHECK(arrived.sorted() == numbers(20));
    CHECK(server.connections() == 1);
}

TEST_CASE("Where the server agrees on HTTP/1.1 by name they go as they always did, once each", "[http2]") {
    Arrived arrived;
    TlsServer server{{.http_1_1 = true}, [&](Connection& connection) {
                         while (const auto seen = connection.request()) {
                             arrived.add(seen->body);
                             connection.write(answer(201, "{}"));
                         }
                     }};
    Client client;
    for (const auto& result : file(client, server.url(), 20)) {
        REQUIRE(result);
        CHECK(result->protocol == "HTTP/1.1");
    }
    CHECK(arrived.sorted() == numbers(20));
}

TEST_CASE("That a server has no HTTP/2 is found out once", "[http2]") {
    TlsServer server{[&](Connection& connection) {
        while (connection.request()) connection.write(answer(201, "{}"));
    }};
    Client client;
    for (int i = 0; i < 3; ++i) CHECK(client.send(one_of_many(server.url(), "krav")));
    CHECK(server.connections() == 2);  // the one that found out, and the one that is kept
}

TEST_CASE("A filing that went the other way is told once, also after its deadline", "[http2]") {
    TlsServer server{[&](Connection& connection) {
        while (connection.request()) connection.write(answer(201, "{}"));
    }};
    Client client;
    int told = 0;
    bool later = false;
    Request request = one_of_many(server.url(), "krav");
    request.deadline = steady_clock::now() + 300ms;
    client.transport->start(request, [&](const Result<Response>&) { ++told; });
    client.loop.after(400ms, [&](bool) { later = true; });
    client.loop.run_until([&] { return later && told > 0; });
    CHECK(told == 1);
}

TEST_CASE("An answer whose length is not what it says leaves its filing unknown, and no other", "[http2]") {
    const std::string length = GENERATE("1", "3", "0", "x");
    CAPTURE(length);
    Arrived arrived;
    TlsServer server{http2(), [&](Connection& connection) {
                         Http2Line line{connection};
                         answer_each(line, [&](std::int32_t stream) {
                             const std::string body = line.peer.streams[stream].body;
                             arrived.add(body);
                             if (body == "wrong")
                                 line.peer.answer(stream, 201, "{}", {{"content-length", length}});
                             else
                                 line.peer.answer(stream, 201, "{}", {{"content-length", "2"}});
                         });
                     }};
    Client client;
    std::optional<Result<Response>> wrong, right;
    client.transport->start(one_of_many(server.url(), "wrong"),
                            [&](Result<Response> result) { wrong = std::move(result); });
    client.transport->start(one_of_many(server.url(), "right"),
                            [&](Result<Response> result) { right = std::move(result); });
    client.loop.run_until([&] { return wrong && right; });
    REQUIRE_FALSE(*wrong);
    CHECK(wrong->error().effect == Effect::unknown);
    CHECK(right->has_value());
    CHECK(arrived.sorted() == std::vector<std::string>{"right", "wrong"});
}

TEST_CASE("A filing whose time is over already is not sent, on a connection that is there or not",
          "[http2]") {
    Arrived arrived;
    TlsServer server{http2(), [&](Connection& connection) {
                         Http2Line line{connection};
                         answer_each(line, [&](std::int32_t stream) {
                             arrived.add(line.peer.streams[stream].body);
                             line.peer.answer(stream, 201, "{}");
                         });
                     }};
    Client client;
    for (const bool connected : {false, true}) {
        CAPTURE(connected);
        Request late = one_of_many(server.url(), "late");
        late.deadline = steady_clock::now() - 1ms;
        const auto result = client.send(late);
        REQUIRE_FALSE(result);
        CHECK(result.error().code == "net.timeout.total");
        CHECK(result.error().effect == Effect::none);
        REQUIRE(client.send(one_of_many(server.url(), "krav")));
    }
    CHECK(arrived.sorted() == std::vector<std::string>{"krav", "krav"});
}

TEST_CASE("What a server refused, and no other connection then took in time, was not done", "[http2]") {
    TlsServer server{http2(), [&](Connection& connection) {
                         if (connection.number > 1) return connection.wait_until_gone();
                         Http2Line line{connection};
                         static_cast<void>(line.wait_for(1));
                         line.peer.go_away(0);
                         line.finish();
                     }};
    Client client;
    Request request = one_of_many(server.url(), "krav");
    request.deadline = steady_clock::now() + 1s;
    const auto result = client.send(request);
    REQUIRE_FALSE(result);
    CHECK(result.error().code == "net.timeout.total");
    CHECK(result.error().effect == Effect::none);
    CHECK(server.connections() == 2);
}

TEST_CASE("A URL means the same whether it is one of many or not", "[http2]") {
    const std::string path =
        GENERATE("/a?b=c#d", "/a/../b?c=/..#d", "/a b", "/a\tb", "/\xe6", "/%2e%2e/b", "?c", "");
    CAPTURE(path);
    Arrived paths;
    TlsServer server{http2(), [&](Connection& connection) {
                         Http2Line line{connection};
                         answer_each(line, [&](std::int32_t stream) {
                             paths.add(line.peer.streams[stream].header(":path"));
                             line.peer.answer(stream, 201, "{}");
                         });
                     }};
    Client client;
    REQUIRE(client.send(one_of_many(server.url("/first"), "krav")));
    const std::string url = server.url(path);
    const auto alone = client.send(post(url, "krav"));
    const auto one = client.send(one_of_many(url, "krav"));
    CHECK(one.has_value() == alone.has_value());
    const auto seen = paths.sorted();
    CHECK(seen.size() == (alone ? 3 : 1));
    // Both of them, and "/first".
    CHECK(std::set(seen.begin(), seen.end()).size() == (alone ? 2 : 1));
}
