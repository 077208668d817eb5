// A server's side of an HTTP/2 connection for tests (RFC 9113), by nghttp2: bytes in, bytes out, and between
// them what the test says. It knows no socket.
#pragma once

#include <nghttp2/nghttp2.h>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace skifte::net::test {

// Not thread-safe.
class Http2Peer {
public:
    struct Stream {
        std::vector<std::pair<std::string, std::string>> headers;
        std::vector<std::string> secrets;  // headers that no table may keep (RFC 7541 section 7.1.3)
        std::string body;
        bool ended = false;   // the request is here in full
        bool closed = false;  // by either
        std::uint32_t code = 0;
        std::string answer;  // of its body, what has not left
        // The first value of a header, or "".
        [[nodiscard]] std::string header(std::string_view name) const;
    };
    using Fields = std::vector<std::pair<std::string, std::string>>;

    explicit Http2Peer(std::uint32_t most_streams = 128, std::uint32_t window = 1U << 20);
    Http2Peer(const Http2Peer&) = delete;
    Http2Peer& operator=(const Http2Peer&) = delete;

    // False: what came is no HTTP/2.
    bool take(std::string_view came);
    [[nodiscard]] std::string outgoing();

    // What the client said of itself (RFC 9113 section 6.5.2).
    [[nodiscard]] std::uint32_t setting(nghttp2_settings_id which) const {
        return nghttp2_session_get_remote_settings(session_.get(), which);
    }
    // By stream, in the order they were begun.
    std::map<std::int32_t, Stream> streams;
    // Those whose request is here in full and that were not given yet.
    [[nodiscard]] std::vector<std::int32_t> arrived();

    void answer(std::int32_t stream, int status, std::string body, const Fields& headers = {});
    void answer_head(std::int32_t stream, int status, const Fields& headers = {});  // and no body yet
    void trailers(std::int32_t stream, const Fields& fields);  // end an answer whose head was given
    void reset(std::int32_t stream, std::uint32_t code);
    void widen(std::uint32_t window);  // of the whole connection
    // Nothing above `last` was or will be processed.
    void go_away(std::int32_t last);

private:
    void respond(std::int32_t stream, int status, const Fields& headers, bool with_body);

    std::unique_ptr<nghttp2_session, decltype(&nghttp2_session_del)> session_{nullptr, nghttp2_session_del};
    std::vector<std::int32_t> arrived_;
};

}  // namespace skifte::net::test
