// The likvidator's cases.
#include "sandbox/handlers/frister.hpp"
#include "sandbox/handlers/handlers.hpp"

#include <algorithm>
#include <set>

namespace skifte::sandbox {
namespace {

Json sag_shown(const Call& call, const Document& sag) {
    Json shown = sag.value;
    Json frister = Json::array();
    Json next;
    for (Item& frist : frister_shown(call, sag.id)) {
        if (next.is_null() && frist.value.text("status") == "AABEN")
            next = Json(frist.value.text("fristdato"));
        frister.push_back(std::move(frist.value));
    }
    Json history = Json::array();
    for (const Document* change : call.state.in_scope(kind::statusaendring, sag.id))
        history.push_back(change->value);
    shown.set("naesteFristdato", std::move(next)).set("frister", std::move(frister));
    shown.set("statushistorik", std::move(history))
        .set("senestAendret", rfc3339(call.state.last_change(sag.id)));
    return shown;
}

std::vector<std::string> texts(const Json* list) {
    std::vector<std::string> out;
    if (list)
        for (const Json& item : list->items()) out.push_back(item.as_string());
    return out;
}

}  // namespace

Result<Answer> list_sager(const Call& call) {
    const std::vector<std::string> statuses = texts(call.arguments.query.find("status"));
    const std::string_view cvr = call.arguments.query.text("cvrNummer");
    std::vector<Item> items;
    for (const Document* sag : call.state.all(kind::sag)) {
        if (!is_own(call, sag->id)) continue;
        if (!statuses.empty() && std::ranges::find(statuses, sag->value.text("status")) == statuses.end())
            continue;
        if (!cvr.empty() && sag->value.text("cvrNummer") != cvr) continue;
        items.push_back({sag->id, sag_shown(call, *sag)});
    }
    std::ranges::stable_sort(items, {}, [](const Item& item) { return item.value.text("modtagetDato"); });
    return answer_page(call, std::move(items));
}

Result<Answer> find_sager_aendret_siden(const Call& call) {
    const Json& body = call.arguments.body;
    SKIFTE_TRY(const Instant since, parse_rfc3339(body.text("aendretSiden")));
    const std::vector<std::string> named = texts(body.find("sagIder"));
    std::vector<const Document*> changed;
    for (const std::string& id : std::set<std::string>(named.begin(), named.end()))
        if (is_own(call, id) && call.state.last_change(id) > since)
            changed.push_back(call.state.find(kind::sag, id));
    std::ranges::stable_sort(changed, {},
                             [&](const Document* sag) { return call.state.last_change(sag->id); });
    std::vector<Item> items;
    for (const Document* sag : changed) items.push_back({sag->id, sag_shown(call, *sag)});
    return answer_page(call, std::move(items));
}

Result<Answer> hent_sag(const Call& call) {
    return answer_with(call, sag_shown(call, *call.state.find(kind::sag, call.sag())));
}

}  // namespace skifte::sandbox
