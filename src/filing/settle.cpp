// What became of a filing whose effect is unknown: what the portal shows against the journal's own record.
#include <skifte/filing/filing.hpp>

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
    const auto how = match->text("evidence").empty() ? decide_by_items : decide_by_object;
    return how(journal, ours, *match, candidates, visible_within, asked);
}

}  // namespace

Result<Settled> settle(journal::Journal& journal, std::string_view filing_id,
                       const std::function<Result<std::vector<Candidate>>()>& find,
                       std::optional<std::chrono::milliseconds> visible_within, const Clock& clock) {
    SKIFTE_TRY(const journal::Filing ours, journal.filing(filing_id));
    if (ours.state != journal::State::unknown)
        return fail(Error{"filing.not_unknown"}
                        .having(ours.state == journal::State::sending ? Effect::unknown : Effect::none)
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
