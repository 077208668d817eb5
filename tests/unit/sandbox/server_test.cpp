// The server over real TLS on loopback: whom it lets in, and what of an answer reaches the client.
#include "bench.hpp"
#include "tls_client.hpp"

#include "sandbox/server.hpp"
#include "sandbox/specs.hpp"

#include <skifte/support/digest.hpp>

#include <catch2/catch.hpp>

#include <chrono>
#include <optional>
#include <thread>

namespace {

using namespace skifte;
using namespace skifte::sandbox;
using namespace std::chrono_literals;
using test::any_pdf;
using test::foreign_pki;
using test::HttpAnswer;
using test::shared_pki;
using test::TlsClient;

// A server on a free port, with the machine's clock.
struct ServerBench {
    test::TemporaryFolder folder;
    std::optional<Portal> portal;
    std::optional<Server> server;

    ServerBench() {
        folder.write("root.pem", shared_pki().root);
        folder.write("server.pem", shared_pki().server);
        folder.write("server.key", shared_pki().server_key);
        auto state = State::open(folder.path() / "db");
        REQUIRE(state);
        const Instant now = system_clock().now();
        const Testdata testdata = make_testdata(now, "klient");
        REQUIRE(state->commit(testdata.changes, testdata.contents, now));
        portal.emplace(PortalOptions{.folder = folder.path()}, system_clock(), served_specs(),
                       Client{"klient", "hemmelig", served_scopes()}, std::move(*state));
        auto started = Server::start(*portal, folder.path(), 0);
        REQUIRE(started);
        server.emplace(std::move(*started));
    }

    [[nodiscard]] std::string token(TlsClient& client) const {
        const std::string body = "grant_type=client_credentials";
        const HttpAnswer answer =
            client.exchange("POST /oauth2/token HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: "
                            "application/x-www-form-urlencoded\r\n"
                            "Authorization: Basic " +
                            base64("klient:hemmelig") + "\r\nContent-Length: " + std::to_string(body.size()) +
                            "\r\n\r\n" + body);
        REQUIRE(answer.status == 200);
        return std::string(Json::parse(answer.body).value().text("access_token"));
    }
};

const std::string reports =
    "/tvangsoploesningssager/" + fixed_id("sag/foerste-redegoerelse") + "/redegoerelser";

std::string report(const std::string& token, const std::string& pdf = any_pdf()) {
    const std::string body =
        "--grænse\r\nContent-Disposition: form-data; name=\"dokument\"; filename=\"r.pdf\"\r\n"
        "Content-Type: application/pdf\r\n\r\n" +
        pdf + "\r\n--grænse--\r\n";
    return "POST " + reports + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + token +
           "\r\nContent-Type: multipart/form-data; boundary=grænse\r\nContent-Length: " +
           std::to_string(body.size()) + "\r\n\r\n" + body;
}

}  // namespace

TEST_CASE("with the certificate and a token bound to it the API answers, call after call on one connection") {
    const ServerBench bench;
    TlsClient client(bench.server->port(), &shared_pki());
    const std::string token = bench.token(client);
    for (int i = 0; i < 3; ++i) {
        const HttpAnswer answer = client.get("/tvangsoploesningssager", token);
        CHECK(answer.status == 200);
        CHECK(answer.complete);
        CHECK(answer.head.find("X-Total-Count: 9") != std::string::npos);
        CHECK(Json::parse(answer.body).value().items().size() == 9);
    }
}

TEST_CASE("without a certificate, or with another authority's, nothing is answered") {
    const ServerBench bench;
    TlsClient nobody(bench.server->port(), nullptr);
    CHECK(nobody.get("/tvangsoploesningssager", "x").status == 0);
    TlsClient stranger(bench.server->port(), &foreign_pki());
    CHECK(stranger.get("/tvangsoploesningssager", "x").status == 0);
}

TEST_CASE("a call without a token is 401 and says how to get on") {
    const ServerBench bench;
    TlsClient client(bench.server->port(), &shared_pki());
    const HttpAnswer answer =
        client.exchange("GET /tvangsoploesningssager HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    CHECK(answer.status == 401);
    CHECK(answer.head.find("WWW-Authenticate: Bearer") != std::string::npos);
}

TEST_CASE("a multipart filing arrives whole, whatever its bytes, and ranges of it come back") {
    const ServerBench bench;
    TlsClient client(bench.server->port(), &shared_pki());
    const std::string token = bench.token(client);
    std::string pdf = any_pdf();
    for (int i = 0; i < 300'000; ++i) pdf += static_cast<char>(i * 7);
    pdf += "\r\n--gr\r\n";
    const HttpAnswer filed = client.exchange(report(token, pdf));
    REQUIRE(filed.status == 201);
    const Json redegoerelse = Json::parse(filed.body).value();
    CHECK(redegoerelse.at_pointer("/dokument/sha256")->as_string() == hex(sha256(pdf)));
    const std::string where = reports + "/" + std::string(redegoerelse.text("redegoerelseId")) + "/dokument";
    CHECK(client.get(where, token).body == pdf);
    const HttpAnswer part =
        client.exchange("GET " + where + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token +
                        "\r\nRange: bytes=0-4\r\n\r\n");
    CHECK(part.status == 206);
    CHECK(part.body == "%PDF-");
}

TEST_CASE("a reset ends the connection without an answer") {
    const ServerBench bench;
    TlsClient client(bench.server->port(), &shared_pki());
    const std::string token = bench.token(client);
    bench.folder.write("faults.json", R"([{"operation": "indsendRedegoerelse", "do": "reset-after"}])");
    CHECK(client.exchange(report(token)).status == 0);
    CHECK(client.closed());
    TlsClient again(bench.server->port(), &shared_pki());
    CHECK(Json::parse(again.get(reports, token).body).value().items().size() == 1);
}

TEST_CASE("a cut answer promises its whole length, gives a part of it, and ends the connection") {
    const ServerBench bench;
    TlsClient client(bench.server->port(), &shared_pki());
    const std::string token = bench.token(client);
    const int bytes = GENERATE(0, 25);
    bench.folder.write("faults.json", R"([{"operation": "listSager", "do": "cut", "bytes": )" +
                                          std::to_string(bytes) + "}]");
    const HttpAnswer answer = client.get("/tvangsoploesningssager", token);
    CHECK(answer.status == 200);
    CHECK(answer.body.size() == static_cast<std::size_t>(bytes));
    CHECK_FALSE(answer.complete);
    CHECK(client.closed());
}

TEST_CASE("a torn answer ends in its head or body, and the connection in order") {
    const ServerBench bench;
    TlsClient client(bench.server->port(), &shared_pki());
    const std::string token = bench.token(client);
    const auto [bytes, complete] = GENERATE(std::pair{"9", false}, std::pair{"1000000", true});
    bench.folder.write("faults.json",
                       R"([{"operation": "listSager", "do": "torn", "bytes": )" + std::string(bytes) + "}]");
    CHECK(client.get("/tvangsoploesningssager", token).complete == complete);
    CHECK(client.closed());
}

TEST_CASE("an empty answer has no body, and the connection lives on") {
    const ServerBench bench;
    TlsClient client(bench.server->port(), &shared_pki());
    const std::string token = bench.token(client);
    bench.folder.write("faults.json", R"([{"operation": "listSager", "do": "empty"}])");
    const HttpAnswer answer = client.get("/tvangsoploesningssager", token);
    CHECK(answer.status == 200);
    CHECK(answer.complete);
    CHECK(answer.body.empty());
    CHECK(client.get("/tvangsoploesningssager", token).status == 200);
}

TEST_CASE("what the HTTP library refuses by itself has a problem as its body too") {
    const ServerBench bench;
    TlsClient client(bench.server->port(), &shared_pki());
    const HttpAnswer long_path =
        client.exchange("GET /" + std::string(9000, 'a') + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    CHECK(long_path.status == 414);
    CHECK(Json::parse(long_path.body).value().text("fejlkode") == "ADRESSE_FOR_LANG");
}

TEST_CASE("a port that is taken is an error that names it") {
    ServerBench bench;
    const auto second = Server::start(*bench.portal, bench.folder.path(), bench.server->port());
    REQUIRE_FALSE(second);
    CHECK(second.error().code == "sandbox.port");
    CHECK(second.error().argument("port") == std::to_string(bench.server->port()));
}

TEST_CASE("a stop waits neither for idle connections nor for answers that are late") {
    ServerBench bench;
    TlsClient idle(bench.server->port(), &shared_pki());
    TlsClient waiting(bench.server->port(), &shared_pki());
    const std::string token = bench.token(idle);
    bench.folder.write("faults.json", R"([{"operation": "listSager", "do": "late", "ms": 60000}])");
    std::thread late([&] { (void)waiting.get("/tvangsoploesningssager", token); });
    while (bench.folder.read("faults.log").empty()) std::this_thread::yield();
    const auto begun = std::chrono::steady_clock::now();
    bench.server.reset();
    CHECK(std::chrono::steady_clock::now() - begun < 4s);
    late.join();
    CHECK(idle.closed());
}
