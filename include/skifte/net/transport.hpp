// Transport: one HTTP exchange, or a policy around another Transport (retry, token). Any status is a success
// here; only what prevented an answer is an Error. Not thread-safe: a transport belongs to its Loop's thread.
#pragma once

#include <skifte/net/loop.hpp>
#include <skifte/net/message.hpp>
#include <skifte/net/tls_identity.hpp>

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace skifte::net {

class Transport {
public:
    using Completion = std::function<void(Result<Response>)>;

    virtual ~Transport() = default;
    // Calls `done` exactly once, from Loop::run_until, never from inside start; not at all if the transport
    // is destroyed before. The Error's effect says what the request, were it a filing, may have done: none if
    // nothing of the body (without a body: of the head) left this machine, or HTTP/2 says it was not
    // processed (RFC 9113 sections 6.8 and 8.7), or the server refused our certificate, or a file of the body
    // changed, so that the body was left short; else unknown. Codes, with host and port where there is one:
    //   net.name, net.connect (reason), net.timeout.connect, net.timeout.total (stage), net.tls (reason;
    //   state = version if the two have no version of TLS in common)
    //   net.reset (stage; hint = client_certificate if that may have been refused)
    //   net.tls.server_certificate (reason; state: expired, not_yet_valid, other_name, unknown_ca)
    //   net.tls.client_certificate (alert; state: expired, revoked, unknown_ca, unsupported, not_sent)
    //   net.proxy (status; state = login if it wants one): the proxy did not let us through, or
    //   net.proxy (reason; state = away): there is none where one should be
    //   net.tls.ca_file (path), net.protocol (reason), net.too_large (limit), net.sink, interrupted
    //   file.changed (path), file.unreadable (path, reason)
    // A stage is connect, tls, sending, waiting or receiving.
    virtual void start(Request request, Completion done) = 0;
    [[nodiscard]] virtual Loop& loop() noexcept = 0;

    // start, and run the loop until it is done.
    [[nodiscard]] Result<Response> send(Request request);
};

// One attempt, as --trace shows it. No body, and of the headers only those on the allow-list.
struct Attempt {
    std::string label, method, url;
    int number = 1;  // of the request: 2 is the first retry
    Headers request_headers;
    std::optional<Response> response;  // its body is empty; headers by allow-list
    std::optional<Error> error;
    std::string address;  // of the server, or of the proxy; "" if there was no connection
    std::string protocol, tls;
    std::string certificate_serial;  // of the one we have to show
    bool certificate_asked = false, certificate_sent = false;
    std::uint64_t sent_bytes = 0, received_bytes = 0;  // heads and bodies, as they go over the line
    Timing timing;
};
using Trace = std::function<void(const Attempt&)>;

enum class AddressFamily { any, ipv4, ipv6 };

struct CurlOptions {
    TlsIdentity identity;           // empty: no client certificate
    std::filesystem::path ca_file;  // PEM; empty: the system's trust store
    bool tls_1_3_only = false;      // else 1.2 as well
    AddressFamily addresses = AddressFamily::any;
    std::chrono::milliseconds connect_timeout{10'000};
    std::string user_agent = "skifte";
    Trace trace;
};

// The leaf: libcurl on `loop`. TLS 1.2 or later, HTTP/2 where the server offers it, redirects never followed,
// compressed answers unpacked but for those that a sink takes (the limit is on what they become). A proxy is
// taken from https_proxy, HTTPS_PROXY, all_proxy or ALL_PROXY, but not for loopback, nor for what no_proxy or
// NO_PROXY names.
[[nodiscard]] std::unique_ptr<Transport> make_curl_transport(Loop& loop, CurlOptions options);

}  // namespace skifte::net
