// The invented cases.
#include "sandbox/testdata.hpp"

#include "sandbox/handlers/call.hpp"
#include "sandbox/handlers/court.hpp"
#include "sandbox/pdf.hpp"

#include <skifte/calendar/working_days.hpp>
#include <skifte/support/decimal.hpp>
#include <skifte/support/digest.hpp>

#include <array>
#include <chrono>
#include <span>

namespace skifte::sandbox {
namespace {

using std::chrono::days;
using std::chrono::milliseconds;

struct Case {
    std::string_view formaal;
    std::string_view da;
    std::string_view en;
    std::string_view selskab;
    std::string_view cvr;
    std::string_view selskabsform;
    std::string_view status;
    std::string_view fristtype;  // "" for none
    int frist_days;              // working days from the first start
    int age;                     // days since the court received the case
};

constexpr std::array cases{
    Case{formaal::foerste_redegoerelse,
         "Venter på den første redegørelse. Ledelsen er én udenlandsk og to danske direktører.",
         "Waits for the first redegørelse. The management is one foreign and two Danish directors.",
         "Fiktiv Fiskehandel ApS", "99999999", "ANPARTSSELSKAB", "AFVENTER_REDEGOERELSE",
         "FOERSTE_REDEGOERELSE", 20, 60},
    Case{formaal::frist_godkendes, "En anmodning om udsættelse af fristen godkendes, og fristen flyttes.",
         "A request to extend the frist is granted, and the frist moves.", "Opdigtet Ost A/S", "88888888",
         "AKTIESELSKAB", "AFVENTER_REDEGOERELSE", "FOERSTE_REDEGOERELSE", 15, 55},
    Case{formaal::frist_afvises, "En anmodning om udsættelse af fristen afvises med en begrundelse.",
         "A request to extend the frist is refused, with a reason.", "Påhit Papir ApS", "77777777",
         "ANPARTSSELSKAB", "AFVENTER_REDEGOERELSE", "FOERSTE_REDEGOERELSE", 16, 50},
    Case{formaal::redegoerelse_ny_frist, "En redegørelse fører til en ny frist for den næste redegørelse.",
         "A redegørelse leads to a new frist for the next one.", "Drømmeri Design ApS", "66666666",
         "ANPARTSSELSKAB", "AFVENTER_REDEGOERELSE", "FOERSTE_REDEGOERELSE", 18, 45},
    Case{formaal::redegoerelse_afslutter,
         "En redegørelse fører til, at sagen afsluttes med en retsbog og en afslutningsstatus.",
         "A redegørelse leads to the case being closed, with a retsbog and an afslutningsstatus.",
         "Luftkastel Byg A/S", "55555555", "AKTIESELSKAB", "AFVENTER_REDEGOERELSE", "NAESTE_REDEGOERELSE", 22,
         90},
    Case{formaal::genoptagelse, "Udsat, mens Erhvervsstyrelsen behandler en anmodning om genoptagelse.",
         "Set aside while Erhvervsstyrelsen considers a request for genoptagelse.", "Fantasi Fragt ApS",
         "44444444", "ANPARTSSELSKAB", "UDSAT_PAA_GENOPTAGELSE", "", 0, 75},
    Case{formaal::erst_tilbagekaldt, "Erhvervsstyrelsen har tilbagekaldt sin anmodning.",
         "Erhvervsstyrelsen has withdrawn its request.", "Skyhøj Stillads ApS", "33333333", "ANPARTSSELSKAB",
         "UNDER_BEHANDLING", "AFVISNING_TILBAGEKALDELSE_ERST", 12, 40},
    Case{formaal::afsluttet, "Afsluttet med en retsbog. Alt, hvad der indsendes, afvises med 409.",
         "Closed with a retsbog. Everything filed is refused with 409.", "Sæbeboble Service ApS", "22222222",
         "ANPARTSSELSKAB", "AFSLUTTET", "", 0, 180},
    Case{formaal::krav_og_tilgodehavender, "Har krav (flere sider) og tilgodehavender.",
         "Holds krav (several pages) and tilgodehavender.", "Spøgelsesby Ejendomme A/S", "11111111",
         "AKTIESELSKAB", "AFVENTER_REDEGOERELSE", "FOERSTE_REDEGOERELSE", 25, 65},
    Case{formaal::fremmed_sag, "Findes, men har en anden likvidator: ethvert kald afvises med 403.",
         "Exists, but has another likvidator: every call is refused with 403.", "Andens Affald ApS",
         "99999990", "ANPARTSSELSKAB", "AFVENTER_REDEGOERELSE", "FOERSTE_REDEGOERELSE", 20, 35},
};

class Maker {
public:
    Maker(Instant now, std::string_view client)
        : now_(now), today_(date_in_copenhagen(now)), client_(client) {}

    Testdata make() {
        int number = 1;
        for (const Case& c : cases) make_case(c, number++);
        return std::move(made_);
    }

private:
    [[nodiscard]] std::string day_before(int count) const {
        return Date(std::chrono::year_month_day(today_.days() - days{count})).iso();
    }
    [[nodiscard]] std::string time_before(int count) const { return rfc3339(now_ - days{count}); }

    // As something that took effect `age` days ago.
    void add(std::string_view kind, const std::string& id, const std::string& sag, Json members, int age) {
        made_.changes.push_back({std::string(kind), id, sag, std::move(members), -milliseconds(days{age})});
    }

    static Json address(std::string_view line, std::string_view postnummer, std::string_view by,
                        std::string_view land) {
        Json adresse = Json::object();
        adresse.set("adresselinje1", line)
            .set("postnummer", postnummer)
            .set("bynavn", by)
            .set("landekode", land);
        return adresse;
    }

    static Json person(std::string_view navn, Json cpr, std::string_view born, std::string_view land,
                       Json adresse) {
        Json person = Json::object();
        person.set("navn", navn).set("rolle", "DIREKTOER").set("cprNummer", std::move(cpr));
        person.set("foedselsdato", born).set("landekode", land).set("adresse", std::move(adresse));
        return person;
    }

    static Json management(std::string_view formaal) {
        Json ledelse = Json::array();
        ledelse.push_back(person("Fiktiva Fiskersen", "0101700000", "1970-01-01", "DK",
                                 address("Opdigtet Gade 2", "9999", "Ingensteds", "DK")));
        if (formaal != formaal::foerste_redegoerelse) return ledelse;
        ledelse.push_back(person("Påhit Fiskersen", "0202750000", "1975-02-02", "DK",
                                 address("Opdigtet Gade 4, 1. tv.", "9999", "Ingensteds", "DK")));
        ledelse.push_back(person("Ingen Nemosson", Json(), "1981-03-03", "SE",
                                 address("Påhittade gatan 3", "000 00", "Ingenstans", "SE")));
        return ledelse;
    }

    [[nodiscard]] Json sag(const Case& c, const std::string& id, int number) const {
        const std::string navn = std::string(c.selskab) + " under tvangsopløsning";
        Json selskab = Json::object();
        selskab.set("cvrNummer", c.cvr).set("navn", navn).set("selskabsform", c.selskabsform);
        selskab.set("stiftetDato", "2019-05-14")
            .set("kapital", c.selskabsform == "AKTIESELSKAB" ? 400'000 : 40'000);
        selskab.set("adresse",
                    address("Opdigtet Havnekaj " + std::to_string(number), "9999", "Ingensteds", "DK"));
        Json ret = Json::object();
        ret.set("navn", "Skifteretten i Ingensteds").set("email", "skifteretten@example.org");
        Json likvidator = Json::object();
        const bool foreign = c.formaal == formaal::fremmed_sag;
        likvidator.set("navn", foreign ? "Anden Advokatsen" : "Opdigta Advokatsen");
        likvidator.set("firmanavn", foreign ? "Andre Advokater P/S" : "Opdigtede Advokater P/S");
        likvidator.set("udpegetDato", day_before(c.age - 7)).set("email", "likvidator@example.org");
        Json erst = Json::object();
        erst.set("besluttetDato", day_before(c.age + 4)).set("hjemmel", "selskabsloven § 225, stk. 1, nr. 1");
        erst.set("aarsag", "Årsrapporten er ikke indsendt rettidigt.");
        erst.set("tilbagekaldtDato", c.formaal == formaal::erst_tilbagekaldt ? Json(day_before(5)) : Json());

        Json sag = Json::object();
        sag.set("sagId", id)
            .set("sagsnummer", "SKS 41-" + std::to_string(1000 + number) + "/" + today_.iso().substr(0, 4));
        sag.set("status", "LIKVIDATOR_UDPEGET").set("cvrNummer", c.cvr).set("selskabsnavn", navn);
        sag.set("modtagetDato", day_before(c.age))
            .set("selskab", std::move(selskab))
            .set("ret", std::move(ret));
        sag.set("likvidator", std::move(likvidator)).set("erstAnmodning", std::move(erst));
        sag.set("fristdag", nullptr).set("ledelse", management(c.formaal));
        return sag;
    }

    void make_case(const Case& c, int number) {
        const std::string name(c.formaal);
        const std::string id = fixed_id("sag/" + name);
        const Json made = sag(c, id, number);
        add(kind::sag, id, id, made, c.age);
        set_status(c, id, "LIKVIDATOR_UDPEGET", c.age - 7);
        set_status(c, id, c.status, c.formaal == formaal::afsluttet ? 20 : c.age - 8);
        if (!c.fristtype.empty()) add_frist(c, id);
        if (c.formaal == formaal::afsluttet) close(made, id);
        if (c.formaal == formaal::krav_og_tilgodehavender) add_claims(id);

        Json forloeb = Json::object();
        forloeb.set("formaal", name).set("ejer", c.formaal == formaal::fremmed_sag ? "en-anden" : client_);
        add(kind::forloeb, id, id, std::move(forloeb), c.age);
    }

    void set_status(const Case& c, const std::string& id, std::string_view status, int age) {
        for (Change& change : status_change(id, status, "", time_before(age), -milliseconds(days{age}))) {
            if (change.kind == kind::statusaendring)
                change.id = fixed_id("status/" + std::string(c.formaal) + "/" + std::string(status));
            made_.changes.push_back(std::move(change));
        }
    }

    void add_frist(const Case& c, const std::string& sag_id) {
        const std::string id = fixed_id("frist/" + std::string(c.formaal));
        const std::string day = calendar::working_day_after(today_, c.frist_days).iso();
        Json frist = Json::object();
        frist.set("fristId", id).set("sagId", sag_id).set("fristtype", c.fristtype);
        frist.set("fristdato", day).set("oprindeligFristdato", day).set("status", "AABEN");
        frist.set("oprettet", time_before(c.age - 8));
        add(kind::frist, id, sag_id, std::move(frist), c.age - 8);
    }

    void close(const Json& sag, const std::string& id) {
        constexpr int age = 20;
        constexpr std::string_view outcome = "OPLOEST_FORMLOEST";
        const std::string retsbog = fixed_id("dokument/afsluttet");
        Change dokument = retsbog_change(retsbog, sag, outcome, now_ - days{age}, made_.contents);
        dokument.after = -milliseconds(days{age});
        made_.changes.push_back(std::move(dokument));
        Json closed = Json::object();
        closed.set("afslutningsstatus", outcome).set("afsluttetDato", day_before(age));
        closed.set("retsbogDokumentId", retsbog);
        add(kind::sag, id, id, std::move(closed), age);
    }

    static Json party(std::string_view navn, Json cvr) {
        Json part = Json::object();
        part.set("navn", navn);
        if (!cvr.is_null()) part.set("cvrNummer", std::move(cvr));
        return part;
    }

    void add_claims(const std::string& sag_id) {
        constexpr int count = 25;
        for (int i = 1; i <= count; ++i) add_krav(sag_id, i);
        add_tilgodehavende(sag_id, 1, "INDESTAAENDE", "Opdigtet Sparekasse", 305'120);
        add_tilgodehavende(sag_id, 2, "OVERSKYDENDE_SKAT", "Opdigtet Skattekontor", 1'250'000);
    }

    // The first has a bilag and a private creditor without a number, the second was refused.
    void add_krav(const std::string& sag_id, int i) {
        constexpr std::array<std::string_view, 4> types{"VARER_OG_YDELSER", "FORSYNING", "LEJE", "LOEN"};
        const std::string id = fixed_id("krav/" + std::to_string(i));
        const int age = 30 - i;
        Json krav = Json::object();
        krav.set("kravId", id).set("sagId", sag_id);
        krav.set("kravtype", types[static_cast<std::size_t>(i) % types.size()]);
        krav.set("anmeldelsestype", i % 5 == 0 ? "FORELOEBIG" : "ENDELIG");
        krav.set("beloeb", Json::number(Amount::from_oere(std::int64_t{i} * 123'475).json()));
        krav.set("renter", Json::number(Amount::from_oere(std::int64_t{i} * 1'050).json()));
        krav.set("fortrinsstilling", i % 4 == 3 ? "LOENPRIVILEGIUM" : "SIMPEL")
            .set("forfaldsdato", day_before(200 - i));
        krav.set("kreditor",
                 i == 1 ? party("Fiktiv Lønmodtager", Json()) : party("Opdigtet Forsyning A/S", "99999981"));
        krav.set("egenReference", "F-" + std::to_string(100'233 + i))
            .set("status", i == 2 ? "AFVIST" : "ANMELDT");
        krav.set("statusbegrundelse", i == 2 ? Json("Kravet er ikke dokumenteret.") : Json());
        krav.set("modtagetTidspunkt", time_before(age))
            .set("grundlag", "Faktura " + std::to_string(100'233 + i) + ".");
        add(kind::krav, id, sag_id, std::move(krav), age);
        if (i != 1) return;

        const std::string bilag_id = fixed_id("bilag/krav/1");
        made_.contents.push_back(make_pdf("Faktura", {"Faktura 100234", "Opdigtet, til sandkassen."}));
        Json bilag = Json::object();
        bilag.set("bilagId", bilag_id)
            .set("sagId", sag_id)
            .set("tilknytningstype", "KRAV")
            .set("tilknyttetId", id);
        bilag.set("titel", "Faktura 100234").set("modtagetTidspunkt", time_before(age));
        merge(bilag, file_reference("faktura-100234.pdf", "application/pdf", made_.contents.back()));
        add(kind::bilag, bilag_id, sag_id, std::move(bilag), age);
    }

    void add_tilgodehavende(const std::string& sag_id, int i, std::string_view type,
                            std::string_view skyldner, std::int64_t oere) {
        const std::string id = fixed_id("tilgodehavende/" + std::to_string(i));
        Json tilgodehavende = Json::object();
        tilgodehavende.set("tilgodehavendeId", id).set("sagId", sag_id).set("tilgodehavendetype", type);
        tilgodehavende.set("beloeb", Json::number(Amount::from_oere(oere).json()))
            .set("forfaldsdato", nullptr);
        tilgodehavende.set("grundlag", "Opdigtet, til sandkassen.").set("skyldner", party(skyldner, Json()));
        tilgodehavende.set("egenReference", "K-" + std::to_string(54 + i)).set("status", "REGISTRERET");
        tilgodehavende.set("modtagetTidspunkt", time_before(10 - i));
        add(kind::tilgodehavende, id, sag_id, std::move(tilgodehavende), 10 - i);
    }

    Instant now_;
    Date today_;
    std::string_view client_;
    Testdata made_;
};

}  // namespace

std::string fixed_id(std::string_view name) {
    std::string digits = hex(sha256("skifte sandkasse " + std::string(name))).substr(0, 32);
    digits[12] = '8';  // version 8: the maker's own (RFC 9562 section 5.8)
    digits[16] = '8';
    for (const std::size_t at : {std::size_t{20}, std::size_t{16}, std::size_t{12}, std::size_t{8}})
        digits.insert(at, "-");
    return digits;
}

Testdata make_testdata(Instant now, std::string_view client) {
    return Maker(now, client).make();
}

Json describe_testdata(const State& state) {
    Json sager = Json::array();
    for (const Case& c : cases) {
        const std::string name(c.formaal);
        const Document* sag = state.find(kind::sag, fixed_id("sag/" + name));
        if (!sag) continue;
        Json beskrivelse = Json::object();
        beskrivelse.set("da", c.da).set("en", c.en);
        Json entry = Json::object();
        entry.set("sagId", sag->id).set("sagsnummer", sag->value.text("sagsnummer"));
        entry.set("cvrNummer", c.cvr).set("selskabsnavn", sag->value.text("selskabsnavn"));
        entry.set("formaal", name).set("beskrivelse", std::move(beskrivelse));
        if (!c.fristtype.empty()) entry.set("fristId", fixed_id("frist/" + name));
        if (c.formaal == formaal::afsluttet) entry.set("dokumentId", fixed_id("dokument/afsluttet"));
        sager.push_back(std::move(entry));
    }
    Json testdata = Json::object();
    testdata.set("sager", std::move(sager));
    return testdata;
}

}  // namespace skifte::sandbox
