// CurlSockets: sees to it that nothing of a filing leaves this machine once its transfer has ended without an
// answer. What the kernel has taken it goes on sending, for minutes where the line is down, even when the
// process has gone; and then a look-up in between says that nothing was filed. A reset drops it.
#pragma once

#include <curl/curl.h>

#include <memory>
#include <vector>

namespace skifte::net {

// One connection of libcurl's.
struct CurlSocket {
    curl_socket_t number = CURL_SOCKET_BAD;
    bool open = true;
    int filings = 0;  // on their way over it; in HTTP/2 there may be several
};

// Must outlive the transfers it watches and the connections they leave behind.
class CurlSockets {
public:
    using Held = std::vector<std::shared_ptr<CurlSocket>>;

    CurlSockets() = default;
    CurlSockets(const CurlSockets&) = delete;
    CurlSockets& operator=(const CurlSockets&) = delete;

    // To know of every socket that this transfer opens, and libcurl later closes.
    void watch(CURL* easy);
    // A filing is about to be sent over the connection with these ports. From now on, whoever closes it, and
    // be it the end of the process, resets it.
    [[nodiscard]] Held begin(int local_port, int port);
    // It has ended. Without an answer, what may be queued of it is dropped, and with it the connection; where
    // others use that too they end as net.reset. It stays if the kernel has nothing queued.
    void end(const Held& held, bool answered);

private:
    static int on_open(void* self, curl_socket_t socket, curlsocktype purpose);
    static int on_close(void* self, curl_socket_t socket);

    std::vector<std::shared_ptr<CurlSocket>> open_;
};

}  // namespace skifte::net
