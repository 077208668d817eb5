// Redegørelser: filed with their PDF and bilag, listed and fetched.
#include "sandbox/handlers/bilag.hpp"
#include "sandbox/handlers/court.hpp"
#include "sandbox/handlers/frister.hpp"
#include "sandbox/handlers/handlers.hpp"

#include <skifte/support/digest.hpp>

#include <algorithm>

namespace skifte::sandbox {
namespace {

Result<void> check_period(const Json& said) {
    const std::string_view from = said.text("periodeFra");
    const std::string_view to = said.text("periodeTil");
    if (from.empty() || to.empty() || from <= to) return {};
    return refuse(
        422, "UGYLDIGT_INDHOLD", "Et eller flere felter kan ikke godtages.",
        {{"redegoerelse/periodeTil", "FOER_PERIODEFRA", "Periodens sidste dag ligger før den første."}});
}

// The earliest frist for a redegørelse that is still unanswered, past or not; null if there is none.
const Document* answered_frist(const Call& call) {
    for (const Item& item : frister_shown(call, call.sag())) {
        const std::string_view status = item.value.text("status");
        const bool waiting = status == "AABEN" || status == "OVERSKREDET";
        if (waiting && item.value.text("fristtype").ends_with("_REDEGOERELSE"))
            return call.state.find(kind::frist, item.id);
    }
    return nullptr;
}

}  // namespace

Result<Answer> indsend_redegoerelse(const Call& call) {
    SKIFTE_CHECK(require_open(call));
    const Json* const given = call.arguments.body.find("redegoerelse");
    const Json said = given ? *given : Json::object();
    SKIFTE_CHECK(check_period(said));
    const auto pdf = std::ranges::find(call.arguments.files, "dokument", &File::part);
    const Document* frist = answered_frist(call);

    const std::string id = random_uuid();
    Json filed = Json::object();
    filed.set("redegoerelseId", id).set("sagId", call.sag());
    filed.set("fristId", frist ? Json(frist->id) : Json()).set("status", "MODTAGET");
    filed.set("modtagetTidspunkt", call.time());
    merge(filed, said);
    filed.set("dokument", file_reference(pdf->navn, pdf->type, pdf->bytes))
        .set("behandletTidspunkt", nullptr);

    Answer effects;
    effects.changes.push_back({std::string(kind::redegoerelse), id, call.sag(), filed});
    effects.contents.push_back(pdf->bytes);
    take_bilag(call, "bilag", "REDEGOERELSE", id, effects);
    receive_redegoerelse(call, filed, frist, effects);

    Answer answer = answer_created(call, id, with_bilag(call, filed, id, effects));
    answer.changes = std::move(effects.changes);
    answer.contents = std::move(effects.contents);
    return answer;
}

Result<Answer> list_redegoerelser(const Call& call) {
    std::vector<Item> items;
    for (const Document* document : call.state.in_scope(kind::redegoerelse, call.sag()))
        items.push_back({document->id, with_bilag(call, document->value, document->id)});
    return answer_page(call, std::move(items));
}

Result<Answer> hent_redegoerelse(const Call& call) {
    SKIFTE_TRY(const auto* found,
               find_visible(call, kind::redegoerelse, call.path("redegoerelseId"), "Redegørelsen"));
    return answer_with(call, with_bilag(call, found->value, found->id));
}

Result<Answer> hent_redegoerelse_dokument(const Call& call) {
    SKIFTE_TRY(const auto* found,
               find_visible(call, kind::redegoerelse, call.path("redegoerelseId"), "Redegørelsen"));
    return answer_file(call, *found->value.find("dokument"));
}

}  // namespace skifte::sandbox
