// A transport that answers from a script, on a real loop; and a clock that stands until it is told otherwise.
#pragma once

#include <skifte/net/transport.hpp>
#include <skifte/support/clock.hpp>

#include <deque>
#include <functional>
#include <string>
#include <vector>

namespace skifte::auth::test {

class FakeClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override { return now_; }
    [[nodiscard]] std::chrono::steady_clock::time_point steady() const override { return steady_; }
    void advance(std::chrono::milliseconds by) {
        now_ += by;
        steady_ += by;
    }
    void set_back(std::chrono::milliseconds by) { now_ -= by; }

private:
    Instant now_ = parse_rfc3339("2026-11-23T10:00:00Z").value();
    std::chrono::steady_clock::time_point steady_ = std::chrono::steady_clock::now();
};

class FakeTransport final : public net::Transport {
public:
    explicit FakeTransport(net::Loop& loop) : loop_(loop) {}

    using Answer = std::function<Result<net::Response>(const net::Request&)>;
    void will(Answer answer) { answers_.push_back(std::move(answer)); }
    void will_answer(int status, std::string body, std::string content_type = "application/json") {
        will([=](const net::Request&) -> Result<net::Response> {
            net::Response response;
            response.status = status;
            response.headers.add("Content-Type", content_type);
            response.headers.add("X-Request-ID", "anmodning-1");
            response.body = body;
            return response;
        });
    }
    void will_give_token(const std::string& token, const std::string& rest = R"(,"expires_in":3600)") {
        will_answer(200, R"({"access_token":")" + token + R"(","token_type":"Bearer")" + rest + "}");
    }

    // A script that has run out answers 500, so that a call too many is seen as such.
    void start(net::Request request, Completion done) override {
        requests.push_back(request);
        if (answers_.empty()) will_answer(500, "script ended");
        loop_.post([answer = std::move(answers_.front()), request = std::move(request),
                    done = std::move(done)] { done(answer(request)); });
        answers_.pop_front();
    }
    [[nodiscard]] net::Loop& loop() noexcept override { return loop_; }

    std::vector<net::Request> requests;

private:
    net::Loop& loop_;
    std::deque<Answer> answers_;
};

inline std::string body_of(const net::Request& request) {
    std::string text(request.body.size(), '\0');
    net::Body::Reader reader{request.body};
    for (std::size_t at = 0; at < text.size();) {
        const auto count = reader.read(std::as_writable_bytes(std::span{text}.subspan(at)));
        if (!count || *count == 0) break;
        at += *count;
    }
    return text;
}

inline std::string header_of(const net::Request& request, std::string_view name) {
    return std::string(request.headers.find(name).value_or(""));
}

}  // namespace skifte::auth::test
