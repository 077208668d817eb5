// Setting up one libcurl transfer, following it through libcurl's callbacks, and saying what came of it.
#include "net/curl_transfer.hpp"

#include "net/curl_address.hpp"

#include <openssl/err.h>
#include <algorithm>
#include <limits>
#include <new>
#include <stdexcept>
#include <utility>

namespace skifte::net {

namespace {

using std::chrono::steady_clock;

constexpr std::uint64_t header_limit = std::uint64_t{256} << 10;

// Servers close an idle connection after 5 seconds (Apache's default) or more, and what is sent into that
// moment may or may not have been read. So what must not be sent twice takes no connection that has been idle
// for so long.
constexpr long idle_limit_of_filings = 4;  // seconds

CurlTransfer& transfer(void* self) noexcept {
    return *static_cast<CurlTransfer*>(self);
}

bool one_line(const HeaderField& field) {
    constexpr std::string_view breaks{"\r\n\0", 3};
    return field.name.find_first_of(breaks) == std::string::npos &&
           field.value.find_first_of(breaks) == std::string::npos;
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blank = " \t\r\n";
    const std::size_t first = text.find_first_not_of(blank);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blank) - first + 1);
}

long ip_version(AddressFamily family) {
    switch (family) {
    case AddressFamily::ipv4: return CURL_IPRESOLVE_V4;
    case AddressFamily::ipv6: return CURL_IPRESOLVE_V6;
    case AddressFamily::any: break;
    }
    return CURL_IPRESOLVE_WHATEVER;
}

std::string http_version(long version) {
    switch (version) {
    case CURL_HTTP_VERSION_1_0: return "HTTP/1.0";
    case CURL_HTTP_VERSION_1_1: return "HTTP/1.1";
    case CURL_HTTP_VERSION_2_0: return "HTTP/2";
    default: return {};
    }
}

// As libcurl does it (RFC 7301 section 3.1).
void offer_http2(SSL_CTX* tls) {
    constexpr std::string_view protocols = "\x02h2\x08http/1.1";
    SSL_CTX_set_alpn_protos(tls, reinterpret_cast<const unsigned char*>(protocols.data()),
                            static_cast<unsigned int>(protocols.size()));
    // Else each record takes two reads. libcurl would wait for what is read already; we read until there is
    // no more.
    SSL_CTX_set_read_ahead(tls, 1);
}

}  // namespace

template <typename T>
void CurlTransfer::set(CURLoption option, T value) {
    if (const CURLcode code = curl_easy_setopt(easy_.get(), option, value); code != CURLE_OK)
        throw std::runtime_error(std::string("libcurl: ") + curl_easy_strerror(code));
}

template <typename T>
T CurlTransfer::info(CURLINFO what) const {
    T value{};
    curl_easy_getinfo(easy_.get(), what, &value);
    return value;
}

CurlTransfer::CurlTransfer(Request request, std::shared_ptr<const CurlOptions> options, CurlSockets& sockets,
                           CurlHandles::Handle easy)
    : request_(std::move(request)), options_(std::move(options)), sockets_(sockets), easy_(std::move(easy)) {
    if (!easy_) throw std::bad_alloc();
    sockets_.watch(easy_.get());
    set(CURLOPT_ERRORBUFFER, text_.data());
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_QUICK_EXIT, 1L);  // never waits for a name look-up that is no longer wanted
    // Not for its text: the callback is how libcurl tells what has left.
    set(CURLOPT_VERBOSE, 1L);
    set(CURLOPT_DEBUGFUNCTION, &CurlTransfer::trace);
    set(CURLOPT_DEBUGDATA, this);
    set(CURLOPT_PREREQFUNCTION, &CurlTransfer::before_request);
    set(CURLOPT_PREREQDATA, this);
    set(CURLOPT_HEADERFUNCTION, &CurlTransfer::take_header);
    set(CURLOPT_HEADERDATA, this);
    set(CURLOPT_WRITEFUNCTION, &CurlTransfer::take_body);
    set(CURLOPT_WRITEDATA, this);
    set_address();
    set_tls();
    set_headers();
    set_method();
    set_times();
}

void CurlTransfer::set_address() {
    const CurlAddress address = address_of(request_.url);
    if (address.scheme != "https") {
        error_ = Error{"net.protocol"}.with("reason", "not an https address");
        return;
    }
    host_ = address.host;
    port_ = address.port;
    set(CURLOPT_URL, request_.url.c_str());
    set(CURLOPT_PROTOCOLS_STR, "https");
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
    set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    if (address.is_loopback()) set(CURLOPT_PROXY, "");
    set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
    set(CURLOPT_PIPEWAIT, 1L);  // rather a stream on a connection that is being made than one more connection
    set(CURLOPT_TCP_KEEPALIVE, 1L);
    set(CURLOPT_IPRESOLVE, ip_version(options_->addresses));
    if (!request_.repeatable) set(CURLOPT_MAXAGE_CONN, idle_limit_of_filings);
}

void CurlTransfer::set_tls() {
    set(CURLOPT_SSLVERSION,
        static_cast<long>(options_->tls_1_3_only ? CURL_SSLVERSION_TLSv1_3 : CURL_SSLVERSION_TLSv1_2));
    // A resumed session shows no certificate, and so would leave unsaid whether the server asked for one.
    set(CURLOPT_SSL_SESSIONID_CACHE, 0L);
    set(CURLOPT_SSL_CTX_FUNCTION, &CurlTransfer::prepare_tls);
    set(CURLOPT_SSL_CTX_DATA, this);
    if (options_->ca_file.empty()) return;
    set(CURLOPT_CAINFO, options_->ca_file.c_str());
    set(CURLOPT_CAPATH, static_cast<const char*>(nullptr));  // else the system's is trusted beside it
}

void CurlTransfer::set_headers() {
    const auto append = [this](const std::string& line) {
        curl_slist* lines = curl_slist_append(header_lines_.get(), line.c_str());
        if (lines == nullptr) throw std::bad_alloc();
        static_cast<void>(header_lines_.release());
        header_lines_.reset(lines);
    };
    append("Expect:");
    // What a sink takes is a file, whose bytes are counted and hashed as they come.
    if (!request_.sink && !request_.headers.find("Range")) set(CURLOPT_ACCEPT_ENCODING, "gzip, deflate");
    for (const HeaderField& field : request_.headers.fields()) {
        if (!one_line(field)) error_ = Error{"net.protocol"}.with("reason", "a header of more than one line");
        // By libcurl's rules "Name:" would remove a header, and "Name;" gives it no value.
        append(field.value.empty() ? field.name + ";" : field.name + ": " + field.value);
    }
    set(CURLOPT_HTTPHEADER, header_lines_.get());
    set(CURLOPT_USERAGENT, options_->user_agent.c_str());
}

void CurlTransfer::set_method() {
    const std::string& method = request_.method;
    // A method that is meant to have a body says its length even where it has none (RFC 9110 section 8.6).
    const bool upload = request_.has_body || !request_.body.empty() || method == "POST" || method == "PUT" ||
                        method == "PATCH";
    if (upload) {
        reader_.emplace(request_.body);
        set(CURLOPT_UPLOAD, 1L);
        set(CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(request_.body.size()));
        set(CURLOPT_READFUNCTION, &CurlTransfer::read_body);
        set(CURLOPT_READDATA, this);
        set(CURLOPT_SEEKFUNCTION, &CurlTransfer::rewind_body);
        set(CURLOPT_SEEKDATA, this);
    } else if (method == "HEAD") {
        set(CURLOPT_NOBODY, 1L);
    }
    set(CURLOPT_CUSTOMREQUEST, method.c_str());
}

void CurlTransfer::set_times() {
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options_->connect_timeout.count()));
    if (request_.deadline == steady_clock::time_point::max()) return;
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(request_.deadline - steady_clock::now()).count();
    if (left > 0) {
        set(CURLOPT_TIMEOUT_MS,
            static_cast<long>(std::min<decltype(left)>(left, std::numeric_limits<int>::max())));
    } else if (!error_) {
        error_ = Error{"net.timeout.total"}.with("stage", "connect");
    }
}

// libcurl sends a request again by itself where a connection that had been used before ends without an
// answer, though the server may have acted on what it read (Curl_retry_request). It then rewinds the body,
// and calls before_request for each sending. Whether that is safe is ours to say.
bool CurlTransfer::may_send() const noexcept {
    return !left_ || not_processed_ || request_.repeatable;
}

int CurlTransfer::before_request(void* self, char*, char*, int port, int local_port) {
    CurlTransfer& me = transfer(self);
    if (!me.may_send()) return CURL_PREREQFUNC_ABORT;
    me.sockets_.end(std::exchange(me.held_, {}), false);
    if (!me.request_.repeatable) me.held_ = me.sockets_.begin(local_port, port);
    me.began_ = true;
    me.left_ = me.head_left_ = me.not_processed_ = false;
    me.see_tls();
    return CURL_PREREQFUNC_OK;
}

void CurlTransfer::see_tls() {
    const auto* session = info<curl_tlssessioninfo*>(CURLINFO_TLS_SSL_PTR);
    if (session == nullptr || session->internals == nullptr) return;
    const auto* connection = static_cast<const SSL*>(session->internals);
    const unsigned char* protocol = nullptr;
    unsigned int size = 0;
    SSL_get0_alpn_selected(connection, &protocol, &size);
    agreed_protocol_.assign(reinterpret_cast<const char*>(protocol), size);
    tls_ = SSL_get_version(connection);
    if (auto seen = observed(connection)) handshake_ = std::move(seen);
}

std::size_t CurlTransfer::read_body(char* out, std::size_t, std::size_t room, void* self) {
    CurlTransfer& me = transfer(self);
    Result<std::size_t> count = me.reader_->read(std::as_writable_bytes(std::span{out, room}));
    if (!count) {
        // The body ends here, short of its length: whatever has left of it is no request.
        me.error_ = std::move(count).error();
        me.error_->effect = Effect::none;
        return CURL_READFUNC_ABORT;
    }
    if (*count > 0) me.left_ = true;
    return *count;
}

int CurlTransfer::rewind_body(void* self, curl_off_t offset, int origin) {
    CurlTransfer& me = transfer(self);
    if (offset != 0 || origin != SEEK_SET || !me.may_send()) return CURL_SEEKFUNC_FAIL;
    me.reader_.emplace(me.request_.body);
    return CURL_SEEKFUNC_OK;
}

std::size_t CurlTransfer::take_header(char* text, std::size_t, std::size_t size, void* self) {
    CurlTransfer& me = transfer(self);
    const std::string_view line{text, size};
    me.handshake_->answered = true;
    if (me.header_bytes_ == 0) me.first_byte_ = me.since_start();
    if (line.starts_with("HTTP/")) {
        me.response_.headers = {};  // the one before was interim (RFC 9110 section 15.2)
        me.head_complete_ = false;
    }
    if (trimmed(line).empty()) me.head_complete_ = true;
    me.header_bytes_ += size;
    if (me.header_bytes_ > header_limit) {
        me.error_ = Error{"net.too_large"}.with("limit", std::to_string(header_limit)).having(me.effect());
        return 0;
    }
    const std::size_t colon = line.find(':');
    const bool trailer = me.body_bytes_ > 0;
    if (colon != std::string_view::npos && colon > 0 && !trailer)
        me.response_.headers.add(std::string(line.substr(0, colon)),
                                 std::string(trimmed(line.substr(colon + 1))));
    return size;
}

std::size_t CurlTransfer::take_body(char* chunk, std::size_t, std::size_t size, void* self) {
    return transfer(self).take_chunk({chunk, size}) ? size : 0;
}

bool CurlTransfer::take_chunk(std::string_view chunk) {
    body_bytes_ += chunk.size();
    if (!is_for_sink()) {
        if (body_bytes_ > request_.max_response_bytes) {
            error_ = Error{"net.too_large"}
                         .with("limit", std::to_string(request_.max_response_bytes))
                         .having(effect());
            return false;
        }
        response_.body.append(chunk);
        return true;
    }
    if (request_.sink(chunk)) return true;
    error_ = Error{"net.sink"}.having(effect());
    return false;
}

bool CurlTransfer::is_for_sink() {
    if (!for_sink_) {
        const auto status = static_cast<int>(info<long>(CURLINFO_RESPONSE_CODE));
        for_sink_ = request_.sink && status >= 200 && status <= 299 &&
                    (!request_.wanted || request_.wanted(status, response_.headers));
    }
    return *for_sink_;
}

int CurlTransfer::trace(CURL*, curl_infotype type, char* data, std::size_t size, void* self) {
    CurlTransfer& me = transfer(self);
    const bool out = type == CURLINFO_HEADER_OUT || type == CURLINFO_DATA_OUT;
    if (out && me.began_ && size > 0) {
        me.last_byte_left_ = system_clock().now();
        me.head_left_ = true;
        if (me.request_.body.empty()) me.left_ = true;
    }
    // By which libcurl says that it will send again what the server has not processed (RFC 9113 section 8.7).
    if (type == CURLINFO_TEXT && std::string_view{data, size}.starts_with("REFUSED_STREAM"))
        me.not_processed_ = me.handshake_->answered = true;
    return 0;
}

CURLcode CurlTransfer::prepare_tls(CURL*, void* context, void* self) {
    CurlTransfer& me = transfer(self);
    me.connected_ = true;
    auto* tls = static_cast<SSL_CTX*>(context);
    // libcurl has buffers given back after each record, for the sake of many idle connections; ours are few,
    // and all that OpenSSL gives back is wiped.
    SSL_CTX_clear_mode(tls, SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_mode(tls, SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    if (me.only_connect_) offer_http2(tls);
    auto seen = observe(tls);
    if (!me.left_) me.handshake_ = std::move(seen);  // else it is the first connection's that counts
    if (me.options_->identity.empty() || show(tls, me.options_->identity)) return CURLE_OK;
    const char* reason = ERR_reason_error_string(ERR_peek_last_error());
    me.error_ = Error{"net.tls"}
                    .with("reason", reason != nullptr ? reason : "client certificate")
                    .having(me.effect());
    return CURLE_SSL_CERTPROBLEM;
}

Effect CurlTransfer::effect() const noexcept {
    if (!left_ || not_processed_) return Effect::none;
    // A certificate is refused in the handshake. Where the connection has carried an answer since, an alert
    // comes too late to say that this request was not read.
    return client_certificate_refused(*handshake_) && !handshake_->answered ? Effect::none : Effect::unknown;
}

Stage CurlTransfer::stage() const {
    if (header_bytes_ > 0) return Stage::receiving;
    if (head_left_)
        return !reader_ || reader_->position() == request_.body.size() ? Stage::waiting : Stage::sending;
    if (began_) return Stage::sending;
    return connected_ ? Stage::tls : Stage::connect;
}

Error CurlTransfer::failure(CURLcode code, Stage stage, steady_clock::time_point deadline) const {
    return describe({
        .code = code,
        .text = text_.data(),
        .stage = stage,
        .host = host_,
        .port = port_,
        .ca_file = options_->ca_file.string(),
        .os_error = info<long>(CURLINFO_OS_ERRNO),
        .proxy_status = info<long>(CURLINFO_HTTP_CONNECTCODE),
        .verify_result = info<long>(CURLINFO_SSL_VERIFYRESULT),
        .deadline_over = steady_clock::now() >= deadline,
        .handshake = *handshake_,
    });
}

// Had libcurl agreed on HTTP/2 itself, it would begin to speak it.
void CurlTransfer::only_connect() {
    only_connect_ = true;
    set(CURLOPT_SSL_ENABLE_ALPN, 0L);
    set(CURLOPT_CONNECT_ONLY, 1L);
}

curl_socket_t CurlTransfer::socket() const {
    return info<curl_socket_t>(CURLINFO_ACTIVESOCKET);
}

CurlSockets::Held CurlTransfer::hold() const {
    return sockets_.begin(static_cast<int>(info<long>(CURLINFO_LOCAL_PORT)),
                          static_cast<int>(info<long>(CURLINFO_PRIMARY_PORT)));
}

std::string CurlTransfer::address() const {
    const auto* address = info<const char*>(CURLINFO_PRIMARY_IP);
    if (address == nullptr || *address == '\0') return {};
    return std::string(address) + " " + std::to_string(info<long>(CURLINFO_PRIMARY_PORT));
}

Http2Facts CurlTransfer::facts() const {
    Timing made = timing();
    made.token = made.first_byte = made.total = {};
    return {.address = address(), .tls = tls_, .handshake = handshake_, .timing = made};
}

Timing CurlTransfer::timing() const {
    const auto at = [this](CURLINFO what) { return std::chrono::microseconds{info<curl_off_t>(what)}; };
    return {
        .token = request_.token_wait,
        .name = at(CURLINFO_NAMELOOKUP_TIME_T),
        .connect = at(CURLINFO_CONNECT_TIME_T),
        .tls = at(CURLINFO_APPCONNECT_TIME_T),
        .first_byte = first_byte_,  // to libcurl it is the first of an upload
        .total = since_start(),
    };
}

void CurlTransfer::account(Attempt& attempt) const {
    attempt.address = address();
    attempt.protocol = http_version(info<long>(CURLINFO_HTTP_VERSION));
    attempt.tls = tls_;
    attempt.certificate_asked = handshake_->asked;
    attempt.certificate_sent = handshake_->sent;
    attempt.sent_bytes =
        static_cast<std::uint64_t>(info<long>(CURLINFO_REQUEST_SIZE)) + (reader_ ? reader_->position() : 0);
    attempt.received_bytes =
        static_cast<std::uint64_t>(info<curl_off_t>(CURLINFO_SIZE_DOWNLOAD_T)) + header_bytes_;
    attempt.timing = timing();
}

Response CurlTransfer::response() {
    response_.status = static_cast<int>(info<long>(CURLINFO_RESPONSE_CODE));
    response_.protocol = http_version(info<long>(CURLINFO_HTTP_VERSION));
    response_.tls = tls_;
    response_.client_certificate_asked = handshake_->asked;
    response_.client_certificate_sent = handshake_->sent;
    response_.timing = timing();
    response_.last_byte_left = last_byte_left_;
    if (reader_) {
        response_.sent_bytes = reader_->position();
        // A server may answer before it has read all; then there is no digest of what it read.
        if (reader_->position() == request_.body.size()) response_.sent_digest = reader_->digest();
    }
    return std::move(response_);
}

Result<Response> CurlTransfer::finish(CURLcode code, bool interrupted) {
    auto came = result(code, interrupted);
    sockets_.end(std::exchange(held_, {}), came.has_value());
    return came;
}

Result<Response> CurlTransfer::result(CURLcode code, bool interrupted) {
    if (error_) return fail(std::move(*error_));
    // libcurl takes a head that was cut for a whole one.
    if (code == CURLE_OK && head_complete_) return response();
    if (code == CURLE_OK) code = CURLE_PARTIAL_FILE;
    if (interrupted) return fail(Error{"interrupted"}.having(effect()));
    return fail(failure(code, stage(), request_.deadline).having(effect()));
}

}  // namespace skifte::net
