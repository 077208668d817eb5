// What a batch needs of the client: the loop it waits on, the look-ups of filings, and what a failed call
// means for the rows to come.
#pragma once

#include "cli/context.hpp"

#include <skifte/batch/send.hpp>
#include <skifte/batch/settle.hpp>
#include <skifte/net/loop.hpp>

#include <map>
#include <string>

namespace skifte::cli {

class BatchLoop final : public batch::Loop {
public:
    explicit BatchLoop(net::Loop& loop) : loop_(loop), wake_(loop.waker()) {}
    void after(std::chrono::milliseconds delay, std::function<void()> fire) override;
    void run_until(const std::function<bool()>& done) override { loop_.run_until(done); }
    void wake() override { wake_(); }
    [[nodiscard]] bool interrupted() const override { return loop_.interrupted(); }

private:
    net::Loop& loop_;
    std::function<void()> wake_;
};

class BatchPortal final : public batch::Portal {
public:
    explicit BatchPortal(Context& context) : context_(context) {}
    [[nodiscard]] Result<std::optional<std::vector<filing::Candidate>>>
    find(const journal::Filing& filing) override;
    [[nodiscard]] std::optional<std::chrono::milliseconds>
    visible_within(const journal::Filing& filing) const override;

    // What the court has made of an item since.
    struct View {
        std::string status, reason;
    };
    // Of all items where the filing is, by the portal's ids. Errors: as the call.
    [[nodiscard]] Result<std::map<std::string, View>> views(const journal::Filing& filing);

private:
    Context& context_;
};

[[nodiscard]] batch::Judgement judge(const Error& error, Instant now);

}  // namespace skifte::cli
