// The invented estates.
#include "sandbox/testdata_boer.hpp"

#include "sandbox/handlers/call.hpp"

#include <array>
#include <chrono>

namespace skifte::sandbox {
namespace {

using std::chrono::days;
using std::chrono::milliseconds;

struct Bo {
    std::string_view formaal;
    std::string_view da;
    std::string_view en;
    std::string_view navn;
    std::string_view cpr;
    std::string_view vej;
    std::string_view status;
    std::string_view skifteform;  // "" while it has not been decided
    int age;                      // days since the death
    int proklama = -1;            // days since it stood in Statstidende, about; -1 for none
    bool insolvent = false;
};

// What a terminal must not be moved by: colours, a turned direction, a line of its own.
constexpr std::string_view hostile_name =
    "Ondsindet\x1b[31m\xE2\x80\xAEnesdnI\xE2\x80\xAC\nFalsk linje\x07 <b>&amp;";

constexpr std::array boer{
    Bo{formaal::proklama_loeber, "Privat skifte; proklamafristen løber.",
       "Privat skifte; the proklama's deadline has not passed.", "Opdigta Ingensen", "0102330000",
       "Opdigtet Vej 7", "UNDER_BEHANDLING", "PRIVAT_SKIFTE", 60, 20},
    Bo{formaal::proklama_udloebet,
       "Bobestyrerbo; proklamafristen er udløbet. Har krav, der er anerkendt, afvist og anmeldt.",
       "Bobestyrerbo; the proklama's deadline has passed. Holds krav that are admitted, refused and filed.",
       "Påhit Paludan", "0305380000", "Opdigtet Allé 12, 2. th.", "UNDER_BEHANDLING", "BOBESTYRERBO", 140,
       70},
    Bo{formaal::boudlaeg, "Boudlæg: der udstedes ikke proklama.", "Boudlæg: there is no proklama.",
       "Påhit Petersen", "0203410000", "Opdigtet Stræde 3", "UNDER_BEHANDLING", "BOUDLAEG", 50},
    Bo{formaal::uden_skifteform, "Dødsfaldet er nyt: ingen skifteform, ingen proklama, ingen kontaktperson.",
       "The death is recent: nothing decided, no proklama, no contact person.", "Fiktiv Frandsen",
       "1110450000", "Opdigtet Plads 1", "MODTAGET", "", 9},
    Bo{formaal::insolvent_bo, "Insolvensbehandling; proklamafristen løber.",
       "Insolvent; the proklama's deadline has not passed.", "Luftig Lassen", "2204360000",
       "Opdigtet Bakke 5", "UNDER_BEHANDLING", "BOBESTYRERBO", 80, 30, true},
    Bo{formaal::samme_navn, "Ét af to boer med samme navn og adresse.",
       "One of two estates of the same name and address.", "Drøm Drømmesen", "0506290000", "Opdigtet Park 9",
       "UNDER_BEHANDLING", "USKIFTET_BO", 100, 40},
    Bo{formaal::samme_navn_2, "Det andet af to boer med samme navn og adresse.",
       "The other of two estates of the same name and address.", "Drøm Drømmesen", "0708560000",
       "Opdigtet Park 9", "UNDER_BEHANDLING", "FORENKLET_PRIVAT_SKIFTE", 30, 10},
    Bo{formaal::erstatningspersonnummer, "Afdøde havde et erstatningspersonnummer.",
       "The deceased had a replacement number.", "Ukendta Udlandsen", "6203410000", "Opdigtet Havn 4",
       "UNDER_BEHANDLING", "AEGTEFAELLEUDLAEG", 70, 25},
    Bo{formaal::fjendtlig_tekst, "Navnet prøver at styre terminalen.",
       "The name tries to control the terminal.", hostile_name, "1501440000", "Opdigtet Mose 6",
       "UNDER_BEHANDLING", "PRIVAT_SKIFTE", 65, 22},
    Bo{formaal::bo_afsluttet, "Afsluttet. Alt, hvad der indsendes, afvises med 409.",
       "Closed. Everything filed is refused with 409.", "Ingen Ingensen", "0909310000", "Opdigtet Gyde 2",
       "AFSLUTTET", "BOUDLAEG", 200},
};

// Handled outside the portal, which knows of it only that.
struct Outside {
    std::string_view da =
        "Død før den 15. november 2022: boet er ikke på portalen, og søgningen siger hvorfor.";
    std::string_view en = "Died before 15 November 2022: not on the portal, and the search says why.";
    std::string_view navn = "Forhen Fantasisen";
    std::string_view cpr = "1212300000";
    std::string_view vej = "Opdigtet Torv 8";
};
constexpr Outside outside;

std::string bo_id(std::string_view formaal) {
    return fixed_id("bo/" + std::string(formaal));
}

Json address(std::string_view vej) {
    Json adresse = Json::object();
    adresse.set("adresselinje1", vej).set("postnummer", "9999").set("bynavn", "Ingensteds");
    return adresse.set("landekode", "DK");
}

class Maker {
public:
    Maker(Testdata& made, Instant now, std::string_view client)
        : made_(made), now_(now), today_(date_in_copenhagen(now)), client_(client) {}

    void make() {
        for (const Bo& bo : boer) make_bo(bo);
        Json known = Json::object();
        known.set("formaal", formaal::foer_skifteportalen).set("cprNummer", outside.cpr);
        add(kind::forloeb, bo_id(formaal::foer_skifteportalen), std::move(known), 1'000);
        add_krav(1, "ANERKENDT", Json());
        add_krav(2, "AFVIST", Json("Kravet er ikke dokumenteret."));
        add_krav(3, "ANMELDT", Json());
    }

private:
    [[nodiscard]] Date before(int count) const {
        return Date(std::chrono::year_month_day(today_.days() - days{count}));
    }

    // As something that took effect `age` days ago.
    void add(std::string_view kind, const std::string& id, Json members, int age, std::string scope = {}) {
        made_.changes.push_back({std::string(kind), id, scope.empty() ? id : scope, std::move(members),
                                 -milliseconds(days{age})});
    }

    // Statstidende comes out from Tuesday to Saturday.
    [[nodiscard]] Date published(int age) const {
        std::chrono::sys_days at = before(age).days();
        while (std::chrono::weekday(at) == std::chrono::Sunday ||
               std::chrono::weekday(at) == std::chrono::Monday)
            at -= days{1};
        return Date(std::chrono::year_month_day(at));
    }

    [[nodiscard]] Json proklama(const Bo& bo) const {
        const Date day = published(bo.proklama);
        std::string number = "S" + day.danish() + "-" + std::string(bo.cpr.substr(0, 2));
        std::erase_if(number, [at = 0](char c) mutable { return at++ < 11 && c == '-'; });
        Json proklama = Json::object();
        proklama.set("bekendtgjortDato", day.iso());
        proklama.set("fristdato",
                     Date(std::chrono::year_month_day(day.days() + std::chrono::weeks{8})).iso());
        return proklama.set("meddelelsesnummer", std::move(number));
    }

    static Json contact(const Bo& bo) {
        Json person = Json::object();
        person.set("navn", "Påhitte Ingensen");
        person.set("rolle", bo.skifteform == "BOBESTYRERBO"  ? "BOBESTYRER"
                            : bo.skifteform == "USKIFTET_BO" ? "EFTERLEVENDE_AEGTEFAELLE"
                                                             : "KONTAKTPERSON");
        person.set("adresse", address("Opdigtet Allé 12, 2. th.")).set("email", "kontaktperson@example.org");
        return person.set("telefonnummer", "+45 00 00 00 00");
    }

    void make_bo(const Bo& bo) {
        const std::string id = bo_id(bo.formaal);
        Json journal = Json::object();
        journal.set("doedsbojournalId", id).set("navn", bo.navn).set("cprNummer", bo.cpr);
        journal.set("adresse", address(bo.vej)).set("doedsdato", before(bo.age).iso());
        journal.set("status", "MODTAGET");
        add(kind::doedsbojournal, id, std::move(journal), bo.age);

        Json decided = Json::object();
        decided.set("status", bo.status);
        if (!bo.skifteform.empty())
            decided.set("skifteform", bo.skifteform).set("insolvensbehandling", bo.insolvent);
        if (bo.proklama >= 0) decided.set("proklama", proklama(bo));
        const int age = bo.proklama >= 0 ? bo.proklama : bo.age * 2 / 3;
        if (bo.status == "AFSLUTTET") decided.set("afsluttetDato", before(age).iso());
        add(kind::doedsbojournal, id, std::move(decided), age);

        Json forloeb = Json::object();
        forloeb.set("formaal", bo.formaal);
        if (!bo.skifteform.empty()) forloeb.set("kontaktperson", contact(bo));
        add(kind::forloeb, id, std::move(forloeb), bo.age);
    }

    // Of the client, and in time.
    void add_krav(int i, std::string_view status, Json begrundelse) {
        constexpr int age = 60;
        const std::string id = fixed_id("bo-krav/" + std::to_string(i));
        const std::string time = rfc3339(now_ - days{age});
        Json kreditor = Json::object();
        kreditor.set("navn", "Opdigtet Forsyning A/S").set("cvrNummer", "99999981");
        Json krav = Json::object();
        krav.set("kravId", id).set("kravtype", "FORSYNING").set("anmeldelsestype", "ENDELIG");
        krav.set("beloeb", i * 1'000).set("kreditor", std::move(kreditor));
        krav.set("egenReference", "B-" + std::to_string(i)).set("grundlag", "Opdigtet, til sandkassen.");
        krav.set("status", status).set("statusbegrundelse", std::move(begrundelse));
        if (status == "ANERKENDT") krav.set("anerkendtBeloeb", i * 1'000);
        krav.set("modtagetTidspunkt", time).set("senestAendret", time).set("ejer", client_);
        add(kind::krav, id, std::move(krav), age, bo_id(formaal::proklama_udloebet));
    }

    Testdata& made_;
    Instant now_;
    Date today_;
    std::string_view client_;
};

Json described(std::string_view formaal, std::string_view navn, std::string_view cpr, std::string_view vej,
               std::string_view da, std::string_view en) {
    Json beskrivelse = Json::object();
    beskrivelse.set("da", da).set("en", en);
    Json entry = Json::object();
    entry.set("doedsbojournalId", bo_id(formaal)).set("navn", navn).set("cprNummer", cpr);
    entry.set("adresse", std::string(vej) + ", 9999 Ingensteds").set("formaal", formaal);
    return entry.set("beskrivelse", std::move(beskrivelse));
}

}  // namespace

void add_boer(Testdata& made, Instant now, std::string_view client) {
    Maker(made, now, client).make();
}

Json describe_boer(const State& state) {
    Json all = Json::array();
    for (const Bo& bo : boer) {
        if (!state.find(kind::doedsbojournal, bo_id(bo.formaal))) continue;
        Json entry = described(bo.formaal, bo.navn, bo.cpr, bo.vej, bo.da, bo.en);
        if (bo.formaal == formaal::proklama_udloebet) entry.set("kravId", fixed_id("bo-krav/1"));
        all.push_back(std::move(entry));
    }
    if (state.find(kind::forloeb, bo_id(formaal::foer_skifteportalen)))
        all.push_back(described(formaal::foer_skifteportalen, outside.navn, outside.cpr, outside.vej,
                                outside.da, outside.en));
    return all;
}

}  // namespace skifte::sandbox
