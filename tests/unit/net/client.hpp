// What the transport's tests have in common: a loop, a transport on it, and requests to a TlsServer.
#pragma once

#include "unit/net/tls_server.hpp"

#include <skifte/net/transport.hpp>

#include <fstream>
#include <future>
#include <memory>
#include <string>
#include <utility>

namespace skifte::net::test {

inline CurlOptions trusting(TlsIdentity identity = {}) {
    CurlOptions options;
    options.ca_file = Pki::shared().ca_file();
    options.identity = std::move(identity);
    return options;
}

struct Client {
    explicit Client(CurlOptions options = trusting())
        : transport(make_curl_transport(loop, std::move(options))) {}
    [[nodiscard]] Result<Response> send(Request request) { return transport->send(std::move(request)); }

    Interrupt interrupt;
    Loop loop{&interrupt};
    std::unique_ptr<Transport> transport;
};

inline Request get(std::string url) {
    Request request;
    request.url = std::move(url);
    request.repeatable = true;
    return request;
}

// A filing.
inline Request post(std::string url, std::string body) {
    Request request;
    request.method = "POST";
    request.url = std::move(url);
    request.body = Body{std::move(body)};
    request.has_body = true;
    return request;
}

// Opened once, by one thread for another.
class Gate {
public:
    void open() { opened_.set_value(); }
    void wait() const { opening_.wait(); }

private:
    std::promise<void> opened_;
    std::shared_future<void> opening_ = opened_.get_future().share();
};

// A file that was changed after it was confirmed, and is seen to be so once some of it has left.
struct ChangedFile {
    ChangedFile() {
        std::ofstream(path) << std::string(100'000, 'p');
        body = Body{"--boundary\r\n\r\n"};
        body.add(PinnedFile::open(path).value());
        std::ofstream(path, std::ios::in).seekp(99'999) << 'q';
    }
    TemporaryFolder folder;
    std::filesystem::path path = folder / "bilag.pdf";
    Body body;
};

inline std::string argument(const Result<Response>& result, std::string_view name) {
    return std::string(result.error().argument(name));
}

}  // namespace skifte::net::test
