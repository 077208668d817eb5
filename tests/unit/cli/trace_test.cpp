#include "cli/trace.hpp"
#include "unit/cli/piped_streams.hpp"

#include <skifte/support/json.hpp>

#include <catch2/catch.hpp>

#include <algorithm>

using namespace skifte;
using namespace skifte::cli;
using skifte::cli::test::lines_of;
using skifte::cli::test::PipedStreams;
using namespace std::chrono_literals;

namespace {

net::Attempt attempt() {
    net::Attempt out;
    out.label = "hentBo";
    out.method = "GET";
    out.url = "https://portal.example/boer?cpr=010190-1234";
    out.number = 2;
    out.request_headers.add("Accept", "application/json");
    out.address = "192.0.2.1 443";
    out.protocol = "HTTP/2";
    out.tls = "TLSv1.3";
    out.certificate_serial = "4f";
    out.certificate_asked = out.certificate_sent = true;
    out.sent_bytes = 312;
    out.received_bytes = 90;
    out.timing = {.token = 1500us, .name = 2us, .connect = 3us, .tls = 4us, .first_byte = 5us, .total = 6us};
    return out;
}

net::Attempt answered() {
    net::Attempt out = attempt();
    out.response.emplace();
    out.response->status = 200;
    out.response->headers.add("Location", "/boer/0101901234");
    return out;
}

net::Attempt failed() {
    net::Attempt out = attempt();
    out.address.clear();
    out.error = Error{"net.connect"};
    return out;
}

std::string told(const net::Attempt& attempt, const std::string& form) {
    PipedStreams pipes;
    const auto trace = make_trace(pipes.streams(), form);
    REQUIRE(trace);
    (*trace)(attempt);
    return pipes.err();
}

}  // namespace

TEST_CASE("A trace for people tells of an attempt from its address to its timing", "[trace]") {
    CHECK(lines_of(told(answered(), "text")) ==
          std::vector<std::string>{
              "> GET https://portal.example/boer?cpr=010190-xxxx  (hentBo, attempt 2)",
              "  > Accept: application/json",
              "< HTTP/2 200",
              "  < Location: /boer/010190-xxxx",
              "  = 192.0.2.1 443, TLSv1.3, certificate 4f shown",
              "  = sent 312 bytes, received 90",
              "  = token 1.5 ms, name 0.0 ms, connect 0.0 ms, tls 0.0 ms, first byte 0.0 ms, total 0.0 ms",
          });
}

TEST_CASE("A trace of what failed names the fault, and says where there was no connection", "[trace]") {
    const auto lines = lines_of(told(failed(), ""));
    CHECK(std::find(lines.begin(), lines.end(), "! net.connect") != lines.end());
    CHECK(std::find(lines.begin(), lines.end(), "  = no connection") != lines.end());
}

TEST_CASE("A trace says whether the certificate was asked for", "[trace]") {
    net::Attempt one = answered();
    one.certificate_sent = false;
    CHECK(told(one, "").find("certificate 4f asked for, none shown\n") != std::string::npos);
    one.certificate_asked = false;
    CHECK(told(one, "").find("certificate 4f not asked for\n") != std::string::npos);
}

TEST_CASE("A trace for machines is one object a line, masked in the same way", "[trace]") {
    const auto lines = lines_of(told(answered(), "json"));
    REQUIRE(lines.size() == 1);
    CHECK(lines.front() ==
          R"({"operation":"hentBo","method":"GET","url":"https://portal.example/boer?cpr=010190-xxxx",)"
          R"("attempt":2,"address":"192.0.2.1 443","protocol":"HTTP/2","tls":"TLSv1.3",)"
          R"("certificateSerial":"4f","certificateAsked":true,"certificateSent":true,)"
          R"("requestHeaders":{"Accept":"application/json"},"sentBytes":312,"receivedBytes":90,)"
          R"("timing":{"tokenUs":1500,"nameUs":2,"connectUs":3,"tlsUs":4,"firstByteUs":5,"totalUs":6},)"
          R"("status":200,"responseHeaders":{"Location":"/boer/010190-xxxx"}})");
    const auto fault = Json::parse(told(failed(), "json"));
    REQUIRE(fault);
    CHECK(fault->text("error") == "net.connect");
    CHECK(fault->find("status") == nullptr);
}
