// What became of a filing whose effect is unknown: what the portal shows against the journal's own record.
#include <skifte/filing/filing.hpp>

#include "filing/match.hpp"
#include "filing/settle_items.hpp"
#include "filing/settle_object.hpp"
#include "filing/verdict.hpp"

#include <skifte/support/json.hpp>

namespace skifte::filing {

namespace {

Result<Settled> decide(journal::Journal& journal, const journal::Filing& ours,
                       const std::vector<Candidate>& candidates,
                       std::optional<std::chrono::milliseconds> visible_within, Instant asked) {
    const auto match = Json::parse(ours.match);
    if (!match || !match->is_object()) return unsure("filing.no_look_up");
    const auto how = match->text(match_words::evidence).empty() ? decide_by_items : decide_by_object;
    return how(journal, ours, *match, candidates, visible_within, asked);
}

Result<journal::Filing> unknown_filing(const journal::Journal& journal, std::string_view id) {
    SKIFTE_TRY(journal::Filing filing, journal.filing(id));
    if (filing.state == journal::State::unknown) return filing;
    return fail(Error{"filing.not_unknown"}
                    .having(filing.state == journal::State::sending ? Effect::unknown : Effect::none)
                    .with("id", filing.id)
                    .with("state", std::string{to_string(filing.state)}));
}

Failure still_unknown(const std::string& id, Error error) {
    return fail(std::move(error).having(Effect::unknown).with("id", id));
}

}  // namespace

Result<Settled> settle(journal::Journal& journal, std::string_view filing_id,
                       const std::function<Result<std::vector<Candidate>>()>& find,
                       std::optional<std::chrono::milliseconds> visible_within, const Clock& clock) {
    SKIFTE_TRY(const journal::Filing ours, unknown_filing(journal, filing_id));
    if (ours.match.empty()) return unsure("filing.no_look_up");
    // Before the question, not after the answer: what appeared in between may be missing from it.
    const Uptime asked = clock.uptime();
    const auto candidates = find();
    if (!candidates && candidates.error().code == list_changing) return unsure(std::string(list_changing));
    if (!candidates) return still_unknown(ours.id, candidates.error());
    // By the clock as it stands now, should somebody have set it meanwhile.
    const auto took = elapsed(asked, clock.uptime()).value_or(std::chrono::milliseconds::zero());
    return settle(journal, ours.id, *candidates, clock.now() - took, visible_within);
}

Result<Settled> settle(journal::Journal& journal, std::string_view filing_id,
                       const std::vector<Candidate>& candidates, Instant asked,
                       std::optional<std::chrono::milliseconds> visible_within) {
    SKIFTE_TRY(const journal::Filing ours, unknown_filing(journal, filing_id));
    if (ours.match.empty()) return unsure("filing.no_look_up");
    auto settled = decide(journal, ours, candidates, visible_within, asked);
    if (!settled) return still_unknown(ours.id, settled.error());
    return settled;
}

}  // namespace skifte::filing
