// See proklama.hpp.
#include "cli/proklama.hpp"

#include <skifte/doedsbo/operations.hpp>
#include <skifte/support/date.hpp>

namespace skifte::cli {

namespace v1 = doedsbo::v1;

Result<Json> look_up_proklama(Context& context, std::string_view estate) {
    v1::HentBo hent;
    hent.doedsbojournal_id = api::Uuid{std::string(estate)};
    SKIFTE_TRY(api::Client * client, context.session.client());
    const auto answer = client->call(hent);
    // The need for look-ups is granted by itself: without it krav may be filed all the same.
    if (!answer && answer.error().code == "http.forbidden") {
        context.note("note.proklama_unknown");
        return Json();
    }
    if (!answer) return fail(answer.error());
    Json known = Json::object();
    known.set("navn", answer->raw.body.text("navn"));
    if (const auto& proklama = answer->value.proklama; proklama.has_value())
        known.set("fristdato", proklama->fristdato.iso());
    return known;
}

Result<void> check_proklama(Context& context, const Json& proklama, const Json& krav, bool anyway) {
    // What arose after the death is no claim on the deceased, and no proklama bars it.
    v1::KravOplysninger of_krav;
    if (auto read = api::Codec<v1::KravOplysninger>::decode(krav, "krav")) of_krav = std::move(read).value();
    if (of_krav.opstaaet_efter_doedsfaldet.value_or(false)) return {};

    const auto last = Date::parse_iso(proklama.text("fristdato"));
    if (!last || date_in_copenhagen(context.clock.now()) <= *last) return {};
    if (!anyway) return fail("filing.proklama_expired", {{"date", last->danish()}});
    context.note("note.proklama_expired", {{"date", last->danish()}});
    return {};
}

}  // namespace skifte::cli
