// Anmodninger about anything but a frist.
#include "sandbox/handlers/bilag.hpp"
#include "sandbox/handlers/court.hpp"
#include "sandbox/handlers/handlers.hpp"

#include <skifte/support/digest.hpp>

namespace skifte::sandbox {
namespace {

// While ERST considers genoptagelse the case rests: nothing may begin that would end it.
Result<void> require_status_for(const Call& call, std::string_view anmodningtype) {
    const Document* sag = call.state.find(kind::sag, call.sag());
    const bool resting = sag->value.text("status") == "UDSAT_PAA_GENOPTAGELSE";
    if (resting && (anmodningtype == "KONKURSBEGAERING" || anmodningtype == "REKONSTRUKTION"))
        return refuse(409, "STATUS_TILLADER_DET_IKKE", "Sagens status tillader ikke anmodningen.");
    return {};
}

}  // namespace

Result<Answer> opret_anmodning(const Call& call) {
    SKIFTE_CHECK(require_open(call));
    const Json& said = *call.arguments.body.find("anmodning");
    SKIFTE_CHECK(require_status_for(call, said.text("anmodningtype")));

    const std::string id = random_uuid();
    Json filed = Json::object();
    filed.set("anmodningId", id).set("sagId", call.sag()).set("status", "AFVENTER");
    merge(filed, said);
    filed.set("modtagetTidspunkt", call.time());
    filed.set("afgoerelsestidspunkt", nullptr).set("afgoerelsesbegrundelse", nullptr);

    Answer effects;
    effects.changes.push_back({std::string(kind::anmodning), id, call.sag(), filed});
    take_bilag(call, "bilag", "ANMODNING", id, effects);
    decide_anmodning(call, filed, effects);

    Answer answer = answer_created(call, id, with_bilag(call, filed, id, effects));
    answer.changes = std::move(effects.changes);
    answer.contents = std::move(effects.contents);
    return answer;
}

Result<Answer> list_anmodninger(const Call& call) {
    std::vector<Item> items;
    for (const Document* document : call.state.in_scope(kind::anmodning, call.sag()))
        items.push_back({document->id, with_bilag(call, document->value, document->id)});
    return answer_page(call, std::move(items));
}

Result<Answer> hent_anmodning(const Call& call) {
    SKIFTE_TRY(const auto* found,
               find_visible(call, kind::anmodning, call.path("anmodningId"), "Anmodningen"));
    return answer_with(call, with_bilag(call, found->value, found->id));
}

}  // namespace skifte::sandbox
