#include <skifte/batch/settle.hpp>

#include <skifte/filing/canonical.hpp>
#include <skifte/support/json.hpp>

#include <algorithm>
#include <map>
#include <memory>
#include <tuple>
#include <utility>

namespace skifte::batch {

namespace {

using journal::Filing;
using std::chrono::milliseconds;

// Where filings are that one question answers.
using Place = std::tuple<std::string, std::string, std::string>;
Place place_of(const Filing& filing) {
    return {filing.spec, filing.operation, filing.target};
}

// Unknown filings of one place.
struct Group {
    Filing first;
    std::vector<std::pair<std::size_t, std::string>> rows;  // index in the table, id
    Instant last_byte{};                                    // the latest
};
using Groups = std::map<Place, Group>;

// Filed it is; whether with what the row says now, the check has seen.
void take_filed(Table& table, std::size_t index, const Filing& filing) {
    const auto row = static_cast<std::uint32_t>(index);
    table.stand_as(row, filing, !table.edited.contains(row));
}

Result<Groups> groups_of(Table& table, const journal::Journal& journal) {
    Groups groups;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        RowState& row = table.rows[i];
        if (row.standing != Standing::unknown) continue;
        SKIFTE_TRY(Filing filing, journal.filing(row.filing()));
        // Another process may have settled it.
        if (filing.state == journal::State::accepted) take_filed(table, i, filing);
        if (filing.state == journal::State::refused) row.standing = Standing::ready;
        if (filing.state != journal::State::unknown) continue;
        Group& group = groups[place_of(filing)];
        group.rows.emplace_back(i, filing.id);
        group.last_byte = std::max(group.last_byte, journal.times(filing).last_byte);
        if (group.rows.size() == 1) group.first = std::move(filing);
    }
    return groups;
}

Result<void> wait(milliseconds time, Loop& loop) {
    const auto fired = std::make_shared<bool>(false);  // the timer may outlive this
    loop.after(time, [fired] { *fired = true; });
    loop.run_until([&] { return *fired || loop.interrupted(); });
    if (loop.interrupted()) return fail(Error{"interrupted"}.having(Effect::unknown));
    return {};
}

Result<void> apply(Table& table, std::size_t index, const journal::Journal& journal,
                   filing::Settlement settlement, Settlements& settlements) {
    RowState& row = table.rows[index];
    switch (settlement) {
    case filing::Settlement::found: {
        ++settlements.found;
        SKIFTE_TRY(const Filing filing, journal.filing(row.filing()));
        take_filed(table, index, filing);
        break;
    }
    case filing::Settlement::absent:
        ++settlements.absent;
        row.standing = Standing::ready;
        break;
    case filing::Settlement::unsure: ++settlements.unsure; break;
    }
    return {};
}

// The clocks are read to the millisecond, and more than once.
constexpr milliseconds roundings{5};

// How long until what is not shown is not there. No byte left after now, so that from now `visible` is
// enough, and by our own steady clock it is not too little where we sent ourselves.
milliseconds until_shown(const Group& group, milliseconds visible, const Clock& clock,
                         const SettleOptions& options) {
    const milliseconds whole = visible + roundings;
    milliseconds left = group.last_byte + whole - clock.now();
    if (options.last_sent)
        left = std::max(left, std::chrono::ceil<milliseconds>(*options.last_sent + whole - clock.steady()));
    return std::clamp(left, milliseconds{0}, whole);
}

Result<void> settle_group(const Group& group, Table& table, journal::Journal& journal, Portal& portal,
                          Loop& loop, const Clock& clock, const SettleOptions& options,
                          Settlements& settlements) {
    const auto visible = portal.visible_within(group.first);
    Instant asked{};
    if (visible) {
        const milliseconds left = until_shown(group, *visible, clock, options);
        if (left > milliseconds{0} && options.waiting) options.waiting(left);
        if (left > milliseconds{0}) SKIFTE_CHECK(wait(left, loop));
        asked = group.last_byte + *visible + roundings;
    }
    asked = std::max(asked, clock.now());
    auto candidates = portal.find(group.first);
    if (!candidates) return fail(std::move(candidates).error().having(Effect::unknown));
    for (const auto& [index, id] : group.rows) {
        filing::Settlement settlement = filing::Settlement::unsure;
        if (*candidates) {
            SKIFTE_TRY(const filing::Settled settled,
                       filing::settle(journal, id, **candidates, asked, visible));
            settlement = settled.settlement;
        }
        SKIFTE_CHECK(apply(table, index, journal, settlement, settlements));
    }
    return {};
}

// How an accepted filing stands in the list.
journal::Journal::Verified verified(const journal::Journal& journal, const Filing& filing,
                                    const std::string& receipt, const filing::Candidate& item) {
    journal::Journal::Verified out{.receipt = receipt, .verification = journal::Verification::confirmed};
    const auto match = Json::parse(filing.match);
    if (!match || !match->is_object()) return out;
    for (const auto& [pointer, expected] : match->members()) {
        if (!pointer.starts_with('/')) continue;
        const auto field = item.fields.find(pointer);
        const std::string text = field == item.fields.end() ? "" : filing::tidy_text(field->second);
        if (expected.is_string() && expected.as_string() != journal.hmac(text))
            out.differences.push_back(pointer);
    }
    if (!out.differences.empty()) out.verification = journal::Verification::differs;
    return out;
}

Result<void> compare_place(journal::Journal& journal, const std::vector<Filing>& filings, Portal& portal,
                           Comparison& comparison) {
    SKIFTE_TRY(const auto candidates, portal.find(filings.front()));
    std::map<std::string, const filing::Candidate*, std::less<>> by_id;
    if (candidates)
        for (const filing::Candidate& item : *candidates) by_id.emplace(item.server_id, &item);
    std::vector<journal::Journal::Verified> found;
    for (const Filing& filing : filings) {
        const auto item = by_id.find(filing.server_id);
        if (filing.server_id.empty() || item == by_id.end()) {
            ++comparison.not_shown;
            continue;
        }
        SKIFTE_TRY(const auto receipt, journal.receipt_of(filing.id));
        if (!receipt) {
            ++comparison.not_shown;
            continue;
        }
        found.push_back(verified(journal, filing, receipt->id, *item->second));
        ++(found.back().differences.empty() ? comparison.confirmed : comparison.differ);
    }
    return journal.verify(found);
}

}  // namespace

Result<Settlements> settle(Table& table, journal::Journal& journal, Portal& portal, Loop& loop,
                           const Clock& clock, const SettleOptions& options) {
    Settlements settlements;
    SKIFTE_TRY(const Groups groups, groups_of(table, journal));
    for (const auto& [place, group] : groups)
        SKIFTE_CHECK(settle_group(group, table, journal, portal, loop, clock, options, settlements));
    return settlements;
}

Result<Comparison> compare(journal::Journal& journal, const std::string& run, Portal& portal) {
    std::map<Place, std::vector<Filing>> places;
    const journal::Query query{.state = journal::State::accepted, .run = run};
    SKIFTE_CHECK(journal.filings(query, [&](const Filing& filing) {
        places[place_of(filing)].push_back(filing);
        return true;
    }));
    Comparison comparison;
    for (const auto& [place, filings] : places)
        SKIFTE_CHECK(compare_place(journal, filings, portal, comparison));
    return comparison;
}

Result<void> recall(Table& table, const journal::Journal& journal, const std::string& run) {
    return journal.filings({.state = journal::State::refused, .run = run}, [&](const Filing& filing) {
        const auto row = std::lower_bound(
            table.rows.begin(), table.rows.end(), filing.row,
            [](const RowState& state, std::uint64_t number) { return state.number < number; });
        if (filing.settled_by != "answer" || row == table.rows.end() || row->number != filing.row ||
            row->standing != Standing::ready)
            return true;
        row->standing = Standing::refused;
        row->set_filing(filing.id);
        return true;
    });
}

}  // namespace skifte::batch
