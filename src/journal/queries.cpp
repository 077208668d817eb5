// What the journal is asked: one filing or receipt, or all that match.
#include "journal/journal_state.hpp"

namespace skifte::journal {

namespace {

bool matches(const Query& query, const Brief& row) {
    return (!query.state || *query.state == row.state) &&
           (!query.operation || *query.operation == row.operation) &&
           (!query.identity || *query.identity == row.identity) &&
           (!query.target || *query.target == row.target) && (!query.run || *query.run == row.run);
}

}  // namespace

// Between the first and the last row of the run, as the index knows them: its own scan has seen every row.
// False: the index is no longer true, and nothing was told.
Result<bool> Journal::State_::filings_of_run(const Query& query,
                                             const std::function<bool(const Filing&)>& each) {
    const auto extent = index->extent(*query.run);
    if (!extent) return false;
    std::int64_t left = extent->count;
    bool ended = false;
    const auto wanted = [&](const Brief& row) {
        if (row.run == *query.run) --left;
        return matches(query, row);
    };
    SKIFTE_TRY(const bool told, store.scan_filings_between(extent->first, extent->last, index->version(),
                                                           wanted, [&](FilingRow& row) {
                                                               ended = !each(row.filing);
                                                               return !ended;
                                                           }));
    if (told && !ended && left != 0) return store.corrupt(filing_table(), "", "missing");
    return told;
}

Result<Filing> Journal::filing(std::string_view id) const {
    return state_->load(id).transform([](FilingRow&& row) { return std::move(row.filing); });
}

Result<Receipt> Journal::receipt(std::string_view id) const {
    SKIFTE_TRY(auto row, state_->store.find_receipt(id));
    if (!row) return not_found(id);
    return std::move(row->receipt);
}

Result<std::optional<Receipt>> Journal::receipt_of(std::string_view filing_id) const {
    SKIFTE_TRY(const Filing of, filing(filing_id));
    if (of.state != State::accepted) return std::optional<Receipt>{};
    SKIFTE_TRY(auto row, state_->store.find_receipt(receipt_id(filing_id)));
    if (!row) return state_->store.corrupt(receipt_table(), receipt_id(filing_id), "missing");
    return std::optional{std::move(row->receipt)};
}

Result<void> Journal::filings(const Query& query, const std::function<bool(const Filing&)>& each) const {
    if (query.run && state_->index) {
        SKIFTE_TRY(const bool told, state_->filings_of_run(query, each));
        if (told) return {};
    }
    // Filtered here and not by SQL, which would pass by a row whose damaged column no longer matches.
    return state_->store.scan_filings([&](const Brief& row) { return matches(query, row); },
                                      [&](FilingRow& row) { return each(row.filing); });
}

Result<void> Journal::receipts(const std::function<bool(const Receipt&)>& each) const {
    return state_->store.scan_receipts([&](ReceiptRow& row) { return each(row.receipt); });
}

}  // namespace skifte::journal
