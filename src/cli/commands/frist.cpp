// frist: the court's deadlines, and asking for one to be extended.
#include "cli/calls.hpp"
#include "cli/commands/all.hpp"
#include "cli/deadline_calendar.hpp"
#include "cli/deadlines.hpp"
#include "cli/filing_summary.hpp"

#include <skifte/likvidator/operations.hpp>
#include <skifte/likvidator/spec.hpp>
#include <skifte/support/date.hpp>

#include <algorithm>
#include <iterator>

namespace skifte::cli {

namespace {

namespace v1 = likvidator::v1;

constexpr std::string_view usual_wait = "10m";
constexpr std::string_view usual_within = "14d";

constexpr Column list_columns[] = {{"/fristdato", Show::date},
                                   {"/skifte/dageTilbage", Show::number},
                                   {"/skifte/arbejdsdageTilbage", Show::number},
                                   {"/fristtype"},
                                   {"/status"},
                                   {"/skifte/hvor"},
                                   {"/fristId"},
                                   {"/sagId"}};
constexpr Column creditor_columns[] = {{"/skifte/dato", Show::date},
                                       {"/skifte/dageTilbage", Show::number},
                                       {"/skifte/arbejdsdageTilbage", Show::number},
                                       {"/skifte/hvad"},
                                       {"/skifte/art", Show::code, "word.deadline."},
                                       {"/skifte/kilde", Show::code, "word.date."},
                                       {"/skifte/raadDato", Show::date},
                                       {"/status"},
                                       {"/skifte/hvor"},
                                       {"/egenReference"},
                                       {"/doedsbojournalId"},
                                       {"/sagId"}};
constexpr Column show_columns[] = {{"/fristId"},
                                   {"/sagId"},
                                   {"/fristtype"},
                                   {"/fristdato", Show::date},
                                   {"/oprindeligFristdato", Show::date},
                                   {"/status"},
                                   {"/oprettet", Show::moment},
                                   {"/bemaerkning"}};
constexpr Column request_columns[] = {{"/fristudsaettelseId"},
                                      {"/status"},
                                      {"/oensketDato", Show::date},
                                      {"/nyFristdato", Show::date},
                                      {"/modtagetTidspunkt", Show::moment},
                                      {"/afgoerelsestidspunkt", Show::moment},
                                      {"/afgoerelsesbegrundelse"}};
constexpr Column extension_columns[] = {{"/fristudsaettelseId"},
                                        {"/sagId"},
                                        {"/fristId"},
                                        {"/status"},
                                        {"/oensketDato", Show::date},
                                        {"/nyFristdato", Show::date},
                                        {"/modtagetTidspunkt", Show::moment},
                                        {"/afgoerelsestidspunkt", Show::moment},
                                        {"/afgoerelsesbegrundelse"}};

// Whole days: a number alone would be seconds, and "14" is not meant so.
Result<std::chrono::days> within_of(const Parsed& flags) {
    const std::string text = flags.value("inden").value_or(std::string(usual_within));
    const auto duration = parse_duration(text);
    if (!duration || *duration % std::chrono::days{1} != std::chrono::milliseconds::zero())
        return fail("usage.days", {{"flag", "--inden"}, {"value", text}});
    return std::chrono::duration_cast<std::chrono::days>(*duration);
}

bool for_creditor(const Parsed& flags) {
    return flags.has("kreditor") || flags.has("bo");
}

Result<Deadlines> all_deadlines(Context& context, const Parsed& flags) {
    auto deadlines = court_deadlines(context, flags.value("sag"));
    if (!for_creditor(flags)) return deadlines;
    // A creditor need not have been granted what a likvidator has.
    if (!deadlines && deadlines.error().code != "http.forbidden") return deadlines;
    if (!deadlines) {
        context.note("note.frist.no_cases");
        deadlines = Deadlines{};
    }
    SKIFTE_TRY(auto in_estates, estate_deadlines(context, flags.list("bo")));
    SKIFTE_TRY(auto in_companies, company_deadlines(context));
    for (auto* more : {&in_estates, &in_companies}) {
        std::ranges::move(more->found, std::back_inserter(deadlines->found));
        std::ranges::move(more->complete, std::back_inserter(deadlines->complete));
    }
    return deadlines;
}

Exit tell_due(Context& context, std::span<const Deadline> deadlines, Date today, std::chrono::days within) {
    const auto due =
        std::ranges::count_if(deadlines, [&](const Deadline& one) { return one.is_due(today, within); });
    if (due == 0) return Exit::done;
    Error error("frist.due", {{"count", std::to_string(due)}, {"days", std::to_string(within.count())}});
    context.note(error.code, error.arguments);
    return context.ended(std::move(error));
}

Result<Exit> list_deadlines(Context& context, const Parsed& flags) {
    SKIFTE_TRY(const std::chrono::days within, within_of(flags));
    SKIFTE_TRY(auto all, all_deadlines(context, flags));
    auto& deadlines = all.found;
    sort_by_date(deadlines);
    const Date today = date_in_copenhagen(context.clock.now());
    Output output = context.output();
    output.know(described_sample()).know(item_schema(v1::ListFrister::operation()));
    if (for_creditor(flags))
        for (const auto* schema : estate_deadline_schemas()) output.know(schema);
    output.begin(for_creditor(flags) ? std::span<const Column>(creditor_columns) : list_columns);
    for (const auto& deadline : deadlines) output.row(described(deadline, today, within));
    output.end();
    if (output.rows() == 0 && context.globals.format == Format::table) context.note("note.empty");
    const auto is_advice = [](const Deadline& one) { return one.kind != Deadline::Kind::court; };
    if (std::ranges::any_of(deadlines, is_advice)) context.note("note.frist.advice");
    return tell_due(context, deadlines, today, within);
}

// When the court decided, and why, is not in the list: each is read by itself, and there are few of a frist.
Result<void> print_requests(Context& context, const v1::HentFrist& frist) {
    v1::ListFristudsaettelser list;
    list.sag_id = frist.sag_id;
    list.frist_id = frist.frist_id;
    SKIFTE_TRY(api::Client * client, context.session.client());
    api::Pager pages(*client, v1::ListFristudsaettelser::operation(), list.arguments());
    Output output = context.output();
    output.begin(request_columns);
    for (;;) {
        SKIFTE_TRY(const auto page, pages.next());
        if (!page) break;
        for (const Json& item : *page) {
            v1::HentFristudsaettelse one;
            one.sag_id = frist.sag_id;
            one.fristudsaettelse_id = api::Uuid{std::string(item.text("fristudsaettelseId"))};
            SKIFTE_TRY(const auto reply, client->call(one));
            output.row(reply.raw.body);
        }
    }
    if (output.rows() > 0) context.streams.out("\n" + context.say("label.fristudsaettelser") + "\n");
    output.end();
    return {};
}

Result<Exit> write_calendar(Context& context, const Parsed& flags) {
    const std::string path = flags.text("ics");
    std::string before;
    if (path != "-") {
        SKIFTE_TRY(before, calendar_before(path));
    }
    SKIFTE_TRY(auto deadlines, all_deadlines(context, flags));
    sort_by_date(deadlines.found);
    const std::string content = calendar_file(deadlines, context.globals.language, before);
    if (path == "-") {
        context.streams.out(content);
        return Exit::done;
    }
    const bool changed = content != before;
    if (changed) SKIFTE_CHECK(replace_calendar(path, content));
    context.note(changed ? "note.frist.calendar" : "note.frist.calendar_same",
                 {{"path", path}, {"count", std::to_string(deadlines.found.size())}});
    return Exit::done;
}

Result<Exit> show_deadline(Context& context, const Parsed& flags) {
    v1::HentFrist hent;
    hent.sag_id = api::Uuid{flags.text("sag")};
    hent.frist_id = api::Uuid{flags.text("frist")};
    SKIFTE_CHECK(show(context, v1::HentFrist::operation(), hent.arguments(), show_columns));
    if (context.globals.format != Format::table || !context.globals.fields.empty()) return Exit::done;
    SKIFTE_CHECK(print_requests(context, hent));
    return Exit::done;
}

Result<std::chrono::milliseconds> wait_of(const Parsed& flags) {
    return by_flag("vent", parse_duration(flags.value("vent").value_or(std::string(usual_wait))));
}

Result<v1::AnmodOmFristudsaettelse> read_wish(Context& context, const Parsed& flags) {
    v1::AnmodOmFristudsaettelse ask;
    ask.sag_id = api::Uuid{flags.text("sag")};
    ask.frist_id = api::Uuid{flags.text("frist")};
    SKIFTE_TRY(const Date until, by_flag("til", Date::parse_user(flags.text("til"))));
    if (until <= date_in_copenhagen(context.clock.now()))
        return fail("date.past", {{"flag", "--til"}, {"value", until.iso()}});
    ask.body.oensket_dato = until;
    ask.body.begrundelse = flags.text("begrundelse");
    return ask;
}

std::string extension_id(const Done& done) {
    return done.filed.receipt.server_id;
}

// The decision, where the wait saw one, and what to do where it did not.
Exit tell_decision(Context& context, const Decided& decided, const std::string& case_id,
                   const std::string& id) {
    std::vector<Argument> arguments{{"case", case_id},
                                    {"id", id},
                                    {"reason", std::string(decided.object.text("afgoerelsesbegrundelse"))}};
    if (decided.exit == Exit::done) {
        const auto date = Date::parse_iso(decided.object.text("nyFristdato"));
        context.note("note.extension.granted", {{"date", date ? date->danish() : std::string()}});
        return Exit::done;
    }
    Error error(decided.exit == Exit::court_refused ? "decision.refused" : "decision.undecided",
                std::move(arguments));
    context.streams.err(mask_cprs(context.say(error.code, error.arguments)) + "\n");
    return context.ended(std::move(error));
}

// What is asked for, of which frist, in which case.
Result<void> summarize(Context& context, const v1::AnmodOmFristudsaettelse& ask, bool look_up, Wish& wish) {
    SKIFTE_TRY(const CaseSummary sag, summarize_case(context, ask.sag_id.text, look_up));
    std::vector<Argument> frist{{"id", ask.frist_id.text}};
    if (look_up) {
        SKIFTE_TRY(api::Client * client, context.session.client());
        v1::HentFrist hent;
        hent.sag_id = ask.sag_id;
        hent.frist_id = ask.frist_id;
        SKIFTE_TRY(const auto reply, client->call(hent));
        const auto date = Date::parse_iso(reply.raw.body.text("fristdato"));
        frist.push_back({"type", std::string(reply.raw.body.text("fristtype"))});
        frist.push_back({"date", date ? date->danish() : std::string()});
    }
    wish.details = sag.line(context) + context.say("show.frist", frist) + "\n" +
                   described_filing(context, wish.operation, wish.arguments);
    wish.confirm_arguments = {
        {"date", ask.body.oensket_dato.danish()}, {"case", sag.name()}, {"selskab", sag.company}};
    return {};
}

Result<Exit> extend(Context& context, const Parsed& flags) {
    SKIFTE_TRY(const auto longest, wait_of(flags));
    SKIFTE_TRY(const v1::AnmodOmFristudsaettelse ask, read_wish(context, flags));
    Wish wish{.spec = v1::spec(),
              .operation = v1::AnmodOmFristudsaettelse::operation(),
              .arguments = ask.arguments(),
              .input_path = "",
              .confirm = "confirm.udsaet",
              .confirm_arguments = {},
              .again = flags.has("igen"),
              .also = {"fristudsaettelse"}};
    wish.arguments.open = false;
    SKIFTE_CHECK(check_wish(wish));
    SKIFTE_CHECK(summarize(context, ask, !flags.has("uden-opslag"), wish));
    const api::Arguments arguments = wish.arguments;
    SKIFTE_TRY(const auto done, file(context, std::move(wish)));
    if (!done) return Exit::done;
    if (!flags.has("vent")) {
        print_receipt(context, *done);
        return exit_of(*done);
    }
    const std::string id = extension_id(*done);
    context.note("note.waiting", {{"time", flags.value("vent").value_or(std::string(usual_wait))}});
    Json answer = Json::object();
    answer.set("fristudsaettelseId", id);
    auto decided = wait_for_decision(context, v1::spec(), v1::AnmodOmFristudsaettelse::operation(), arguments,
                                     answer, longest);
    // It is filed whatever the wait came to: the receipt is printed in any case.
    Json also = Json::object();
    if (decided) also.set("fristudsaettelse", decided->object);
    print_receipt(context, *done, also);
    if (!decided) return Failure{std::move(decided).error()};
    const Exit exit = tell_decision(context, *decided, flags.text("sag"), id);
    return exit == Exit::done ? exit_of(*done) : exit;
}

Result<Exit> await(Context& context, const Parsed& flags) {
    SKIFTE_TRY(const auto longest, wait_of(flags));
    api::Arguments arguments;
    arguments.path.push_back({"sagId", Json(flags.text("sag"))});
    Json answer = Json::object();
    answer.set("fristudsaettelseId", flags.text("udsaettelse"));
    context.note("note.awaiting", {{"time", flags.value("vent").value_or(std::string(usual_wait))}});
    SKIFTE_TRY(const Decided decided,
               wait_for_decision(context, v1::spec(), v1::AnmodOmFristudsaettelse::operation(), arguments,
                                 answer, longest));
    context.output()
        .know(answer_schema(v1::HentFristudsaettelse::operation()))
        .object(decided.object, extension_columns);
    return tell_decision(context, decided, flags.text("sag"), flags.text("udsaettelse"));
}

}  // namespace

std::span<const Command> frist_commands() {
    static constexpr Flag case_flag{.name = "sag", .takes = Takes::value, .value = "ID", .required = true};
    static constexpr Flag deadline_flag{
        .name = "frist", .takes = Takes::value, .value = "ID", .required = true};
    static constexpr Flag one_case_flag{.name = "sag", .takes = Takes::value, .value = "ID"};
    static constexpr Flag creditor_flag{.name = "kreditor"};
    static constexpr Flag estate_flag{.name = "bo", .takes = Takes::values, .value = "ID"};
    static constexpr Flag list_flags[] = {
        one_case_flag,
        {.name = "inden", .takes = Takes::value, .value = "TID", .fallback = usual_within},
        creditor_flag,
        estate_flag};
    static constexpr Flag calendar_flags[] = {
        {.name = "ics", .takes = Takes::value, .value = "FIL", .required = true},
        one_case_flag,
        creditor_flag,
        estate_flag};
    static constexpr Flag show_flags[] = {case_flag, deadline_flag};
    static constexpr Flag extend_flags[] = {
        case_flag,
        deadline_flag,
        {.name = "til", .takes = Takes::value, .value = "DATO", .required = true, .fills = "oensketDato"},
        {.name = "begrundelse", .takes = Takes::value, .value = "TEKST", .required = true},
        {.name = "vent", .takes = Takes::optional_value, .value = "TID", .fallback = usual_wait},
        {.name = "igen"},
        {.name = "uden-opslag"}};
    static constexpr Flag await_flags[] = {
        case_flag,
        {.name = "udsaettelse",
         .takes = Takes::value,
         .value = "ID",
         .required = true,
         .fills = "fristudsaettelseId"},
        {.name = "vent", .takes = Takes::value, .value = "TID", .fallback = usual_wait}};
    static constexpr std::string_view list_words[] = {"sag"};
    static constexpr std::string_view show_words[] = {"sag", "frist"};
    static constexpr std::string_view await_words[] = {"sag", "udsaettelse"};
    static constexpr Command commands[] = {
        {.noun = "frist",
         .verb = "liste",
         .flags = list_flags,
         .positional = list_words,
         .example = "frist liste --inden 30d",
         .run = list_deadlines},
        {.noun = "frist",
         .verb = "vis",
         .flags = show_flags,
         .positional = show_words,
         .example = "frist vis --sag 4b1f7d52-0000-4a00-8000-000000000001 --frist "
                    "4b1f7d52-0000-4a00-8000-000000000002",
         .run = show_deadline},
        {.noun = "frist",
         .verb = "udsaet",
         .flags = extend_flags,
         .positional = {},
         .example = "frist udsaet --sag 4b1f7d52-0000-4a00-8000-000000000001 --frist "
                    "4b1f7d52-0000-4a00-8000-000000000002 --til 2027-03-01 --begrundelse \"Afventer "
                    "regnskab\" --vent",
         .run = extend},
        {.noun = "frist",
         .verb = "afvent",
         .flags = await_flags,
         .positional = await_words,
         .example = "frist afvent --sag 4b1f7d52-0000-4a00-8000-000000000001 --udsaettelse "
                    "4b1f7d52-0000-4a00-8000-000000000006 --vent 2h",
         .run = await},
        {.noun = "frist",
         .verb = "kalender",
         .flags = calendar_flags,
         .positional = {},
         .example = "frist kalender --ics frister.ics",
         .run = write_calendar},
    };
    return commands;
}

}  // namespace skifte::cli
