// CurlTransfer: one request as one libcurl transfer, and an account of what of it has left this machine.
#pragma once

#include "net/curl_failure.hpp"
#include "net/curl_handles.hpp"
#include "net/curl_sockets.hpp"
#include "net/http2_exchange.hpp"
#include "net/tls_handshake.hpp"

#include <skifte/net/transport.hpp>

#include <curl/curl.h>

#include <array>
#include <chrono>
#include <memory>
#include <optional>

namespace skifte::net {

class CurlTransfer {
public:
    // `sockets` must outlive its running.
    CurlTransfer(Request request, std::shared_ptr<const CurlOptions> options, CurlSockets& sockets,
                 CurlHandles::Handle easy);
    CurlTransfer(const CurlTransfer&) = delete;
    CurlTransfer& operator=(const CurlTransfer&) = delete;

    [[nodiscard]] CURL* handle() const noexcept { return easy_.get(); }
    [[nodiscard]] const Request& request() const noexcept { return request_; }
    // Why it need not be started.
    [[nodiscard]] bool refused() const noexcept { return error_.has_value(); }
    // What came of it; once, after the transfer has ended with `code`.
    [[nodiscard]] Result<Response> finish(CURLcode code, bool interrupted);
    // Fills in what went over the line.
    void account(Attempt& attempt) const;

    // Instead of a request: makes the connection, and leaves it to who asked. To be said before it runs.
    void only_connect();
    // Of the connection that was made; the protocol is what TLS agreed on (RFC 7301).
    [[nodiscard]] const std::string& agreed_protocol() const noexcept { return agreed_protocol_; }
    [[nodiscard]] curl_socket_t socket() const;
    [[nodiscard]] CurlSockets::Held hold() const;
    [[nodiscard]] Http2Facts facts() const;
    [[nodiscard]] Stage stage() const;
    // What a failure on the connection is to an exchange that came so far.
    [[nodiscard]] Error failure(CURLcode code, Stage stage,
                                std::chrono::steady_clock::time_point deadline) const;

private:
    [[nodiscard]] Timing timing() const;
    [[nodiscard]] std::string address() const;
    [[nodiscard]] std::chrono::microseconds since_start() const {
        return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() -
                                                                     started_);
    }
    template <typename T>
    void set(CURLoption option, T value);
    void set_address();
    void set_tls();
    void set_headers();
    void set_method();
    void set_times();
    void see_tls();

    // libcurl's callbacks; `self` is the transfer.
    static int before_request(void* self, char*, char*, int port, int local_port);
    static std::size_t read_body(char* out, std::size_t, std::size_t room, void* self);
    static int rewind_body(void* self, curl_off_t offset, int origin);
    static std::size_t take_header(char* line, std::size_t, std::size_t size, void* self);
    static std::size_t take_body(char* chunk, std::size_t, std::size_t size, void* self);
    static int trace(CURL*, curl_infotype type, char* data, std::size_t size, void* self);
    static CURLcode prepare_tls(CURL*, void* context, void* self);

    [[nodiscard]] bool take_chunk(std::string_view chunk);
    [[nodiscard]] bool is_for_sink();
    [[nodiscard]] bool may_send() const noexcept;
    [[nodiscard]] Result<Response> result(CURLcode code, bool interrupted);
    [[nodiscard]] Effect effect() const noexcept;
    [[nodiscard]] Response response();
    template <typename T>
    [[nodiscard]] T info(CURLINFO what) const;

    Request request_;
    std::shared_ptr<const CurlOptions> options_;
    CurlSockets& sockets_;
    CurlSockets::Held held_;  // while it is a filing on its way
    std::string host_, port_;
    std::string tls_;              // version
    std::string agreed_protocol_;  // "h2", "http/1.1", or ""
    std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
    std::chrono::microseconds first_byte_{};  // of the answer, since then
    std::array<char, CURL_ERROR_SIZE> text_{};
    std::optional<Error> error_;  // what we ended it for, or did not start it for
    std::shared_ptr<TlsHandshake> handshake_ = std::make_shared<TlsHandshake>();

    std::optional<Body::Reader> reader_;
    bool only_connect_ = false;
    bool connected_ = false;  // and shaking hands
    bool began_ = false;      // libcurl has begun to send; before that it may talk to a proxy
    bool head_left_ = false;
    bool left_ = false;           // what may have an effect has left: of the body, or without one of the head
    bool not_processed_ = false;  // the server says so
    Instant last_byte_left_{};

    Response response_;
    bool head_complete_ = false;
    std::uint64_t header_bytes_ = 0, body_bytes_ = 0;
    std::optional<bool> for_sink_;  // known with the first chunk

    // Last, so that they go first: they point to the rest.
    std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> header_lines_{nullptr, curl_slist_free_all};
    CurlHandles::Handle easy_;
};

}  // namespace skifte::net
