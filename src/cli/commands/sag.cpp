// sag: the likvidator's own cases.
#include "cli/changes.hpp"
#include "cli/commands/all.hpp"

#include <skifte/likvidator/operations.hpp>

namespace skifte::cli {

namespace {

namespace v1 = likvidator::v1;

constexpr Column list_columns[] = {
    {"/sagsnummer"}, {"/selskabsnavn"}, {"/cvrNummer"}, {"/status"}, {"/naesteFristdato", Show::date},
    {"/sagId"}};
constexpr Column change_columns[] = {
    {"/senestAendret", Show::moment}, {"/sagsnummer"}, {"/selskabsnavn"}, {"/status"}, {"/sagId"}};
constexpr Column case_columns[] = {{"/sagsnummer"},
                                   {"/sagId"},
                                   {"/status"},
                                   {"/afslutningsstatus"},
                                   {"/selskab/navn"},
                                   {"/selskab/cvrNummer"},
                                   {"/ret/navn"},
                                   {"/likvidator/navn"},
                                   {"/modtagetDato", Show::date},
                                   {"/fristdag", Show::date},
                                   {"/naesteFristdato", Show::date},
                                   {"/afsluttetDato", Show::date},
                                   {"/retsbogDokumentId"}};
constexpr Column frist_columns[] = {{"/fristtype"}, {"/fristdato", Show::date}, {"/status"}, {"/fristId"}};
constexpr Column person_columns[] = {{"/navn"}, {"/rolle"}, {"/cprNummer"}, {"/landekode"}};
constexpr Column status_columns[] = {{"/status"}, {"/tidspunkt", Show::moment}};
constexpr Part case_parts[] = {
    {"frister", frist_columns}, {"ledelse", person_columns}, {"statushistorik", status_columns}};

Result<Exit> list_cases(Context& context, const Parsed& flags) {
    v1::ListSager list_sager;
    if (const auto statuses = flags.list("status"); !statuses.empty()) {
        std::vector<v1::StatusEnumLikvidator> wanted;
        for (const auto& status : statuses) wanted.emplace_back(status);
        list_sager.status = std::move(wanted);
    }
    list_sager.sort = "sagsnummer";  // no two have the same: the order is whole, whatever the server's own is
    if (const auto cvr = flags.value("cvr")) list_sager.cvr_nummer = *cvr;
    auto arguments = list_sager.arguments();
    arguments.open = false;
    return list(context, v1::ListSager::operation(), std::move(arguments), list_columns);
}

Result<Exit> show_case(Context& context, const Parsed& flags) {
    v1::HentSag hent;
    hent.sag_id = api::Uuid{flags.text("sag")};
    SKIFTE_TRY(api::Client * client, context.session.client());
    SKIFTE_TRY(const auto reply, client->call(hent));
    print_object(context, v1::HentSag::operation(), reply.raw.body, case_columns, case_parts);
    return Exit::done;
}

Result<Exit> list_changed(Context& context, const Parsed& flags) {
    SKIFTE_TRY(const Instant since, parse_since("--siden", flags.text("siden")));
    const auto named = flags.list("sag");
    std::set<std::string> ids(named.begin(), named.end());
    if (ids.empty()) {
        SKIFTE_TRY(ids,
                   texts_of_list(context, v1::ListSager::operation(), v1::ListSager{}.arguments(), "/sagId"));
    }
    return list_changes(context, {v1::FindSagerAendretSiden::operation(), "sagIder", "aendretSiden"}, ids,
                        since, change_columns);
}

}  // namespace

std::span<const Command> sag_commands() {
    static constexpr Flag list_flags[] = {
        {.name = "status", .takes = Takes::values, .value = "STATUS"},
        {.name = "cvr", .takes = Takes::value, .value = "CVR", .fills = "cvrNummer"},
        most_flag};
    static constexpr Flag show_flags[] = {
        {.name = "sag", .takes = Takes::value, .value = "ID", .required = true}};
    static constexpr Flag changes_flags[] = {
        {.name = "siden", .takes = Takes::value, .value = "DATO|TIDSPUNKT", .required = true},
        {.name = "sag", .takes = Takes::values, .value = "ID"},
        most_flag};
    static constexpr std::string_view show_words[] = {"sag"};
    static constexpr Command commands[] = {
        {.noun = "sag",
         .verb = "liste",
         .flags = list_flags,
         .positional = {},
         .example = "sag liste -o json",
         .run = list_cases},
        {.noun = "sag",
         .verb = "vis",
         .flags = show_flags,
         .positional = show_words,
         .example = "sag vis 4b1f7d52-0000-4a00-8000-000000000001",
         .run = show_case},
        {.noun = "sag",
         .verb = "aendringer",
         .flags = changes_flags,
         .positional = {},
         .example = "sag aendringer --siden 01-03-2027",
         .run = list_changed},
    };
    return commands;
}

}  // namespace skifte::cli
