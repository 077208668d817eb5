// The frister that the court has set in a likvidator's own cases.
#include "cli/calls.hpp"
#include "cli/deadlines.hpp"

#include <skifte/likvidator/operations.hpp>

#include <algorithm>

namespace skifte::cli {

namespace {

namespace v1 = likvidator::v1;
using Standing = Deadline::Standing;

std::string deadlines_in(const std::string& sag_id) {
    return "frist-" + sag_id + "-";
}

// Any other status, also one that the spec does not know yet, may be one that somebody waits under.
Standing standing_of(const Json& sag, const Json& frist) {
    const v1::FriststatusEnum status{std::string(frist.text("status"))};
    if (status.is(v1::FriststatusEnum::OVERHOLDT)) return Standing::met;
    const v1::StatusEnumLikvidator of_case{std::string(sag.text("status"))};
    const bool closed = of_case.is(v1::StatusEnumLikvidator::AFSLUTTET);
    return closed || status.is(v1::FriststatusEnum::BORTFALDET) ? Standing::lapsed : Standing::open;
}

Deadline deadline_of(const Json& sag, Json frist) {
    Deadline deadline;
    deadline.standing = standing_of(sag, frist);
    deadline.key = deadlines_in(std::string(sag.text("sagId"))) + std::string(frist.text("fristId"));
    deadline.what = frist.text("fristtype");
    deadline.where = sag.text("sagsnummer");
    deadline.detail = sag.text("selskabsnavn");
    if (const auto date = Date::parse_iso(frist.text("fristdato"))) deadline.date = *date;
    for (const std::string_view time : {sag.text("senestAendret"), frist.text("oprettet")})
        if (const auto changed = parse_rfc3339(time)) deadline.changed = std::max(deadline.changed, *changed);
    deadline.object = std::move(frist);
    return deadline;
}

Result<std::vector<Json>> cases(Context& context, const std::optional<std::string>& one_case) {
    if (!one_case) return all_items(context, v1::ListSager::operation(), v1::ListSager{}.arguments());
    SKIFTE_TRY(api::Client * client, context.session.client());
    v1::HentSag hent;
    hent.sag_id = api::Uuid{*one_case};
    SKIFTE_TRY(const api::Answer answer, client->call(v1::HentSag::operation(), hent.arguments()));
    return std::vector{answer.body};
}

}  // namespace

Result<Deadlines> court_deadlines(Context& context, const std::optional<std::string>& one_case) {
    SKIFTE_TRY(const auto own, cases(context, one_case));
    Deadlines deadlines{.found = {}, .complete = {one_case ? deadlines_in(*one_case) : "frist-"}};
    for (const Json& sag : own) {
        v1::ListFrister list;
        list.sag_id = api::Uuid{std::string(sag.text("sagId"))};
        SKIFTE_TRY(auto frister, all_items(context, v1::ListFrister::operation(), list.arguments()));
        for (Json& frist : frister) deadlines.found.push_back(deadline_of(sag, std::move(frist)));
    }
    return deadlines;
}

}  // namespace skifte::cli
