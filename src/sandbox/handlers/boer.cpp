// Estates: found, read, and asked about.
#include "sandbox/access.hpp"
#include "sandbox/handlers/handlers.hpp"
#include "sandbox/handlers/search_text.hpp"

#include <algorithm>
#include <set>

namespace skifte::sandbox {
namespace {

Json bo_shown(const Call& call, const Document& bo) {
    Json shown = bo.value;
    return shown.set("senestAendret", rfc3339(call.state.last_change(bo.id)));
}

// In one line, as somebody would write it.
std::string address_of(const Json& journal) {
    const Json& adresse = *journal.find("adresse");
    return std::string(adresse.text("adresselinje1")) + " " + std::string(adresse.text("postnummer")) + " " +
           std::string(adresse.text("bynavn"));
}

}  // namespace

Result<Answer> search_bo(const Call& call) {
    const Json& query = call.arguments.body;
    const std::string_view cpr = query.text("cprNummer");
    const std::string navn = searchable(query.text("navn"));
    const std::string adresse = searchable(query.text("adresse"));
    if (cpr.empty() ? navn.empty() || adresse.empty() : !navn.empty() || !adresse.empty())
        return refuse(400, "UGYLDIGT_INDHOLD", "Et eller flere felter kan ikke godtages.",
                      {{"", "ENTEN_ELLER", "Søg enten på CPR-nummer eller på både navn og adresse."}});
    for (const Document* forloeb : call.state.all(kind::forloeb))
        if (is_outside(*forloeb) && forloeb->value.text("cprNummer") == cpr) return outside_the_portal();
    std::vector<Item> items;
    for (const Document* bo : call.state.all(kind::doedsbojournal)) {
        const bool fits = cpr.empty()
                              ? searchable(bo->value.text("navn")) == navn &&
                                    searchable(address_of(bo->value)).find(adresse) != std::string::npos
                              : bo->value.text("cprNummer") == cpr;
        if (fits) items.push_back({bo->id, bo_shown(call, *bo)});
    }
    std::ranges::stable_sort(items, std::greater<>(),
                             [](const Item& item) { return item.value.text("doedsdato"); });
    return answer_page(call, std::move(items));
}

Result<Answer> find_changed_since(const Call& call) {
    SKIFTE_TRY(const Instant since, parse_rfc3339(call.arguments.body.text("aendretSiden")));
    std::set<std::string> named;
    for (const Json& id : call.arguments.body.find("doedsbojournalIder")->items())
        named.insert(id.as_string());
    std::vector<const Document*> changed;
    for (const std::string& id : named)
        if (const Document* bo = call.state.find(kind::doedsbojournal, id))
            if (call.state.last_change(id) > since) changed.push_back(bo);
    std::ranges::stable_sort(changed, {}, [&](const Document* bo) { return call.state.last_change(bo->id); });
    std::vector<Item> items;
    for (const Document* bo : changed) items.push_back({bo->id, bo_shown(call, *bo)});
    return answer_page(call, std::move(items));
}

Result<Answer> hent_bo(const Call& call) {
    const Json bo = bo_shown(call, *call.state.find(kind::doedsbojournal, call.scope));
    Answer answer = answer_with(call, bo);
    add_etag(call, bo, answer);
    return answer;
}

}  // namespace skifte::sandbox
