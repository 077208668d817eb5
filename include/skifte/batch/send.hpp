// Send: the rows that are ready, many in flight at once, each through the journal. It knows neither HTTP nor
// an event loop: what an answer means for the run, and how to wait, is given.
#pragma once

#include <skifte/batch/check.hpp>
#include <skifte/batch/pace.hpp>
#include <skifte/support/clock.hpp>

#include <chrono>
#include <functional>
#include <optional>
#include <string>

namespace skifte::batch {

// The event loop that the targets' calls run on.
class Loop {
public:
    virtual ~Loop() = default;
    // Calls `fire` after the delay, or at once if there is an interrupt.
    virtual void after(std::chrono::milliseconds delay, std::function<void()> fire) = 0;
    virtual void run_until(const std::function<bool()>& done) = 0;
    // Has run_until ask again whether it is done. From any thread.
    virtual void wake() = 0;
    [[nodiscard]] virtual bool interrupted() const = 0;
};

// What a failed call means for the run.
struct Judgement {
    enum class Next {
        refused,  // the court's answer to this row
        again,    // nothing was filed, and later it may be
        stop,     // no row will fare better: no permission, no network
    };
    Next next = Next::refused;
    bool pressure = false;                            // the portal asks for less
    std::optional<std::chrono::milliseconds> hold{};  // for so long, of all rows
};

struct Progress {
    std::size_t total = 0, done = 0, refused = 0, unknown = 0, in_flight = 0, allowed = 0;
};

struct SendOptions {
    PaceOptions pace;
    std::function<Judgement(const Error&)> judge;
    std::string run;  // id
    // After so many refused or unknown in a row, with none accepted, the run stops: 5000 equal requests that
    // the court refuses help nobody.
    std::size_t give_up_after = 20;
    // The journal is written on a thread of its own, while the network goes on. Nothing else may use it then.
    bool write_apart = false;
    // So often a row is tried that `again` was said of.
    std::size_t attempts = 5;
    std::function<void(const Progress&)> progress;
};

// Sends what is ready, and notes in the table how each row stands. Rows that were not sent stay ready.
// Errors: that of the call that stopped the run, with effect none (what became of other rows is in the
// table), batch.all_refused (count, cause), interrupted; the source's; the journal's, with effect unknown if
// an answer could not be recorded.
[[nodiscard]] Result<void> send(Source& source, journal::Journal& journal, const filing::Context& context,
                                Table& table, Loop& loop, const Clock& clock, const SendOptions& options);

}  // namespace skifte::batch
