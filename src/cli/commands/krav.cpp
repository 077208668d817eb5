// krav: claims in an estate or against a company; a likvidator reads those in his case.
#include "cli/commands/all.hpp"
#include "cli/commands/nouns.hpp"
#include "cli/object_commands.hpp"
#include "cli/place_name.hpp"
#include "cli/proklama.hpp"

#include <skifte/doedsbo/operations.hpp>
#include <skifte/doedsbo/spec.hpp>
#include <skifte/kreditor/operations.hpp>
#include <skifte/kreditor/spec.hpp>
#include <skifte/likvidator/operations.hpp>
#include <skifte/likvidator/spec.hpp>

namespace skifte::cli {

namespace {

constexpr SearchColumn estate_columns[] = {{"cpr", "cprNummer"}, {"navn", "navn"}, {"adresse", "adresse"}};

constexpr Place places[] = {
    {.flag = "bo",
     .parent = "doedsbojournalId",
     .id = "kravId",
     .spec = doedsbo::v1::spec,
     .list = doedsbo::v1::ListKrav::operation,
     .read = doedsbo::v1::HentKrav::operation,
     .create = doedsbo::v1::OpretKrav::operation,
     .change = doedsbo::v1::RetKrav::operation,
     .remove = doedsbo::v1::SletKrav::operation,
     .search = doedsbo::v1::SearchBo::operation,
     .search_columns = estate_columns,
     .look_up = look_up_proklama,
     .before_filing = check_proklama,
     .name_of = name_of_estate},
    {.flag = "selskab",
     .parent = "cvrNummer",
     .id = "kravId",
     .spec = kreditor::v1::spec,
     .list = kreditor::v1::ListKrav::operation,
     .read = kreditor::v1::HentKrav::operation,
     .create = kreditor::v1::OpretKrav::operation,
     .change = kreditor::v1::RetKrav::operation,
     .remove = kreditor::v1::SletKrav::operation,
     .name_of = name_of_company},
    {.flag = "sag",
     .parent = "sagId",
     .id = "kravId",
     .spec = likvidator::v1::spec,
     .list = likvidator::v1::ListKrav::operation,
     .read = likvidator::v1::HentKrav::operation},
};

constexpr FieldFlag fields[] = {
    {"kravtype", "kravtype", "KODE"},
    {"anmeldelsestype", "anmeldelsestype", "KODE"},
    {"beloeb", "beloeb", "BELØB"},
    {"renter", "renter", "BELØB"},
    {"omkostninger", "omkostninger", "BELØB"},
    {"fortrinsstilling", "fortrinsstilling", "KODE"},
    {"forfaldsdato", "forfaldsdato", "DATO"},
    {"grundlag", "grundlag", "TEKST"},
    {"genstand", "genstand", "TEKST"},
    {"kreditor", "kreditor.navn", "NAVN"},
    {"kreditor-cvr", "kreditor.cvrNummer", "CVR"},
    {"egen-reference", "egenReference", "TEKST"},
};

constexpr Column list_columns[] = {{"/kravId"},          {"/egenReference"},           {"/kravtype"},
                                   {"/anmeldelsestype"}, {"/beloeb", Show::amount},    {"/kreditor/navn"},
                                   {"/status"},          {"/antalBilag", Show::number}};
constexpr Column columns[] = {{"/kravId"},
                              {"/doedsbojournalId"},
                              {"/cvrNummer"},
                              {"/sagId"},
                              {"/kravtype"},
                              {"/anmeldelsestype"},
                              {"/beloeb", Show::amount},
                              {"/renter", Show::amount},
                              {"/omkostninger", Show::amount},
                              {"/fortrinsstilling"},
                              {"/forfaldsdato", Show::date},
                              {"/genstand"},
                              {"/grundlag"},
                              {"/kreditor/navn"},
                              {"/kreditor/cvrNummer"},
                              {"/egenReference"},
                              {"/status"},
                              {"/statusbegrundelse"},
                              {"/anerkendtBeloeb", Show::amount},
                              {"/endeligFristdato", Show::date},
                              {"/modtagetTidspunkt", Show::moment},
                              {"/senestAendret", Show::moment},
                              {"/bilag", Show::count}};

constexpr Column bilag_columns[] = {{"/filnavn"}, {"/stoerrelse", Show::number}, {"/bilagId"}};
constexpr Part parts[] = {{"bilag", bilag_columns}};

constexpr Examples examples{.list = "krav liste --bo 4b1f7d52-0000-4a00-8000-000000000001",
                            .show = "krav vis --bo 4b1f7d52-0000-4a00-8000-000000000001 "
                                    "4b1f7d52-0000-4a00-8000-000000000002",
                            .create =
                                "krav anmeld --bo 4b1f7d52-0000-4a00-8000-000000000001 --kravtype FORSYNING "
                                "--anmeldelsestype ENDELIG --beloeb 1.234,50 --grundlag \"Faktura 17\" "
                                "--kreditor \"Fiktiv Forsyning A/S\" --egen-reference 17",
                            .change = "krav ret --bo 4b1f7d52-0000-4a00-8000-000000000001 "
                                      "4b1f7d52-0000-4a00-8000-000000000002 --beloeb 1.000,00",
                            .remove = "krav slet --bo 4b1f7d52-0000-4a00-8000-000000000001 "
                                      "4b1f7d52-0000-4a00-8000-000000000002",
                            .form = "krav skabelon --bo 4b1f7d52-0000-4a00-8000-000000000001"};

}  // namespace

constexpr Noun krav_noun{.name = "krav",
                         .verb = "anmeld",
                         .places = places,
                         .fields = fields,
                         .list_columns = list_columns,
                         .columns = columns,
                         .parts = parts,
                         .by_sheet = true};

std::span<const Command> krav_commands() {
    return object_commands<krav_noun, examples>();
}

}  // namespace skifte::cli
