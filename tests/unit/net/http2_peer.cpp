#include "unit/net/http2_peer.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>

namespace skifte::net::test {

namespace {

Http2Peer& peer(void* self) {
    return *static_cast<Http2Peer*>(self);
}

void demand(int result) {
    if (result >= 0) return;
    static_cast<void>(std::fprintf(stderr, "http2_peer: %s\n", nghttp2_strerror(result)));
    std::abort();
}

nghttp2_nv field(const std::string& name, const std::string& value) {
    const auto bytes = [](const std::string& text) {
        return reinterpret_cast<std::uint8_t*>(const_cast<char*>(text.data()));
    };
    return {bytes(name), bytes(value), name.size(), value.size(), NGHTTP2_NV_FLAG_NONE};
}

std::string text(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

int on_header(nghttp2_session*, const nghttp2_frame* frame, const std::uint8_t* name, std::size_t name_size,
              const std::uint8_t* value, std::size_t value_size, std::uint8_t flags, void* self) {
    Http2Peer::Stream& stream = peer(self).streams[frame->hd.stream_id];
    stream.headers.emplace_back(text(name, name_size), text(value, value_size));
    if ((flags & NGHTTP2_NV_FLAG_NO_INDEX) != 0) stream.secrets.push_back(text(name, name_size));
    return 0;
}

int on_data(nghttp2_session*, std::uint8_t, std::int32_t stream, const std::uint8_t* data, std::size_t size,
            void* self) {
    peer(self).streams[stream].body += text(data, size);
    return 0;
}

int on_close(nghttp2_session*, std::int32_t stream, std::uint32_t code, void* self) {
    peer(self).streams[stream].closed = true;
    peer(self).streams[stream].code = code;
    return 0;
}

ssize_t read_answer(nghttp2_session*, std::int32_t stream, std::uint8_t* out, std::size_t room,
                    std::uint32_t* flags, nghttp2_data_source*, void* self) {
    std::string& left = peer(self).streams[stream].answer;
    const std::size_t count = std::min(room, left.size());
    std::copy_n(left.begin(), count, out);
    left.erase(0, count);
    if (left.empty()) *flags |= NGHTTP2_DATA_FLAG_EOF;
    return static_cast<ssize_t>(count);
}

}  // namespace

std::string Http2Peer::Stream::header(std::string_view name) const {
    const auto found =
        std::find_if(headers.begin(), headers.end(), [&](const auto& each) { return each.first == name; });
    return found == headers.end() ? "" : found->second;
}

Http2Peer::Http2Peer(std::uint32_t most_streams, std::uint32_t window) {
    nghttp2_session_callbacks* callbacks = nullptr;
    demand(nghttp2_session_callbacks_new(&callbacks));
    nghttp2_session_callbacks_set_on_header_callback(callbacks, on_header);
    nghttp2_session_callbacks_set_on_data_chunk_recv_callback(callbacks, on_data);
    nghttp2_session_callbacks_set_on_stream_close_callback(callbacks, on_close);
    nghttp2_session_callbacks_set_on_frame_recv_callback(
        callbacks, [](nghttp2_session*, const nghttp2_frame* frame, void* self) {
            const bool of_request = frame->hd.type == NGHTTP2_HEADERS || frame->hd.type == NGHTTP2_DATA;
            if (!of_request || (frame->hd.flags & NGHTTP2_FLAG_END_STREAM) == 0) return 0;
            peer(self).streams[frame->hd.stream_id].ended = true;
            peer(self).arrived_.push_back(frame->hd.stream_id);
            return 0;
        });
    nghttp2_session* made = nullptr;
    nghttp2_option* option = nullptr;
    demand(nghttp2_option_new(&option));
    nghttp2_option_set_max_send_header_block_length(option, 1U << 20);
    demand(nghttp2_session_server_new2(&made, callbacks, this, option));
    nghttp2_option_del(option);
    nghttp2_session_callbacks_del(callbacks);
    session_.reset(made);
    const std::array<nghttp2_settings_entry, 2> settings{{
        {NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, most_streams},
        {NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, window},
    }};
    demand(nghttp2_submit_settings(made, NGHTTP2_FLAG_NONE, settings.data(), settings.size()));
}

bool Http2Peer::take(std::string_view came) {
    const auto* data = reinterpret_cast<const std::uint8_t*>(came.data());
    return nghttp2_session_mem_recv(session_.get(), data, came.size()) == static_cast<ssize_t>(came.size());
}

std::string Http2Peer::outgoing() {
    std::string out;
    for (;;) {
        const std::uint8_t* data = nullptr;
        const ssize_t size = nghttp2_session_mem_send(session_.get(), &data);
        demand(static_cast<int>(size));
        if (size == 0) return out;
        out += text(data, static_cast<std::size_t>(size));
    }
}

std::vector<std::int32_t> Http2Peer::arrived() {
    return std::exchange(arrived_, {});
}

void Http2Peer::respond(std::int32_t stream, int status, const Fields& headers, bool with_body) {
    const std::string code = std::to_string(status);
    const std::string name = ":status";
    std::vector<nghttp2_nv> fields{field(name, code)};
    for (const auto& [key, value] : headers) fields.push_back(field(key, value));
    nghttp2_data_provider body{};
    body.read_callback = read_answer;
    demand(nghttp2_submit_response(session_.get(), stream, fields.data(), fields.size(),
                                   with_body ? &body : nullptr));
}

void Http2Peer::answer(std::int32_t stream, int status, std::string body, const Fields& headers) {
    streams[stream].answer = std::move(body);
    respond(stream, status, headers, !streams[stream].answer.empty());
}

void Http2Peer::answer_head(std::int32_t stream, int status, const Fields& headers) {
    const std::string code = std::to_string(status);
    const std::string name = ":status";
    std::vector<nghttp2_nv> fields{field(name, code)};
    for (const auto& [key, value] : headers) fields.push_back(field(key, value));
    demand(nghttp2_submit_headers(session_.get(), NGHTTP2_FLAG_NONE, stream, nullptr, fields.data(),
                                  fields.size(), nullptr));
}

void Http2Peer::reset(std::int32_t stream, std::uint32_t code) {
    demand(nghttp2_submit_rst_stream(session_.get(), NGHTTP2_FLAG_NONE, stream, code));
}

void Http2Peer::trailers(std::int32_t stream, const Fields& fields) {
    std::vector<nghttp2_nv> lines;
    for (const auto& [key, value] : fields) lines.push_back(field(key, value));
    demand(nghttp2_submit_trailer(session_.get(), stream, lines.data(), lines.size()));
}

void Http2Peer::widen(std::uint32_t window) {
    demand(nghttp2_session_set_local_window_size(session_.get(), NGHTTP2_FLAG_NONE, 0,
                                                 static_cast<std::int32_t>(window)));
}

void Http2Peer::go_away(std::int32_t last) {
    demand(nghttp2_submit_goaway(session_.get(), NGHTTP2_FLAG_NONE, last, NGHTTP2_NO_ERROR, nullptr, 0));
}

}  // namespace skifte::net::test
