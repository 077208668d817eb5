#include "net/http2_exchange.hpp"

#include <charconv>

namespace skifte::net {

namespace {

constexpr std::uint64_t header_limit = std::uint64_t{256} << 10;

}  // namespace

void Http2Exchange::begin(std::shared_ptr<const Http2Facts> facts) {
    facts_ = std::move(facts);
    ++tries_;
    error_.reset();
    reader_.emplace(request_.body);
    left_ = head_complete_ = complete_ = false;
    response_ = {};
    status_ = 0;
    header_bytes_ = body_bytes_ = 0;
}

Result<std::size_t> Http2Exchange::read(std::span<std::byte> out) {
    Result<std::size_t> count = reader_->read(out);
    if (!count) {
        error_ = count.error();
        error_->effect = Effect::none;
    }
    return count;
}

bool Http2Exchange::take_header(std::string_view name, std::string_view value) {
    if (header_bytes_ == 0) first_byte_ = since_start();
    header_bytes_ += name.size() + value.size();
    if (header_bytes_ > header_limit) {
        error_ = Error{"net.too_large"}.with("limit", std::to_string(header_limit)).having(effect());
        return false;
    }
    if (name == ":status") {
        status_ = 0;
        std::from_chars(value.data(), value.data() + value.size(), status_);
        response_.headers = {};    // the one before was interim (RFC 9110 section 15.2)
    } else if (!head_complete_) {  // else it is a trailer
        response_.headers.add(std::string(name), std::string(value));
    }
    return true;
}

bool Http2Exchange::take_body(std::string_view chunk) {
    body_bytes_ += chunk.size();
    if (body_bytes_ > request_.max_response_bytes) {
        error_ = Error{"net.too_large"}
                     .with("limit", std::to_string(request_.max_response_bytes))
                     .having(effect());
        return false;
    }
    response_.body.append(chunk);
    return true;
}

Effect Http2Exchange::effect() const noexcept {
    if (!left_) return Effect::none;
    // A certificate is refused in the handshake. Where the connection has carried an answer since, an alert
    // comes too late to say that this request was not read.
    const TlsHandshake& seen = *facts_->handshake;
    return client_certificate_refused(seen) && !seen.answered ? Effect::none : Effect::unknown;
}

Stage Http2Exchange::stage() const noexcept {
    if (tries_ == 0) return Stage::connect;
    if (header_bytes_ > 0) return Stage::receiving;
    return left_ && is_read() ? Stage::waiting : Stage::sending;
}

std::chrono::microseconds Http2Exchange::since_start() const {
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - started_);
}

Timing Http2Exchange::timing() const {
    Timing timing = facts_->timing;
    timing.token = request_.token_wait;
    timing.first_byte = first_byte_;
    timing.total = since_start();
    return timing;
}

Response Http2Exchange::response() {
    response_.status = status_;
    response_.protocol = "HTTP/2";
    response_.tls = facts_->tls;
    response_.client_certificate_asked = facts_->handshake->asked;
    response_.client_certificate_sent = facts_->handshake->sent;
    response_.timing = timing();
    response_.last_byte_left = last_byte_left_;
    response_.sent_bytes = reader_->position();
    // A server may answer before it has read all; then there is no digest of what it read.
    if (is_read()) response_.sent_digest = reader_->digest();
    return std::move(response_);
}

void Http2Exchange::account(Attempt& attempt) const {
    attempt.address = facts_->address;
    attempt.protocol = tries_ > 0 ? "HTTP/2" : "";
    attempt.tls = facts_->tls;
    attempt.certificate_asked = facts_->handshake->asked;
    attempt.certificate_sent = facts_->handshake->sent;
    attempt.sent_bytes = reader_ ? reader_->position() : 0;
    attempt.received_bytes = header_bytes_ + body_bytes_;
    attempt.timing = timing();
}

}  // namespace skifte::net
