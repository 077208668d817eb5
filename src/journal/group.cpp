// Many filings in one transaction: the rows of a batch are written with one sync for all of a group.
#include "journal/journal_state.hpp"

#include <skifte/support/digest.hpp>

namespace skifte::journal {

Result<void> Journal::State_::refresh_index() {
    SKIFTE_TRY(const std::int64_t version, store.version_of_others());
    if (index && index->version() == version) return {};
    index.reset();
    Index made{version};
    SKIFTE_CHECK(store.scan_filings([&](FilingRow& row) {
        made.add(row.filing);
        return true;
    }));
    index = std::move(made);
    return {};
}

Result<Known> Journal::known(std::string_view identity, std::string_view content) const {
    SKIFTE_CHECK(state_->refresh_index());
    return state_->index->known(identity, content);
}

Result<std::vector<Journal::Begun>> Journal::begin(std::vector<Filing> wishes) {
    SKIFTE_TRY(const std::int64_t owner, state_->presence.claim());
    SKIFTE_TRY(Transaction transaction, state_->store.begin());
    SKIFTE_CHECK(state_->refresh_index());
    // Kept aside until all is durable: the index must not know what the database does not.
    Index index = std::move(*state_->index);
    state_->index.reset();
    const Instant now = state_->clock.now();
    const Uptime up = state_->clock.uptime();
    std::vector<Begun> begun;
    std::int64_t intents = 0;
    for (Filing& wish : wishes) {
        const Known known = index.known(wish.identity, wish.content);
        if (!known.open.empty() || known.accepted > 0) {
            begun.push_back({.id = {}, .other = known.open.empty() ? known.done : known.open});
            continue;
        }
        FilingRow row{.owner = owner, .filing = std::move(wish)};
        SKIFTE_TRY(row.filing.id, state_->free_id());
        row.filing.state = State::sending;
        row.filing.created = now;
        row.filing.sent = now;
        row.filing.sent_up = up;
        SKIFTE_CHECK(state_->store.insert(row));
        index.add(row.filing);
        ++intents;
        begun.push_back({.id = std::move(row.filing.id), .other = {}});
    }
    SKIFTE_CHECK(state_->store.count_intents(intents));
    SKIFTE_CHECK(state_->store.commit(transaction));
    state_->index = std::move(index);
    for (const Begun& one : begun)
        if (!one.id.empty()) state_->unsettled.try_emplace(one.id);
    if (intents > 0) SKIFTE_CHECK(state_->raise_mark());
    return begun;
}

Result<void> Journal::conclude(std::span<const Conclusion> conclusions) {
    SKIFTE_TRY(Transaction transaction, state_->store.begin());
    std::optional<Index> index = std::exchange(state_->index, std::nullopt);
    for (const Conclusion& conclusion : conclusions) {
        SKIFTE_TRY(const FilingRow before, state_->load(conclusion.id));
        FilingRow after = before;
        switch (conclusion.state) {
        case State::accepted: {
            SKIFTE_TRY(const std::string receipt, state_->accept(after, conclusion.acceptance));
            (void)receipt;
            break;
        }
        case State::refused: SKIFTE_CHECK(state_->refuse(after, conclusion.rejection)); break;
        default: SKIFTE_CHECK(state_->lose(after, conclusion.rejection, conclusion.last_byte)); break;
        }
        SKIFTE_CHECK(state_->store.update(before, after));
        if (index) index->change(before.filing, after.filing);
    }
    SKIFTE_CHECK(state_->store.commit(transaction));
    state_->index = std::move(index);
    for (const Conclusion& conclusion : conclusions)
        if (conclusion.state != State::unknown) state_->settle(conclusion.id);
    return {};
}

Result<void> Journal::verify(std::span<const Verified> verified) {
    SKIFTE_TRY(Transaction transaction, state_->store.begin());
    for (const Verified& one : verified) {
        SKIFTE_TRY(const auto before, state_->store.find_receipt(one.receipt));
        if (!before) return not_found(one.receipt);
        ReceiptRow after = *before;
        after.receipt.verification = one.verification;
        after.receipt.differences = one.differences;
        SKIFTE_CHECK(state_->store.update(*before, after));
    }
    return state_->store.commit(transaction);
}

}  // namespace skifte::journal
