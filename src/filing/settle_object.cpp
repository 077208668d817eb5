// See settle_object.hpp.
#include "filing/settle_object.hpp"

#include "filing/match.hpp"
#include "filing/verdict.hpp"

#include <skifte/filing/canonical.hpp>

#include <algorithm>

namespace skifte::filing {

namespace {

enum class Verdict { happened, not_yet, cannot_tell };

Verdict verdict_on_change(const journal::Journal& journal, const Json& match,
                          const std::vector<Candidate>& candidates) {
    if (candidates.empty()) return Verdict::cannot_tell;  // deleted since: ours may have come before that
    const auto& fields = candidates.front().fields;
    const auto stands = [&](std::string_view pointer) {
        const auto field = fields.find(std::string{pointer});
        return journal.hmac(field == fields.end() ? "" : tidy_text(field->second));
    };
    const auto& members = match.members();
    const bool as_filed = std::all_of(members.begin(), members.end(), [&](const Json::Member& member) {
        return match_words::is_word(member.name) || match.text(member.name) == stands(member.name);
    });
    const auto version = match.text(match_words::version);
    const bool untouched = !version.empty() && stands(version) == match.text(match_words::before);
    if (untouched) return Verdict::not_yet;
    // Without a version an object that already said so before would look the same.
    if (as_filed) return Verdict::happened;
    return Verdict::cannot_tell;
}

}  // namespace

Result<Settled> decide_by_object(journal::Journal& journal, const journal::Filing& ours, const Json& match,
                                 const std::vector<Candidate>& candidates,
                                 std::optional<std::chrono::milliseconds> visible_within, Instant asked) {
    const bool deletion = match.text(match_words::evidence) == "absence";
    const Verdict verdict = deletion ? (candidates.empty() ? Verdict::happened : Verdict::not_yet)
                                     : verdict_on_change(journal, match, candidates);
    switch (verdict) {
    case Verdict::cannot_tell: return unsure("filing.other_content");
    case Verdict::happened: return found(journal, ours.id, {});
    case Verdict::not_yet: break;
    }
    if (!visible_within) return unsure("filing.no_visible_within");
    if (const auto wait = until_visible(journal.times(ours).last_byte, *visible_within, asked))
        return unsure("filing.not_yet_visible", wait);
    return absent(journal, ours.id);
}

}  // namespace skifte::filing
