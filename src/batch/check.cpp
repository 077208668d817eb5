#include <skifte/batch/check.hpp>

#include "batch/portal_items.hpp"

#include <skifte/filing/canonical.hpp>
#include <skifte/support/siphash.hpp>

#include <algorithm>
#include <span>
#include <tuple>
#include <utility>

namespace skifte::batch {

namespace {

// Enough of a print to tell a million rows by, in 16 bytes each; the index is the row's place in the table.
struct Seen {
    Seen(const Print& print, std::uint32_t at)
        : identity(print.identity), content(static_cast<std::uint32_t>(print.content >> 32U)), index(at) {}

    std::uint64_t identity;
    std::uint32_t content;
    std::uint32_t index;
};

Print print_of(std::string_view of_identity, const filing::Identity& identity) {
    SipHash content{process_key()};
    content.add(identity.content);
    for (const journal::SentFile& file : identity.files) content.add(file.part).add(file.sha256);
    return {SipHash{process_key()}.add(of_identity).value(), content.value()};
}

// Whether no row can have been filed before, nor be on its way.
Result<bool> knows_none(const journal::Journal& journal) {
    using journal::State;
    bool none = true;
    SKIFTE_CHECK(journal.filings({}, [&](const journal::Filing& filing) {
        none = filing.state == State::planned || filing.state == State::refused;
        return none;
    }));
    return none;
}

class Checking {
public:
    // `none_known`: the journal need not be asked.
    Checking(const journal::Journal& journal, bool none_known, const filing::Context& context,
             const CheckOptions& options)
        : journal_(journal), none_known_(none_known), context_(context), options_(options) {}

    Result<void> add(Item& item);
    void find_duplicates();
    Checked take();

private:
    Result<void> judge(Item& item, std::uint32_t index);
    [[nodiscard]] Result<journal::Known> ask_journal(std::string_view of_identity,
                                                     const filing::Identity& identity) const;
    Result<void> look_up(Item& item, std::uint32_t index, const std::string& place);
    void find(std::uint32_t index, Fault fault);
    void keep(const RowState& state, Fault fault);
    void mark_group(std::span<const Seen> group);

    const journal::Journal& journal_;
    const bool none_known_;
    const filing::Context& context_;
    const CheckOptions& options_;
    PortalItems portal_;
    Checked checked_;
    std::vector<std::pair<std::uint32_t, Fault>> faults_;  // by the number of the row
    std::vector<Seen> seen_;
};

Checked Checking::take() {
    std::stable_sort(faults_.begin(), faults_.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    for (auto& [row, fault] : faults_) checked_.faults.push_back(std::move(fault));
    return std::move(checked_);
}

void Checking::keep(const RowState& state, Fault fault) {
    if (++checked_.fault_count > options_.keep_faults) return;
    fault.arguments.push_back({"row", std::to_string(state.number)});
    if (!fault.path.empty()) fault.arguments.push_back({"column", fault.path});
    faults_.emplace_back(state.number, std::move(fault));
}

void Checking::find(std::uint32_t index, Fault fault) {
    ++checked_.faulty_rows;
    keep(checked_.table.rows[index], fault);
    checked_.table.findings.insert_or_assign(index, std::move(fault));
}

Result<void> Checking::add(Item& item) {
    const auto index = static_cast<std::uint32_t>(checked_.table.rows.size());
    RowState& state = checked_.table.rows.emplace_back();
    state.number = static_cast<std::uint32_t>(item.row.number);
    if (item.faults.empty() && item.print) {
        seen_.emplace_back(*item.print, index);
        return {};
    }
    if (item.faults.empty()) return judge(item, index);
    state.standing = Standing::faulty;
    ++checked_.faulty_rows;
    for (Fault& fault : item.faults) keep(state, std::move(fault));
    return {};
}

// HMACs are taken only as far as the journal may know something by them.
Result<journal::Known> Checking::ask_journal(std::string_view of_identity,
                                             const filing::Identity& identity) const {
    if (none_known_) return journal::Known{};
    const std::string hmac = journal_.hmac(of_identity);
    SKIFTE_TRY(journal::Known known, journal_.known(hmac, ""));
    if (known.accepted == 0) return known;
    return journal_.known(hmac, journal_.hmac(filing::content_text(identity)));
}

Result<void> Checking::judge(Item& item, std::uint32_t index) {
    RowState& state = checked_.table.rows[index];
    const filing::Identity identity = item.target->identity();
    const std::string of_identity = filing::identity_text(identity, context_);
    seen_.emplace_back(print_of(of_identity, identity), index);
    SKIFTE_TRY(const journal::Known known, ask_journal(of_identity, identity));
    if (!known.open.empty()) {
        SKIFTE_TRY(const journal::Filing open, journal_.filing(known.open));
        checked_.table.stand_as(index, open, open.content == journal_.hmac(filing::content_text(identity)));
    } else if (known.accepted > 0) {
        state.standing = known.same ? Standing::done : Standing::changed;
        state.set_filing(known.done);
        if (known.same) return {};
        SKIFTE_TRY(const journal::Filing done, journal_.filing(known.done));
        find(index, {"", "batch.changed", {{"id", known.done}, {"server_id", done.server_id}}});
    } else if (options_.look_up) {
        return look_up(item, index, filing::canonical_text(identity.target));
    }
    return {};
}

Result<void> Checking::look_up(Item& item, std::uint32_t index, const std::string& place) {
    using Likeness = PortalItems::Found::Likeness;
    SKIFTE_TRY(PortalItems::Found found, portal_.find(*item.target, place));
    if (found.likeness == Likeness::nothing) return {};
    RowState& state = checked_.table.rows[index];
    state.standing = found.likeness == Likeness::all ? Standing::there : Standing::changed;
    if (state.standing == Standing::changed)
        find(index, {"", "batch.reference_taken", {{"server_id", found.server_id}}});
    checked_.table.server_ids.emplace(index, std::move(found.server_id));
    return {};
}

void Checking::find_duplicates() {
    std::sort(seen_.begin(), seen_.end(), [](const Seen& a, const Seen& b) {
        return std::tie(a.identity, a.index) < std::tie(b.identity, b.index);
    });
    for (auto from = seen_.begin(); from != seen_.end();) {
        const auto to =
            std::find_if(from, seen_.end(), [&](const Seen& one) { return one.identity != from->identity; });
        if (to - from > 1) mark_group({from, to});
        from = to;
    }
}

// Rows of one identity, in their order. Of equal ones the first may be filed; of different ones none, since
// nobody here knows which is meant.
void Checking::mark_group(std::span<const Seen> group) {
    auto& rows = checked_.table.rows;
    const Seen& first = group.front();
    const bool equal = std::all_of(group.begin(), group.end(),
                                   [&](const Seen& one) { return one.content == first.content; });
    for (const Seen& one : group) {
        RowState& state = rows[one.index];
        if (equal && &one == &first) continue;
        if (!equal && state.standing != Standing::ready) continue;
        const Seen& other = &one == &first ? group[1] : first;
        state.standing = Standing::faulty;
        find(one.index, {"",
                         equal ? "batch.duplicate" : "batch.duplicate_identity",
                         {{"first", std::to_string(rows[other.index].number)}}});
    }
}

}  // namespace

Result<Checked> check(Source& source, const journal::Journal& journal, const filing::Context& context,
                      const CheckOptions& options) {
    SKIFTE_CHECK(journal.catch_up());
    SKIFTE_TRY(const bool none_known, knows_none(journal));
    Checking checking{journal, none_known, context, options};
    SKIFTE_CHECK(source.rewind());
    // Where neither the journal nor the portal is to be asked for a row, it need not be made.
    const bool by_print = none_known && !options.look_up && source.gives_prints();
    Item item;
    for (std::size_t rows = 1;; ++rows) {
        SKIFTE_TRY(const bool more, by_print ? source.glance(item) : source.next(item, true));
        if (!more) break;
        SKIFTE_CHECK(checking.add(item));
        if (options.progress) options.progress(rows);
    }
    checking.find_duplicates();
    return checking.take();
}

}  // namespace skifte::batch
