// When filings were sent, whatever has been done to the wall clock since.
#include "journal/journal_state.hpp"

namespace skifte::journal {

Times Journal::times(const Filing& filing) const {
    const Instant now = state_->clock.now();
    const Uptime up = state_->clock.uptime();
    const auto since = [&](const std::optional<Uptime>& then) {
        return then ? elapsed(*then, up) : std::nullopt;
    };
    const auto sent = since(filing.sent_up);
    const auto last_byte = since(filing.last_byte_up);
    return {.sent = sent ? now - *sent : filing.sent.value_or(filing.created),
            .last_byte = last_byte ? now - *last_byte : now,
            .sent_is_doubtful = !sent};
}

Result<void> Journal::State_::renew_times(const std::vector<std::string>& old) {
    if (old.empty()) return {};
    const Uptime up = clock.uptime();
    SKIFTE_TRY(Transaction transaction, store.begin());
    for (const std::string& id : old) {
        SKIFTE_TRY(FilingRow row, load(id));
        if (row.filing.state != State::unknown) continue;  // another process has settled it
        row.filing.last_byte_up = up;
        SKIFTE_CHECK(store.update(row));
    }
    return store.commit(transaction);
}

}  // namespace skifte::journal
