// Frister, and anmodninger about having them extended.
#include "sandbox/handlers/frister.hpp"

#include "sandbox/handlers/court.hpp"
#include "sandbox/handlers/handlers.hpp"

#include <skifte/support/digest.hpp>

#include <algorithm>

namespace skifte::sandbox {

// Whether a frist is past is not written down: the day makes it so.
Json frist_shown(const Call& call, const Document& frist) {
    Json shown = frist.value;
    const auto day = Date::parse_iso(shown.text("fristdato"));
    if (shown.text("status") == "AABEN" && day && *day < call.today()) shown.set("status", "OVERSKREDET");
    return shown;
}

std::vector<Item> frister_shown(const Call& call, std::string_view sag) {
    std::vector<Item> items;
    for (const Document* frist : call.state.in_scope(kind::frist, sag))
        items.push_back({frist->id, frist_shown(call, *frist)});
    std::ranges::stable_sort(items, {}, [](const Item& item) { return item.value.text("fristdato"); });
    return items;
}

Result<Answer> list_frister(const Call& call) {
    return answer_page(call, frister_shown(call, call.sag()));
}

Result<Answer> hent_frist(const Call& call) {
    SKIFTE_TRY(const auto* frist, find_visible(call, kind::frist, call.path("fristId"), "Fristen"));
    return answer_with(call, frist_shown(call, *frist));
}

Result<Answer> anmod_om_fristudsaettelse(const Call& call) {
    SKIFTE_TRY(const auto* frist, find_visible(call, kind::frist, call.path("fristId"), "Fristen"));
    SKIFTE_CHECK(require_open(call));
    if (frist_shown(call, *frist).text("status") != "AABEN")
        return refuse(409, "FRIST_IKKE_AABEN", "Fristen er ikke åben.");
    for (const Document* other : call.state.in_scope(kind::fristudsaettelse, call.sag()))
        if (other->value.text("fristId") == frist->id && other->value.text("status") == "AFVENTER")
            return refuse(409, "FRISTUDSAETTELSE_UAFGJORT",
                          "Der ligger allerede en uafgjort anmodning om at udsætte fristen.");
    const Json& body = call.arguments.body;
    const std::string fristdato(frist->value.text("fristdato"));
    if (body.text("oensketDato") <= fristdato)
        return refuse(422, "UGYLDIGT_INDHOLD", "Et eller flere felter kan ikke godtages.",
                      {{"/oensketDato",
                        "IKKE_EFTER_FRISTDATO",
                        "Den ønskede dato skal ligge efter fristens nuværende dato.",
                        {{"fristdato", fristdato}}}});

    const std::string id = random_uuid();
    Json filed = Json::object();
    filed.set("fristudsaettelseId", id).set("fristId", frist->id).set("sagId", call.sag());
    merge(filed, body);
    filed.set("status", "AFVENTER")
        .set("modtagetTidspunkt", call.time())
        .set("fristdatoVedAnmodning", fristdato);
    filed.set("nyFristdato", nullptr)
        .set("afgoerelsestidspunkt", nullptr)
        .set("afgoerelsesbegrundelse", nullptr);
    Answer answer = answer_created(call, "fristudsaettelser", id, filed);
    answer.changes.push_back({std::string(kind::fristudsaettelse), id, call.sag(), filed});
    decide_fristudsaettelse(call, filed, answer);  // it may take no time
    return answer;
}

Result<Answer> list_fristudsaettelser(const Call& call) {
    const std::string_view frist = call.arguments.query.text("fristId");
    std::vector<Item> items;
    for (const Document* document : call.state.in_scope(kind::fristudsaettelse, call.sag()))
        if (frist.empty() || document->value.text("fristId") == frist)
            items.push_back({document->id, document->value});
    return answer_page(call, std::move(items));
}

Result<Answer> hent_fristudsaettelse(const Call& call) {
    SKIFTE_TRY(const auto* found,
               find_visible(call, kind::fristudsaettelse, call.path("fristudsaettelseId"), "Anmodningen"));
    return answer_with(call, found->value);
}

}  // namespace skifte::sandbox
