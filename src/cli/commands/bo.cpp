// bo: estates on the portal: found by CPR number or by name and address, shown, and followed.
#include "cli/changes.hpp"
#include "cli/commands/all.hpp"
#include "cli/sheet_search.hpp"

#include <skifte/doedsbo/operations.hpp>
#include <skifte/doedsbo/spec.hpp>
#include <skifte/support/files.hpp>

namespace skifte::cli {

namespace {

namespace v1 = doedsbo::v1;

constexpr std::size_t largest_cpr_file = 256;

constexpr Column list_columns[] = {
    {"/navn"},   {"/cprNummer"},  {"/adresse/adresselinje1"},          {"/doedsdato", Show::date},
    {"/status"}, {"/skifteform"}, {"/proklama/fristdato", Show::date}, {"/doedsbojournalId"}};
constexpr Column show_columns[] = {{"/doedsbojournalId"},
                                   {"/navn"},
                                   {"/cprNummer"},
                                   {"/adresse/adresselinje1"},
                                   {"/adresse/adresselinje2"},
                                   {"/adresse/postnummer"},
                                   {"/adresse/bynavn"},
                                   {"/doedsdato", Show::date},
                                   {"/status"},
                                   {"/skifteform"},
                                   {"/insolvensbehandling"},
                                   {"/proklama/bekendtgjortDato", Show::date},
                                   {"/proklama/fristdato", Show::date},
                                   {"/proklama/meddelelsesnummer"},
                                   {"/afsluttetDato", Show::date},
                                   {"/senestAendret", Show::moment}};
constexpr Column change_columns[] = {{"/senestAendret", Show::moment},
                                     {"/navn"},
                                     {"/status"},
                                     {"/skifteform"},
                                     {"/proklama/fristdato", Show::date},
                                     {"/doedsbojournalId"}};

// From a file, from stdin for "-", or typed unseen: never from the command line, where others can read it.
Result<Cpr> read_cpr(Context& context, const Parsed& flags) {
    std::string text;
    if (const auto path = flags.value("cpr-fil")) {
        SKIFTE_TRY(text, *path == "-" ? context.streams.read_all(largest_cpr_file)
                                      : read_file(*path, largest_cpr_file));
    } else if (context.streams.in_is_terminal()) {
        SKIFTE_TRY(const Secret typed, context.streams.read_secret(context.say("prompt.cpr")));
        text = typed.reveal();
    } else {
        return fail("usage.needs_cpr");
    }
    const auto first = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    const auto last = text.find_last_not_of(" \t\r\n");
    auto cpr = Cpr::parse(first == std::string::npos ? std::string() : text.substr(first, last - first + 1));
    if (!cpr && flags.has("cpr-fil") && flags.text("cpr-fil") != "-")
        return fail(std::move(cpr).error().with("path", flags.text("cpr-fil")));
    return cpr;
}

Result<v1::DoedsbojournalQuery> read_query(Context& context, const Parsed& flags) {
    v1::DoedsbojournalQuery query;
    const bool by_name = flags.has("navn") || flags.has("adresse");
    if (by_name && flags.has("cpr-fil"))
        return fail("usage.two_places", {{"first", "--cpr-fil"}, {"second", "--navn"}});
    if (!by_name) {
        SKIFTE_TRY(const Cpr cpr, read_cpr(context, flags));
        query.cpr_nummer = cpr.digits().reveal();
        return query;
    }
    for (const std::string name : {"navn", "adresse"})
        if (!flags.has(name)) return fail("usage.missing", {{"flags", "--" + name}, {"command", "bo soeg"}});
    query.navn = flags.text("navn");
    query.adresse = flags.text("adresse");
    return query;
}

// What the portal does not have has a reason, and no id to check.
Error as_not_found(Error error) {
    if (error.code == "http.not_found") error.code = "bo.outside";
    return error;
}

Result<Exit> search_many(Context& context, const Parsed& flags) {
    static constexpr std::string_view together[] = {"navn", "adresse"};
    for (const std::string other : {"cpr-fil", "navn", "adresse", "maks"})
        if (flags.has(other)) return fail("usage.two_places", {{"first", "--fil"}, {"second", "--" + other}});
    return search_sheet(context, {v1::SearchBo::operation(), "cprNummer", list_columns, together},
                        flags.text("fil"));
}

Result<Exit> search(Context& context, const Parsed& flags) {
    if (flags.has("fil")) return search_many(context, flags);
    v1::SearchBo search;
    SKIFTE_TRY(search.body, read_query(context, flags));
    SKIFTE_TRY(const api::Client* client, context.session.client());
    (void)client;  // what is wrong with the profile or the certificate is said before any output begins
    Output output = context.output();
    output.begin(list_columns);
    auto arguments = search.arguments();
    arguments.open = false;
    if (auto listed = list_into(context, output, v1::SearchBo::operation(), std::move(arguments)); !listed)
        return fail(as_not_found(std::move(listed).error()));
    output.end();
    if (output.rows() == 0) return fail("bo.none");
    if (output.rows() > 1) context.note("note.bo.several", {{"count", std::to_string(output.rows())}});
    return Exit::done;
}

Result<Exit> show_estate(Context& context, const Parsed& flags) {
    v1::HentBo hent;
    hent.doedsbojournal_id = api::Uuid{flags.text("bo")};
    auto shown = show(context, v1::HentBo::operation(), hent.arguments(), show_columns);
    if (!shown) return fail(as_not_found(std::move(shown).error()));
    return shown;
}

Result<Exit> list_changed(Context& context, const Parsed& flags) {
    SKIFTE_TRY(const Instant since, parse_since("--siden", flags.text("siden")));
    SKIFTE_TRY(auto ids, filed_in(context, v1::spec(), "doedsbojournalId"));
    for (const auto& id : flags.list("bo")) ids.insert(id);
    return list_changes(context, {v1::FindChangedSince::operation(), "doedsbojournalIder", "aendretSiden"},
                        ids, since, change_columns);
}

}  // namespace

std::span<const Command> bo_commands() {
    static constexpr Flag search_flags[] = {{.name = "cpr-fil", .takes = Takes::value, .value = "FIL"},
                                            {.name = "navn", .takes = Takes::value, .value = "NAVN"},
                                            {.name = "adresse", .takes = Takes::value, .value = "ADRESSE"},
                                            {.name = "fil", .takes = Takes::value, .value = "FIL"},
                                            most_flag};
    static constexpr Flag show_flags[] = {
        {.name = "bo", .takes = Takes::value, .value = "ID", .required = true, .fills = "doedsbojournalId"}};
    static constexpr Flag changes_flags[] = {
        {.name = "siden", .takes = Takes::value, .value = "DATO|TIDSPUNKT", .required = true},
        {.name = "bo", .takes = Takes::values, .value = "ID", .fills = "doedsbojournalIder"},
        most_flag};
    static constexpr std::string_view show_words[] = {"bo"};
    static constexpr Command commands[] = {
        {.noun = "bo",
         .verb = "soeg",
         .flags = search_flags,
         .positional = {},
         .example = "bo soeg --navn \"Opdigta Ingensen\" --adresse \"Opdigtet Vej 7, 9999 Ingensteds\"",
         .run = search},
        {.noun = "bo",
         .verb = "vis",
         .flags = show_flags,
         .positional = show_words,
         .example = "bo vis 4b1f7d52-0000-4a00-8000-000000000001",
         .run = show_estate},
        {.noun = "bo",
         .verb = "aendringer",
         .flags = changes_flags,
         .positional = {},
         .example = "bo aendringer --siden 01-03-2027",
         .run = list_changed},
    };
    return commands;
}

}  // namespace skifte::cli
