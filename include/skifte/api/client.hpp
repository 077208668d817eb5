// Client: makes the calls of a spec over a transport. It keeps no journal: what has legal effect goes through
// `filing`, which uses this.
#pragma once

#include <skifte/api/call.hpp>
#include <skifte/net/transport.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <type_traits>
#include <unordered_set>
#include <utility>

namespace skifte::api {

struct ClientOptions {
    std::string base_url;  // from the profile; calls go here whatever the spec's servers say
    std::chrono::milliseconds timeout{60'000};  // a whole call, token and retries included
    bool many = false;  // calls follow each other closely; see net::Request::one_of_many
};

// A typed answer: the decoded body and what came with it.
template <typename Operation>
struct Reply {
    typename Operation::Answer value;
    Answer raw;
};

// Takes the content of a 2xx as it arrives, if it is binary and of a type that the operation states; what is
// not is in the Answer as ever.
struct Sink {
    std::function<bool(std::string_view)> chunk;  // false ends the call with net.sink
    // Told once before the first chunk. May be empty.
    std::function<void(int status, const net::Headers& headers)> head;
};

// Not thread-safe; belongs to its transport's loop.
class Client {
public:
    Client(std::shared_ptr<net::Transport> transport, ClientOptions options);

    // Untyped.
    [[nodiscard]] Result<Answer> call(const openapi::Operation& operation, const Arguments& arguments,
                                      Sink sink = {});
    // The same without waiting; `done` is called from the loop.
    void start(const openapi::Operation& operation, const Arguments& arguments,
               std::function<void(Result<Answer>)> done, Sink sink = {});

    // Typed. Operation is a generated struct such as likvidator::v1::IndsendRedegoerelse.
    template <typename Operation>
        requires requires { typename Operation::Answer; }
    [[nodiscard]] Result<Reply<Operation>> call(const Operation& operation) {
        SKIFTE_TRY(Answer answer, call(Operation::operation(), operation.arguments()));
        return reply<Operation>(std::move(answer));
    }
    template <typename Operation>
        requires requires { typename Operation::Answer; }
    void start(const Operation& operation,
               std::type_identity_t<std::function<void(Result<Reply<Operation>>)>> done) {
        start(Operation::operation(), operation.arguments(), [done = std::move(done)](Result<Answer> answer) {
            if (!answer) return done(Failure{std::move(answer).error()});
            done(reply<Operation>(std::move(answer).value()));
        });
    }

    [[nodiscard]] net::Loop& loop() noexcept { return transport_->loop(); }
    [[nodiscard]] const ClientOptions& options() const noexcept { return options_; }

private:
    // A 2xx that the generated struct cannot hold is a filing of unknown effect, as one that is no JSON.
    template <typename Operation>
    static Result<Reply<Operation>> reply(Answer answer) {
        auto value = Operation::decode(answer);
        if (!value) return Failure{unreadable(Operation::operation(), std::move(value).error(), answer)};
        return Reply<Operation>{std::move(value).value(), std::move(answer)};
    }
    [[nodiscard]] static Error unreadable(const openapi::Operation& operation, Error cause,
                                          const Answer& answer);

    std::shared_ptr<net::Transport> transport_;
    ClientOptions options_;
};

// Follows the pages of a list operation. Where X-Total-Count or what is in them shows that the pages are not
// all of one list, that is an error and not a list with a hole or the same twice.
//
// One page is in memory at a time, and of the pages before it the items' ids, about 100 bytes an item. What
// is made of the items is the caller's: `-o table` keeps every row to the end, since the widest one gives a
// column its width; json, jsonl and csv are written as they come.
class Pager {
public:
    // Without a query parameter `page` the one answer is all there is; `size` is set where there is one and
    // none was given. `client` and `operation` must outlive the pager.
    Pager(Client& client, const openapi::Operation& operation, Arguments arguments);

    // The next page's items; none after the last. Errors: as call; page.repeated, page.total_changed,
    // page.outran_total, page.ended_early, page.no_list.
    [[nodiscard]] Result<std::optional<Json::Array>> next();
    [[nodiscard]] std::optional<std::int64_t> total() const noexcept { return total_; }
    // How often the server was asked so far. What one answer holds was true at one moment.
    [[nodiscard]] int requests() const noexcept { return requests_; }
    // The server's clock when it gave the last page (RFC 9110 section 6.6.1); none if it did not say.
    [[nodiscard]] std::optional<Instant> date() const noexcept { return date_; }

private:
    void set_page();
    Result<void> read_total(const net::Headers& headers);
    Result<void> check_unseen(const Json::Array& items);
    [[nodiscard]] std::string key_of(const Json& item) const;

    Client& client_;
    const openapi::Operation& operation_;
    Arguments arguments_;
    std::optional<std::int64_t> total_;
    std::optional<Instant> date_;
    std::int64_t page_ = 0;
    std::int64_t seen_ = 0;
    int requests_ = 0;
    std::unordered_set<std::string> keys_;  // of the items so far
    bool ended_ = false;
    bool single_ = false;
};

// Whether an error of Pager::next() says that the list changed while it was read, so that reading it afresh
// may help.
[[nodiscard]] bool list_changed(const Error& error) noexcept;

// Reads a list to its end, for whom half of it is worse than none: afresh, three times in all, as long as it
// changes meanwhile. `begin` is called before each reading, and voids what `page` was given before.
// Errors: as Pager::next().
[[nodiscard]] Result<void> read_whole(Client& client, const openapi::Operation& operation,
                                      const Arguments& arguments, const std::function<void()>& begin,
                                      const std::function<void(Json::Array)>& page);

}  // namespace skifte::api
