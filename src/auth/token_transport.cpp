#include <skifte/auth/token.hpp>

#include "auth/origin.hpp"

#include <utility>

namespace skifte::auth {

namespace {

// One request on its way, with a token and, after a 401, with another.
struct Exchange : std::enable_shared_from_this<Exchange> {
    Exchange(net::Transport& inner_, TokenSource& tokens_, net::Request request_,
             net::Transport::Completion done_)
        : inner(inner_), tokens(tokens_), request(std::move(request_)), done(std::move(done_)) {}

    void run() {
        began = std::chrono::steady_clock::now();
        tokens.get(std::nullopt, request.deadline, [self = shared_from_this()](Result<Token> token) {
            if (!token) return self->done(fail(std::move(token).error()));
            self->send(token->value, [self, used = token->value](Result<net::Response> response) {
                if (response && response->status == 401 && self->request.unauthorized_is_none)
                    self->renew(used, std::move(response).value());
                else
                    self->done(std::move(response));
            });
        });
    }

    // Precondition: a 401 means that nothing was done, so that even a filing may be sent once more.
    void renew(const Secret& refused, net::Response first) {
        began = std::chrono::steady_clock::now();
        request.attempt = first.attempts + 1;
        tokens.get(
            refused, request.deadline,
            [self = shared_from_this(), refused, first = std::move(first)](Result<Token> token) mutable {
                if (!token) return self->done(fail(std::move(token).error()));
                // The server has no other: what it refused once it will refuse twice.
                if (token->value.reveal() == refused.reveal()) return self->done(std::move(first));
                self->send(token->value, [self, attempts = first.attempts](Result<net::Response> response) {
                    if (response) response->attempts += attempts;
                    self->done(std::move(response));
                });
            });
    }

    void send(const Secret& token, net::Transport::Completion then) {
        net::Request authorized = request;
        authorized.token_wait =
            std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - began);
        authorized.headers.set("Authorization", "Bearer " + token.reveal());
        inner.start(std::move(authorized), std::move(then));
    }

    net::Transport& inner;
    TokenSource& tokens;
    net::Request request;
    net::Transport::Completion done;
    std::chrono::steady_clock::time_point began{};  // to wait for a token
};

class TokenTransport final : public net::Transport {
public:
    TokenTransport(net::Transport& inner, TokenSource& tokens, std::string_view origin)
        : inner_(inner), tokens_(tokens), origin_(origin_of(origin)) {}

    void start(net::Request request, Completion done) override {
        const auto origin = origin_of(request.url);
        if (!origin || origin != origin_) {
            loop().post([error = other_origin(origin), done = std::move(done)] { done(fail(error)); });
        } else if (!request.wants_token) {
            inner_.start(std::move(request), std::move(done));
        } else {
            std::make_shared<Exchange>(inner_, tokens_, std::move(request), std::move(done))->run();
        }
    }
    net::Loop& loop() noexcept override { return inner_.loop(); }

private:
    [[nodiscard]] Error other_origin(const std::optional<std::string>& origin) const {
        return Error{"auth.other_origin"}
            .with("origin", origin.value_or(""))
            .with("profile", origin_.value_or(""));
    }

    net::Transport& inner_;
    TokenSource& tokens_;
    std::optional<std::string> origin_;
};

}  // namespace

std::unique_ptr<net::Transport> make_token_transport(net::Transport& inner, TokenSource& tokens,
                                                     std::string origin) {
    return std::make_unique<TokenTransport>(inner, tokens, origin);
}

}  // namespace skifte::auth
