// What became of a filing whose effect is unknown: the portal's items against the journal's own record.
#include <skifte/filing/filing.hpp>

#include "filing/settle_object.hpp"

#include <skifte/support/json.hpp>

#include <algorithm>
#include <set>

namespace skifte::filing {

namespace {

using journal::Journal;
using journal::State;

// The filings of the same operation and target, which may have made the same items.
struct Siblings {
    std::int64_t unknown = 0;         // equal to ours, ours among them
    std::int64_t accepted = 0;        // equal to ours
    bool sending = false;             // an equal one is on its way at this moment
    bool nameless = false;            // an equal accepted one has no id of the portal's
    std::set<std::string> ids;        // of equal accepted ones
    std::set<std::string> other_ids;  // of accepted ones that said something else
    Instant last_byte{};              // the latest of the unknown
};

// A sandbox is the same one on whatever port it was started.
bool same_portal(const journal::Filing& a, const journal::Filing& b) {
    return a.environment == b.environment && (a.environment == "sandbox" || a.base_url == b.base_url);
}

Result<Siblings> siblings_of(const Journal& journal, const journal::Filing& ours) {
    Siblings found;
    const journal::Query query{.operation = ours.operation, .target = ours.target};
    SKIFTE_CHECK(journal.filings(query, [&](const journal::Filing& filing) {
        if (!same_portal(filing, ours)) return true;
        const bool equal = filing.match == ours.match;
        if (filing.state == State::accepted) {
            if (equal) ++found.accepted;
            if (filing.server_id.empty())
                found.nameless = found.nameless || equal;
            else
                (equal ? found.ids : found.other_ids).insert(filing.server_id);
        } else if (equal && filing.state == State::unknown) {
            ++found.unknown;
            found.last_byte = std::max(found.last_byte, filing.last_byte.value_or(filing.created));
        } else if (equal && filing.state == State::sending) {
            found.sending = true;
        }
        return true;
    }));
    return found;
}

enum class Likeness { none, reference, all };

Likeness likeness(const Journal& journal, const Json& match, const Candidate& candidate) {
    const auto agrees = [&](const std::string& pointer) {
        const auto field = candidate.fields.find(pointer);
        return match.text(pointer) == journal.hmac(field != candidate.fields.end() ? field->second : "");
    };
    const std::string reference{match.text("reference")};
    const auto& members = match.members();
    const bool all = std::all_of(members.begin(), members.end(), [&](const Json::Member& member) {
        return member.name == "reference" || agrees(member.name);
    });
    if (all) return Likeness::all;
    return !reference.empty() && agrees(reference) ? Likeness::reference : Likeness::none;
}

// What the portal holds beyond what the journal has accepted.
struct Surplus {
    std::int64_t count = 0;  // items equal to ours
    std::string id;          // of the first of them; "" where they cannot be told from accepted ones
    std::string time;
    bool doubtful = false;  // an item that may be ours, and yet says something else
};

Surplus surplus(const Journal& journal, const Json& match, const Siblings& siblings,
                const std::vector<Candidate>& candidates) {
    Surplus result;
    std::int64_t equal = 0;
    bool nameless = siblings.nameless;
    std::set<std::string> seen;  // a list that changes while it is paged through shows an item twice
    for (const Candidate& candidate : candidates) {
        const Likeness alike = likeness(journal, match, candidate);
        if (alike == Likeness::none) continue;
        if (!candidate.server_id.empty() && !seen.insert(candidate.server_id).second) continue;
        const bool other = siblings.other_ids.contains(candidate.server_id);
        const bool accounted = siblings.ids.contains(candidate.server_id);
        if (alike == Likeness::reference) {
            result.doubtful = result.doubtful || !(other || accounted);
            continue;
        }
        ++equal;
        nameless = nameless || candidate.server_id.empty();
        // Made by another filing and changed since into what ours says, or by ours upon another's.
        if (other) result.doubtful = true;
        if (other || accounted) continue;
        if (result.count++ > 0) continue;
        result.id = candidate.server_id;
        result.time = candidate.server_time;
    }
    if (nameless) result = {equal - siblings.accepted, "", "", result.doubtful};
    return result;
}

Settled unsure(std::string why, std::optional<std::chrono::milliseconds> wait = {}) {
    return {.settlement = Settlement::unsure, .receipt = {}, .why = std::move(why), .wait = wait};
}

Result<Settled> settle_found(Journal& journal, const std::string& id, const Surplus& item) {
    SKIFTE_TRY(const std::string receipt_id,
               journal.accept(id, {.server_id = item.id, .server_time = item.time, .settled_by = "look-up"}));
    SKIFTE_TRY(journal::Receipt receipt, journal.receipt(receipt_id));
    return Settled{.settlement = Settlement::found, .receipt = std::move(receipt), .why = {}, .wait = {}};
}

Result<Settled> decide(Journal& journal, const journal::Filing& ours,
                       const std::vector<Candidate>& candidates,
                       std::optional<std::chrono::milliseconds> visible_within, Instant asked) {
    const auto match = Json::parse(ours.match);
    if (!match || !match->is_object()) return unsure("filing.no_look_up");
    if (!match->text("evidence").empty())
        return decide_by_object(journal, ours, *match, candidates, visible_within, asked);
    SKIFTE_TRY(const Siblings siblings, siblings_of(journal, ours));
    const Surplus item = surplus(journal, *match, siblings, candidates);

    if (item.count == siblings.unknown && !siblings.sending) return settle_found(journal, ours.id, item);
    if (item.count < 0 || item.count >= siblings.unknown || (item.count > 0 && siblings.sending))
        return unsure("filing.count");
    // Some or all of ours are not there. They may be yet to appear: ours, or where some are there any of
    // them.
    const Instant left = item.count == 0 ? ours.last_byte.value_or(asked) : siblings.last_byte;
    if (!visible_within) return unsure(item.count == 0 ? "filing.no_visible_within" : "filing.count");
    if (const auto wait = left + *visible_within - asked; wait.count() >= 0)
        return unsure("filing.not_yet_visible", wait + std::chrono::milliseconds{1});
    if (item.count > 0) return unsure("filing.count");
    if (item.doubtful) return unsure("filing.other_content");
    SKIFTE_CHECK(journal.refuse(ours.id, {.fault_code = "filing.absent", .settled_by = "look-up"}));
    return Settled{.settlement = Settlement::absent, .receipt = {}, .why = {}, .wait = {}};
}

}  // namespace

Result<Settled> settle(Journal& journal, std::string_view filing_id,
                       const std::function<Result<std::vector<Candidate>>()>& find,
                       std::optional<std::chrono::milliseconds> visible_within, const Clock& clock) {
    SKIFTE_TRY(const journal::Filing ours, journal.filing(filing_id));
    if (ours.state != State::unknown)
        return fail(Error{"filing.not_unknown"}
                        .having(ours.state == State::sending ? Effect::unknown : Effect::none)
                        .with("id", ours.id)
                        .with("state", std::string{to_string(ours.state)}));
    if (ours.match.empty()) return unsure("filing.no_look_up");
    // Before the question, not after the answer: what appeared in between may be missing from it.
    const Instant asked = clock.now();
    const auto candidates = find();
    auto settled = candidates ? decide(journal, ours, *candidates, visible_within, asked)
                              : Result<Settled>{fail(candidates.error())};
    if (!settled) return fail(std::move(settled).error().having(Effect::unknown).with("id", ours.id));
    return settled;
}

}  // namespace skifte::filing
