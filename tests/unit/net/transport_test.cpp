// The leaf transport where all goes well.
#include "unit/net/client.hpp"

#include <catch2/catch.hpp>

#include <atomic>

using namespace skifte;
using namespace skifte::net;
using namespace skifte::net::test;
using ClientCertificate = TlsServer::ClientCertificate;

namespace {

void echo(Connection& connection) {
    while (auto seen = connection.request())
        connection.write(answer(200, seen->head + "\r\n\r\n" + seen->body, {{"X-Request-Id", "r-1"}}));
}

TlsServer::Script answering(std::string text) {
    return [text = std::move(text)](Connection& connection) {
        while (connection.request()) connection.write(text);
    };
}

}  // namespace

TEST_CASE("An answer comes with its status, headers, body, protocol and times") {
    TlsServer server{echo};
    Client client;
    const auto response = client.send(get(server.url("/sager?a=1")));
    REQUIRE(response);
    CHECK(response->status == 200);
    CHECK(response->headers.find("x-request-id") == "r-1");
    CHECK(response->body.starts_with("GET /sager?a=1 HTTP/1.1\r\n"));
    CHECK(response->protocol == "HTTP/1.1");
    CHECK(response->tls == "TLSv1.3");
    CHECK(response->timing.total.count() > 0);
    CHECK(response->timing.total >= response->timing.tls);
    CHECK_FALSE(response->sent_digest);
}

TEST_CASE("A body leaves whole, with its length, and its digest is known") {
    TlsServer server{echo};
    Client client;
    const std::string content(300'000, 'k');
    const Instant before = system_clock().now();
    const auto response = client.send(post(server.url(), content));
    REQUIRE(response);
    CHECK(response->body.find("\r\nContent-Length: 300000\r\n") != std::string::npos);
    CHECK(response->body.find("Expect") == std::string::npos);
    CHECK(response->body.ends_with(content));
    CHECK(response->sent_bytes == content.size());
    CHECK(response->sent_digest == sha256(content));
    CHECK(response->last_byte_left >= before);
    CHECK(response->last_byte_left <= system_clock().now());
}

TEST_CASE("A method that is meant to have a body says its length where there is none") {
    TlsServer server{echo};
    Client client;
    const auto [method, says] = GENERATE(table<std::string, bool>({{"POST", true},
                                                                   {"PUT", true},
                                                                   {"PATCH", true},
                                                                   {"DELETE", false},
                                                                   {"GET", false},
                                                                   {"OPTIONS", false}}));
    Request request;
    request.method = method;
    request.url = server.url();
    const auto response = client.send(request);
    REQUIRE(response);
    CHECK(response->body.starts_with(method + " / "));
    CHECK((response->body.find("\r\nContent-Length: 0\r\n") != std::string::npos) == says);
}

TEST_CASE("The head alone can be asked for") {
    TlsServer server{[](Connection& connection) {
        while (connection.request()) connection.write("HTTP/1.1 200 OK\r\nContent-Length: 1234\r\n\r\n");
    }};
    Client client;
    Request request = get(server.url());
    request.method = "HEAD";
    const auto response = client.send(request);
    REQUIRE(response);
    CHECK(response->headers.find("Content-Length") == "1234");
    CHECK(response->body.empty());
}

TEST_CASE("Headers leave as they are given, one without a value too") {
    TlsServer server{echo};
    Client client;
    Request request = get(server.url());
    request.headers.add("X-Request-Id", "abc");
    request.headers.add("X-Empty", "");
    const auto response = client.send(request);
    REQUIRE(response);
    CHECK(response->body.find("\r\nX-Request-Id: abc\r\n") != std::string::npos);
    CHECK(response->body.find("\r\nX-Empty:\r\n") != std::string::npos);
    CHECK(response->body.find("\r\nUser-Agent: skifte\r\n") != std::string::npos);
}

TEST_CASE("A redirect is an answer, and is not followed") {
    TlsServer server{answering(answer(302, "", {{"Location", "https://localhost:1/elsewhere"}}))};
    Client client;
    const auto response = client.send(get(server.url()));
    REQUIRE(response);
    CHECK(response->status == 302);
    CHECK(response->headers.find("Location") == "https://localhost:1/elsewhere");
}

TEST_CASE("An interim answer leaves nothing in the final one") {
    TlsServer server{answering("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + answer(204, ""))};
    Client client;
    const auto response = client.send(get(server.url()));
    REQUIRE(response);
    CHECK(response->status == 204);
    CHECK_FALSE(response->headers.find("Link"));
}

TEST_CASE("Requests in turn share a connection, and each knows of its client certificate") {
    const bool old = GENERATE(true, false);
    TlsServer server{{.client_certificate = ClientCertificate::required, .tls_1_2 = old}, echo};
    Client client{trusting(Pki::shared().client)};
    for (int i = 0; i < 3; ++i) {
        const auto response = client.send(post(server.url(), "krav"));
        REQUIRE(response);
        CHECK(response->tls == (old ? "TLSv1.2" : "TLSv1.3"));
        CHECK(response->client_certificate_asked);
        CHECK(response->client_certificate_sent);
    }
    CHECK(server.connections() == 1);
}

TEST_CASE("A server that asks and is shown nothing is told apart from one that does not ask") {
    const bool old = GENERATE(true, false);
    const bool asks = GENERATE(true, false);
    TlsServer server{
        {.client_certificate = asks ? ClientCertificate::asked : ClientCertificate::ignored, .tls_1_2 = old},
        echo};
    const bool has_one = GENERATE(true, false);
    Client client{trusting(has_one ? Pki::shared().client : TlsIdentity{})};
    const auto response = client.send(get(server.url()));
    REQUIRE(response);
    CHECK(response->client_certificate_asked == asks);
    CHECK(response->client_certificate_sent == (asks && has_one));
}

TEST_CASE("Two transports on one loop never use each other's connections") {
    TlsServer server{{.client_certificate = ClientCertificate::asked}, echo};
    Loop loop;
    const auto with = make_curl_transport(loop, trusting(Pki::shared().client));
    const auto without = make_curl_transport(loop, trusting());
    CHECK(with->send(get(server.url()))->client_certificate_sent);
    CHECK_FALSE(without->send(get(server.url()))->client_certificate_sent);
    CHECK(server.connections() == 2);
}

TEST_CASE("Many requests run at once") {
    TlsServer server{echo};
    Client client;
    int done = 0;
    for (int i = 0; i < 20; ++i) {
        client.transport->start(post(server.url(), "krav " + std::to_string(i)),
                                [&, i](Result<Response> response) {
                                    ++done;
                                    REQUIRE(response);
                                    CHECK(response->body.ends_with("\r\n\r\nkrav " + std::to_string(i)));
                                });
    }
    CHECK(done == 0);
    client.loop.run_until([&] { return done == 20; });
}

TEST_CASE("A completion may destroy the transport") {
    TlsServer server{echo};
    Client client;
    bool done = false;
    client.transport->start(get(server.url()), [&](Result<Response>) {
        client.transport.reset();
        done = true;
    });
    client.loop.run_until([&] { return done; });
    CHECK_FALSE(client.transport);
}

TEST_CASE("A transport that is destroyed drops what is under way") {
    TlsServer server{[](Connection& connection) {
        static_cast<void>(connection.request());
        connection.wait_until_gone();
    }};
    Client client;
    bool done = false, later = false;
    client.transport->start(get(server.url()), [&](Result<Response>) { done = true; });
    client.loop.after(std::chrono::milliseconds{1}, [&](bool) { client.transport.reset(); });
    client.loop.after(std::chrono::milliseconds{2}, [&](bool) { later = true; });
    client.loop.run_until([&] { return later; });
    CHECK_FALSE(done);
}

TEST_CASE("The body of a success goes to the sink, and that of a failure is kept") {
    const int status = GENERATE(200, 404);
    TlsServer server{answering(answer(status, std::string(100'000, 'p')))};
    Client client;
    Request request = get(server.url());
    std::string taken;
    request.sink = [&](std::string_view chunk) { return taken.append(chunk), true; };
    const auto response = client.send(request);
    REQUIRE(response);
    CHECK(taken.size() == (status == 200 ? 100'000 : 0));
    CHECK(response->body.size() == (status == 200 ? 0 : 100'000));
}

TEST_CASE("The sink is asked once for each success, and what it does not want is kept") {
    const bool wanted = GENERATE(true, false);
    TlsServer server{answering(answer(206, std::string(100'000, 'p'), {{"ETag", "\"x\""}}))};
    Client client;
    Request request = get(server.url());
    std::string taken;
    int asked = 0;
    request.sink = [&](std::string_view chunk) { return taken.append(chunk), true; };
    request.wanted = [&](int status, const Headers& headers) {
        ++asked;
        CHECK(status == 206);
        CHECK(headers.find("ETag") == "\"x\"");
        CHECK(taken.empty());
        return wanted;
    };
    const auto response = client.send(request);
    REQUIRE(response);
    CHECK(asked == 1);
    CHECK(taken.size() == (wanted ? 100'000 : 0));
    CHECK(response->body.size() == (wanted ? 0 : 100'000));
}

TEST_CASE("An answer that comes before the body has left is taken, and the body has no digest") {
    TlsServer server{[](Connection& connection) {
        static_cast<void>(connection.head());
        connection.write(answer(413, "for stort", {{"Connection", "close"}}));
        connection.wait_until_gone();
    }};
    Client client;
    const std::string content(std::size_t{16} << 20, 'k');
    const auto response = client.send(post(server.url(), content));
    REQUIRE(response);
    CHECK(response->status == 413);
    CHECK(response->body == "for stort");
    CHECK(response->sent_bytes < content.size());
    CHECK_FALSE(response->sent_digest);
}

TEST_CASE("A trace shows each attempt, and of the headers only what is allowed") {
    TlsServer server{answering(answer(200, "hemmeligt", {{"ETag", "\"1\""}, {"Set-Cookie", "hemmeligt"}}))};
    std::vector<Attempt> attempts;
    CurlOptions options = trusting(Pki::shared().client);
    options.trace = [&](const Attempt& attempt) { attempts.push_back(attempt); };
    Client client{std::move(options)};
    Request request = post(server.url("/krav"), "hemmeligt");
    request.label = "opretKrav";
    request.headers.add("Authorization", "Bearer hemmeligt");
    request.headers.add("accept", "application/json");
    REQUIRE(client.send(request));

    REQUIRE(attempts.size() == 1);
    const Attempt& attempt = attempts.front();
    CHECK(attempt.label == "opretKrav");
    CHECK(attempt.method == "POST");
    CHECK(attempt.url == server.url("/krav"));
    CHECK(attempt.request_headers.fields().size() == 1);
    CHECK(attempt.request_headers.find("Accept") == "application/json");
    CHECK(attempt.certificate_serial == "CAFE");
    REQUIRE(attempt.response);
    CHECK(attempt.response->status == 200);
    CHECK(attempt.response->body.empty());
    CHECK(attempt.response->headers.find("ETag"));
    CHECK_FALSE(attempt.response->headers.find("Set-Cookie"));
    CHECK_FALSE(attempt.error);
    CHECK(attempt.number == 1);
    CHECK(attempt.address.starts_with("127.0.0.1 "));
    CHECK(attempt.protocol == "HTTP/1.1");
    CHECK(attempt.tls == "TLSv1.3");
    CHECK_FALSE(attempt.certificate_asked);
    CHECK_FALSE(attempt.certificate_sent);
    CHECK(attempt.sent_bytes > std::string_view{"hemmeligt"}.size() + 60);
    CHECK(attempt.received_bytes ==
          answer(200, "hemmeligt", {{"ETag", "\"1\""}, {"Set-Cookie", "hemmeligt"}}).size());
    CHECK(attempt.timing.total >= attempt.timing.first_byte);
    CHECK(attempt.timing.first_byte >= attempt.timing.tls);
    CHECK(attempt.timing.tls > attempt.timing.connect);
}

TEST_CASE("In a trace the first byte is the answer's, also where a long body went before it") {
    std::atomic<std::chrono::steady_clock::time_point> read{};
    TlsServer server{[&](Connection& connection) {
        static_cast<void>(connection.request());
        read = std::chrono::steady_clock::now();
        connection.write(answer(200, ""));
    }};
    std::chrono::steady_clock::time_point first_byte;
    CurlOptions options = trusting();
    options.trace = [&](const Attempt& attempt) {
        first_byte = std::chrono::steady_clock::now() - attempt.timing.total + attempt.timing.first_byte;
    };
    REQUIRE(Client{std::move(options)}.send(post(server.url(), std::string(8 << 20, 'x'))));
    CHECK(first_byte >= read.load());
}

TEST_CASE("A trace of a refused certificate says that it was asked for and shown") {
    TlsServer server{{.client_certificate = TlsServer::ClientCertificate::required},
                     [](Connection& connection) { static_cast<void>(connection.request()); }};
    std::vector<Attempt> attempts;
    CurlOptions options = trusting(Pki::shared().foreign_client);
    options.trace = [&](const Attempt& attempt) { attempts.push_back(attempt); };
    CHECK_FALSE(Client{std::move(options)}.send(post(server.url(), "krav")));
    REQUIRE(attempts.size() == 1);
    CHECK(attempts.front().certificate_asked);
    CHECK(attempts.front().certificate_sent);
    CHECK(attempts.front().error);
    CHECK_FALSE(attempts.front().response);
}

namespace {

std::string from_hex(std::string_view hex) {
    std::string out;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
        out += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
    return out;
}

// A hundred thousand zeros in 133 bytes.
TlsServer::Script compressed() {
    const std::string head = "1f8b0800000000000203edc13101000000c2a04aeb9fce1a1e4001";
    const std::string tail = "af0685c24dc5a0860100";
    return answering(
        answer(200, from_hex(head + std::string(192, '0') + tail), {{"Content-Encoding", "gzip"}}));
}

}  // namespace

TEST_CASE("A compressed answer is asked for and unpacked, and the limit is on what it becomes") {
    std::string accepted;
    TlsServer server{[&](Connection& connection) {
        if (auto request = connection.request()) accepted = request->header("Accept-Encoding");
        connection.write(answer(200, ""));
    }};
    TlsServer packed{compressed()};
    Client client;
    REQUIRE(client.send(get(server.url())));
    CHECK(accepted == "gzip, deflate");
    const auto response = client.send(get(packed.url()));
    REQUIRE(response);
    CHECK(response->body == std::string(100'000, '0'));

    Request request = get(packed.url());
    request.max_response_bytes = 99'999;
    const auto refused = client.send(request);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == "net.too_large");
}

TEST_CASE("A file is asked for as it is, and so is a part of one") {
    std::string accepted;
    TlsServer server{[&](Connection& connection) {
        if (auto request = connection.request()) accepted = request->header("Accept-Encoding");
        connection.write(answer(200, "x"));
    }};
    Client client;
    Request request = get(server.url());
    if (GENERATE(true, false))
        request.sink = [](std::string_view) { return true; };
    else
        request.headers.add("Range", "bytes=1-");
    REQUIRE(client.send(request));
    CHECK(accepted.empty());
}

TEST_CASE("A compressed answer that is none is no answer") {
    TlsServer server{answering(answer(200, "ikke gzip", {{"Content-Encoding", "gzip"}}))};
    const auto result = Client{}.send(get(server.url()));
    REQUIRE_FALSE(result);
    CHECK(result.error().code == "net.protocol");
}

TEST_CASE("Only the wanted family of addresses is used") {
    TlsServer server{answering(answer(200, "ok"))};  // on 127.0.0.1
    CurlOptions options = trusting();
    options.addresses = AddressFamily::ipv4;
    CHECK(Client{options}.send(get(server.url())));
    options.addresses = AddressFamily::ipv6;
    const auto result = Client{options}.send(get(server.url()));
    REQUIRE_FALSE(result);  // by where localhost has one or none
    CHECK((result.error().code == "net.connect" || result.error().code == "net.name"));
    CHECK(server.connections() == 1);
}
