// The court's decisions.
#include "sandbox/handlers/court.hpp"

#include "sandbox/pdf.hpp"
#include "sandbox/testdata.hpp"

#include <skifte/calendar/working_days.hpp>
#include <skifte/support/digest.hpp>

#include <array>

namespace skifte::sandbox {
namespace {

constexpr int next_frist_days = 30;

std::string text(std::string_view view) {
    return std::string(view);
}

// What an indstilling that the court follows leads to.
std::string_view outcome_of(std::string_view indstilling) {
    struct Pair {
        std::string_view indstilling;
        std::string_view afslutningsstatus;
    };
    constexpr std::array pairs{
        Pair{"OPLOESNING_SOLVENT", "OPLOEST_EFTER_LIKVIDATION"},
        Pair{"KONKURS", "KONKURS"},
        Pair{"REKONSTRUKTION", "REKONSTRUKTION"},
        Pair{"AFVENT_GENOPTAGELSE", "GENOPTAGET"},
    };
    for (const Pair& pair : pairs)
        if (pair.indstilling == indstilling) return pair.afslutningsstatus;
    return "OPLOEST_FORMLOEST";
}

void append(std::vector<Change>& changes, std::vector<Change> more) {
    for (Change& change : more) changes.push_back(std::move(change));
}

Change treated(const Call& call, const Json& redegoerelse) {
    Json members = Json::object();
    members.set("status", "BEHANDLET").set("behandletTidspunkt", call.time(call.decision_delay));
    return {text(kind::redegoerelse), text(redegoerelse.text("redegoerelseId")), call.sag(),
            std::move(members), call.decision_delay};
}

void set_next_frist(const Call& call, const Json& redegoerelse, Answer& answer) {
    const std::string id = random_uuid();
    const std::string day = calendar::working_day_after(call.today(), next_frist_days).iso();
    Json frist = Json::object();
    frist.set("fristId", id).set("sagId", call.sag()).set("fristtype", "NAESTE_REDEGOERELSE");
    frist.set("fristdato", day).set("oprindeligFristdato", day).set("status", "AABEN");
    frist.set("oprettet", call.time(call.decision_delay));
    Change behandlet = treated(call, redegoerelse);
    behandlet.members.set("nyFristId", id);
    answer.changes.push_back(std::move(behandlet));
    answer.changes.push_back({text(kind::frist), id, call.sag(), std::move(frist), call.decision_delay});
    append(answer.changes,
           status_change(call.sag(), "AFVENTER_REDEGOERELSE", "Frist for næste redegørelse er sat.",
                         call.time(call.decision_delay), call.decision_delay));
}

void close_case(const Call& call, const Json& redegoerelse, Answer& answer) {
    const std::string retsbog = random_uuid();
    const Instant then = call.now + call.decision_delay;
    const std::string_view outcome = outcome_of(redegoerelse.text("indstilling"));
    const Json& sag = call.state.find(kind::sag, call.sag())->value;
    Change dokument = retsbog_change(retsbog, sag, outcome, then, answer.contents);
    dokument.after = call.decision_delay;
    Change behandlet = treated(call, redegoerelse);
    behandlet.members.set("retsbogDokumentId", retsbog);
    Json closed = Json::object();
    closed.set("afslutningsstatus", outcome).set("afsluttetDato", date_in_copenhagen(then).iso());
    closed.set("retsbogDokumentId", retsbog);
    answer.changes.push_back(std::move(dokument));
    answer.changes.push_back(std::move(behandlet));
    answer.changes.push_back(
        {text(kind::sag), call.sag(), call.sag(), std::move(closed), call.decision_delay});
    append(answer.changes,
           status_change(call.sag(), "AFSLUTTET", "Sagen er afsluttet efter likvidatorens redegørelse.",
                         call.time(call.decision_delay), call.decision_delay));
}

}  // namespace

void decide_fristudsaettelse(const Call& call, const Json& filed, Answer& answer) {
    const bool refused = formaal_of(call) == formaal::frist_afvises;
    const std::string_view asked = filed.text("oensketDato");
    Json decision = Json::object();
    decision.set("status", refused ? "AFVIST" : "GODKENDT");
    decision.set("nyFristdato", refused ? Json() : Json(asked));
    decision.set("afgoerelsestidspunkt", call.time(call.decision_delay));
    if (refused)
        decision.set("afgoerelsesbegrundelse", "Udsættelsen er længere, end sagens behandling kræver.");
    answer.changes.push_back({text(kind::fristudsaettelse), text(filed.text("fristudsaettelseId")),
                              call.sag(), std::move(decision), call.decision_delay});
    if (refused) return;
    Json moved = Json::object();
    moved.set("fristdato", asked);
    answer.changes.push_back(
        {text(kind::frist), text(filed.text("fristId")), call.sag(), std::move(moved), call.decision_delay});
}

void receive_redegoerelse(const Call& call, const Json& filed, const Document* frist, Answer& answer) {
    const Document* sag = call.state.find(kind::sag, call.sag());
    if (sag->value.text("status") != "UDSAT_PAA_GENOPTAGELSE")
        append(answer.changes, status_change(call.sag(), "REDEGOERELSE_MODTAGET", "", call.time(), {}));
    if (!frist) return;
    const bool in_time = frist->value.text("fristdato") >= call.today().iso();
    Json met = Json::object();
    met.set("status", in_time ? "OVERHOLDT" : "OVERSKREDET");
    answer.changes.push_back({text(kind::frist), frist->id, call.sag(), std::move(met)});
    if (formaal_of(call) == formaal::redegoerelse_ny_frist) set_next_frist(call, filed, answer);
    if (formaal_of(call) == formaal::redegoerelse_afslutter) close_case(call, filed, answer);
}

void decide_anmodning(const Call& call, const Json& filed, Answer& answer) {
    const bool refused = formaal_of(call) == formaal::frist_afvises;
    Json decision = Json::object();
    decision.set("status", refused ? "AFVIST" : "IMOEDEKOMMET");
    decision.set("afgoerelsestidspunkt", call.time(call.decision_delay));
    decision.set("afgoerelsesbegrundelse", refused ? Json("Der er ikke grundlag for anmodningen.") : Json());
    if (const Json* beloeb = filed.find("beloeb"); beloeb && !refused)
        decision.set("imoedekommetBeloeb", *beloeb);
    answer.changes.push_back({text(kind::anmodning), text(filed.text("anmodningId")), call.sag(),
                              std::move(decision), call.decision_delay});
}

std::vector<Change> status_change(std::string_view sag, std::string_view status, std::string_view begrundelse,
                                  const std::string& tidspunkt, std::chrono::milliseconds after) {
    Json entry = Json::object();
    entry.set("status", status).set("tidspunkt", tidspunkt);
    if (!begrundelse.empty()) entry.set("begrundelse", begrundelse);
    Json current = Json::object();
    current.set("status", status);
    return {{text(kind::sag), text(sag), text(sag), std::move(current), after},
            {text(kind::statusaendring), random_uuid(), text(sag), std::move(entry), after}};
}

std::string write_retsbog(const Json& sag, std::string_view afslutningsstatus, Date day) {
    return make_pdf("Udskrift af retsbogen",
                    {"Udskrift af retsbogen", "SANDKASSE - dette er ikke et dokument fra domstolene.", "",
                     "Skifteretten i Ingensteds, " + day.danish(), "", "Sag: " + text(sag.text("sagsnummer")),
                     "Selskab: " + text(sag.text("selskabsnavn")), "CVR-nr.: " + text(sag.text("cvrNummer")),
                     "", "Likvidatorens redegørelse er gennemgået.",
                     "Skifteretten afslutter sagen. Afslutningsstatus: " + text(afslutningsstatus) + ".", "",
                     "Retten hævet."});
}

Change retsbog_change(const std::string& id, const Json& sag, std::string_view afslutningsstatus, Instant at,
                      std::vector<std::string>& contents) {
    const Date day = date_in_copenhagen(at);
    contents.push_back(write_retsbog(sag, afslutningsstatus, day));
    Json dokument = Json::object();
    dokument.set("dokumentId", id).set("sagId", sag.text("sagId")).set("dokumenttype", "RETSBOG");
    dokument.set("titel", "Udskrift af retsbogen, afslutning").set("dokumentdato", day.iso());
    dokument.set("tilgaengeligTidspunkt", rfc3339(at));
    merge(dokument, file_reference("retsbog.pdf", "application/pdf", contents.back()));
    return {text(kind::dokument), id, text(sag.text("sagId")), std::move(dokument)};
}

}  // namespace skifte::sandbox
