// redegoerelse: the likvidator's report to the court. `indsend` is what the product is for.
#include "cli/calls.hpp"
#include "cli/commands/all.hpp"
#include "cli/download.hpp"
#include "cli/filing_summary.hpp"

#include <skifte/likvidator/operations.hpp>
#include <skifte/likvidator/spec.hpp>
#include <skifte/support/date.hpp>

namespace skifte::cli {

namespace {

namespace v1 = likvidator::v1;

constexpr Column list_columns[] = {
    {"/redegoerelseId"},         {"/modtagetTidspunkt", Show::moment}, {"/status"},          {"/indstilling"},
    {"/periodeFra", Show::date}, {"/periodeTil", Show::date},          {"/dokument/filnavn"}};
constexpr Column show_columns[] = {{"/redegoerelseId"},
                                   {"/sagId"},
                                   {"/status"},
                                   {"/modtagetTidspunkt", Show::moment},
                                   {"/indstilling"},
                                   {"/periodeFra", Show::date},
                                   {"/periodeTil", Show::date},
                                   {"/naesteSkridt"},
                                   {"/dokument/filnavn"},
                                   {"/dokument/stoerrelse"},
                                   {"/dokument/sha256"},
                                   {"/bilag", Show::count},
                                   {"/behandletTidspunkt", Show::moment},
                                   {"/nyFristId"},
                                   {"/retsbogDokumentId"}};

// "2026-01-01..2026-03-31"; either end may be written as Danes do.
Result<void> set_period(v1::RedegoerelseOplysninger& to, const std::string& text) {
    const auto dots = text.find("..");
    if (dots == std::string::npos)
        return fail("usage.choice",
                    {{"flag", "--periode"}, {"value", text}, {"expected", "2026-01-01..2026-03-31"}});
    SKIFTE_TRY(const Date from, by_flag("periode", Date::parse_user(text.substr(0, dots))));
    SKIFTE_TRY(const Date until, by_flag("periode", Date::parse_user(text.substr(dots + 2))));
    if (until < from)
        return fail("usage.period", {{"flag", "--periode"}, {"from", from.iso()}, {"to", until.iso()}});
    to.periode_fra = from;
    to.periode_til = until;
    return {};
}

Result<v1::IndsendRedegoerelse> read_wish(const Parsed& flags) {
    v1::IndsendRedegoerelse indsend;
    indsend.sag_id = api::Uuid{flags.text("sag")};
    v1::RedegoerelseOplysninger facts;
    if (const auto code = flags.value("indstilling")) facts.indstilling = v1::IndstillingEnum(*code);
    if (const auto period = flags.value("periode")) SKIFTE_CHECK(set_period(facts, *period));
    if (const auto next = flags.value("naeste")) facts.naeste_skridt = *next;
    if (flags.has("indstilling") || flags.has("periode") || flags.has("naeste"))
        indsend.redegoerelse = std::move(facts);
    SKIFTE_TRY(indsend.dokument, attach(flags.text("fil"), "dokument"));
    std::vector<api::Attachment> bilag;
    for (const auto& path : flags.list("bilag")) {
        SKIFTE_TRY(auto attachment, attach(path, "bilag"));
        bilag.push_back(std::move(attachment));
    }
    if (!bilag.empty()) indsend.bilag = std::move(bilag);
    return indsend;
}

Result<Exit> submit(Context& context, const Parsed& flags) {
    SKIFTE_TRY(const v1::IndsendRedegoerelse indsend, read_wish(flags));
    Wish wish{.spec = v1::spec(),
              .operation = v1::IndsendRedegoerelse::operation(),
              .arguments = indsend.arguments(),
              .input_path = flags.text("fil"),
              .confirm = "confirm.redegoerelse",
              .confirm_arguments = {},
              .again = flags.has("igen")};
    wish.arguments.open = false;
    SKIFTE_CHECK(check_wish(wish));
    SKIFTE_TRY(const CaseSummary sag, summarize_case(context, flags.text("sag"), !flags.has("uden-opslag")));
    wish.details = sag.line(context) + described_filing(context, wish.operation, wish.arguments);
    wish.confirm_arguments = {
        {"file", indsend.dokument.file_name}, {"case", sag.name()}, {"selskab", sag.company}};
    SKIFTE_TRY(const auto done, file(context, std::move(wish)));
    if (!done) return Exit::done;
    print_receipt(context, *done);
    return exit_of(*done);
}

Result<Exit> list_reports(Context& context, const Parsed& flags) {
    v1::ListRedegoerelser reports;
    reports.sag_id = api::Uuid{flags.text("sag")};
    return list(context, v1::ListRedegoerelser::operation(), reports.arguments(), list_columns);
}

Result<Exit> show_report(Context& context, const Parsed& flags) {
    v1::HentRedegoerelse hent;
    hent.sag_id = api::Uuid{flags.text("sag")};
    hent.redegoerelse_id = api::Uuid{flags.text("redegoerelse")};
    return show(context, v1::HentRedegoerelse::operation(), hent.arguments(), show_columns);
}

Result<Exit> fetch_report(Context& context, const Parsed& flags) {
    v1::HentRedegoerelse facts;
    facts.sag_id = api::Uuid{flags.text("sag")};
    facts.redegoerelse_id = api::Uuid{flags.text("redegoerelse")};
    SKIFTE_TRY(api::Client * client, context.session.client());
    SKIFTE_TRY(const auto described, client->call(facts));
    v1::HentRedegoerelseDokument hent;
    hent.sag_id = facts.sag_id;
    hent.redegoerelse_id = facts.redegoerelse_id;
    const Json* document = described.raw.body.find("dokument");
    return download(context,
                    wanted_file(v1::HentRedegoerelseDokument::operation(), hent.arguments(),
                                document == nullptr ? Json::object() : *document,
                                "redegoerelse-" + flags.text("redegoerelse") + ".pdf"),
                    flags);
}

}  // namespace

std::span<const Command> redegoerelse_commands() {
    static constexpr Flag case_flag{.name = "sag", .takes = Takes::value, .value = "ID", .required = true};
    static constexpr Flag report_flag{
        .name = "redegoerelse", .takes = Takes::value, .value = "ID", .required = true};
    static constexpr Flag submit_flags[] = {
        case_flag,
        {.name = "fil", .takes = Takes::value, .value = "FIL.pdf", .required = true, .fills = "dokument"},
        {.name = "indstilling", .takes = Takes::value, .value = "KODE"},
        {.name = "periode", .takes = Takes::value, .value = "DATO..DATO", .fills = "periodeFra periodeTil"},
        {.name = "naeste", .takes = Takes::value, .value = "TEKST", .fills = "naesteSkridt"},
        {.name = "bilag", .takes = Takes::values, .value = "FIL"},
        {.name = "igen"},
        {.name = "uden-opslag"}};
    static constexpr Flag list_flags[] = {case_flag, most_flag};
    static constexpr Flag show_flags[] = {case_flag, report_flag};
    static constexpr Flag fetch_flags[] = {case_flag,
                                           report_flag,
                                           {.name = "til", .takes = Takes::value, .value = "FIL|MAPPE|-"},
                                           {.name = "overskriv"}};
    static constexpr std::string_view case_words[] = {"sag"};
    static constexpr std::string_view show_words[] = {"sag", "redegoerelse"};
    static constexpr Command commands[] = {
        {.noun = "redegoerelse",
         .verb = "indsend",
         .flags = submit_flags,
         .positional = {},
         .example = "redegoerelse indsend --sag 4b1f7d52-0000-4a00-8000-000000000001 --fil redegoerelse.pdf "
                    "--indstilling KONKURS",
         .run = submit},
        {.noun = "redegoerelse",
         .verb = "liste",
         .flags = list_flags,
         .positional = case_words,
         .example = "redegoerelse liste --sag 4b1f7d52-0000-4a00-8000-000000000001",
         .run = list_reports},
        {.noun = "redegoerelse",
         .verb = "vis",
         .flags = show_flags,
         .positional = show_words,
         .example = "redegoerelse vis --sag 4b1f7d52-0000-4a00-8000-000000000001 --redegoerelse "
                    "4b1f7d52-0000-4a00-8000-000000000003",
         .run = show_report},
        {.noun = "redegoerelse",
         .verb = "hent",
         .flags = fetch_flags,
         .positional = show_words,
         .example = "redegoerelse hent --sag 4b1f7d52-0000-4a00-8000-000000000001 --redegoerelse "
                    "4b1f7d52-0000-4a00-8000-000000000003 --til kopi.pdf",
         .run = fetch_report},
    };
    return commands;
}

}  // namespace skifte::cli
