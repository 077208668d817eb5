// selskab: companies under tvangsopløsning, as a creditor looks them up.
#include "cli/calls.hpp"
#include "cli/commands/all.hpp"
#include "cli/sheet_search.hpp"

#include <skifte/kreditor/operations.hpp>
#include <skifte/support/identifiers.hpp>

namespace skifte::cli {

namespace {

namespace v1 = kreditor::v1;

constexpr Column list_columns[] = {{"/cvrNummer"},
                                   {"/navn"},
                                   {"/status"},
                                   {"/likvidatornavn"},
                                   {"/adresse/adresselinje1"},
                                   {"/adresse/postnummer"},
                                   {"/modtagetDato", Show::date}};
constexpr Column show_columns[] = {{"/cvrNummer"},
                                   {"/navn"},
                                   {"/selskabsform"},
                                   {"/adresse/adresselinje1"},
                                   {"/adresse/adresselinje2"},
                                   {"/adresse/postnummer"},
                                   {"/adresse/bynavn"},
                                   {"/status"},
                                   {"/afslutningsstatus"},
                                   {"/modtagetDato", Show::date},
                                   {"/fristdag", Show::date},
                                   {"/afsluttetDato", Show::date},
                                   {"/likvidator/navn"},
                                   {"/likvidator/firmanavn"},
                                   {"/likvidator/cvrNummer"},
                                   {"/likvidator/udpegetDato", Show::date},
                                   {"/likvidator/email"},
                                   {"/likvidator/telefonnummer"},
                                   {"/senestAendret", Show::moment}};

// The one way of the three that is given. Errors: usage.missing, usage.two_places.
Result<std::string> way_of(const Parsed& flags) {
    std::string way;
    for (const std::string name : {"cvr", "navn", "fil"}) {
        if (!flags.has(name)) continue;
        if (!way.empty()) return fail("usage.two_places", {{"first", "--" + way}, {"second", "--" + name}});
        way = name;
    }
    if (way.empty())
        return fail("usage.missing", {{"flags", "--cvr, --navn, --fil"}, {"command", "selskab soeg"}});
    return way;
}

Result<Exit> search(Context& context, const Parsed& flags) {
    SKIFTE_TRY(const std::string way, way_of(flags));
    if (way == "fil" && flags.has("maks"))
        return fail("usage.two_places", {{"first", "--fil"}, {"second", "--maks"}});
    if (way == "fil")
        return search_sheet(context, {v1::SearchSelskaber::operation(), "cvrNummer", list_columns},
                            flags.text("fil"));
    v1::SearchSelskaber search;
    if (way == "cvr") {
        SKIFTE_TRY(const Cvr cvr, Cvr::parse(flags.text("cvr")));
        search.body.cvr_nummer = cvr.digits();
    } else {
        search.body.navn = flags.text("navn");
    }
    SKIFTE_TRY(const api::Client* client, context.session.client());
    (void)client;  // what is wrong with the profile or the certificate is said before any output begins
    Output output = context.output();
    output.begin(list_columns);
    auto arguments = search.arguments();
    arguments.open = false;
    SKIFTE_CHECK(list_into(context, output, v1::SearchSelskaber::operation(), std::move(arguments)));
    output.end();
    if (output.rows() == 0) return fail("selskab.none");
    if (output.rows() > 1) context.note("note.selskab.several", {{"count", std::to_string(output.rows())}});
    return Exit::done;
}

Result<Exit> show_company(Context& context, const Parsed& flags) {
    SKIFTE_TRY(const Cvr cvr, Cvr::parse(flags.text("selskab")));
    v1::HentSelskab hent;
    hent.cvr_nummer = cvr.digits();
    auto shown = show(context, v1::HentSelskab::operation(), hent.arguments(), show_columns);
    // What the portal does not have has a reason, and no id to check.
    if (!shown && shown.error().code == "http.not_found") shown.error().code = "selskab.outside";
    return shown;
}

}  // namespace

std::span<const Command> selskab_commands() {
    static constexpr Flag search_flags[] = {{.name = "cvr", .takes = Takes::value, .value = "CVR"},
                                            {.name = "navn", .takes = Takes::value, .value = "NAVN"},
                                            {.name = "fil", .takes = Takes::value, .value = "FIL"},
                                            most_flag};
    static constexpr Flag show_flags[] = {
        {.name = "selskab", .takes = Takes::value, .value = "CVR", .required = true}};
    static constexpr std::string_view show_words[] = {"selskab"};
    static constexpr Command commands[] = {
        {.noun = "selskab",
         .verb = "soeg",
         .flags = search_flags,
         .positional = {},
         .example = "selskab soeg --navn \"Fiktiv Fiskehandel\"",
         .run = search},
        {.noun = "selskab",
         .verb = "vis",
         .flags = show_flags,
         .positional = show_words,
         .example = "selskab vis 99999999",
         .run = show_company},
    };
    return commands;
}

}  // namespace skifte::cli
