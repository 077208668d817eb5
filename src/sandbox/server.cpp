// cpp-httplib does sockets, TLS and HTTP/1.1; routing, ranges and everything else are the portal's.
#include "sandbox/server.hpp"

#include "sandbox/tls.hpp"

#include <httplib.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <ctime>
#include <filesystem>
#include <mutex>
#include <thread>
#include <utility>

namespace skifte::sandbox {
namespace {

// A connection keeps a thread for as long as it is open.
constexpr std::size_t threads = 64;
constexpr int keep_alive_seconds = 30;
constexpr std::chrono::milliseconds look_again{20};  // for a file that an answer waits for
constexpr std::size_t keep_alive_requests = 1'000'000;
// Room for what the spec allows in one request: a PDF of 25 MiB and 20 bilag of 10 MiB.
constexpr std::size_t largest_body = std::size_t{256} << 20;
constexpr const char* loopback = "127.0.0.1";

Request read(const httplib::Request& http) {
    Request request{.method = http.method,
                    .target = http.target,
                    .headers = {http.headers.begin(), http.headers.end()},
                    .body = http.body,
                    .certificate = client_certificate(http.ssl)};
    for (const auto& [name, part] : http.files)
        request.parts.push_back({name, part.filename, part.content_type, part.content});
    return request;
}

}  // namespace

struct Server::Running {
    Portal& portal;
    Connections connections;  // before `http`: it must outlive the connections
    std::mutex mutex;
    std::condition_variable stopped;
    bool stopping = false;
    std::unique_ptr<httplib::SSLServer> http;
    int port = -1;
    std::atomic<bool> ended = false;
    std::thread listener;

    explicit Running(Portal& portal_) : portal(portal_) {}
    ~Running();
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;

    void set_up();
    void answer(const httplib::Request& request, httplib::Response& response);
    void send(const Answer& answer, std::size_t bytes, httplib::Response& response) const;
};

Server::Running::~Running() {
    {
        const std::lock_guard lock(mutex);
        stopping = true;
    }
    stopped.notify_all();
    if (!listener.joinable()) return;
    // httplib ignores a stop that comes before its loop has begun.
    while (!http->is_running() && !ended) std::this_thread::yield();
    http->stop();
    connections.close_all();
    listener.join();
}

void Server::Running::set_up() {
    connections.watch(http->ssl_context());
    // httplib's own choice, SO_REUSEPORT, would let two sandboxes share a port.
    http->set_socket_options([](socket_t socket) {
        const int yes = 1;
        setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
    http->new_task_queue = [] { return new httplib::ThreadPool(threads); };
    http->set_keep_alive_timeout(keep_alive_seconds);
    http->set_keep_alive_max_count(keep_alive_requests);
    http->set_tcp_nodelay(true);
    http->set_payload_max_length(largest_body);
    const auto handler = [this](const httplib::Request& request, httplib::Response& response) {
        answer(request, response);
    };
    http->Get(".*", handler).Post(".*", handler).Put(".*", handler).Patch(".*", handler);
    http->Delete(".*", handler).Options(".*", handler);
    // What httplib refuses before it comes to us: 400, 413, 414, 416.
    const auto refuse_by_itself = [this](const httplib::Request&, httplib::Response& response) {
        if (response.has_header("X-Request-ID")) return httplib::Server::HandlerResponse::Unhandled;
        const Answer refusal = portal.refusal(response.status);
        response.set_content(refusal.body, refusal.content_type);
        return httplib::Server::HandlerResponse::Handled;
    };
    // As every server with a clock does (RFC 9110 section 6.6.1), and httplib does not.
    http->set_post_routing_handler([](const httplib::Request&, httplib::Response& response) {
        response.set_header("Date", http_date(std::time(nullptr)));
    });
    http->set_error_handler(httplib::Server::HandlerWithResponse(refuse_by_itself));
}

void Server::Running::answer(const httplib::Request& request, httplib::Response& response) {
    const Reply reply = portal.handle(read(request));
    if (reply.delay.count() > 0) {
        std::unique_lock lock(mutex);
        stopped.wait_for(lock, reply.delay, [this] { return stopping; });
    }
    while (!reply.until.empty() && !std::filesystem::exists(reply.until)) {
        std::unique_lock lock(mutex);
        if (stopped.wait_for(lock, look_again, [this] { return stopping; })) break;
    }
    if (reply.ending == Reply::Ending::reset) {
        reset_connection(request.ssl);
        return;
    }
    if (reply.ending == Reply::Ending::torn) {
        end_connection(request.ssl, std::string_view(reply.wire).substr(0, reply.bytes));
        return;
    }
    const bool cut = reply.ending == Reply::Ending::cut;
    send(reply.answer, cut ? reply.bytes : reply.answer.body.size(), response);
}

// By a content provider of no stated length, and with a Content-Length of our own: so that httplib neither
// compresses the body nor cuts ranges out of it, and can be made to stop in the middle.
void Server::Running::send(const Answer& answer, std::size_t bytes, httplib::Response& response) const {
    response.status = answer.status;
    for (const auto& [name, value] : answer.headers) response.set_header(name, value);
    if (answer.body.empty()) return;
    response.set_header("Content-Length", std::to_string(answer.body.size()));
    response.set_content_provider(answer.content_type,
                                  [body = answer.body.substr(0, bytes), whole = bytes == answer.body.size()](
                                      std::size_t, httplib::DataSink& sink) {
                                      const bool written = sink.write(body.data(), body.size());
                                      sink.done();
                                      return written && whole;
                                  });
}

Server::Server(std::unique_ptr<Running> running) : running_(std::move(running)) {}
Server::Server(Server&&) noexcept = default;
Server& Server::operator=(Server&&) noexcept = default;
Server::~Server() = default;

int Server::port() const noexcept {
    return running_->port;
}

Result<Server> Server::start(Portal& portal, const std::filesystem::path& pki_folder, int port) {
    auto running = std::make_unique<Running>(portal);
    Result<void> tls;
    running->http = std::make_unique<httplib::SSLServer>([&](SSL_CTX& context) {
        tls = set_up_tls(&context, pki_folder);
        return tls.has_value();
    });
    SKIFTE_CHECK(std::move(tls));
    running->set_up();
    httplib::SSLServer& http = *running->http;
    if (port == 0)
        running->port = http.bind_to_any_port(loopback);
    else if (http.bind_to_port(loopback, port))
        running->port = port;
    if (running->port < 0) return fail("sandbox.port", {{"port", std::to_string(port)}});
    running->listener = std::thread([&http, &ended = running->ended] {
        http.listen_after_bind();
        ended = true;
    });
    return Server(std::move(running));
}

}  // namespace skifte::sandbox
