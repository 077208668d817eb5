#include "net/http2_connection.hpp"

#include <algorithm>
#include <array>
#include <poll.h>
#include <utility>

namespace skifte::net {

namespace {

using std::chrono::steady_clock;

// As in CurlTransfer: a server that closes an idle connection may or may not have read what meets its
// closing.
constexpr std::chrono::seconds idle_limit{4};

// As often as libcurl sends again what a server has not processed.
constexpr int most_tries = 5;

// The URL's path and query (RFC 9113 section 8.3.1).
std::string_view path_of(std::string_view url) noexcept {
    url.remove_prefix(std::min(url.find("://") + 3, url.size()));
    url.remove_prefix(std::min(url.find_first_of("/?#"), url.size()));
    url = url.substr(0, url.find('#'));
    return url.empty() ? "/" : url;
}

}  // namespace

Http2Connection::Http2Connection(Loop& loop, CurlMulti& multi, CurlSockets& sockets,
                                 std::unique_ptr<CurlTransfer> connecting, std::string authority,
                                 std::string user_agent, Owner owner)
    : loop_(loop),
      multi_(multi),
      sockets_(sockets),
      transfer_(std::move(connecting)),
      owner_(std::move(owner)),
      session_(std::move(authority), std::move(user_agent)) {
    transfer_->only_connect();
    const auto done = [this, alive = std::weak_ptr(alive_)](CURLcode code) {
        if (!alive.expired()) connected(code);
    };
    if (transfer_->refused())
        multi_.skip(CURLE_OK, done);
    else
        multi_.connect(transfer_->handle(), done);
    loop_.state().on_interrupt[this] = [this] { interrupt(); };
}

Http2Connection::~Http2Connection() {
    for (const auto& [exchange, timer] : timers_) loop_.state().cancel(timer);
    loop_.state().on_interrupt.erase(this);
    close(false);
}

bool Http2Connection::takes() const noexcept {
    if (state_ != State::open) return state_ == State::connecting;
    return session_.is_open() && (session_.running() > 0 || steady_clock::now() < idle_since_ + idle_limit);
}

bool Http2Connection::is_over() const noexcept {
    return state_ == State::closed || (state_ == State::open && session_.running() == 0 && !takes());
}

void Http2Connection::start(Exchange exchange) {
    if (const auto deadline = exchange->request().deadline; deadline != steady_clock::time_point::max())
        timers_.emplace(exchange.get(), loop_.state().schedule(deadline, [this, exchange](bool interrupted) {
            if (!interrupted) expire(exchange);
        }));
    if (state_ == State::connecting)
        waiting_.push_back(std::move(exchange));
    else
        open(std::move(exchange));
}

void Http2Connection::connected(CURLcode code) {
    if (state_ != State::connecting) return;
    const bool made = code == CURLE_OK && !transfer_->refused();
    if (!made) {
        const auto failed = transfer_->finish(code, loop_.interrupted());
        auto waiting = std::exchange(waiting_, {});
        close(true);
        for (const Exchange& exchange : waiting) finish(exchange, fail(failed.error()));
        return;
    }
    facts_ = std::make_shared<const Http2Facts>(transfer_->facts());
    handshake_ = facts_->handshake;
    if (transfer_->agreed_protocol() != "h2") {
        auto waiting = std::exchange(waiting_, {});
        for (const Exchange& exchange : waiting) forget_timer(exchange);
        close(true);
        owner_.no_http2(waiting);
        return;
    }
    state_ = State::open;
    idle_since_ = steady_clock::now();
    socket_ = transfer_->socket();
    watch(false);
    while (!waiting_.empty()) {
        open(std::move(waiting_.front()));
        waiting_.pop_front();
    }
    plan_flush();
    if (receive()) settle_ended();  // what came with the handshake is not on the socket any more
}

void Http2Connection::open(Exchange exchange) {
    if (held_.empty()) held_ = transfer_->hold();
    const std::string_view path = path_of(exchange->request().url);
    session_.start(std::move(exchange), path, facts_);
    if (facts_->timing.tls.count() > 0) {
        Http2Facts later = *facts_;  // to those that come after, it was there
        later.timing = {};
        facts_ = std::make_shared<const Http2Facts>(std::move(later));
    }
    plan_flush();
}

// In the next turn, so that what is started in one goes in one write.
void Http2Connection::plan_flush() {
    if (std::exchange(flush_planned_, true)) return;
    loop_.post([this, alive = std::weak_ptr(alive_)] {
        if (alive.expired()) return;
        flush_planned_ = false;
        flush();
    });
}

void Http2Connection::watch(bool writing) {
    writing_ = writing;
    loop_.state().watches[socket_] = {static_cast<short>(writing ? POLLIN | POLLOUT : POLLIN),
                                      [this](short found) { ready(found); }};
}

void Http2Connection::ready(short) {
    if (!receive()) return;
    settle_ended();
    flush();
}

// False if the connection is gone.
bool Http2Connection::receive() {
    std::array<char, std::size_t{16} << 10> block{};
    for (;;) {
        std::size_t count = 0;
        const CURLcode code = curl_easy_recv(transfer_->handle(), block.data(), block.size(), &count);
        if (code == CURLE_AGAIN) return true;
        const bool came = code == CURLE_OK && count > 0;
        const bool understood = came && session_.take({block.data(), count});
        handshake_->answered = handshake_->answered || session_.has_answered();
        if (understood) continue;
        lose(came ? CURLE_HTTP2 : code == CURLE_OK ? CURLE_GOT_NOTHING : code);
        return false;
    }
}

void Http2Connection::flush() {
    if (state_ == State::open) write();
    settle_ended();  // a body that could not be read ends here
    if (state_ == State::open && session_.is_over()) session_.running() > 0 ? lose(CURLE_HTTP2) : close(true);
}

void Http2Connection::write() {
    for (;;) {
        const std::string_view out = session_.outgoing();
        if (out.empty()) break;
        std::size_t count = 0;
        const CURLcode code = curl_easy_send(transfer_->handle(), out.data(), out.size(), &count);
        if (code == CURLE_AGAIN) {
            if (!writing_) watch(true);
            return;
        }
        // What the server said before it closed is still to be read, and may be why.
        if (code != CURLE_OK) {
            if (receive()) lose(code);
            return;
        }
        session_.leave(count, system_clock().now());
    }
    if (writing_) watch(false);
}

void Http2Connection::settle_ended() {
    for (const auto& [exchange, ending] : session_.ended()) settle(exchange, ending);
    // Nothing that the server says while it is idle makes it any younger.
    if (state_ != State::open || session_.running() > 0 || held_.empty()) return;
    idle_since_ = steady_clock::now();
    sockets_.end(std::exchange(held_, {}), true);
}

void Http2Connection::settle(const Exchange& exchange, Http2Session::Ending ending) {
    forget_timer(exchange);
    switch (ending) {
    case Http2Session::Ending::answered: return finish(exchange, exchange->response());
    case Http2Session::Ending::not_processed: return refused(exchange);
    case Http2Session::Ending::broken: return broken(exchange);
    }
}

void Http2Connection::refused(const Exchange& exchange) {
    if (exchange->tries() < most_tries) return owner_.again(exchange);
    finish(exchange,
           fail(transfer_->failure(CURLE_HTTP2_STREAM, exchange->stage(), exchange->request().deadline)));
}

void Http2Connection::broken(const Exchange& exchange) {
    give_up(exchange,
            transfer_->failure(CURLE_HTTP2_STREAM, exchange->stage(), exchange->request().deadline));
    // A body that was left short is no request, and so the rest of it need not be kept from the server.
    if ((exchange->error() ? exchange->error()->effect : exchange->effect()) != Effect::none) drop_queued();
}

// It ends where it is. An answer in full stays one, whatever became of the rest of the request (RFC 9113
// section 8.1).
void Http2Connection::give_up(const Exchange& exchange, Error why) {
    if (exchange->is_complete()) return finish(exchange, exchange->response());
    if (exchange->error()) return finish(exchange, fail(*exchange->error()));
    finish(exchange, fail(std::move(why).having(exchange->effect())));
}

void Http2Connection::expire(const Exchange& exchange) {
    timers_.erase(exchange.get());
    const bool waits = state_ == State::connecting;
    const Stage stage = waits ? transfer_->stage() : exchange->stage();
    Error error = transfer_->failure(CURLE_OPERATION_TIMEDOUT, stage, exchange->request().deadline);
    if (waits) {
        std::erase(waiting_, exchange);
        return finish(exchange, fail(std::move(error)));
    }
    session_.cancel(*exchange);
    give_up(exchange, std::move(error));
    if (!exchange->is_complete() && exchange->effect() != Effect::none) drop_queued();
    plan_flush();
}

// Bytes that we hold ourselves cannot be told apart any more from those of others.
void Http2Connection::drop_queued() {
    if (state_ != State::open) return;
    sockets_.end(transfer_->hold(), false);
    if (session_.has_unsent()) return lose(CURLE_SEND_ERROR);
    if (receive()) settle_ended();  // that nothing more is given to a connection that is gone
}

void Http2Connection::look() {
    if (state_ == State::open && session_.running() == 0) static_cast<void>(receive());
}

void Http2Connection::interrupt() {
    auto running = state_ == State::open ? session_.abandon() : std::vector<Exchange>{};
    auto waiting = std::exchange(waiting_, {});
    close(false);
    for (const Exchange& exchange : running) give_up(exchange, Error{"interrupted"});
    for (const Exchange& exchange : waiting) finish(exchange, fail(Error{"interrupted"}));
}

void Http2Connection::lose(CURLcode code) {
    if (state_ != State::open) return;
    const auto ended = session_.ended();
    std::vector<std::pair<Exchange, Error>> lost;
    for (const Exchange& exchange : session_.abandon())
        lost.emplace_back(exchange,
                          transfer_->failure(code, exchange->stage(), exchange->request().deadline));
    close(false);
    for (const auto& [exchange, ending] : ended) settle(exchange, ending);
    for (auto& [exchange, error] : lost) give_up(exchange, std::move(error));
}

void Http2Connection::close(bool answered) {
    if (state_ == State::closed) return;
    state_ = State::closed;
    if (socket_ != CURL_SOCKET_BAD) loop_.state().watches.erase(socket_);
    sockets_.end(std::exchange(held_, {}), answered);
    multi_.release(transfer_->handle());
}

void Http2Connection::forget_timer(const Exchange& exchange) {
    const auto timer = timers_.find(exchange.get());
    if (timer == timers_.end()) return;
    loop_.state().cancel(timer->second);
    timers_.erase(timer);
}

void Http2Connection::finish(const Exchange& exchange, Result<Response> result) {
    forget_timer(exchange);
    owner_.finished(exchange, std::move(result));
}

}  // namespace skifte::net
