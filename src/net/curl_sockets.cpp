#include "net/curl_sockets.hpp"

#include <linux/sockios.h>
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace skifte::net {

namespace {

int port_of(int (*ask)(int, sockaddr*, socklen_t*), curl_socket_t socket) {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    if (ask(socket, reinterpret_cast<sockaddr*>(&address), &size) != 0) return 0;
    if (address.ss_family == AF_INET) return ntohs(reinterpret_cast<const sockaddr_in&>(address).sin_port);
    return ntohs(reinterpret_cast<const sockaddr_in6&>(address).sin6_port);
}

void reset_on_close(curl_socket_t socket, bool on) {
    const linger how{.l_onoff = on ? 1 : 0, .l_linger = 0};
    ::setsockopt(socket, SOL_SOCKET, SO_LINGER, &how, sizeof how);
}

// Whether the kernel has bytes of ours that the other end has not acknowledged.
bool has_queued(curl_socket_t socket) {
    int queued = 0;
    return ::ioctl(socket, SIOCOUTQ, &queued) != 0 || queued > 0;  // tcp(7)
}

// The descriptor is libcurl's to close; to dissolve the connection resets it at once (connect(2)).
void reset(curl_socket_t socket) {
    const sockaddr nowhere{.sa_family = AF_UNSPEC, .sa_data = {}};
    ::connect(socket, &nowhere, sizeof nowhere);
}

}  // namespace

void CurlSockets::watch(CURL* easy) {
    curl_easy_setopt(easy, CURLOPT_SOCKOPTFUNCTION, &CurlSockets::on_open);
    curl_easy_setopt(easy, CURLOPT_SOCKOPTDATA, this);
    curl_easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, &CurlSockets::on_close);
    curl_easy_setopt(easy, CURLOPT_CLOSESOCKETDATA, this);
}

int CurlSockets::on_open(void* self, curl_socket_t socket, curlsocktype) {
    static_cast<CurlSockets*>(self)->open_.push_back(std::make_shared<CurlSocket>(CurlSocket{socket}));
    return CURL_SOCKOPT_OK;
}

int CurlSockets::on_close(void* self, curl_socket_t socket) {
    std::erase_if(static_cast<CurlSockets*>(self)->open_, [socket](const auto& one) {
        if (one->number != socket) return false;
        one->open = false;
        return true;
    });
    return ::close(socket);
}

CurlSockets::Held CurlSockets::begin(int local_port, int port) {
    Held held;
    for (const auto& one : open_) {
        if (port_of(::getsockname, one->number) != local_port || port_of(::getpeername, one->number) != port)
            continue;
        if (one->filings++ == 0) reset_on_close(one->number, true);
        held.push_back(one);
    }
    return held;
}

void CurlSockets::end(const Held& held, bool answered) {
    for (const auto& one : held) {
        --one->filings;
        if (!one->open) continue;
        if (!answered && has_queued(one->number))
            reset(one->number);
        else if (one->filings == 0)
            reset_on_close(one->number, false);
    }
}

}  // namespace skifte::net
