// tilgodehavende: what somebody owes an estate or a company; a likvidator reads those in his case.
#include "cli/commands/all.hpp"
#include "cli/commands/nouns.hpp"
#include "cli/object_commands.hpp"
#include "cli/place_name.hpp"

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
     .id = "tilgodehavendeId",
     .spec = doedsbo::v1::spec,
     .list = doedsbo::v1::ListTilgodehavender::operation,
     .read = doedsbo::v1::HentTilgodehavende::operation,
     .create = doedsbo::v1::OpretTilgodehavende::operation,
     .change = doedsbo::v1::RetTilgodehavende::operation,
     .remove = doedsbo::v1::SletTilgodehavende::operation,
     .search = doedsbo::v1::SearchBo::operation,
     .search_columns = estate_columns,
     .name_of = name_of_estate},
    {.flag = "selskab",
     .parent = "cvrNummer",
     .id = "tilgodehavendeId",
     .spec = kreditor::v1::spec,
     .list = kreditor::v1::ListTilgodehavender::operation,
     .read = kreditor::v1::HentTilgodehavende::operation,
     .create = kreditor::v1::OpretTilgodehavende::operation,
     .change = kreditor::v1::RetTilgodehavende::operation,
     .remove = kreditor::v1::SletTilgodehavende::operation,
     .name_of = name_of_company},
    {.flag = "sag",
     .parent = "sagId",
     .id = "tilgodehavendeId",
     .spec = likvidator::v1::spec,
     .list = likvidator::v1::ListTilgodehavender::operation,
     .read = likvidator::v1::HentTilgodehavende::operation},
};

constexpr FieldFlag fields[] = {
    {"tilgodehavendetype", "tilgodehavendetype", "KODE"},
    {"beloeb", "beloeb", "BELØB"},
    {"forfaldsdato", "forfaldsdato", "DATO"},
    {"grundlag", "grundlag", "TEKST"},
    {"skyldner", "skyldner.navn", "NAVN"},
    {"skyldner-cvr", "skyldner.cvrNummer", "CVR"},
    {"egen-reference", "egenReference", "TEKST"},
};

constexpr Column list_columns[] = {{"/tilgodehavendeId"},     {"/egenReference"}, {"/tilgodehavendetype"},
                                   {"/beloeb", Show::amount}, {"/skyldner/navn"}, {"/status"}};
constexpr Column columns[] = {{"/tilgodehavendeId"},
                              {"/doedsbojournalId"},
                              {"/cvrNummer"},
                              {"/sagId"},
                              {"/tilgodehavendetype"},
                              {"/beloeb", Show::amount},
                              {"/forfaldsdato", Show::date},
                              {"/grundlag"},
                              {"/skyldner/navn"},
                              {"/skyldner/cvrNummer"},
                              {"/egenReference"},
                              {"/status"},
                              {"/statusbegrundelse"},
                              {"/modtagetTidspunkt", Show::moment},
                              {"/senestAendret", Show::moment},
                              {"/bilag", Show::count}};

constexpr Column bilag_columns[] = {{"/filnavn"}, {"/stoerrelse", Show::number}, {"/bilagId"}};
constexpr Part parts[] = {{"bilag", bilag_columns}};

constexpr Examples examples{.list = "tilgodehavende liste --bo 4b1f7d52-0000-4a00-8000-000000000001",
                            .show = "tilgodehavende vis --bo 4b1f7d52-0000-4a00-8000-000000000001 "
                                    "4b1f7d52-0000-4a00-8000-000000000002",
                            .create = "tilgodehavende anmeld --selskab 99999999 "
                                      "--tilgodehavendetype DEPOSITUM --beloeb 2.000,00 "
                                      "--skyldner \"Fiktiv Forsyning A/S\" --egen-reference 18",
                            .change = "tilgodehavende ret --bo 4b1f7d52-0000-4a00-8000-000000000001 "
                                      "4b1f7d52-0000-4a00-8000-000000000002 --beloeb 1.000,00",
                            .remove = "tilgodehavende slet --bo 4b1f7d52-0000-4a00-8000-000000000001 "
                                      "4b1f7d52-0000-4a00-8000-000000000002",
                            .form = "tilgodehavende skabelon --bo 4b1f7d52-0000-4a00-8000-000000000001"};

}  // namespace

constexpr Noun tilgodehavende_noun{.name = "tilgodehavende",
                                   .verb = "anmeld",
                                   .places = places,
                                   .fields = fields,
                                   .list_columns = list_columns,
                                   .columns = columns,
                                   .parts = parts,
                                   .by_sheet = true};

std::span<const Command> tilgodehavende_commands() {
    return object_commands<tilgodehavende_noun, examples>();
}

}  // namespace skifte::cli
