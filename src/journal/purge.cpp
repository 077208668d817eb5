// What is old is dropped: rows of what has ended, never a receipt.
#include "journal/journal_state.hpp"

#include <set>
#include <vector>

namespace skifte::journal {

namespace {

struct Old {
    std::vector<FilingRow> filings;
    std::vector<RunRow> runs;
};

bool has_ended(const Filing& filing, Instant before) {
    switch (filing.state) {
    case State::accepted:
    case State::refused: return filing.settled && *filing.settled < before;
    case State::planned: return filing.created < before;
    case State::sending:
    case State::unknown: break;
    }
    return false;
}

Result<Old> find_old(const Store& store, Instant before) {
    Old old;
    std::set<std::string, std::less<>> kept;  // runs that are open, or not old enough
    SKIFTE_CHECK(store.scan_runs([&](RunRow& row) {
        if (row.run.closed && *row.run.closed < before)
            old.runs.push_back(std::move(row));
        else
            kept.insert(row.run.id);
        return true;
    }));
    SKIFTE_CHECK(store.scan_filings([&](const Brief& row) { return !kept.contains(row.run); },
                                    [&](FilingRow& row) {
                                        if (has_ended(row.filing, before))
                                            old.filings.push_back(std::move(row));
                                        return true;
                                    }));
    return old;
}

}  // namespace

Result<Journal::Purged> Journal::purge(Instant before, bool really) {
    Purged purged;
    if (!really) {
        SKIFTE_TRY(const Old old, find_old(state_->store, before));
        return Purged{old.filings.size(), old.runs.size()};
    }
    SKIFTE_CHECK(state_->store.before_removing());
    {
        SKIFTE_TRY(Transaction transaction, state_->store.begin());
        state_->index.reset();
        SKIFTE_TRY(const Old old, find_old(state_->store, before));
        for (const FilingRow& row : old.filings) SKIFTE_CHECK(state_->store.remove(row));
        for (const RunRow& row : old.runs) SKIFTE_CHECK(state_->store.remove(row));
        SKIFTE_CHECK(state_->store.commit(transaction));
        purged = {old.filings.size(), old.runs.size()};
    }
    SKIFTE_CHECK(state_->store.after_removing());
    return purged;
}

}  // namespace skifte::journal
