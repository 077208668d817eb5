// One HTTP request and its response (RFC 9110), as the transport takes and gives them.
#pragma once

#include <skifte/net/pinned_file.hpp>
#include <skifte/support/clock.hpp>
#include <skifte/support/error.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace skifte::net {

struct HeaderField {
    std::string name;
    std::string value;
};

// Names of header fields compare without case (RFC 9110 section 5.1).
[[nodiscard]] bool same_field_name(std::string_view a, std::string_view b) noexcept;

// An HTTP-date (RFC 9110 section 5.6.7); none if it is none.
[[nodiscard]] std::optional<Instant> parse_http_date(std::string_view value);

class Headers {
public:
    void add(std::string name, std::string value);
    void set(std::string name, std::string value);  // replaces all of that name
    // The first value; names compare without case (RFC 9110 section 5.1).
    [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const noexcept;
    [[nodiscard]] const std::vector<HeaderField>& fields() const noexcept { return fields_; }

private:
    std::vector<HeaderField> fields_;
};

// A request body of known length: pieces of memory and pinned files in order. It can be read again from the
// start for a retry, and a copy of it shares its memory. The last block of each file is held back until the
// whole file has proved to have the digest it had when it was opened; else the read fails with file.changed,
// the transport leaves the body short, and nothing is filed.
class Body {
public:
    Body() = default;
    explicit Body(std::string content);
    void add(std::string content);
    void add(PinnedFile file);

    [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
    [[nodiscard]] std::uint64_t size() const noexcept { return size_; }

    // Reads the body once from its start.
    class Reader {
    public:
        explicit Reader(const Body& body) : body_(&body) {}
        // Up to out.size() bytes; 0 at the end. Errors: file.changed (path), file.unreadable.
        [[nodiscard]] Result<std::size_t> read(std::span<std::byte> out);
        [[nodiscard]] std::uint64_t position() const noexcept { return position_; }
        // SHA-256 of all that was read; to be asked once, at the end.
        [[nodiscard]] Sha256Digest digest() { return sent_.finish(); }

    private:
        [[nodiscard]] Result<std::size_t> read_file(const PinnedFile& file, std::span<std::byte> out);

        const Body* body_;
        std::size_t piece_ = 0;
        std::uint64_t offset_ = 0;  // in the piece
        std::uint64_t position_ = 0;
        Sha256 file_hash_;
        Sha256 sent_;
    };

private:
    friend class Reader;
    using Text = std::shared_ptr<const std::string>;  // never empty
    using Piece = std::variant<Text, PinnedFile>;
    std::vector<Piece> pieces_;
    std::uint64_t size_ = 0;
};

struct Request {
    std::string method = "GET";
    std::string url;  // absolute; never holds a secret or a CPR
    Headers headers;
    Body body;
    bool has_body = false;  // a body of length 0 is a body
    std::string label;      // operation id, for traces and frames

    // The whole call, token and retries included, ends by then.
    std::chrono::steady_clock::time_point deadline = std::chrono::steady_clock::time_point::max();
    bool wants_token = true;
    std::chrono::microseconds token_wait{};  // how long it waited for its token; for traces
    int attempt = 1;                         // 2 is the first retry; for traces
    // May be sent again after a failure whose effect is not known: true for what only reads.
    bool repeatable = false;
    // One of many to the same server: worth a connection on which each costs little, where that takes HTTP/2.
    bool one_of_many = false;
    // Statuses after which it may be sent again.
    std::vector<int> repeat_on;
    // A 401 says that nothing was done, so that it may be sent once more with another token.
    bool unauthorized_is_none = true;

    // Where the body of a 2xx goes as it arrives; without one it is kept in Response::body. False ends the
    // transfer with net.sink.
    std::function<bool(std::string_view chunk)> sink;
    // Asked once, before the first chunk of a 2xx: whether the sink takes this one. Without it, it does; what
    // it does not take is kept in Response::body.
    std::function<bool(int status, const Headers& headers)> wanted;
    std::uint64_t max_response_bytes = std::uint64_t{64} << 20;  // that are kept; a sink sees to its own
};

struct Timing {  // since the start of the attempt; `token` before it
    std::chrono::microseconds token{}, name{}, connect{}, tls{}, first_byte{}, total{};
};

struct Response {
    int status = 0;
    Headers headers;
    std::string body;
    std::string protocol;                   // "HTTP/1.1", "HTTP/2"
    std::string tls;                        // "TLSv1.3"
    bool client_certificate_asked = false;  // the server asked for one in the handshake of this connection
    bool client_certificate_sent = false;
    Timing timing;
    std::uint64_t sent_bytes = 0;
    std::optional<Sha256Digest>
        sent_digest;           // of the request body; none if the answer came before all of it left
    Instant last_byte_left{};  // of body or head
    int attempts = 1;
};

}  // namespace skifte::net
