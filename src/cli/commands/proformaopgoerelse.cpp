// proformaopgoerelse: a statement of account that awaits its final one.
#include "cli/commands/all.hpp"
#include "cli/commands/nouns.hpp"
#include "cli/object_commands.hpp"
#include "cli/place_name.hpp"

#include <skifte/doedsbo/operations.hpp>
#include <skifte/doedsbo/spec.hpp>

namespace skifte::cli {

namespace {

constexpr Place places[] = {
    {.flag = "bo",
     .parent = "doedsbojournalId",
     .id = "proformaopgoerelseId",
     .spec = doedsbo::v1::spec,
     .list = doedsbo::v1::ListProformaopgoerelser::operation,
     .read = doedsbo::v1::HentProformaopgoerelse::operation,
     .create = doedsbo::v1::OpretProformaopgoerelse::operation,
     .change = doedsbo::v1::RetProformaopgoerelse::operation,
     .remove = doedsbo::v1::SletProformaopgoerelse::operation,
     .name_of = name_of_estate},
};

constexpr FieldFlag fields[] = {
    {"opgoerelsestype", "opgoerelsestype", "KODE"}, {"opgoerelsesdato", "opgoerelsesdato", "DATO"},
    {"post", "poster", "FELT=VÆRDI;…", true},       {"udsteder", "udsteder.navn", "NAVN"},
    {"udsteder-cvr", "udsteder.cvrNummer", "CVR"},  {"periode-fra", "periodeFra", "DATO"},
    {"periode-til", "periodeTil", "DATO"},          {"forventet-endelig", "forventetEndeligDato", "DATO"},
    {"bemaerkning", "bemaerkning", "TEKST"},        {"egen-reference", "egenReference", "TEKST"},
};

constexpr Column list_columns[] = {
    {"/proformaopgoerelseId"}, {"/egenReference"}, {"/opgoerelsestype"}, {"/opgoerelsesdato", Show::date},
    {"/poster", Show::count},  {"/udsteder/navn"}, {"/status"}};
constexpr Column columns[] = {{"/proformaopgoerelseId"},
                              {"/doedsbojournalId"},
                              {"/opgoerelsestype"},
                              {"/opgoerelsesdato", Show::date},
                              {"/periodeFra", Show::date},
                              {"/periodeTil", Show::date},
                              {"/poster", Show::count},
                              {"/saldo", Show::amount},
                              {"/saldoretning"},
                              {"/udsteder/navn"},
                              {"/forventetEndeligDato", Show::date},
                              {"/bemaerkning"},
                              {"/egenReference"},
                              {"/status"},
                              {"/statusbegrundelse"},
                              {"/modtagetTidspunkt", Show::moment},
                              {"/senestAendret", Show::moment},
                              {"/bilag", Show::count}};

constexpr Column post_columns[] = {{"/tekst"}, {"/retning"}, {"/beloeb", Show::amount}};
constexpr Column bilag_columns[] = {{"/filnavn"}, {"/stoerrelse", Show::number}, {"/bilagId"}};
constexpr Part parts[] = {{"poster", post_columns}, {"bilag", bilag_columns}};

constexpr Examples examples{
    .list = "proformaopgoerelse liste --bo 4b1f7d52-0000-4a00-8000-000000000001",
    .show = "proformaopgoerelse vis --bo 4b1f7d52-0000-4a00-8000-000000000001 "
            "4b1f7d52-0000-4a00-8000-000000000002",
    .create =
        "proformaopgoerelse opret --bo 4b1f7d52-0000-4a00-8000-000000000001 --opgoerelsestype LEJE "
        "--opgoerelsesdato 01-11-2026 "
        "--post \"tekst=Husleje november;retning=BOETS_GAELD;beloeb=6.500,00\" --udsteder \"Fiktiv Bolig\"",
    .change = "proformaopgoerelse ret --bo 4b1f7d52-0000-4a00-8000-000000000001 "
              "4b1f7d52-0000-4a00-8000-000000000002 --bemaerkning Rettet",
    .remove = "proformaopgoerelse slet --bo 4b1f7d52-0000-4a00-8000-000000000001 "
              "4b1f7d52-0000-4a00-8000-000000000002",
    .form = "proformaopgoerelse skabelon --bo 4b1f7d52-0000-4a00-8000-000000000001"};

}  // namespace

constexpr Noun proformaopgoerelse_noun{.name = "proformaopgoerelse",
                                       .verb = "opret",
                                       .places = places,
                                       .fields = fields,
                                       .list_columns = list_columns,
                                       .columns = columns,
                                       .parts = parts};

std::span<const Command> proformaopgoerelse_commands() {
    return object_commands<proformaopgoerelse_noun, examples>();
}

}  // namespace skifte::cli
