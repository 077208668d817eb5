// Between nghttp2's callbacks and the exchanges they are about.
#include "net/http2_session.hpp"

#include <algorithm>
#include <array>
#include <new>
#include <stdexcept>

namespace skifte::net {

namespace {

// As much as one TLS record holds (RFC 8446 section 5.1): that many requests share a write.
constexpr std::size_t enough = std::size_t{16} << 10;
// One frame of the default size, with its head, may come on top.
constexpr std::size_t room = enough + (std::size_t{16} << 10) + 64;

Http2Session& session(void* self) noexcept {
    return *static_cast<Http2Session*>(self);
}

std::string_view text_of(const std::uint8_t* data, std::size_t size) noexcept {
    return {reinterpret_cast<const char*>(data), size};
}

nghttp2_nv field(std::string_view name, std::string_view value, bool secret = false) noexcept {
    // nghttp2 copies both, and changes neither.
    const auto bytes = [](std::string_view text) {
        return reinterpret_cast<std::uint8_t*>(const_cast<char*>(text.data()));
    };
    const auto flags = static_cast<std::uint8_t>(secret ? NGHTTP2_NV_FLAG_NO_INDEX : NGHTTP2_NV_FLAG_NONE);
    return {bytes(name), bytes(value), name.size(), value.size(), flags};
}

std::string lower_case(std::string name) {
    for (char& c : name)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return name;
}

void succeed(int result) {
    if (result == NGHTTP2_ERR_NOMEM) throw std::bad_alloc();
    if (result < 0) throw std::runtime_error(std::string("nghttp2: ") + nghttp2_strerror(result));
}

}  // namespace

nghttp2_session_callbacks* Http2Session::callbacks() {
    static nghttp2_session_callbacks* const all = [] {
        nghttp2_session_callbacks* made = nullptr;
        succeed(nghttp2_session_callbacks_new(&made));
        nghttp2_session_callbacks_set_before_frame_send_callback(made, &Http2Session::before_frame);
        nghttp2_session_callbacks_set_on_frame_not_send_callback(made, &Http2Session::not_sent);
        nghttp2_session_callbacks_set_on_header_callback(made, &Http2Session::take_header);
        nghttp2_session_callbacks_set_on_data_chunk_recv_callback(made, &Http2Session::take_data);
        nghttp2_session_callbacks_set_on_frame_recv_callback(made, &Http2Session::take_frame);
        nghttp2_session_callbacks_set_on_stream_close_callback(made, &Http2Session::close_stream);
        return made;
    }();
    return all;
}

Http2Session::Http2Session(std::string authority, std::string user_agent)
    : authority_(std::move(authority)), user_agent_(std::move(user_agent)) {
    nghttp2_session* made = nullptr;
    succeed(nghttp2_session_client_new(&made, callbacks(), this));
    session_.reset(made);
    const std::array<nghttp2_settings_entry, 2> settings{{
        {NGHTTP2_SETTINGS_ENABLE_PUSH, 0},
        {NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, 1U << 20},
    }};
    succeed(nghttp2_submit_settings(made, NGHTTP2_FLAG_NONE, settings.data(), settings.size()));
    succeed(nghttp2_session_set_local_window_size(made, NGHTTP2_FLAG_NONE, 0, 1 << 24));
    out_.reserve(room);
}

void Http2Session::start(Exchange exchange, std::string_view path, std::shared_ptr<const Http2Facts> facts) {
    exchange->begin(std::move(facts));
    const Request& request = exchange->request();
    const std::string length = std::to_string(request.body.size());
    std::vector<std::string> names;
    names.reserve(request.headers.fields().size());
    std::vector<nghttp2_nv> fields{field(":method", request.method), field(":scheme", "https"),
                                   field(":authority", authority_), field(":path", path),
                                   field("user-agent", user_agent_)};
    const bool has_body = request.has_body || !request.body.empty();
    // A method that is meant to have a body says its length even where it has none (RFC 9110 section 8.6).
    const bool means_body = request.method == "POST" || request.method == "PUT" || request.method == "PATCH";
    if (has_body || means_body) fields.push_back(field("content-length", length));
    for (const HeaderField& each : request.headers.fields()) {
        names.push_back(lower_case(each.name));
        fields.push_back(field(names.back(), each.value, names.back() == "authorization"));
    }
    nghttp2_data_provider body{};
    body.read_callback = &Http2Session::read_body;
    const std::int32_t stream = nghttp2_submit_request(session_.get(), nullptr, fields.data(), fields.size(),
                                                       has_body ? &body : nullptr, nullptr);
    succeed(stream);
    streams_.emplace(stream, std::move(exchange));
}

void Http2Session::cancel(const Http2Exchange& exchange) {
    const auto found = std::find_if(streams_.begin(), streams_.end(),
                                    [&](const auto& each) { return each.second.get() == &exchange; });
    if (found == streams_.end()) return;
    const std::int32_t stream = found->first;
    streams_.erase(found);
    succeed(nghttp2_submit_rst_stream(session_.get(), NGHTTP2_FLAG_NONE, stream, NGHTTP2_CANCEL));
}

std::string_view Http2Session::outgoing() {
    if (sent_ == out_.size()) {
        gone_ += sent_;
        out_.clear();
        sent_ = 0;
    }
    while (out_.size() < enough) {
        touched_.clear();
        const std::uint8_t* data = nullptr;
        const ssize_t size = nghttp2_session_mem_send(session_.get(), &data);
        if (size <= 0) break;  // an error of ours ends the session, which is seen when it takes nothing more
        out_.append(text_of(data, static_cast<std::size_t>(size)));
        for (Exchange& each : touched_) marks_.push_back({gone_ + out_.size(), std::move(each)});
    }
    return std::string_view{out_}.substr(sent_);
}

void Http2Session::leave(std::size_t count, Instant when) {
    sent_ += count;
    const std::uint64_t left = gone_ + sent_;
    for (const Mark& mark : marks_) {
        mark.exchange->leave(when);
        if (mark.end >= left) break;
    }
    while (!marks_.empty() && marks_.front().end <= left) marks_.pop_front();
}

bool Http2Session::take(std::string_view came) {
    const auto* data = reinterpret_cast<const std::uint8_t*>(came.data());
    return nghttp2_session_mem_recv(session_.get(), data, came.size()) == static_cast<ssize_t>(came.size());
}

std::vector<Http2Session::Exchange> Http2Session::abandon() {
    std::vector<std::pair<std::int32_t, Exchange>> all{streams_.begin(), streams_.end()};
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    streams_.clear();
    std::vector<Exchange> out;
    for (auto& [stream, exchange] : all) out.push_back(std::move(exchange));
    return out;
}

bool Http2Session::is_open() const noexcept {
    return nghttp2_session_check_request_allowed(session_.get()) != 0;
}

bool Http2Session::is_over() const noexcept {
    return nghttp2_session_want_read(session_.get()) == 0 && nghttp2_session_want_write(session_.get()) == 0;
}

Http2Session::Exchange Http2Session::find(std::int32_t stream) const {
    const auto found = streams_.find(stream);
    return found == streams_.end() ? nullptr : found->second;
}

void Http2Session::touch(const Exchange& exchange, bool body) {
    exchange->offer(body);
    touched_.push_back(exchange);
}

int Http2Session::before_frame(nghttp2_session*, const nghttp2_frame* frame, void* self) {
    if (frame->hd.type != NGHTTP2_HEADERS) return 0;
    if (const Exchange exchange = session(self).find(frame->hd.stream_id))
        session(self).touch(exchange, false);
    return 0;
}

ssize_t Http2Session::read_body(nghttp2_session*, std::int32_t stream, std::uint8_t* out,
                                std::size_t room_in_frame, std::uint32_t* flags, nghttp2_data_source*,
                                void* self) {
    const Exchange exchange = session(self).find(stream);
    if (!exchange) return NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE;
    const auto count = exchange->read({reinterpret_cast<std::byte*>(out), room_in_frame});
    if (!count) return NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE;
    if (exchange->is_read()) *flags |= NGHTTP2_DATA_FLAG_EOF;
    session(self).touch(exchange, true);
    return static_cast<ssize_t>(*count);
}

int Http2Session::take_header(nghttp2_session*, const nghttp2_frame* frame, const std::uint8_t* name,
                              std::size_t name_size, const std::uint8_t* value, std::size_t value_size,
                              std::uint8_t, void* self) {
    session(self).answered_ = true;
    const Exchange exchange = session(self).find(frame->hd.stream_id);
    if (!exchange || exchange->take_header(text_of(name, name_size), text_of(value, value_size))) return 0;
    return NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE;
}

int Http2Session::take_data(nghttp2_session* of, std::uint8_t, std::int32_t stream, const std::uint8_t* data,
                            std::size_t size, void* self) {
    const Exchange exchange = session(self).find(stream);
    if (exchange && !exchange->take_body(text_of(data, size)))
        nghttp2_submit_rst_stream(of, NGHTTP2_FLAG_NONE, stream, NGHTTP2_CANCEL);
    return 0;
}

int Http2Session::take_frame(nghttp2_session*, const nghttp2_frame* frame, void* self) {
    Http2Session& me = session(self);
    const bool acknowledges = frame->hd.type == NGHTTP2_SETTINGS && (frame->hd.flags & NGHTTP2_FLAG_ACK) != 0;
    if (acknowledges || frame->hd.stream_id != 0) me.answered_ = true;
    if (frame->hd.type == NGHTTP2_GOAWAY) {
        me.end_above(frame->goaway.last_stream_id);
        return 0;
    }
    if (frame->hd.type == NGHTTP2_RST_STREAM) {
        if (frame->rst_stream.error_code == NGHTTP2_REFUSED_STREAM) me.refuse(frame->hd.stream_id);
        return 0;
    }
    const bool ends_head = frame->hd.type == NGHTTP2_HEADERS;
    if (!ends_head && frame->hd.type != NGHTTP2_DATA) return 0;
    const Exchange exchange = me.find(frame->hd.stream_id);
    if (!exchange) return 0;
    if (ends_head) exchange->end_head();
    if ((frame->hd.flags & NGHTTP2_FLAG_END_STREAM) != 0) exchange->complete();
    return 0;
}

// A request that may not begin any more: the server takes no more of them.
int Http2Session::not_sent(nghttp2_session*, const nghttp2_frame* frame, int, void* self) {
    if (frame->hd.type == NGHTTP2_HEADERS) session(self).end(frame->hd.stream_id, Ending::not_processed);
    return 0;
}

// nghttp2's code says REFUSED_STREAM also of what it closes on its own account, such as all streams of a
// server that has sent nonsense. What was not processed is for the server to say.
int Http2Session::close_stream(nghttp2_session*, std::int32_t stream, std::uint32_t, void* self) {
    Http2Session& me = session(self);
    const Exchange exchange = me.find(stream);
    if (!exchange) return 0;
    // One that was answered in full stays so: a server may then refuse the rest (RFC 9113 section 8.1).
    if (exchange->is_complete())
        me.end(stream, Ending::answered);
    else
        me.end(stream, Ending::broken);
    return 0;
}

// Who has begun to answer has processed it, whatever he says.
void Http2Session::refuse(std::int32_t stream) {
    const Exchange exchange = find(stream);
    if (!exchange || exchange->stage() == Stage::receiving) return;
    end(stream, Ending::not_processed);
}

void Http2Session::end_above(std::int32_t last) {
    std::vector<std::int32_t> above;
    for (const auto& [stream, exchange] : streams_)
        if (stream > last) above.push_back(stream);
    std::sort(above.begin(), above.end());
    for (const std::int32_t stream : above) refuse(stream);
}

void Http2Session::end(std::int32_t stream, Ending ending) {
    auto ended = streams_.extract(stream);
    if (!ended.empty()) ended_.emplace_back(std::move(ended.mapped()), ending);
}

}  // namespace skifte::net
