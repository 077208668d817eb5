#include <skifte/auth/token.hpp>

#include <skifte/support/log.hpp>

#include "auth/token_cache.hpp"
#include "auth/token_exchange.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace skifte::auth {

namespace {

using std::chrono::milliseconds;
using Deadline = std::chrono::steady_clock::time_point;

constexpr milliseconds first_look{20};
constexpr milliseconds longest_look{200};

// What the callbacks hold on to weakly: the source may go before the loop does.
class Fetcher : public std::enable_shared_from_this<Fetcher> {
    template <typename F>
    auto calling(F f) {
        return [weak = weak_from_this(), f = std::move(f)](auto&&... arguments) {
            if (const auto self = weak.lock()) f(*self, std::forward<decltype(arguments)>(arguments)...);
        };
    }

public:
    Fetcher(net::Transport& transport, TokenOptions options, const Clock& clock)
        : transport_(transport), options_(std::move(options)), clock_(clock), cache_(options_) {}

    void get(std::optional<Secret> not_this, Deadline deadline, TokenSource::Completion done) {
        Waiter waiter{++last_id_, std::move(not_this), deadline, std::move(done)};
        if (held_ && suits(*held_, waiter)) return serve(std::move(waiter), *held_);
        if (deadline != Deadline::max()) {
            const auto left = std::chrono::ceil<milliseconds>(deadline - clock_.steady());
            loop().after(std::max(left, milliseconds{0}),
                         calling([id = waiter.id](Fetcher& self, bool interrupted) {
                             self.give_up(id, interrupted);
                         }));
        }
        waiters_.push_back(std::move(waiter));
        if (!std::exchange(busy_, true)) loop().post(calling([](Fetcher& self) { self.look(first_look); }));
    }

    Result<bool> clear() {
        const bool held = std::exchange(held_, std::nullopt).has_value();
        SKIFTE_TRY(const bool removed, cache_.remove());
        return held || removed;
    }

private:
    struct Waiter {
        std::uint64_t id;
        std::optional<Secret> not_this;
        Deadline deadline;
        TokenSource::Completion done;
    };

    net::Loop& loop() noexcept { return transport_.loop(); }

    // Takes the lock if it is free, and serves from disk; asks the server for whoever is left. While another
    // process has the lock it is asking, and the disk is where its answer will be.
    void look(milliseconds next) {
        waiting_for_lock_ = !take_lock();
        auto cached = cache_.read();
        if (!cached) return finish(fail(std::move(cached).error()));
        if (cached.value()) offer(**cached);
        if (waiters_.empty()) return rest();
        if (!waiting_for_lock_) return ask();
        loop().after(next, calling([next](Fetcher& self, bool interrupted) {
                         if (interrupted)
                             self.finish(fail("interrupted"));
                         else
                             self.look(std::min(next * 2, longest_look));
                     }));
    }

    // Also true where there can be no lock: a cache that cannot be written is no reason to go without a
    // token.
    bool take_lock() {
        if (cache_.in_memory_only()) return true;
        auto lock = cache_.try_lock();
        if (!lock) {
            log::info("token cache: no lock: " + lock.error().code);
            return true;
        }
        lock_ = std::move(lock).value();
        return lock_.has_value();
    }

    void ask() {
        Deadline latest = Deadline::min();
        for (const Waiter& waiter : waiters_) latest = std::max(latest, waiter.deadline);
        const Instant asked = clock_.now();
        transport_.start(make_token_request(options_, latest),
                         calling([asked](Fetcher& self, Result<net::Response> response) {
                             self.finish(self.receive(std::move(response), asked));
                         }));
    }

    Result<Token> receive(Result<net::Response> response, Instant asked) {
        if (!response) return fail(std::move(response).error());
        SKIFTE_TRY(Token token, read_token_answer(*response, options_, asked));
        if (token.expires > token.obtained) keep(token);
        return token;
    }

    void keep(const Token& token) {
        held_ = token;
        held_->from_cache = true;
        if (auto written = cache_.write(token); !written)
            log::info("token cache: not written: " + written.error().code);
    }

    [[nodiscard]] bool suits(const Token& token, const Waiter& waiter) const {
        if (waiter.not_this && waiter.not_this->reveal() == token.value.reveal()) return false;
        const Instant now = clock_.now();
        const auto early = std::min<Instant::duration>(options_.early, (token.expires - token.obtained) / 2);
        // One from the future was stored before the clock was set back, and may long have expired.
        return now >= token.obtained && now < token.expires - early;
    }

    void offer(const Token& token) {
        const auto suited = std::stable_partition(
            waiters_.begin(), waiters_.end(), [&](const Waiter& waiter) { return !suits(token, waiter); });
        if (suited != waiters_.end()) held_ = token;
        for (auto waiter = suited; waiter != waiters_.end(); ++waiter) serve(std::move(*waiter), token);
        waiters_.erase(suited, waiters_.end());
    }

    void serve(Waiter waiter, const Token& token) {
        loop().post([done = std::move(waiter.done), token] { done(token); });
    }

    void finish(const Result<Token>& result) {
        rest();
        for (const Waiter& waiter : std::exchange(waiters_, {})) answer(waiter, result);
    }

    void rest() {
        lock_.reset();
        waiting_for_lock_ = busy_ = false;
    }

    void give_up(std::uint64_t id, bool interrupted) {
        const auto waiter =
            std::find_if(waiters_.begin(), waiters_.end(), [&](const Waiter& w) { return w.id == id; });
        if (waiter == waiters_.end()) return;
        const Waiter gone = std::move(*waiter);
        waiters_.erase(waiter);
        if (interrupted)
            answer(gone, fail("interrupted"));
        else if (waiting_for_lock_)
            answer(gone, fail("token.locked", {{"path", cache_.path().string()}}));
        else
            answer(gone, fail("net.timeout.total"));
    }

    // Whatever became of it: a token call files nothing.
    void answer(const Waiter& waiter, Result<Token> result) const {
        if (!result)
            result = fail(std::move(result).error().in("token " + options_.endpoint).having(Effect::none));
        waiter.done(std::move(result));
    }

    net::Transport& transport_;
    const TokenOptions options_;
    const Clock& clock_;
    const TokenCache cache_;
    std::optional<Token> held_;
    std::optional<FileLock> lock_;
    std::vector<Waiter> waiters_;
    std::uint64_t last_id_ = 0;
    bool busy_ = false;
    bool waiting_for_lock_ = false;
};

class CachedTokenSource final : public TokenSource {
public:
    CachedTokenSource(net::Transport& transport, TokenOptions options, const Clock& clock)
        : fetcher_(std::make_shared<Fetcher>(transport, std::move(options), clock)) {}

    void get(std::optional<Secret> not_this, Deadline deadline, Completion done) override {
        fetcher_->get(std::move(not_this), deadline, std::move(done));
    }
    Result<bool> clear() override { return fetcher_->clear(); }

private:
    std::shared_ptr<Fetcher> fetcher_;
};

}  // namespace

std::unique_ptr<TokenSource> make_token_source(net::Transport& transport, TokenOptions options,
                                               const Clock& clock) {
    return std::make_unique<CachedTokenSource>(transport, std::move(options), clock);
}

}  // namespace skifte::auth
