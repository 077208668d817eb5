// Companies under tvangsopløsning, as a creditor looks them up: another view of the cases.
#include "sandbox/access.hpp"
#include "sandbox/handlers/handlers.hpp"
#include "sandbox/handlers/search_text.hpp"

#include <algorithm>

namespace skifte::sandbox {
namespace {

// The likvidator's own statuses say more than a creditor is told.
std::string_view status_shown(const Json& sag) {
    const std::string_view status = sag.text("status");
    if (status == "AFSLUTTET" || status == "UDSAT_PAA_GENOPTAGELSE") return status;
    return sag.find("likvidator") ? "LIKVIDATOR_UDPEGET" : "UDEN_LIKVIDATOR";
}

Json selskab_shown(const Call& call, const Document& sag) {
    Json shown = *sag.value.find("selskab");
    shown.set("status", status_shown(sag.value)).set("modtagetDato", sag.value.text("modtagetDato"));
    const Json* likvidator = sag.value.find("likvidator");
    shown.set("likvidatornavn", likvidator ? Json(likvidator->text("navn")) : Json());
    shown.set("senestAendret", rfc3339(call.state.last_change(sag.id)));
    for (const std::string_view name : {"likvidator", "fristdag", "afslutningsstatus", "afsluttetDato"})
        if (const Json* value = sag.value.find(name)) shown.set(name, *value);
    return shown;
}

}  // namespace

Result<Answer> search_selskaber(const Call& call) {
    const std::string_view cvr = call.arguments.body.text("cvrNummer");
    const std::string navn = folded(call.arguments.body.text("navn"));
    std::vector<Item> items;
    for (const Document* sag : call.state.all(kind::sag)) {
        Json shown = selskab_shown(call, *sag);
        const bool fits = cvr.empty() ? folded(shown.text("navn")).find(navn) != std::string::npos
                                      : shown.text("cvrNummer") == cvr;
        if (fits) items.push_back({std::string(shown.text("cvrNummer")), std::move(shown)});
    }
    std::ranges::stable_sort(items, {}, [](const Item& item) { return item.value.text("navn"); });
    return answer_page(call, std::move(items));
}

Result<Answer> find_selskaber_aendret_siden(const Call& call) {
    SKIFTE_TRY(const Instant since, parse_rfc3339(call.arguments.body.text("aendretSiden")));
    std::vector<const Document*> changed;
    for (const Json& cvr : call.arguments.body.find("cvrNumre")->items())
        if (const Document* sag = sag_of_selskab(call.state, cvr.as_string()))
            if (call.state.last_change(sag->id) > since) changed.push_back(sag);
    std::ranges::stable_sort(changed, {},
                             [&](const Document* sag) { return call.state.last_change(sag->id); });
    std::vector<Item> items;
    for (const Document* sag : changed)
        items.push_back({std::string(sag->value.text("cvrNummer")), selskab_shown(call, *sag)});
    return answer_page(call, std::move(items));
}

Result<Answer> hent_selskab(const Call& call) {
    return answer_with(call, selskab_shown(call, *call.state.find(kind::sag, call.scope)));
}

}  // namespace skifte::sandbox
