// What is particular to each kind of thing that is filed in an estate. All of it is ours: of how the portal
// answers nothing is public.
#include "sandbox/handlers/doedsbo.hpp"

#include "sandbox/handlers/krav.hpp"

#include <skifte/support/decimal.hpp>

#include <array>
#include <chrono>

namespace skifte::sandbox {
namespace {

const Json& journal(const Call& call) {
    return call.state.find(kind::doedsbojournal, call.scope)->value;
}

std::optional<Date> proklama_date(const Call& call) {
    const Json* proklama = journal(call).find("proklama");
    const auto date = proklama ? Date::parse_iso(proklama->text("fristdato")) : Result<Date>(fail("none"));
    return date ? std::optional(*date) : std::nullopt;
}

// What dødsboskifteloven § 83(2) lets stand although it comes late, and what is no claim on the deceased. Who
// acts for the estate decides, not the portal: so a late krav is taken, and marked.
bool is_exempt(const Json& krav) {
    const std::string_view type = krav.text("kravtype");
    const Json* after = krav.find("opstaaetEfterDoedsfaldet");
    const Json* sikkerhed = krav.find("sikkerhed");
    return type == "UDLEVERING" || type == "SKAT_OG_AFGIFT" || type == "BEGRAVELSE" ||
           !krav.text("fremsatSkriftligtDato").empty() ||
           (after && after->is_boolean() && after->as_boolean()) ||
           (sikkerhed && sikkerhed->text("sikkerhedstype") == "PANT");
}

Json krav_members(const Call& call, const Json& filed) {
    Json members = Json::object();
    members.set("endeligFristdato", nullptr);
    const auto last = proklama_date(call);
    if (!last) return members;
    if (filed.text("anmeldelsestype") == "FORELOEBIG") {
        const Date final(std::chrono::year_month_day(last->days() + std::chrono::weeks{8}));
        members.set("endeligFristdato", final.iso());
    }
    const std::string_view status = filed.text("status");
    if (status != "ANMELDT" && status != "FOR_SENT_ANMELDT") return members;
    const auto received = parse_rfc3339(filed.text("modtagetTidspunkt"));
    const bool late = received && date_in_copenhagen(*received) > *last && !is_exempt(filed);
    members.set("status", late ? "FOR_SENT_ANMELDT" : "ANMELDT");
    return members.set(
        "statusbegrundelse",
        late ? Json("Kravet er modtaget efter proklamafristen den " + last->danish() +
                    " og er bortfaldet, hvis ingen undtagelse i dødsboskiftelovens § 83 gælder.")
             : Json());
}

std::vector<Detail> forespoergsel_faults(const Json& said, const std::string& at, const Document*) {
    if (said.text("forespoergseltype") != "ANDET" || !said.text("spoergsmaal").empty()) return {};
    return {{at + "/spoergsmaal", "MANGLER", "Der skal stå, hvad der spørges om."}};
}

Json refused(std::string_view begrundelse) {
    Json decision = Json::object();
    return decision.set("status", "AFVIST").set("statusbegrundelse", begrundelse);
}

// Answered where somebody acts for the estate, and refused where the interest is of no named kind.
Json forespoergsel_decision(const Call& call, const Json& filed) {
    if (filed.text("retligInteresse") == "ANDEN") return refused("Den retlige interesse er ikke godtgjort.");
    const Document* forloeb = call.state.find(kind::forloeb, call.scope);
    const Json* contact = forloeb ? forloeb->value.find("kontaktperson") : nullptr;
    Json decision = Json::object();
    if (!contact)
        return decision.set("status", "UNDER_BEHANDLING")
            .set("statusbegrundelse", "Der er endnu ikke nogen, der handler for boet.");
    Json svar = Json::object();
    if (filed.text("forespoergseltype") == "KONTAKTOPLYSNINGER")
        svar.set("kontaktperson", *contact);
    else
        svar.set("tekst", "Boet behandles som " + std::string(journal(call).text("skifteform")) + ".");
    svar.set("besvaretTidspunkt", call.time(call.decision_delay));
    return decision.set("status", "BESVARET").set("svar", std::move(svar));
}

Json proforma_members(const Call&, const Json& filed) {
    std::int64_t oere = 0;
    for (const Json& post : filed.find("poster")->items()) {
        const auto amount = Amount::parse_json(post.find("beloeb")->digits());
        const std::int64_t value = amount ? amount->oere() : 0;
        oere += post.text("retning") == "BOETS_GAELD" ? -value : value;
    }
    Json members = Json::object();
    members.set("saldo", Json::number(Amount::from_oere(oere < 0 ? -oere : oere).json()));
    return members.set("saldoretning", oere < 0 ? "BOETS_GAELD" : "BOETS_TILGODEHAVENDE");
}

std::vector<Detail> proforma_faults(const Json& said, const std::string& at, const Document*) {
    const std::string_view from = said.text("periodeFra");
    const std::string_view to = said.text("periodeTil");
    if (from.empty() || to.empty() || from <= to) return {};
    return {{at + "/periodeTil", "FOER_PERIODEFRA", "Perioden slutter, før den begynder."}};
}

constexpr std::array<std::string_view, 3> settled_krav{"ANERKENDT", "DELVIST_ANERKENDT", "AFVIST"};
constexpr std::array<std::string_view, 2> settled_tilgodehavende{"INDDREVET", "OPGIVET"};
constexpr std::array<std::string_view, 2> answered{"BESVARET", "AFVIST"};
constexpr std::array<std::string_view, 2> handed_over{"UDLEVERET", "OPGIVET"};
constexpr std::array<std::string_view, 1> replaced{"ERSTATTET"};

}  // namespace

constexpr ObjectKind bo_krav{.kind = kind::krav,
                             .id = "kravId",
                             .title = "Kravet",
                             .tilknytningstype = "KRAV",
                             .first_status = "ANMELDT",
                             .settled = settled_krav,
                             .faults = krav_faults,
                             .members = krav_members};

constexpr ObjectKind bo_tilgodehavende{.kind = kind::tilgodehavende,
                                       .id = "tilgodehavendeId",
                                       .title = "Tilgodehavendet",
                                       .tilknytningstype = "TILGODEHAVENDE",
                                       .first_status = "REGISTRERET",
                                       .settled = settled_tilgodehavende};

constexpr ObjectKind forespoergsel{.kind = kind::forespoergsel,
                                   .id = "forespoergselId",
                                   .title = "Forespørgslen",
                                   .tilknytningstype = "FORESPOERGSEL",
                                   .first_status = "MODTAGET",
                                   .settled = answered,
                                   .faults = forespoergsel_faults,
                                   .decision = forespoergsel_decision};

constexpr ObjectKind effektfortegnelse{.kind = kind::effektfortegnelse,
                                       .id = "effektfortegnelseId",
                                       .title = "Effektfortegnelsen",
                                       .tilknytningstype = "EFFEKTFORTEGNELSE",
                                       .first_status = "MODTAGET",
                                       .settled = handed_over};

constexpr ObjectKind proformaopgoerelse{.kind = kind::proformaopgoerelse,
                                        .id = "proformaopgoerelseId",
                                        .title = "Proformaopgørelsen",
                                        .tilknytningstype = "PROFORMAOPGOERELSE",
                                        .first_status = "MODTAGET",
                                        .settled = replaced,
                                        .faults = proforma_faults,
                                        .members = proforma_members};

}  // namespace skifte::sandbox
