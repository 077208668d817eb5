// The invented cases.
#include "sandbox/testdata.hpp"

#include "sandbox/handlers/call.hpp"
#include "sandbox/handlers/court.hpp"
#include "sandbox/pdf.hpp"
#include "sandbox/testdata_boer.hpp"
#include "sandbox/testdata_cases.hpp"

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

class Maker {
public:
    Maker(Instant now, std::string_view client)
        : now_(now), today_(date_in_copenhagen(now)), client_(client) {}

    Testdata make() {
        int number = 1;
        for (const Case& c : likvidator_cases())
            make_case(c, number++, c.formaal == formaal::fremmed_sag ? another : client_);
        for (const Case& c : kreditor_cases()) make_case(c, number++, another);
        return std::move(made_);
    }

private:
    static constexpr std::string_view another = "en-anden";
    static constexpr int closed_age = 20;  // days since a closed case was closed

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

    [[nodiscard]] Json likvidator(const Case& c, bool own) const {
        Json likvidator = Json::object();
        likvidator.set("navn", own ? "Opdigta Advokatsen" : "Anden Advokatsen");
        likvidator.set("firmanavn", own ? "Opdigtede Advokater P/S" : "Andre Advokater P/S");
        likvidator.set("udpegetDato", day_before(c.age - 7)).set("email", "likvidator@example.org");
        return likvidator;
    }

    [[nodiscard]] Json sag(const Case& c, const std::string& id, int number, bool own) const {
        const std::string navn = std::string(c.selskab) + " under tvangsopløsning";
        Json selskab = Json::object();
        selskab.set("cvrNummer", c.cvr).set("navn", navn).set("selskabsform", c.selskabsform);
        selskab.set("stiftetDato", "2019-05-14")
            .set("kapital", c.selskabsform == "AKTIESELSKAB" ? 400'000 : 40'000);
        selskab.set("adresse",
                    address("Opdigtet Havnekaj " + std::to_string(number), "9999", "Ingensteds", "DK"));
        Json ret = Json::object();
        ret.set("navn", "Skifteretten i Ingensteds").set("email", "skifteretten@example.org");
        Json erst = Json::object();
        erst.set("besluttetDato", day_before(c.age + 4)).set("hjemmel", "selskabsloven § 225, stk. 1, nr. 1");
        erst.set("aarsag", "Årsrapporten er ikke indsendt rettidigt.");
        erst.set("tilbagekaldtDato", c.formaal == formaal::erst_tilbagekaldt ? Json(day_before(5)) : Json());

        Json sag = Json::object();
        sag.set("sagId", id)
            .set("sagsnummer", "SKS 41-" + std::to_string(1000 + number) + "/" + today_.iso().substr(0, 4));
        sag.set("status", c.likvidator ? "LIKVIDATOR_UDPEGET" : c.status)
            .set("cvrNummer", c.cvr)
            .set("selskabsnavn", navn);
        sag.set("modtagetDato", day_before(c.age))
            .set("selskab", std::move(selskab))
            .set("ret", std::move(ret));
        if (c.likvidator) sag.set("likvidator", likvidator(c, own));
        sag.set("erstAnmodning", std::move(erst));
        sag.set("fristdag", nullptr).set("ledelse", management(c.formaal));
        return sag;
    }

    void make_case(const Case& c, int number, std::string_view owner) {
        const std::string name(c.formaal);
        const std::string id = fixed_id("sag/" + name);
        const Json made = sag(c, id, number, owner == client_);
        const bool closed = c.status == "AFSLUTTET";
        add(kind::sag, id, id, made, c.age);
        if (c.likvidator) set_status(c, id, "LIKVIDATOR_UDPEGET", c.age - 7);
        set_status(c, id, c.status, closed ? closed_age : c.age - 8);
        if (!c.fristtype.empty()) add_frist(c, id);
        if (closed) close(c, made, id);
        if (c.formaal == formaal::krav_og_tilgodehavender) add_claims(id);
        if (c.formaal == formaal::mange_krav) add_own_claims(id);

        Json forloeb = Json::object();
        forloeb.set("formaal", name).set("ejer", owner);
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

    void close(const Case& c, const Json& sag, const std::string& id) {
        constexpr std::string_view outcome = "OPLOEST_FORMLOEST";
        const std::string retsbog = fixed_id("dokument/" + std::string(c.formaal));
        Change dokument = retsbog_change(retsbog, sag, outcome, now_ - days{closed_age}, made_.contents);
        dokument.after = -milliseconds(days{closed_age});
        made_.changes.push_back(std::move(dokument));
        Json closed = Json::object();
        closed.set("afslutningsstatus", outcome).set("afsluttetDato", day_before(closed_age));
        closed.set("retsbogDokumentId", retsbog);
        add(kind::sag, id, id, std::move(closed), closed_age);
    }

    static Json party(std::string_view navn, Json cvr) {
        Json part = Json::object();
        part.set("navn", navn);
        if (!cvr.is_null()) part.set("cvrNummer", std::move(cvr));
        return part;
    }

    void add_claims(const std::string& sag_id) {
        constexpr int count = 25;
        for (int i = 1; i <= count; ++i) add_krav(sag_id, "krav/", i, another);
        add_bilag(sag_id, fixed_id("krav/1"), 29);
        add_tilgodehavende(sag_id, 1, "INDESTAAENDE", "Opdigtet Sparekasse", 305'120);
        add_tilgodehavende(sag_id, 2, "OVERSKYDENDE_SKAT", "Opdigtet Skattekontor", 1'250'000);
    }

    // More than the largest page that the spec allows.
    void add_own_claims(const std::string& sag_id) {
        constexpr int count = 120;
        for (int i = 1; i <= count; ++i) add_krav(sag_id, "egne-krav/", i, client_);
        add_krav(sag_id, "andres-krav/", count + 1, another);
    }

    // The first has a private creditor without a number, the second was refused.
    void add_krav(const std::string& sag_id, const std::string& name, int i, std::string_view owner) {
        constexpr std::array<std::string_view, 4> types{"VARER_OG_YDELSER", "FORSYNING", "LEJE", "LOEN"};
        const std::string id = fixed_id(name + std::to_string(i));
        const int age = std::max(1, 30 - i);
        Json krav = Json::object();
        krav.set("kravId", id);
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
        krav.set("modtagetTidspunkt", time_before(age)).set("senestAendret", time_before(age));
        krav.set("ejer", owner).set("grundlag", "Faktura " + std::to_string(100'233 + i) + ".");
        add(kind::krav, id, sag_id, std::move(krav), age);
    }

    void add_bilag(const std::string& sag_id, const std::string& krav_id, int age) {
        const std::string id = fixed_id("bilag/krav/1");
        made_.contents.push_back(make_pdf("Faktura", {"Faktura 100234", "Opdigtet, til sandkassen."}));
        Json bilag = Json::object();
        bilag.set("bilagId", id).set("tilknytningstype", "KRAV").set("tilknyttetId", krav_id);
        bilag.set("titel", "Faktura 100234").set("modtagetTidspunkt", time_before(age)).set("ejer", another);
        merge(bilag, file_reference("faktura-100234.pdf", "application/pdf", made_.contents.back()));
        add(kind::bilag, id, sag_id, std::move(bilag), age);
    }

    void add_tilgodehavende(const std::string& sag_id, int i, std::string_view type,
                            std::string_view skyldner, std::int64_t oere) {
        const std::string id = fixed_id("tilgodehavende/" + std::to_string(i));
        Json tilgodehavende = Json::object();
        tilgodehavende.set("tilgodehavendeId", id).set("tilgodehavendetype", type).set("ejer", another);
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
    Testdata made = Maker(now, client).make();
    add_boer(made, now, client);
    return made;
}

namespace {

Json both_languages(const Case& c) {
    Json beskrivelse = Json::object();
    beskrivelse.set("da", c.da).set("en", c.en);
    return beskrivelse;
}

Json describe_sag(const Case& c, const Document& sag) {
    const std::string name(c.formaal);
    Json entry = Json::object();
    entry.set("sagId", sag.id).set("sagsnummer", sag.value.text("sagsnummer"));
    entry.set("cvrNummer", c.cvr).set("selskabsnavn", sag.value.text("selskabsnavn"));
    entry.set("formaal", name).set("beskrivelse", both_languages(c));
    if (!c.fristtype.empty()) entry.set("fristId", fixed_id("frist/" + name));
    if (c.formaal == formaal::afsluttet) entry.set("dokumentId", fixed_id("dokument/afsluttet"));
    return entry;
}

Json describe_selskab(const Case& c, const Document& sag) {
    Json entry = Json::object();
    entry.set("cvrNummer", c.cvr).set("navn", sag.value.text("selskabsnavn"));
    entry.set("likvidator", c.likvidator).set("afsluttet", c.status == "AFSLUTTET");
    entry.set("formaal", c.formaal).set("beskrivelse", both_languages(c));
    return entry;
}

Json describe(std::span<const Case> cases, const State& state,
              Json (*describe_one)(const Case&, const Document&)) {
    Json list = Json::array();
    for (const Case& c : cases)
        if (const Document* sag = state.find(kind::sag, fixed_id("sag/" + std::string(c.formaal))))
            list.push_back(describe_one(c, *sag));
    return list;
}

}  // namespace

Json describe_testdata(const State& state) {
    Json testdata = Json::object();
    testdata.set("sager", describe(likvidator_cases(), state, describe_sag));
    testdata.set("selskaber", describe(kreditor_cases(), state, describe_selskab));
    testdata.set("boer", describe_boer(state));
    return testdata;
}

}  // namespace skifte::sandbox
