// Foreløbige krav against companies that await their endelige. Neither the portal nor the law sets a day for
// it there, so they stand without one; that they are listed is our advice.
#include "cli/calls.hpp"
#include "cli/changes.hpp"
#include "cli/deadlines.hpp"

#include <skifte/kreditor/operations.hpp>
#include <skifte/kreditor/spec.hpp>

namespace skifte::cli {

namespace {

namespace v1 = kreditor::v1;
using Standing = Deadline::Standing;

bool awaits_its_final(const Json& krav) {
    const v1::KravstatusEnum status{std::string(krav.text("status"))};
    const v1::AnmeldelsestypeEnum type{std::string(krav.text("anmeldelsestype"))};
    return type.is(v1::AnmeldelsestypeEnum::FORELOEBIG) && !status.is(v1::KravstatusEnum::AFVIST) &&
           !status.is(v1::KravstatusEnum::TILBAGEKALDT);
}

Deadline final_claim_of(const std::string& cvr, Json krav) {
    Deadline deadline;
    deadline.kind = Deadline::Kind::final_claim;
    deadline.key = "endelig-" + cvr + "-" + std::string(krav.text("kravId"));
    deadline.what = "ENDELIG_ANMELDELSE";
    deadline.where = "CVR " + cvr;
    deadline.detail = krav.text("egenReference");
    krav.erase("kreditor");  // may hold a CPR number
    deadline.object = std::move(krav);
    return deadline;
}

Result<void> add_company(Context& context, const std::string& cvr, Deadlines& to) {
    v1::ListKrav list;
    list.cvr_nummer = cvr;
    SKIFTE_TRY(auto claims, all_items(context, v1::ListKrav::operation(), list.arguments()));
    for (Json& krav : claims)
        if (awaits_its_final(krav)) to.found.push_back(final_claim_of(cvr, std::move(krav)));
    return {};
}

}  // namespace

Result<Deadlines> company_deadlines(Context& context) {
    SKIFTE_TRY(const auto companies, filed_in(context, v1::spec(), "cvrNummer"));
    Deadlines deadlines;
    for (const auto& cvr : companies) {
        const auto added = add_company(context, cvr, deadlines);
        if (added) continue;
        if (added.error().code != "http.forbidden" && added.error().code != "http.not_found")
            return fail(added.error());
        context.note("note.frist.no_company", {{"cvr", cvr}});
    }
    return deadlines;
}

}  // namespace skifte::cli
