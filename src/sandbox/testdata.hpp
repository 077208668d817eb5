// The cases that a new sandbox holds: one for each thing that the courts have announced test data for, and a
// few.
//
// All of it is invented: the companies' numbers fail the check digit, the persons' serial is 0000. Ids are
// the same in every sandbox, dates count from the day of the first start.
#pragma once

#include "sandbox/state.hpp"

#include <skifte/support/date.hpp>
#include <skifte/support/json.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace skifte::sandbox {

// What a case is there for, as testdata.json says it.
namespace formaal {
inline constexpr std::string_view foerste_redegoerelse = "foerste-redegoerelse";
inline constexpr std::string_view frist_godkendes = "frist-godkendes";
inline constexpr std::string_view frist_afvises = "frist-afvises";
inline constexpr std::string_view redegoerelse_ny_frist = "redegoerelse-ny-frist";
inline constexpr std::string_view redegoerelse_afslutter = "redegoerelse-afslutter";
inline constexpr std::string_view genoptagelse = "genoptagelse";
inline constexpr std::string_view erst_tilbagekaldt = "erst-tilbagekaldt";
inline constexpr std::string_view afsluttet = "afsluttet";
inline constexpr std::string_view krav_og_tilgodehavender = "krav-og-tilgodehavender";
inline constexpr std::string_view fremmed_sag = "fremmed-sag";
// For creditors.
inline constexpr std::string_view med_likvidator = "med-likvidator";
inline constexpr std::string_view uden_likvidator = "uden-likvidator";
inline constexpr std::string_view selskab_afsluttet = "selskab-afsluttet";
inline constexpr std::string_view mange_krav = "mange-krav";
inline constexpr std::string_view krav_afgoeres = "krav-afgoeres";
inline constexpr std::string_view behov_mangler = "behov-mangler";
// Estates.
inline constexpr std::string_view proklama_loeber = "proklama-loeber";
inline constexpr std::string_view proklama_udloebet = "proklama-udloebet";
inline constexpr std::string_view boudlaeg = "boudlaeg";
inline constexpr std::string_view uden_skifteform = "uden-skifteform";
inline constexpr std::string_view insolvent_bo = "insolvent-bo";
inline constexpr std::string_view samme_navn = "samme-navn";
inline constexpr std::string_view samme_navn_2 = "samme-navn-2";
inline constexpr std::string_view erstatningspersonnummer = "erstatningspersonnummer";
inline constexpr std::string_view fjendtlig_tekst = "fjendtlig-tekst";
inline constexpr std::string_view bo_afsluttet = "bo-afsluttet";
inline constexpr std::string_view foer_skifteportalen = "foer-skifteportalen";
}  // namespace formaal

struct Testdata {
    std::vector<Change> changes;
    std::vector<std::string> contents;
};

// `client` is the likvidator of every case but the one of another.
[[nodiscard]] Testdata make_testdata(Instant now, std::string_view client);

// testdata.json: {"sager": [{sagId, sagsnummer, cvrNummer, selskabsnavn, formaal, beskrivelse: {da, en},
// fristId, dokumentId}], the last two where one is meant, "selskaber": [{cvrNummer, navn, likvidator,
// afsluttet, formaal, beskrivelse}], "boer": as testdata_boer.hpp says}.
[[nodiscard]] Json describe_testdata(const State& state);

// The id that a name has in every sandbox.
[[nodiscard]] std::string fixed_id(std::string_view name);

}  // namespace skifte::sandbox
