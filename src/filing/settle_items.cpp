// See settle_items.hpp.
#include "filing/settle_items.hpp"

#include "filing/match.hpp"
#include "filing/verdict.hpp"

#include <skifte/filing/canonical.hpp>

#include <algorithm>
#include <compare>
#include <set>

namespace skifte::filing {

namespace {

using journal::Journal;
using journal::State;

// More than the clocks of one portal's machines differ by.
constexpr std::chrono::minutes clock_tolerance{5};
// More than a clock is wrong by that was set between two starts of the machine: by a time zone, or a day.
constexpr std::chrono::hours doubtful_tolerance{26};

// When sending began.
struct Sending {
    Instant at;
    bool is_doubtful = false;  // see journal::Times
    friend auto operator<=>(const Sending&, const Sending&) = default;
};

bool clearly_before(const std::optional<Instant>& received, const Sending& sent) {
    const auto tolerance = sent.is_doubtful ? std::chrono::milliseconds{doubtful_tolerance} : clock_tolerance;
    return received && *received + tolerance < sent.at;
}

// An unknown filing that says what ours says.
struct Equal {
    Sending sent;
    std::string id;
    friend auto operator<=>(const Equal&, const Equal&) = default;
};

// A filing that says something else, and whose item cannot be known by its id.
struct Other {
    Json match;
    bool seen = false;  // an item that says all it says
};

// The filings of the same operation and target, which may have made the same items.
struct Siblings {
    std::vector<Equal> unknown;       // by the time of their sending, ours among them
    std::int64_t accepted = 0;        // equal to ours
    bool sending = false;             // an equal one is on its way at this moment
    bool nameless = false;            // an equal accepted one has no id of the portal's
    std::set<std::string> ids;        // of equal accepted ones
    std::set<std::string> other_ids;  // of accepted ones that said something else
    std::vector<Other> others;
    Instant last_byte{};  // the latest of the unknown
};

// A sandbox is the same one on whatever port it was started.
bool same_portal(const journal::Filing& a, const journal::Filing& b) {
    return a.environment == b.environment && (a.environment == "sandbox" || a.base_url == b.base_url);
}

void add_equal(Siblings& found, const journal::Filing& filing, const journal::Times& times) {
    switch (filing.state) {
    case State::accepted:
        ++found.accepted;
        if (filing.server_id.empty())
            found.nameless = true;
        else
            found.ids.insert(filing.server_id);
        break;
    case State::unknown:
        found.unknown.push_back({{times.sent, times.sent_is_doubtful}, filing.id});
        found.last_byte = std::max(found.last_byte, times.last_byte);
        break;
    case State::sending: found.sending = true; break;
    case State::planned:
    case State::refused: break;
    }
}

void add_other(Siblings& found, const journal::Filing& filing) {
    const bool accepted = filing.state == State::accepted;
    if (accepted && !filing.server_id.empty()) {
        found.other_ids.insert(filing.server_id);
    } else if (accepted || filing.state == State::unknown || filing.state == State::sending) {
        if (auto match = Json::parse(filing.match); match && match->is_object())
            found.others.push_back({std::move(*match)});
    }
}

Result<Siblings> siblings_of(const Journal& journal, const journal::Filing& ours) {
    Siblings found;
    const journal::Query query{.operation = ours.operation, .target = ours.target};
    SKIFTE_CHECK(journal.filings(query, [&](const journal::Filing& filing) {
        if (!same_portal(filing, ours)) return true;
        if (filing.match == ours.match)
            add_equal(found, filing, journal.times(filing));
        else
            add_other(found, filing);
        return true;
    }));
    std::sort(found.unknown.begin(), found.unknown.end());
    return found;
}

// `other_reference`: it bears a reference that is not ours, so it is somebody else's, whatever else it says.
enum class Likeness { none, other_reference, reference, all };

Likeness likeness(const Journal& journal, const Json& match, const Candidate& candidate) {
    const auto agrees = [&](const std::string& pointer) {
        const auto field = candidate.fields.find(pointer);
        return match.text(pointer) ==
               journal.hmac(field != candidate.fields.end() ? tidy_text(field->second) : "");
    };
    const std::string reference{match.text(match_words::reference)};
    const auto& members = match.members();
    const bool all = std::all_of(members.begin(), members.end(), [&](const Json::Member& member) {
        return match_words::is_word(member.name) || agrees(member.name);
    });
    if (all) return Likeness::all;
    if (reference.empty()) return Likeness::none;
    if (agrees(reference)) return Likeness::reference;
    const auto theirs = candidate.fields.find(reference);
    const std::string letters = theirs != candidate.fields.end() ? reference_letters(theirs->second) : "";
    // The portal may have tidied ours: what has its letters and digits may be it.
    const bool may_be_ours = letters.empty() || match.text(match_words::letters).empty() ||
                             journal.hmac(letters) == match.text(match_words::letters);
    return may_be_ours ? Likeness::none : Likeness::other_reference;
}

// The items, held against the journal.
struct Items {
    std::int64_t equal = 0;                 // say what ours says
    bool nameless = false;                  // which of these are accepted ones' cannot be told
    std::vector<const Candidate*> surplus;  // of these: no accepted one's, and no older than the unknown ones
    bool older = false;                     // one of these is
    bool doubtful = false;                  // one that may be ours says something else
};

// An item that is no accepted filing's.
void take(Items& items, const Journal& journal, const Json& match, Likeness alike, const Candidate& candidate,
          Siblings& siblings, const Sending& sent) {
    if (alike == Likeness::all && !clearly_before(candidate.received, siblings.unknown.front().sent)) {
        items.surplus.push_back(&candidate);
        return;
    }
    items.older = items.older || alike == Likeness::all;
    // What bears a reference of ours is nobody else's, whatever its time.
    if (alike == Likeness::reference ||
        (alike == Likeness::all && !match.text(match_words::reference).empty())) {
        items.doubtful = true;
        return;
    }
    if (alike == Likeness::all || clearly_before(candidate.received, sent)) return;
    if (alike == Likeness::other_reference) return;
    // The portal may have changed what we wrote; unless it is just what another of ours says.
    auto& others = siblings.others;
    const auto other = std::find_if(others.begin(), others.end(), [&](const Other& one) {
        return !one.seen && likeness(journal, one.match, candidate) == Likeness::all;
    });
    if (other == others.end())
        items.doubtful = true;
    else
        other->seen = true;
}

Items sort_out(const Journal& journal, const Json& match, Siblings siblings,
               const std::vector<Candidate>& candidates, const Sending& sent) {
    Items items;
    items.nameless = siblings.nameless;
    std::set<std::string> seen;  // a list that changes while it is paged through shows an item twice
    for (const Candidate& candidate : candidates) {
        const Likeness alike = likeness(journal, match, candidate);
        const std::string& id = candidate.server_id;
        if (!id.empty() && !seen.insert(id).second) continue;
        if (alike == Likeness::all) {
            ++items.equal;
            items.nameless = items.nameless || id.empty();
        }
        if (siblings.ids.contains(id)) continue;
        if (!siblings.other_ids.contains(id))
            take(items, journal, match, alike, candidate, siblings, sent);
        else if (alike == Likeness::all)  // changed since into what ours says, or by ours upon another's
            items.doubtful = true;
    }
    const auto time = [](const Candidate* item) { return item->received.value_or(Instant::max()); };
    std::stable_sort(items.surplus.begin(), items.surplus.end(),
                     [&](const Candidate* a, const Candidate* b) { return time(a) < time(b); });
    return items;
}

// How many of the items are of unknown filings; less than none where that cannot be told.
std::int64_t surplus(const Items& items, const Siblings& siblings) {
    if (!items.nameless) return static_cast<std::int64_t>(items.surplus.size());
    if (!items.older) return items.equal - siblings.accepted;
    return items.surplus.empty() ? 0 : -1;
}

// Whether each unknown filing can have made the item of its rank.
bool pair_off(const Items& items, const Siblings& siblings) {
    return std::equal(items.surplus.begin(), items.surplus.end(), siblings.unknown.begin(),
                      siblings.unknown.end(), [](const Candidate* item, const Equal& filing) {
                          return !clearly_before(item->received, filing.sent);
                      });
}

const Candidate& item_of(const Items& items, const Siblings& siblings, const std::string& id) {
    const auto& unknown = siblings.unknown;
    const auto at = std::find_if(unknown.begin(), unknown.end(), [&](const Equal& e) { return e.id == id; });
    return *items.surplus[static_cast<std::size_t>(at - unknown.begin())];
}

}  // namespace

Result<Settled> decide_by_items(Journal& journal, const journal::Filing& ours, const Json& match,
                                const std::vector<Candidate>& candidates,
                                std::optional<std::chrono::milliseconds> visible_within, Instant asked) {
    SKIFTE_TRY(const Siblings siblings, siblings_of(journal, ours));
    const journal::Times times = journal.times(ours);
    const Sending sent{times.sent, times.sent_is_doubtful};
    const Items items = sort_out(journal, match, siblings, candidates, sent);
    const std::int64_t count = surplus(items, siblings);
    const auto unknown = static_cast<std::int64_t>(siblings.unknown.size());

    if (count == unknown && !siblings.sending && (items.nameless || pair_off(items, siblings))) {
        if (items.nameless) return found(journal, ours.id, {});
        const Candidate& item = item_of(items, siblings, ours.id);
        return found(journal, ours.id, {.server_id = item.server_id, .server_time = item.server_time});
    }
    const bool none =
        items.nameless ? count == 0
                       : std::all_of(items.surplus.begin(), items.surplus.end(),
                                     [&](const auto* item) { return clearly_before(item->received, sent); });
    if (!none && (count < 0 || count >= unknown || siblings.sending)) return unsure("filing.count");
    // Some or all of ours are not there. They may be yet to appear: ours, or where some are there any of
    // them.
    if (!visible_within) return unsure(none ? "filing.no_visible_within" : "filing.count");
    const Instant left = none ? times.last_byte : siblings.last_byte;
    if (const auto wait = until_visible(left, *visible_within, asked))
        return unsure("filing.not_yet_visible", wait);
    if (!none) return unsure("filing.count");
    if (items.doubtful) return unsure("filing.other_content");
    return absent(journal, ours.id);
}

}  // namespace skifte::filing
