// See krav.hpp.
#include "sandbox/handlers/krav.hpp"

#include "sandbox/testdata.hpp"

#include <skifte/support/decimal.hpp>

#include <array>

namespace skifte::sandbox {
namespace {

constexpr std::array<std::string_view, 3> settled_krav{"ANERKENDT", "DELVIST_ANERKENDT", "AFVIST"};
constexpr std::array<std::string_view, 2> settled_tilgodehavende{"INDDREVET", "OPGIVET"};

// Up to the first amount a krav is admitted whole, up to the second in part, and above it refused.
constexpr std::string_view whole = "10000";
constexpr std::string_view part = "50000";

// In the company that is there for it; elsewhere the court takes its time.
Json krav_decision(const Call& call, const Json& filed) {
    if (formaal_of(call) != formaal::krav_afgoeres) return {};
    const Json* beloeb = filed.find("beloeb");
    Json decision = Json::object();
    if (!beloeb || compare_decimals(beloeb->digits(), whole) <= 0) {
        decision.set("status", "ANERKENDT");
        if (beloeb) decision.set("anerkendtBeloeb", *beloeb);
    } else if (compare_decimals(beloeb->digits(), part) <= 0) {
        decision.set("status", "DELVIST_ANERKENDT").set("anerkendtBeloeb", Json::number(std::string(whole)));
        decision.set("statusbegrundelse", "Kravet er dokumenteret for 10.000,00 kr.");
    } else {
        decision.set("status", "AFVIST").set("statusbegrundelse", "Kravet er ikke dokumenteret.");
    }
    return decision;
}

std::string pointer(const std::string& at, std::string_view field) {
    return at + "/" + std::string(field);
}

}  // namespace

std::vector<Detail> krav_faults(const Json& said, const std::string& at, const Document* before) {
    std::vector<Detail> faults;
    const bool thing = said.text("kravtype") == "UDLEVERING";
    if (thing && said.text("genstand").empty())
        faults.push_back(
            {pointer(at, "genstand"), "MANGLER", "Et krav på udlevering skal nævne en genstand."});
    if (thing && said.find("beloeb"))
        faults.push_back(
            {pointer(at, "beloeb"), "IKKE_BELOEB", "Et krav på udlevering har ikke noget beløb."});
    if (!thing && !said.find("beloeb"))
        faults.push_back({pointer(at, "beloeb"), "MANGLER", "Et krav på penge skal have et beløb."});
    if (before && before->value.text("anmeldelsestype") == "ENDELIG" &&
        said.text("anmeldelsestype") == "FORELOEBIG")
        faults.push_back({pointer(at, "anmeldelsestype"), "ER_ENDELIG",
                          "Et endeligt krav kan ikke gøres foreløbigt igen."});
    return faults;
}

constexpr ObjectKind krav{.kind = kind::krav,
                          .id = "kravId",
                          .title = "Kravet",
                          .tilknytningstype = "KRAV",
                          .first_status = "ANMELDT",
                          .settled = settled_krav,
                          .faults = krav_faults,
                          .decision = krav_decision};

constexpr ObjectKind tilgodehavende{.kind = kind::tilgodehavende,
                                    .id = "tilgodehavendeId",
                                    .title = "Tilgodehavendet",
                                    .tilknytningstype = "TILGODEHAVENDE",
                                    .first_status = "REGISTRERET",
                                    .settled = settled_tilgodehavende};

}  // namespace skifte::sandbox
