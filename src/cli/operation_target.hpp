// OperationTarget: an operation of a spec as something that can be filed. The adapter between `filing`, which
// knows no HTTP, and `api`, which keeps no journal. What is identity, look-up and read-back is the overlay's
// to say.
#pragma once

#include <skifte/api/client.hpp>
#include <skifte/filing/filing.hpp>
#include <skifte/openapi/model.hpp>

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace skifte::cli {

class OperationTarget final : public filing::Target {
public:
    // All must outlive the target. `visible_within` is the profile's, where it states one; in production the
    // overlay's is not enough, since it is ours and not the courts'.
    OperationTarget(api::Client& client, const openapi::Spec& spec, const openapi::Operation& operation,
                    api::Arguments arguments, std::optional<std::chrono::milliseconds> visible_within);

    // It is sent by another client than asks and looks up: one that does not repeat by itself what a batch
    // paces. To be called before it is started; `client` must outlive the target.
    void send_by(api::Client& client) noexcept { sender_ = &client; }

    // It is filed although the same was before: what tells the portal a repeat from a new one says a new one.
    void file_anew();

    // Of an operation that changes or deletes one object, by its look-up: takes the object as it stands, or
    // as `seen` a moment ago, and nothing is sent unless it still stands so (by If-Match where the operation
    // takes it, else it is read again just before sending: filing.changed_meanwhile). To be called before the
    // target is filed; of other operations it does nothing. Errors: as the call.
    [[nodiscard]] Result<void> observe(std::optional<api::Answer> seen = {});
    // There is nothing to delete.
    [[nodiscard]] bool gone() const noexcept { return gone_; }

    [[nodiscard]] Result<void> validate() override;
    [[nodiscard]] filing::Identity identity() const override;
    [[nodiscard]] Result<filing::Sent> send() override;
    void start(std::function<void(Result<filing::Sent>)> done) override;
    [[nodiscard]] std::optional<filing::LookUpRule> look_up_rule() const override;
    [[nodiscard]] Result<std::vector<filing::Candidate>> find() override;
    [[nodiscard]] Result<std::optional<std::vector<std::string>>>
    read_back(const filing::Sent& sent) override;

    // The answer of the last send; null before.
    [[nodiscard]] const Json& answer() const noexcept { return answer_; }
    [[nodiscard]] const api::Arguments& arguments() const noexcept { return arguments_; }
    [[nodiscard]] const openapi::Operation& operation() const noexcept { return operation_; }

private:
    [[nodiscard]] Result<filing::Sent> sent(Result<api::Answer> called);
    [[nodiscard]] std::string content(const std::vector<journal::SentFile>& files) const;
    [[nodiscard]] Error without_id(const api::Answer& answer) const;
    [[nodiscard]] bool is_deletion() const noexcept;
    [[nodiscard]] Result<void> guard();
    void give_idempotency_key(std::string_view salt);

    api::Client& client_;
    api::Client* sender_;
    const openapi::Spec& spec_;
    const openapi::Operation& operation_;
    api::Arguments arguments_;
    std::optional<std::chrono::milliseconds> visible_within_;
    Json answer_;
    std::optional<api::Answer> before_;
    bool gone_ = false;
    bool gives_key_ = false;
};

// The one object that an operation changes or deletes, as it stands. Errors: as the call.
[[nodiscard]] Result<api::Answer> read_object(api::Client& client, const openapi::Spec& spec,
                                              const openapi::Operation& operation,
                                              const api::Arguments& arguments);

// api::check without what OperationTarget gives itself: a header Idempotency-Key, where the operation has one
// and the caller gives none. It is the same for the same content, so that a portal that keeps it knows a
// repeat; nothing here depends on it.
[[nodiscard]] std::vector<Fault> check_arguments(const openapi::Operation& operation,
                                                 const api::Arguments& arguments);

// The candidates for a filing, from the journal's record of it alone: `arguments` are of Filing::target.
// Their times are brought to `clock` by the Date of the answer that they stood in.
//
// A list of several pages may lose an item between two of them, when another is deleted meanwhile; what it
// shows counts only when two readings running show the same. Errors: as the call; filing.list_changing
// (operation): three readings showed no two the same.
[[nodiscard]] Result<std::vector<filing::Candidate>>
find_candidates(api::Client& client, const openapi::Spec& spec, const openapi::Operation& operation,
                const api::Arguments& arguments, const Clock& clock);
// Arguments with the path parameters that a recorded target holds.
[[nodiscard]] Result<api::Arguments> arguments_of_target(std::string_view target);

// The arguments of another operation, by bindings. Absent sources are left out.
[[nodiscard]] api::Arguments bound_arguments(const openapi::Operation& operation,
                                             std::span<const openapi::Binding> bindings,
                                             const api::Arguments& from, const Json* answer);

// One text for values that mean the same (filing::canonical_text); absent is "".
[[nodiscard]] std::string canonical(const Json* value);

// What absent may be taken from: the profile's word, else outside production the overlay's.
[[nodiscard]] std::optional<std::chrono::milliseconds>
visible_within(const openapi::Operation& operation, std::string_view environment,
               std::optional<std::chrono::milliseconds> profile);

}  // namespace skifte::cli
