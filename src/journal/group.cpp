// Many filings in one transaction: the rows of a batch are written with one sync for all of a group.
#include "journal/journal_state.hpp"

#include <skifte/support/digest.hpp>

namespace skifte::journal {

Result<void> Journal::State_::refresh_index() {
    SKIFTE_TRY(const std::int64_t version, store.version_of_others());
    if (index && index->version() == version) return {};
    return make_index(version, [](FilingRow&) {});
}

Result<void> Journal::State_::make_index(std::int64_t version, const std::function<void(FilingRow&)>& open) {
    index.reset();
    SKIFTE_TRY(const Tally tally, store.tally());
    Index made{version, tally.filings};
    SKIFTE_CHECK(store.scan_filings(
        [&](const Brief& row) {
            made.add({row.state, row.id, row.identity, row.content});
            made.add_to_run(row.run, row.seq);
            return row.state == State::sending || row.state == State::unknown;
        },
        [&](FilingRow& row) {
            open(row);
            return true;
        }));
    index = std::move(made);
    return {};
}

Result<Known> Journal::known(std::string_view identity, std::string_view content) const {
    if (!state_->index) SKIFTE_CHECK(catch_up());
    return state_->index->known(identity, content);
}

Result<void> Journal::catch_up() const {
    return state_->refresh_index();
}

Result<void> Journal::State_::drop_if_stale() {
    SKIFTE_TRY(const std::int64_t version, store.version_of_others());
    if (version != in_hand_version) in_hand.clear();
    in_hand_version = version;
    return {};
}

Result<FilingRow> Journal::State_::take(const std::string& id) {
    auto held = in_hand.extract(id);
    if (held.empty()) return load(id);
    return std::move(held.mapped());
}

Result<void> Journal::State_::write(std::span<const Conclusion> conclusions, Index* index_of_all) {
    SKIFTE_CHECK(drop_if_stale());
    for (const Conclusion& conclusion : conclusions) {
        SKIFTE_TRY(FilingRow row, take(conclusion.id));
        const State before = row.filing.state;
        switch (conclusion.state) {
        case State::accepted: {
            SKIFTE_TRY(const std::string receipt, accept(row, conclusion.acceptance));
            (void)receipt;
            break;
        }
        case State::refused: SKIFTE_CHECK(refuse(row, conclusion.rejection)); break;
        default: SKIFTE_CHECK(lose(row, conclusion.rejection, conclusion.last_byte)); break;
        }
        SKIFTE_CHECK(store.update(row));
        if (index_of_all != nullptr) index_of_all->change(before, row.filing);
    }
    return {};
}

void Journal::State_::settle(std::span<const Conclusion> conclusions) {
    for (const Conclusion& conclusion : conclusions)
        if (conclusion.state != State::unknown) settle(conclusion.id);
}

Result<std::vector<Journal::Begun>> Journal::begin(std::vector<Filing> wishes,
                                                   std::span<const Conclusion> ended) {
    SKIFTE_TRY(const std::int64_t owner, state_->presence.claim());
    SKIFTE_TRY(Transaction transaction, state_->store.begin());
    SKIFTE_CHECK(state_->refresh_index());
    // Kept aside until all is durable: the index must not know what the database does not.
    Index index = std::move(*state_->index);
    state_->index.reset();
    SKIFTE_CHECK(state_->write(ended, &index));
    const Instant now = state_->clock.now();
    const Uptime up = state_->clock.uptime();
    std::vector<Begun> begun;
    std::vector<FilingRow> rows;
    std::int64_t intents = 0;
    const auto region = State_::new_region();
    for (Filing& wish : wishes) {
        const Known known = index.known(wish.identity, wish.content);
        if (!known.open.empty() || known.accepted > 0) {
            begun.push_back({.id = {}, .other = known.open.empty() ? known.done : known.open});
            continue;
        }
        FilingRow row{.owner = owner, .filing = std::move(wish)};
        SKIFTE_TRY(row.filing.id, state_->free_id(region));
        row.filing.state = State::sending;
        row.filing.created = now;
        row.filing.sent = now;
        row.filing.sent_up = up;
        SKIFTE_CHECK(state_->store.insert(row));
        index.add(Index::row_of(row.filing));
        index.add_to_run(row.filing.run, row.seq);
        ++intents;
        begun.push_back({.id = row.filing.id, .other = {}});
        rows.push_back(std::move(row));
    }
    SKIFTE_CHECK(state_->store.count_intents(intents));
    SKIFTE_CHECK(state_->store.commit(transaction));
    state_->index = std::move(index);
    state_->settle(ended);
    for (FilingRow& row : rows) {
        state_->unsettled.try_emplace(row.filing.id);
        state_->in_hand.try_emplace(row.filing.id, std::move(row));
    }
    if (intents > 0) SKIFTE_CHECK(state_->raise_mark());
    return begun;
}

Result<void> Journal::conclude(std::span<const Conclusion> conclusions) {
    SKIFTE_TRY(Transaction transaction, state_->store.begin());
    std::optional<Index> index = std::exchange(state_->index, std::nullopt);
    SKIFTE_CHECK(state_->write(conclusions, index ? &*index : nullptr));
    SKIFTE_CHECK(state_->store.commit(transaction));
    state_->index = std::move(index);
    state_->settle(conclusions);
    return {};
}

Result<void> Journal::verify(std::span<const Verified> verified) {
    SKIFTE_TRY(Transaction transaction, state_->store.begin(Sync::with_next));
    for (const Verified& one : verified) {
        SKIFTE_TRY(auto row, state_->store.find_receipt(one.receipt));
        if (!row) return not_found(one.receipt);
        row->receipt.verification = one.verification;
        row->receipt.differences = one.differences;
        SKIFTE_CHECK(state_->store.update(*row));
    }
    return state_->store.commit(transaction);
}

}  // namespace skifte::journal
