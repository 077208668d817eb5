// A transport that answers by script.
#pragma once

#include <skifte/net/transport.hpp>

#include <catch2/catch.hpp>

#include <deque>
#include <string>
#include <vector>

namespace skifte::api::test {

// Answers by script, and remembers what was asked.
class ScriptedTransport final : public net::Transport {
public:
    void start(net::Request request, Completion done) override {
        urls.push_back(request.url);
        ids.emplace_back(request.headers.find("X-Request-ID").value_or(""));
        REQUIRE_FALSE(answers.empty());
        auto answer = std::move(answers.front());
        answers.pop_front();
        loop_.post([answer = std::move(answer), done = std::move(done)] { done(answer); });
    }
    net::Loop& loop() noexcept override { return loop_; }

    void answer(std::string body, std::string total = "") {
        net::Response response;
        response.status = 200;
        response.headers.add("Content-Type", "application/json");
        if (!total.empty()) response.headers.add("X-Total-Count", std::move(total));
        response.body = std::move(body);
        answers.emplace_back(std::move(response));
    }

    std::deque<Result<net::Response>> answers;
    std::vector<std::string> urls, ids;

private:
    net::Loop loop_;
};

}  // namespace skifte::api::test
