// Runs: which inputs are being filed row by row.
#include "journal/journal_state.hpp"

#include <skifte/support/digest.hpp>

#include <array>

namespace skifte::journal {

Result<std::string> Journal::open_run(Run run) {
    SKIFTE_TRY(Transaction transaction, state_->store.begin());
    for (;;) {
        std::array<std::byte, 6> digits{};
        random_bytes(digits);
        run.id = "r-" + hex(digits);
        SKIFTE_TRY(const auto clash, state_->store.find_run(run.id));
        if (!clash) break;
    }
    run.created = state_->clock.now();
    run.closed.reset();
    RunRow row{.run = std::move(run)};
    SKIFTE_CHECK(state_->store.insert(row));
    SKIFTE_CHECK(state_->store.commit(transaction));
    return row.run.id;
}

Result<void> Journal::close_run(std::string_view id) {
    SKIFTE_TRY(Transaction transaction, state_->store.begin());
    SKIFTE_TRY(auto row, state_->store.find_run(id));
    if (!row) return not_found(id);
    if (row->run.closed) return {};
    row->run.closed = state_->clock.now();
    SKIFTE_CHECK(state_->store.update(*row));
    return state_->store.commit(transaction);
}

Result<Run> Journal::run(std::string_view id) const {
    SKIFTE_TRY(auto row, state_->store.find_run(id));
    if (!row) return not_found(id);
    return std::move(row->run);
}

Result<void> Journal::runs(const std::function<bool(const Run&)>& each) const {
    return state_->store.scan_runs([&](RunRow& row) { return each(row.run); });
}

}  // namespace skifte::journal
