// See testdata_cases.hpp.
#include "sandbox/testdata_cases.hpp"

#include "sandbox/testdata.hpp"

#include <array>

namespace skifte::sandbox {
namespace {

constexpr std::array for_likvidator{
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

constexpr std::array for_kreditor{
    Case{.formaal = formaal::med_likvidator,
         .da = "Har en likvidator. Krav og tilgodehavender kan anmeldes og bliver stående som anmeldt.",
         .en = "Has a likvidator. Krav and tilgodehavender can be filed, and stay as they were filed.",
         .selskab = "Opdigtet Anlæg Øst ApS",
         .cvr = "99999982",
         .selskabsform = "ANPARTSSELSKAB",
         .status = "UNDER_BEHANDLING",
         .age = 33},
    Case{.formaal = formaal::uden_likvidator,
         .da = "Har ingen likvidator endnu. Krav og tilgodehavender kan anmeldes.",
         .en = "Has no likvidator yet. Krav and tilgodehavender can be filed.",
         .selskab = "Opdigtet Anlæg Vest ApS",
         .cvr = "88888880",
         .selskabsform = "ANPARTSSELSKAB",
         .status = "UNDER_BEHANDLING",
         .age = 9,
         .likvidator = false},
    Case{.formaal = formaal::selskab_afsluttet,
         .da = "Sagen er afsluttet. Alt, hvad der anmeldes, afvises med 409.",
         .en = "The case is closed. Everything filed is refused with 409.",
         .selskab = "Gjaldt Engang ApS",
         .cvr = "77777770",
         .selskabsform = "ANPARTSSELSKAB",
         .status = "AFSLUTTET",
         .age = 200},
    Case{.formaal = formaal::mange_krav,
         .da = "Har så mange af klientens egne krav, at de fylder flere sider, og et af en anden kreditor.",
         .en = "Holds so many krav of the client's own that they take several pages, and one of another "
               "creditor.",
         .selskab = "Tusindfryd Handel A/S",
         .cvr = "66666660",
         .selskabsform = "AKTIESELSKAB",
         .status = "UNDER_BEHANDLING",
         .age = 80},
    Case{
        .formaal = formaal::krav_afgoeres,
        .da = "Krav afgøres efter kort tid: til og med 10.000 kr. anerkendes de, til og med 50.000 kr. "
              "delvist, "
              "og højere krav afvises med en begrundelse.",
        .en =
            "Krav are decided before long: up to 10,000 kr. they are admitted, up to 50,000 kr. in part, and "
            "higher ones are refused, with a reason.",
        .selskab = "Hurtig Afgørelse ApS",
        .cvr = "55555550",
        .selskabsform = "ANPARTSSELSKAB",
        .status = "UNDER_BEHANDLING",
        .age = 70},
    Case{.formaal = formaal::behov_mangler,
         .da = "Kan slås op, men krav, tilgodehavender og bilag afvises med 403, som når behovet ikke er "
               "tildelt.",
         .en = "Can be looked up, but krav, tilgodehavender and bilag are refused with 403, as when the need "
               "was "
               "not granted.",
         .selskab = "Lukket Land Import ApS",
         .cvr = "44444440",
         .selskabsform = "ANPARTSSELSKAB",
         .status = "UNDER_BEHANDLING",
         .age = 25},
};

}  // namespace

std::span<const Case> likvidator_cases() {
    return for_likvidator;
}

std::span<const Case> kreditor_cases() {
    return for_kreditor;
}

}  // namespace skifte::sandbox
