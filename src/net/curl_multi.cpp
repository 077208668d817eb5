// libcurl's sockets and timer on our loop.
#include "net/curl_multi.hpp"

#include <poll.h>
#include <stdexcept>
#include <string>

namespace skifte::net {

namespace {

CURLM* new_multi() {
    static const CURLcode global = curl_global_init(CURL_GLOBAL_DEFAULT);
    CURLM* multi = global == CURLE_OK ? curl_multi_init() : nullptr;
    if (multi == nullptr) throw std::runtime_error("libcurl does not start");
    return multi;
}

short poll_events(int what) noexcept {
    const int in = (what & CURL_POLL_IN) != 0 ? POLLIN : 0;
    const int out = (what & CURL_POLL_OUT) != 0 ? POLLOUT : 0;
    return static_cast<short>(in | out);
}

int curl_events(short found) noexcept {
    int events = 0;
    if ((found & (POLLIN | POLLHUP)) != 0) events |= CURL_CSELECT_IN;
    if ((found & POLLOUT) != 0) events |= CURL_CSELECT_OUT;
    if ((found & (POLLERR | POLLNVAL)) != 0) events |= CURL_CSELECT_ERR;
    return events;
}

}  // namespace

CurlMulti::CurlMulti(Loop& loop) : loop_(loop), multi_(new_multi(), curl_multi_cleanup) {
    curl_multi_setopt(multi_.get(), CURLMOPT_SOCKETFUNCTION, &CurlMulti::on_socket);
    curl_multi_setopt(multi_.get(), CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(multi_.get(), CURLMOPT_TIMERFUNCTION, &CurlMulti::on_timer);
    curl_multi_setopt(multi_.get(), CURLMOPT_TIMERDATA, this);
    loop_.state().on_interrupt[this] = [this] {
        while (!running_.empty()) end(running_.begin()->first, CURLE_ABORTED_BY_CALLBACK);
    };
}

CurlMulti::~CurlMulti() {
    for (const auto& [easy, done] : running_) curl_multi_remove_handle(multi_.get(), easy);
    for (CURL* easy : connections_) curl_multi_remove_handle(multi_.get(), easy);
    multi_.reset();  // closes the connections, which ends their watches
    if (timer_) loop_.state().cancel(*timer_);
    loop_.state().on_interrupt.erase(this);
}

void CurlMulti::run(CURL* easy, Done done) {
    if (loop_.interrupted()) return skip(CURLE_ABORTED_BY_CALLBACK, std::move(done));
    if (curl_multi_add_handle(multi_.get(), easy) != CURLM_OK)
        return skip(CURLE_FAILED_INIT, std::move(done));
    running_.emplace(easy, std::move(done));
}

void CurlMulti::connect(CURL* easy, Done done) {
    connections_.insert(easy);
    run(easy, std::move(done));
}

void CurlMulti::release(CURL* easy) {
    running_.erase(easy);
    if (connections_.erase(easy) > 0) curl_multi_remove_handle(multi_.get(), easy);
}

void CurlMulti::skip(CURLcode code, Done done) {
    loop_.post([alive = std::weak_ptr(alive_), done = std::move(done), code] {
        if (!alive.expired()) done(code);
    });
}

void CurlMulti::end(CURL* easy, CURLcode code) {
    auto running = running_.extract(easy);
    if (code != CURLE_OK) connections_.erase(easy);
    if (!connections_.contains(easy)) curl_multi_remove_handle(multi_.get(), easy);
    // Not called from here, so that it may destroy this object.
    skip(code, std::move(running.mapped()));
}

int CurlMulti::on_socket(CURL*, curl_socket_t socket, int what, void* data, void*) {
    auto* self = static_cast<CurlMulti*>(data);
    auto& watches = self->loop_.state().watches;
    if (what == CURL_POLL_REMOVE) {
        watches.erase(socket);
    } else {
        watches[socket] = {poll_events(what),
                           [self, socket](short found) { self->act(socket, curl_events(found)); }};
    }
    return 0;
}

int CurlMulti::on_timer(CURLM*, long milliseconds, void* data) {
    auto* self = static_cast<CurlMulti*>(data);
    Loop::State& loop = self->loop_.state();
    if (self->timer_) loop.cancel(*self->timer_);
    self->timer_.reset();
    if (milliseconds < 0) return 0;
    self->timer_ = loop.schedule(std::chrono::steady_clock::now() + std::chrono::milliseconds{milliseconds},
                                 [self](bool) {
                                     self->timer_.reset();
                                     self->act(CURL_SOCKET_TIMEOUT, 0);
                                 });
    return 0;
}

void CurlMulti::act(curl_socket_t socket, int events) {
    int left = 0;
    curl_multi_socket_action(multi_.get(), socket, events, &left);
    while (const CURLMsg* message = curl_multi_info_read(multi_.get(), &left)) {
        if (message->msg == CURLMSG_DONE) end(message->easy_handle, message->data.result);
    }
}

}  // namespace skifte::net
