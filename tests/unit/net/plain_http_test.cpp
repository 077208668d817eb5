// Small documents by plain http: no redirect, no credential, a limit to everything.
#include "unit/net/tls_server.hpp"

#include <skifte/net/plain_http.hpp>

#include <catch2/catch.hpp>

#include <chrono>

using namespace skifte;
using namespace skifte::net;
using namespace skifte::net::test;
using namespace std::chrono_literals;

namespace {

std::string url_of(const TlsServer& server, std::string_view path = "/") {
    return "http://127.0.0.1:" + std::to_string(server.port()) + std::string(path);
}

Result<PlainAnswer> fetch(PlainRequest request, std::chrono::milliseconds timeout = 30s) {
    Loop loop;
    return std::move(fetch_plain(loop, {std::move(request)}, timeout).front());
}

Result<PlainAnswer> get(const std::string& url) {
    PlainRequest request;
    request.url = url;
    return fetch(request);
}

TlsServer::Script saying(std::string text) {
    return [text = std::move(text)](Connection& connection) {
        if (connection.plain_request()) connection.write_plain(text);
    };
}

}  // namespace

TEST_CASE("A document comes with its status, and with nothing of ours in the request") {
    std::string head;
    TlsServer server{[&](Connection& connection) {
        const auto request = connection.plain_request();
        if (!request) return;
        head = request->head;
        connection.write_plain(answer(200, "listen"));
    }};
    const auto got = get(url_of(server, "/issuing.crl"));
    REQUIRE(got);
    CHECK(got->status == 200);
    CHECK(got->body == "listen");
    CHECK(head.starts_with("GET /issuing.crl HTTP/1.1\r\nHost: 127.0.0.1:"));
    CHECK(head.find("Authorization") == std::string::npos);
    CHECK(head.find("Cookie") == std::string::npos);
    CHECK(head.find("User-Agent") == std::string::npos);
}

TEST_CASE("A body is posted as what it is, whatever its bytes") {
    const std::string body("\x30\x00\xFF\x0A", 4);
    std::string seen, type;
    TlsServer server{[&](Connection& connection) {
        const auto request = connection.plain_request();
        if (!request) return;
        seen = request->body;
        type = request->header("Content-Type");
        connection.write_plain(answer(200, "ok"));
    }};
    PlainRequest request;
    request.url = url_of(server);
    request.body = body;
    request.content_type = "application/ocsp-request";
    REQUIRE(fetch(request));
    CHECK(seen == body);
    CHECK(type == "application/ocsp-request");
}

TEST_CASE("Another server is never gone to because the first one says so") {
    TlsServer other{saying(answer(200, "andet"))};
    TlsServer server{saying(answer(302, "", {{"Location", url_of(other)}}))};
    const auto got = get(url_of(server));
    REQUIRE(got);
    CHECK(got->status == 302);
    CHECK(other.connections() == 0);
}

TEST_CASE("What is not plain http is refused before any connection") {
    const auto* url = GENERATE("https://localhost/", "ldap://localhost/", "file:///etc/hostname", "",
                               "http://a:b@localhost/", "localhost/list");
    const auto got = get(url);
    REQUIRE_FALSE(got);
    CHECK(got.error().code == "net.protocol");
}

TEST_CASE("Where only this machine may be asked nobody else is") {
    PlainRequest request;
    request.loopback_only = true;
    request.url = GENERATE("http://ca1.gov.dk/ocsp", "http://10.0.0.1/", "http://localhost.invalid/");
    CHECK(fetch(request).error().code == "net.protocol");
    TlsServer server{saying(answer(200, "ok"))};
    request.url = url_of(server);
    CHECK(fetch(request));
}

TEST_CASE("A document beyond its limit is cut off, announced or not") {
    const std::string body(2000, 'x');
    const bool announced = GENERATE(true, false);
    TlsServer server{
        saying(announced ? answer(200, body) : "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + body)};
    PlainRequest request;
    request.url = url_of(server);
    request.limit = 1999;
    CHECK(fetch(request).error().code == "net.too_large");
    request.limit = 2000;
    CHECK(fetch(request));
}

TEST_CASE("A server that says nothing is given up in time") {
    TlsServer server{[](Connection& connection) { connection.wait_until_gone(); }};
    PlainRequest request;
    request.url = url_of(server);
    CHECK(fetch(request, 50ms).error().code == "net.timeout.total");
}

TEST_CASE("One that nobody serves, and one that is cut, are told apart") {
    const DeafPort deaf;
    CHECK(get("http://127.0.0.1:" + std::to_string(deaf.number())).error().code == "net.connect");
    TlsServer server{[](Connection& connection) {
        static_cast<void>(connection.plain_request());
        connection.reset();
    }};
    CHECK(get(url_of(server)).error().code == "net.reset");
}

TEST_CASE("Several are fetched at once, and the answers stand in the order of the questions") {
    std::atomic<int> here = 0;
    TlsServer server{[&](Connection& connection) {
        const auto request = connection.plain_request();
        if (!request) return;
        ++here;
        while (here < 2) std::this_thread::yield();  // each waits for the other to have come
        connection.write_plain(answer(200, request->line()));
    }};
    Loop loop;
    PlainRequest a, b, none;
    a.url = url_of(server, "/a");
    b.url = url_of(server, "/b");
    none.url = "https://localhost/";
    const auto got = fetch_plain(loop, {a, none, b}, 30s);
    REQUIRE(got.size() == 3);
    CHECK(got[0]->body == "GET /a HTTP/1.1");
    CHECK_FALSE(got[1]);
    CHECK(got[2]->body == "GET /b HTTP/1.1");
    CHECK(fetch_plain(loop, {}, 30s).empty());
}

TEST_CASE("An interrupt ends the fetching at once") {
    Interrupt interrupt;
    TlsServer server{[&](Connection& connection) {
        static_cast<void>(connection.plain_request());
        interrupt.raise();
        connection.wait_until_gone();
    }};
    Loop loop{&interrupt};
    PlainRequest request;
    request.url = url_of(server);
    const auto got = fetch_plain(loop, {request}, 30s);
    CHECK(got.front().error().code == "interrupted");
}
