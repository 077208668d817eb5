// What a Journal is made of, shared by its files: journal.cpp (one filing), group.cpp (many), runs.cpp,
// queries.cpp.
#pragma once

#include "journal/index.hpp"
#include "journal/mark.hpp"
#include "journal/presence.hpp"
#include "journal/store.hpp"

#include <skifte/journal/journal.hpp>
#include <skifte/support/clock.hpp>
#include <skifte/support/hmac.hpp>
#include <skifte/support/interrupt.hpp>

#include <array>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace skifte::journal {

[[nodiscard]] Failure not_found(std::string_view id);
// A receipt bears its filing's digits, so that each filing has one at most.
[[nodiscard]] std::string receipt_id(std::string_view filing);

struct Journal::State_ {
    std::filesystem::path path;
    const Clock& clock;
    HmacSha256 value_hmac;
    Presence presence;
    Mark mark;
    Store store;
    std::int64_t behind_by = 0;  // the mark is so far above what the database knows, and stays so
    std::optional<Index> index;  // none: not made yet, or no longer true
    // What this object sent and of which the journal does not know the outcome.
    std::map<std::string, Unsettled, std::less<>> unsettled{};
    // Rows that this object began by the group, as they stand in the database unless another process has
    // written to it since: a batch would else read each once more to conclude it.
    std::unordered_map<std::string, FilingRow> in_hand{};
    std::int64_t in_hand_version = 0;  // of the database, as others change it

    [[nodiscard]] Result<FilingRow> load(std::string_view id) const;
    // The same, of one that may be in hand, and is no more. Precondition: a Transaction is open.
    [[nodiscard]] Result<FilingRow> take(const std::string& id);
    [[nodiscard]] Result<void> drop_if_stale();

    // One change of one row, checked and written under the write lock, durable when it returns.
    template <typename Change>
    [[nodiscard]] Result<void> change(std::string_view id, Change&& make) {
        SKIFTE_TRY(Transaction transaction, store.begin());
        in_hand.erase(std::string{id});
        SKIFTE_TRY(FilingRow row, load(id));
        const State before = row.filing.state;
        SKIFTE_CHECK(make(row));
        SKIFTE_CHECK(store.update(row));
        // Kept aside until all is durable: the index must not know what the database does not.
        std::optional<Index> kept = std::exchange(index, std::nullopt);
        SKIFTE_CHECK(store.commit(transaction));
        if (kept) kept->change(before, row.filing);
        index = std::move(kept);
        return {};
    }

    // How a row ends; each checks that the table of states and the owner allow it. Nothing is written but
    // the receipt, for which a Transaction must be open.
    [[nodiscard]] Result<std::string> accept(FilingRow& row, const Acceptance& acceptance);
    [[nodiscard]] Result<void> refuse(FilingRow& row, const Rejection& rejection) const;
    [[nodiscard]] Result<void> lose(FilingRow& row, const Rejection& why,
                                    std::optional<Instant> last_byte) const;

    void settle(std::string_view id) {
        if (const auto known = unsettled.find(id); known != unsettled.end()) unsettled.erase(known);
    }

    void settle(std::span<const Conclusion> conclusions);
    // Writes how filings ended, and tells the index, if there is one. Precondition: a Transaction is open.
    [[nodiscard]] Result<void> write(std::span<const Conclusion> conclusions, Index* index_of_all);

    // The first half of an id. Those of a group share it, and stand together in the database's index, so that
    // a group writes few pages of that.
    using Region = std::array<std::byte, 3>;
    [[nodiscard]] static Region new_region();
    // A new id that no filing has.
    [[nodiscard]] Result<std::string> free_id(const Region& region) const;
    // Makes the index anew if it may be wrong.
    [[nodiscard]] Result<void> refresh_index();
    // From a scan, which also tells of each row that is being sent or unknown.
    [[nodiscard]] Result<void> make_index(std::int64_t version, const std::function<void(FilingRow&)>& open);

    [[nodiscard]] Result<bool> filings_of_run(const Query& query,
                                              const std::function<bool(const Filing&)>& each);
    [[nodiscard]] Result<void> none_other(const Filing& filing, std::size_t accepted);
    [[nodiscard]] Result<void> not_given(const Filing& filing) const;
    [[nodiscard]] Result<void> raise_mark();
    // What is put in order when the journal is opened.
    [[nodiscard]] Result<void> take_stock();
    [[nodiscard]] Result<void> settle_orphans(const std::vector<std::string>& orphans);
    // Unknown rows of an earlier boot: their time begins anew.
    [[nodiscard]] Result<void> renew_times(const std::vector<std::string>& old);

private:
    [[nodiscard]] Result<void> conclude(FilingRow& row, State to) const;
};

}  // namespace skifte::journal
