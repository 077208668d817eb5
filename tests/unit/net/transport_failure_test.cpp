// The leaf transport where no answer comes: what the failure is called, and how far it got.
#include "unit/net/client.hpp"

#include <catch2/catch.hpp>

#include <atomic>
#include <chrono>

using namespace skifte;
using namespace skifte::net;
using namespace skifte::net::test;
using namespace std::chrono_literals;
using ClientCertificate = TlsServer::ClientCertificate;

namespace {

// A filing to a server that does this to it.
Result<Response> file_at(const TlsServer& server, CurlOptions options = trusting()) {
    return Client{std::move(options)}.send(post(server.url(), "krav"));
}

void just_answer(Connection& connection) {
    if (connection.request()) connection.write(answer(200, "ok"));
}

TlsServer::Script saying(std::string text) {
    return [text = std::move(text)](Connection& connection) {
        if (connection.request()) connection.write(text);
    };
}

}  // namespace

TEST_CASE("What is not https is refused before any connection") {
    const auto* url = GENERATE("http://localhost/", "ftp://localhost/", "localhost", "", "https://");
    const auto result = Client{}.send(post(url, "krav"));
    REQUIRE_FALSE(result);
    CHECK(result.error().code == "net.protocol");
    CHECK(result.error().effect == Effect::none);
}

TEST_CASE("A header that would be two is refused before any connection") {
    TlsServer server{just_answer};
    Request request = get(server.url());
    request.headers.add("X-Request-Id", "a\r\nAuthorization: b");
    const auto result = Client{}.send(request);
    REQUIRE_FALSE(result);
    CHECK(result.error().code == "net.protocol");
    CHECK(server.connections() == 0);
}

TEST_CASE("A name that does not resolve is named") {
    // Longer than a name can be, so that nobody is asked.
    const std::string host = std::string(70, 'a') + ".invalid";
    const auto result = Client{}.send(post("https://" + host + "/", "krav"));
    REQUIRE_FALSE(result);
    CHECK(result.error().code == "net.name");
    CHECK(argument(result, "host") == host);
    CHECK(result.error().effect == Effect::none);
}

TEST_CASE("A refused connection says where and why") {
    const DeafPort deaf;
    const auto result = Client{}.send(post("https://127.0.0.1:" + std::to_string(deaf.number()), "krav"));
    REQUIRE_FALSE(result);
    CHECK(result.error().code == "net.connect");
    CHECK(argument(result, "host") == "127.0.0.1");
    CHECK(argument(result, "port") == std::to_string(deaf.number()));
    CHECK(argument(result, "reason") == "Connection refused");
    CHECK(result.error().effect == Effect::none);
}

TEST_CASE("A server that never finishes the handshake is given up after the connect timeout") {
    TlsServer server{[](Connection& connection) { connection.wait_until_gone(); }};
    CurlOptions options = trusting();
    options.connect_timeout = 50ms;
    const auto result = file_at(server, options);
    REQUIRE_FALSE(result);
    CHECK(result.error().code == "net.timeout.connect");
    CHECK(argument(result, "host") == "localhost");
    CHECK(result.error().effect == Effect::none);
}

TEST_CASE("The deadline ends a transfer wherever it is") {
    const bool reads = GENERATE(true, false);
    std::atomic<bool> there = false;
    TlsServer server{[&](Connection& connection) {
        if (reads) {
            there = connection.request().has_value();
        } else {
            there = connection.wait_for_bytes();
        }
        connection.wait_until_gone();
    }};
    // On a slow machine the request may not get there in time; then with more.
    for (auto time = 100ms;; time *= 2) {
        Request request = post(server.url(), "krav");
        request.deadline = std::chrono::steady_clock::now() + time;
        const auto result = Client{}.send(request);
        REQUIRE_FALSE(result);
        CHECK(result.error().code == "net.timeout.total");
        if (!there) continue;
        CHECK(argument(result, "stage") == (reads ? "waiting" : "tls"));
        CHECK(result.error().effect == (reads ? Effect::unknown : Effect::none));
        break;
    }
}

TEST_CASE("After the deadline nothing is started") {
    TlsServer server{just_answer};
    Request request = post(server.url(), "krav");
    request.deadline = std::chrono::steady_clock::now();
    const auto result = Client{}.send(request);
    REQUIRE_FALSE(result);
    CHECK(result.error().code == "net.timeout.total");
    CHECK(result.error().effect == Effect::none);
    CHECK(server.connections() == 0);
}

TEST_CASE("A server certificate that does not hold is the server's fault, with the reason") {
    const Pki& pki = Pki::shared();
    const auto [identity, reason] = GENERATE_REF(table<TlsIdentity, std::string>({
        {pki.elsewhere, "hostname mismatch"},
        {pki.expired_server, "certificate has expired"},
    }));
    const bool old = GENERATE(true, false);
    TlsServer server{{.tls_1_2 = old, .identity = identity}, just_answer};
    const auto result = file_at(server);
    REQUIRE_FALSE(result);
    CHECK(result.error().code == "net.tls.server_certificate");
    CHECK(argument(result, "reason") == reason);
    CHECK(argument(result, "host") == "localhost");
    CHECK(result.error().effect == Effect::none);
}

TEST_CASE("An authority that is not trusted is the server's fault") {
    TlsServer server{just_answer};
    const auto result = file_at(server, CurlOptions{});
    REQUIRE_FALSE(result);
    CHECK(result.error().code == "net.tls.server_certificate");
    CHECK(argument(result, "reason") == "self-signed certificate in certificate chain");
}

TEST_CASE("With a CA file of its own a transport trusts no other authority") {
    TlsServer server{just_answer};
    CurlOptions options;
    options.ca_file = "/etc/ssl/certs/ca-certificates.crt";
    if (!std::filesystem::exists(options.ca_file)) return;
    CHECK(file_at(server, options).error().code == "net.tls.server_certificate");
}

TEST_CASE("A CA file that is not there is named") {
    TlsServer server{just_answer};
    CurlOptions options;
    options.ca_file = "/nonexistent/ca.pem";
    const auto result = file_at(server, options);
    REQUIRE_FALSE(result);
    CHECK(result.error().code == "net.tls.ca_file");
    CHECK(argument(result, "path") == "/nonexistent/ca.pem");
}

TEST_CASE("Where the server has no version of TLS that we take, that is told, and nothing has left") {
    TlsServer server{{.tls_1_2 = true}, just_answer};
    CurlOptions options = trusting();
    CHECK(file_at(server, options));
    options.tls_1_3_only = true;
    const auto result = file_at(server, options);
    REQUIRE_FALSE(result);
    CHECK(result.error().code == "net.tls");
    CHECK(argument(result, "state") == "version");
    CHECK(result.error().effect == Effect::none);
}

TEST_CASE("A client certificate that the server refuses is named as ours, with the server's alert") {
    const Pki& pki = Pki::shared();
    const bool old = GENERATE(true, false);
    const auto [identity, alert] = GENERATE_REF(table<TlsIdentity, std::string>({
        {pki.expired_client, "certificate expired"},
        {pki.foreign_client, "unknown CA"},
        {TlsIdentity{}, "none"},
    }));
    // Catch takes a CHECK from one thread only, so what the server saw is checked when it has ended.
    std::atomic<int> requests = 0;
    const auto result = [&, identity = identity] {
        TlsServer server{{.client_certificate = ClientCertificate::required, .tls_1_2 = old},
                         [&](Connection& connection) {
                             if (connection.request()) ++requests;
                             connection.wait_until_gone();  // so that the alert is not overtaken by a reset
                         }};
        return file_at(server, trusting(identity));
    }();
    CHECK(requests == 0);
    REQUIRE_FALSE(result);
    CHECK(result.error().code == "net.tls.client_certificate");
    if (alert != "none") {
        CHECK(argument(result, "alert") == alert);
    } else {
        CHECK(argument(result, "alert") == (old ? "handshake failure" : "certificate required"));
    }
    CHECK(result.error().effect == Effect::none);
}

TEST_CASE("A client certificate refused after an answer says nothing of what was sent since") {
    const bool first = GENERATE(true, false);
    std::atomic<int> requests = 0;
    const auto result = [&] {
        TlsServer server{{.tls_1_2 = true}, [&](Connection& connection) {
                             if (connection.number > 1) return;  // libcurl's second, which sends nothing
                             if (!first) {
                                 if (connection.request()) ++requests;
                                 connection.write(answer(200, "ok"));
                             }
                             if (connection.request()) ++requests;
                             connection.demand_certificate();
                             connection.wait_until_gone();
                         }};
        Client client;
        if (!first) REQUIRE(client.send(get(server.url())));
        return client.send(post(server.url(), "krav"));
    }();
    CHECK(requests == (first ? 1 : 2));
    REQUIRE_FALSE(result);
    CHECK(result.error().code == "net.tls.client_certificate");
    CHECK(result.error().effect == (first ? Effect::none : Effect::unknown));
}

TEST_CASE(
    "Where the alert is lost to a reset, the failure says that it may have been the client certificate") {
    std::atomic<int> secure = 0;
    {
        TlsServer server{{.client_certificate = ClientCertificate::required}, [&](Connection& connection) {
                             if (connection.secure()) ++secure;
                             connection.reset();
                         }};
        for (int i = 0; i < 10; ++i) {  // a race, and either end of it must be well told
            const auto result = file_at(server, trusting(Pki::shared().expired_client));
            REQUIRE_FALSE(result);
            if (result.error().code == "net.tls.client_certificate") {
                CHECK(result.error().effect == Effect::none);
            } else {
                CHECK(result.error().code == "net.reset");
                CHECK(argument(result, "hint") == "client_certificate");
            }
        }
    }
    CHECK(secure == 0);
}

TEST_CASE("A server that does not speak TLS is told as such") {
    TlsServer server{[](Connection& connection) {
        connection.write_plain("HTTP/1.1 400 Bad Request\r\n\r\n");
        connection.wait_until_gone();
    }};
    const auto result = file_at(server);
    REQUIRE_FALSE(result);
    CHECK(result.error().code == "net.tls");
    CHECK(argument(result, "reason") == "wrong version number");
    CHECK(result.error().effect == Effect::none);
}

TEST_CASE("A connection that ends under the handshake is a reset, and nothing has left") {
    const bool abrupt = GENERATE(true, false);
    TlsServer server{[abrupt](Connection& connection) {
        static_cast<void>(connection.wait_for_bytes());
        if (abrupt) connection.reset();
    }};
    const auto result = file_at(server);
    REQUIRE_FALSE(result);
    CHECK(result.error().code == "net.reset");
    CHECK(argument(result, "stage") == "tls");
    CHECK(argument(result, "hint").empty());
    CHECK(result.error().effect == Effect::none);
}

TEST_CASE("A connection that ends without an answer leaves the effect of a filing unknown") {
    const bool abrupt = GENERATE(true, false);
    TlsServer server{[abrupt](Connection& connection) {
        static_cast<void>(connection.request());
        if (abrupt) connection.reset();
    }};
    const auto result = file_at(server);
    REQUIRE_FALSE(result);
    CHECK(result.error().code == "net.reset");
    CHECK(argument(result, "stage") == "waiting");
    CHECK(result.error().effect == Effect::unknown);
}

TEST_CASE("An answer cut anywhere is a reset while receiving") {
    const std::string whole = answer(201, std::string(1000, 'x'));
    const auto length = GENERATE(std::size_t{30}, std::size_t{50}, std::size_t{500});
    TlsServer server{saying(whole.substr(0, length))};
    const auto result = file_at(server);
    REQUIRE_FALSE(result);
    CHECK(result.error().code == "net.reset");
    CHECK(argument(result, "stage") == "receiving");
    CHECK(result.error().effect == Effect::unknown);
}

TEST_CASE("An answer that is not HTTP is a breach of protocol") {
    const std::string text =
        GENERATE(as<std::string>{}, "<html>hello</html>\r\n\r\n", "HTTP/9.9 what\r\n\r\n");
    TlsServer server{saying(text)};
    const auto result = file_at(server);
    REQUIRE_FALSE(result);
    CHECK(result.error().code == "net.protocol");
    CHECK_FALSE(argument(result, "reason").empty());
    CHECK(result.error().effect == Effect::unknown);
}

TEST_CASE("Headers without end are cut off") {
    const bool one = GENERATE(true, false);
    std::string headers;
    for (int i = 0; i < 400; ++i) headers += (one ? "" : "\r\nX-Large: ") + std::string(1000, 'h');
    TlsServer server{saying("HTTP/1.1 200 OK\r\nX-Large: " + headers + "\r\n\r\n")};
    const auto result = file_at(server);
    REQUIRE_FALSE(result);
    CHECK(result.error().code == "net.too_large");
    CHECK(result.error().effect == Effect::unknown);
}

TEST_CASE("An answer larger than the request allows is cut off") {
    const bool announced = GENERATE(true, false);
    const std::string body(5000, 'x');
    TlsServer server{
        saying(announced ? answer(200, body) : "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + body)};
    Request request = post(server.url(), "krav");
    request.max_response_bytes = 4999;
    const auto result = Client{}.send(request);
    REQUIRE_FALSE(result);
    CHECK(result.error().code == "net.too_large");
    CHECK(argument(result, "limit") == "4999");
    CHECK(result.error().effect == Effect::unknown);
}

TEST_CASE("A sink that takes no more ends the transfer") {
    TlsServer server{saying(answer(200, "content"))};
    Request request = get(server.url());
    request.sink = [](std::string_view) { return false; };
    const auto result = Client{}.send(request);
    REQUIRE_FALSE(result);
    CHECK(result.error().code == "net.sink");
}

TEST_CASE("A failed attempt is traced with its error") {
    const DeafPort deaf;
    std::vector<Attempt> attempts;
    CurlOptions options = trusting();
    options.trace = [&](const Attempt& attempt) { attempts.push_back(attempt); };
    CHECK_FALSE(Client{std::move(options)}.send(get("https://localhost:" + std::to_string(deaf.number()))));
    REQUIRE(attempts.size() == 1);
    REQUIRE(attempts.front().error);
    CHECK(attempts.front().error->code == "net.connect");
}
