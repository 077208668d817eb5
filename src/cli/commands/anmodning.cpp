// anmodning: other requests to the court, such as salær or konkursbegæring.
#include "cli/calls.hpp"
#include "cli/commands/all.hpp"
#include "cli/filing_summary.hpp"

#include <skifte/likvidator/operations.hpp>
#include <skifte/likvidator/spec.hpp>
#include <skifte/support/decimal.hpp>

namespace skifte::cli {

namespace {

namespace v1 = likvidator::v1;

constexpr Column list_columns[] = {
    {"/anmodningId"},          {"/anmodningtype"}, {"/status"}, {"/modtagetTidspunkt", Show::moment},
    {"/beloeb", Show::amount}, {"/egenReference"}};
constexpr Column show_columns[] = {{"/anmodningId"},
                                   {"/sagId"},
                                   {"/anmodningtype"},
                                   {"/status"},
                                   {"/begrundelse"},
                                   {"/beloeb", Show::amount},
                                   {"/egenReference"},
                                   {"/modtagetTidspunkt", Show::moment},
                                   {"/bilag", Show::count},
                                   {"/imoedekommetBeloeb", Show::amount},
                                   {"/afgoerelsestidspunkt", Show::moment},
                                   {"/afgoerelsesbegrundelse"},
                                   {"/dokumentId"}};

Result<v1::OpretAnmodning> read_wish(const Parsed& flags) {
    v1::OpretAnmodning opret;
    opret.sag_id = api::Uuid{flags.text("sag")};
    opret.anmodning.anmodningtype = v1::AnmodningtypeEnum(flags.text("type"));
    opret.anmodning.begrundelse = flags.text("begrundelse");
    if (const auto amount = flags.value("beloeb")) {
        SKIFTE_TRY(opret.anmodning.beloeb, by_flag("beloeb", Amount::parse_danish(*amount)));
    }
    if (const auto reference = flags.value("reference")) opret.anmodning.egen_reference = *reference;
    std::vector<api::Attachment> bilag;
    for (const auto& path : flags.list("bilag")) {
        SKIFTE_TRY(auto attachment, attach(path, "bilag"));
        bilag.push_back(std::move(attachment));
    }
    if (!bilag.empty()) opret.bilag = std::move(bilag);
    return opret;
}

Result<Exit> create(Context& context, const Parsed& flags) {
    SKIFTE_TRY(const v1::OpretAnmodning opret, read_wish(flags));
    Wish wish{.spec = v1::spec(),
              .operation = v1::OpretAnmodning::operation(),
              .arguments = opret.arguments(),
              .input_path = "",
              .confirm = "confirm.anmodning",
              .confirm_arguments = {},
              .again = flags.has("igen")};
    wish.arguments.open = false;
    SKIFTE_CHECK(check_wish(wish));
    SKIFTE_TRY(const CaseSummary sag, summarize_case(context, flags.text("sag"), !flags.has("uden-opslag")));
    wish.details = sag.line(context) + described_filing(context, wish.operation, wish.arguments);
    wish.confirm_arguments = {{"type", flags.text("type")}, {"case", sag.name()}, {"selskab", sag.company}};
    SKIFTE_TRY(const auto done, file(context, std::move(wish)));
    if (!done) return Exit::done;
    print_receipt(context, *done);
    return exit_of(*done);
}

Result<Exit> list_requests(Context& context, const Parsed& flags) {
    v1::ListAnmodninger requests;
    requests.sag_id = api::Uuid{flags.text("sag")};
    return list(context, v1::ListAnmodninger::operation(), requests.arguments(), list_columns);
}

Result<Exit> show_request(Context& context, const Parsed& flags) {
    v1::HentAnmodning hent;
    hent.sag_id = api::Uuid{flags.text("sag")};
    hent.anmodning_id = api::Uuid{flags.text("anmodning")};
    return show(context, v1::HentAnmodning::operation(), hent.arguments(), show_columns);
}

}  // namespace

std::span<const Command> anmodning_commands() {
    static constexpr Flag case_flag{.name = "sag", .takes = Takes::value, .value = "ID", .required = true};
    static constexpr Flag create_flags[] = {
        case_flag,
        {.name = "type", .takes = Takes::value, .value = "KODE", .required = true, .fills = "anmodningtype"},
        {.name = "begrundelse", .takes = Takes::value, .value = "TEKST", .required = true},
        {.name = "beloeb", .takes = Takes::value, .value = "KR"},
        {.name = "reference", .takes = Takes::value, .value = "TEKST", .fills = "egenReference"},
        {.name = "bilag", .takes = Takes::values, .value = "FIL"},
        {.name = "igen"},
        {.name = "uden-opslag"}};
    static constexpr Flag list_flags[] = {case_flag, most_flag};
    static constexpr Flag show_flags[] = {
        case_flag, {.name = "anmodning", .takes = Takes::value, .value = "ID", .required = true}};
    static constexpr std::string_view case_words[] = {"sag"};
    static constexpr std::string_view show_words[] = {"sag", "anmodning"};
    static constexpr Command commands[] = {
        {.noun = "anmodning",
         .verb = "opret",
         .flags = create_flags,
         .positional = {},
         .example = "anmodning opret --sag 4b1f7d52-0000-4a00-8000-000000000001 --type SALAER --begrundelse "
                    "\"Salær for perioden\" --beloeb 12.500,00",
         .run = create},
        {.noun = "anmodning",
         .verb = "liste",
         .flags = list_flags,
         .positional = case_words,
         .example = "anmodning liste --sag 4b1f7d52-0000-4a00-8000-000000000001",
         .run = list_requests},
        {.noun = "anmodning",
         .verb = "vis",
         .flags = show_flags,
         .positional = show_words,
         .example = "anmodning vis --sag 4b1f7d52-0000-4a00-8000-000000000001 --anmodning "
                    "4b1f7d52-0000-4a00-8000-000000000004",
         .run = show_request},
    };
    return commands;
}

}  // namespace skifte::cli
