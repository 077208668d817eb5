// Settle: what became of rows whose effect is unknown, and whether what was filed stands at the portal as it
// was filed. The portal is asked once for each place, never once for each row.
#pragma once

#include <skifte/batch/check.hpp>
#include <skifte/batch/send.hpp>

#include <chrono>
#include <functional>
#include <optional>
#include <vector>

namespace skifte::batch {

// Asks the portal, from the journal's record of a filing alone.
class Portal {
public:
    virtual ~Portal() = default;
    // All items where the filing is. None: there is no way to look there.
    [[nodiscard]] virtual Result<std::optional<std::vector<filing::Candidate>>>
    find(const journal::Filing& filing) = 0;
    [[nodiscard]] virtual std::optional<std::chrono::milliseconds>
    visible_within(const journal::Filing& filing) const = 0;
};

struct Settlements {
    std::size_t found = 0, absent = 0, unsure = 0;
};

struct SettleOptions {
    // Told how long it takes until what was sent would show.
    std::function<void(std::chrono::milliseconds)> waiting{};
    // When this process last sent: nothing of it is called absent too early because the wall clock was set.
    std::optional<std::chrono::steady_clock::time_point> last_sent{};
};

// Looks up the rows that stand unknown, once the time has passed within which they would show. Found ones
// become done, or changed where the row says something else by now, absent ones ready, the others stay. Those
// that another process is sending stay too. Errors: interrupted; those of the portal and the journal, with
// effect unknown.
[[nodiscard]] Result<Settlements> settle(Table& table, journal::Journal& journal, Portal& portal, Loop& loop,
                                         const Clock& clock, const SettleOptions& options);

struct Comparison {
    std::size_t confirmed = 0, differ = 0, not_shown = 0;
};

// Holds the receipts of a run against the portal's lists, and records what was found (promise 2). What no
// list shows stays not checked. Errors: those of the portal and the journal.
[[nodiscard]] Result<Comparison> compare(journal::Journal& journal, const std::string& run, Portal& portal);

// Where rows of a run stand that the check cannot know of: what the court refused is refused, and not ready
// once more.
[[nodiscard]] Result<void> recall(Table& table, const journal::Journal& journal, const std::string& run);

}  // namespace skifte::batch
