// forespoergsel: asking an estate for what only its contact person knows; it takes a legal interest.
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
     .id = "forespoergselId",
     .spec = doedsbo::v1::spec,
     .list = doedsbo::v1::ListForespoergsler::operation,
     .read = doedsbo::v1::HentForespoergsel::operation,
     .create = doedsbo::v1::OpretForespoergsel::operation,
     .change = doedsbo::v1::RetForespoergsel::operation,
     .remove = doedsbo::v1::SletForespoergsel::operation,
     .name_of = name_of_estate},
};

constexpr FieldFlag fields[] = {
    {"forespoergseltype", "forespoergseltype", "KODE"},
    {"retlig-interesse", "retligInteresse", "KODE"},
    {"begrundelse", "begrundelse", "TEKST"},
    {"spoergsmaal", "spoergsmaal", "TEKST"},
    {"forespoerger", "forespoerger.navn", "NAVN"},
    {"forespoerger-cvr", "forespoerger.cvrNummer", "CVR"},
    {"egen-reference", "egenReference", "TEKST"},
};

constexpr Column list_columns[] = {
    {"/forespoergselId"}, {"/egenReference"}, {"/forespoergseltype"},
    {"/retligInteresse"}, {"/status"},        {"/modtagetTidspunkt", Show::moment}};
constexpr Column columns[] = {{"/forespoergselId"},
                              {"/doedsbojournalId"},
                              {"/forespoergseltype"},
                              {"/retligInteresse"},
                              {"/begrundelse"},
                              {"/spoergsmaal"},
                              {"/forespoerger/navn"},
                              {"/egenReference"},
                              {"/status"},
                              {"/statusbegrundelse"},
                              {"/svar/kontaktperson/navn"},
                              {"/svar/kontaktperson/rolle"},
                              {"/svar/kontaktperson/adresse/adresselinje1"},
                              {"/svar/kontaktperson/adresse/postnummer"},
                              {"/svar/kontaktperson/adresse/bynavn"},
                              {"/svar/kontaktperson/email"},
                              {"/svar/kontaktperson/telefonnummer"},
                              {"/svar/tekst"},
                              {"/modtagetTidspunkt", Show::moment},
                              {"/senestAendret", Show::moment},
                              {"/bilag", Show::count}};

constexpr Column bilag_columns[] = {{"/filnavn"}, {"/stoerrelse", Show::number}, {"/bilagId"}};
constexpr Part parts[] = {{"bilag", bilag_columns}};

constexpr Examples examples{.list = "forespoergsel liste --bo 4b1f7d52-0000-4a00-8000-000000000001",
                            .show = "forespoergsel vis --bo 4b1f7d52-0000-4a00-8000-000000000001 "
                                    "4b1f7d52-0000-4a00-8000-000000000002",
                            .create =
                                "forespoergsel opret --bo 4b1f7d52-0000-4a00-8000-000000000001 "
                                "--forespoergseltype KONTAKTOPLYSNINGER "
                                "--retlig-interesse FORSIKRING --begrundelse \"Udbetaling af forsikring\" "
                                "--forespoerger \"Fiktiv Forsikring A/S\"",
                            .change = "forespoergsel ret --bo 4b1f7d52-0000-4a00-8000-000000000001 "
                                      "4b1f7d52-0000-4a00-8000-000000000002 --begrundelse \"Udbetaling\"",
                            .remove = "forespoergsel slet --bo 4b1f7d52-0000-4a00-8000-000000000001 "
                                      "4b1f7d52-0000-4a00-8000-000000000002",
                            .form = "forespoergsel skabelon --bo 4b1f7d52-0000-4a00-8000-000000000001"};

}  // namespace

constexpr Noun forespoergsel_noun{.name = "forespoergsel",
                                  .verb = "opret",
                                  .places = places,
                                  .fields = fields,
                                  .list_columns = list_columns,
                                  .columns = columns,
                                  .parts = parts};

std::span<const Command> forespoergsel_commands() {
    return object_commands<forespoergsel_noun, examples>();
}

}  // namespace skifte::cli
