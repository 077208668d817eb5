// effektfortegnelse: the things of the deceased that somebody holds, many in one.
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
     .id = "effektfortegnelseId",
     .spec = doedsbo::v1::spec,
     .list = doedsbo::v1::ListEffektfortegnelser::operation,
     .read = doedsbo::v1::HentEffektfortegnelse::operation,
     .create = doedsbo::v1::OpretEffektfortegnelse::operation,
     .change = doedsbo::v1::RetEffektfortegnelse::operation,
     .remove = doedsbo::v1::SletEffektfortegnelse::operation,
     .name_of = name_of_estate},
};

constexpr FieldFlag fields[] = {
    {"effekt", "effekter", "FELT=VÆRDI;…", true},  {"besidder", "besidder.navn", "NAVN"},
    {"besidder-cvr", "besidder.cvrNummer", "CVR"}, {"opbevaringssted", "opbevaringssted", "TEKST"},
    {"bemaerkning", "bemaerkning", "TEKST"},       {"egen-reference", "egenReference", "TEKST"},
};

constexpr Column list_columns[] = {
    {"/effektfortegnelseId"}, {"/egenReference"}, {"/effekter", Show::count},
    {"/besidder/navn"},       {"/status"},        {"/modtagetTidspunkt", Show::moment}};
constexpr Column columns[] = {{"/effektfortegnelseId"},
                              {"/doedsbojournalId"},
                              {"/effekter", Show::count},
                              {"/besidder/navn"},
                              {"/opbevaringssted"},
                              {"/bemaerkning"},
                              {"/egenReference"},
                              {"/status"},
                              {"/statusbegrundelse"},
                              {"/modtagetTidspunkt", Show::moment},
                              {"/senestAendret", Show::moment},
                              {"/bilag", Show::count}};

constexpr Column effekt_columns[] = {
    {"/effekttype"}, {"/beskrivelse"}, {"/antal", Show::number}, {"/vaerdi", Show::amount}, {"/kendetegn"}};
constexpr Column bilag_columns[] = {{"/filnavn"}, {"/stoerrelse", Show::number}, {"/bilagId"}};
constexpr Part parts[] = {{"effekter", effekt_columns}, {"bilag", bilag_columns}};

constexpr Examples examples{.list = "effektfortegnelse liste --bo 4b1f7d52-0000-4a00-8000-000000000001",
                            .show = "effektfortegnelse vis --bo 4b1f7d52-0000-4a00-8000-000000000001 "
                                    "4b1f7d52-0000-4a00-8000-000000000002",
                            .create =
                                "effektfortegnelse opret --bo 4b1f7d52-0000-4a00-8000-000000000001 --effekt "
                                "\"effekttype=SMYKKE;beskrivelse=Ring af guld\" "
                                "--effekt \"effekttype=ELEKTRONIK;beskrivelse=Mobiltelefon\" --besidder "
                                "\"Fiktivt Plejehjem\"",
                            .change = "effektfortegnelse ret --bo 4b1f7d52-0000-4a00-8000-000000000001 "
                                      "4b1f7d52-0000-4a00-8000-000000000002 --opbevaringssted Boksrum",
                            .remove = "effektfortegnelse slet --bo 4b1f7d52-0000-4a00-8000-000000000001 "
                                      "4b1f7d52-0000-4a00-8000-000000000002",
                            .form = "effektfortegnelse skabelon --bo 4b1f7d52-0000-4a00-8000-000000000001"};

}  // namespace

constexpr Noun effektfortegnelse_noun{.name = "effektfortegnelse",
                                      .verb = "opret",
                                      .places = places,
                                      .fields = fields,
                                      .list_columns = list_columns,
                                      .columns = columns,
                                      .parts = parts};

std::span<const Command> effektfortegnelse_commands() {
    return object_commands<effektfortegnelse_noun, examples>();
}

}  // namespace skifte::cli
