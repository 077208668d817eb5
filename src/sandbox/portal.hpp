// The portal: takes a request, free of any HTTP library, and says what to answer and how.
#pragma once

#include "sandbox/faults.hpp"
#include "sandbox/request.hpp"
#include "sandbox/router.hpp"
#include "sandbox/state.hpp"
#include "sandbox/tokens.hpp"

#include <skifte/openapi/model.hpp>
#include <skifte/support/clock.hpp>

#include <chrono>
#include <filesystem>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

namespace skifte::sandbox {

struct PortalOptions {
    std::filesystem::path folder;  // of faults.json, refused-needs.json and the logs
    std::chrono::milliseconds decision_delay{1000};
    std::chrono::seconds token_lifetime{300};
};

// An answer, and what becomes of it on its way.
struct Reply {
    enum class Ending {
        whole,
        cut,    // after `bytes` of the body
        torn,   // after `bytes` of `wire`
        reset,  // without an answer
    };
    Answer answer;
    Ending ending = Ending::whole;
    std::size_t bytes = 0;
    std::string wire = {};  // of one that is torn: head and body, as they would be sent
    std::chrono::milliseconds delay{0};
    std::filesystem::path until = {};  // waits for it too, unless ""
    bool committed = false;
};

// Thread-safe: takes one request at a time.
class Portal {
public:
    // The specs and the clock must outlive it.
    Portal(PortalOptions options, const Clock& clock, const std::vector<const openapi::Spec*>& specs,
           Client client, State state);

    // The path that tokens are fetched from.
    static constexpr std::string_view token_path = "/oauth2/token";

    [[nodiscard]] Reply handle(const Request& request);

    // For what the HTTP library refuses by itself: the body that goes with the status.
    [[nodiscard]] Answer refusal(int status) const;

private:
    struct Exchange {
        const Request& request;
        const openapi::Spec* spec;            // null while not known, and for the token endpoint
        const openapi::Operation* operation;  // as spec
        std::string name;                     // the operation's, or "token"
        std::string request_id;
        Instant now;
    };
    // Makes the answer and commits what it leads to, as the rule has it; null for no rule.
    using Run = std::function<Result<Answer>(const FaultRule* rule)>;
    // What is filed and not yet to be seen.
    struct Held {
        std::filesystem::path until;
        Answer answer;
    };

    [[nodiscard]] Result<Reply> serve(Exchange& exchange);
    [[nodiscard]] Result<Reply> serve_token(Exchange& exchange);
    [[nodiscard]] Result<Reply> serve_operation(Exchange& exchange);
    [[nodiscard]] Result<Reply> with_faults(const Exchange& exchange, const Run& run);
    [[nodiscard]] Result<Reply> with_fault(const Exchange& exchange, const FaultRule& rule, const Run& run);
    [[nodiscard]] Result<void> commit(const Answer& answer, const FaultRule* rule, Instant now);
    [[nodiscard]] Result<void> commit_held(Instant now);
    [[nodiscard]] Result<void> log(const Exchange& exchange, const Reply& reply) const;

    PortalOptions options_;
    const Clock& clock_;
    Router router_;
    State state_;
    Tokens tokens_;
    Faults faults_;
    std::vector<Held> held_;
    std::mutex mutex_;
};

}  // namespace skifte::sandbox
