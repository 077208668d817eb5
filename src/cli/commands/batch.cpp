// batch: the runs of `anmeld --fil`: which there are, how far they have come, going on with one, what the
// court has made of its rows, and dropping what is old.
#include "cli/batch_commands.hpp"
#include "cli/commands/all.hpp"

#include <skifte/support/date.hpp>

#include <charconv>
#include <map>
#include <optional>

namespace skifte::cli {

namespace {

using journal::Run;
using journal::State;

constexpr Column list_columns[] = {
    {"/koerselId"}, {"/oprettetTidspunkt", Show::moment}, {"/afsluttetTidspunkt", Show::moment},
    {"/art"},       {"/raekker", Show::number},           {"/inputSti"}};
constexpr Column status_columns[] = {{"/koerselId"},
                                     {"/art"},
                                     {"/inputSti"},
                                     {"/miljoe", Show::code, "word.environment."},
                                     {"/oprettetTidspunkt", Show::moment},
                                     {"/afsluttetTidspunkt", Show::moment},
                                     {"/raekker", Show::number},
                                     {"/indgivet", Show::number},
                                     {"/afvist", Show::number},
                                     {"/ukendt", Show::number},
                                     {"/undervejs", Show::number},
                                     {"/ikkeSendt", Show::number}};
constexpr Column purge_columns[] = {
    {"/foer", Show::date}, {"/indsendelser", Show::number}, {"/koersler", Show::number}};

Json run_object(const Run& run) {
    Json out = Json::object();
    out.set("koerselId", run.id).set("art", run.operation).set("inputSti", run.input_path);
    out.set("inputSha256", run.input_sha256).set("miljoe", run.environment).set("adresse", run.base_url);
    out.set("certifikatCvr", run.cvr).set("spec", run.spec).set("specVersion", run.spec_version);
    out.set("oprettetTidspunkt", rfc3339(run.created));
    if (run.closed) out.set("afsluttetTidspunkt", rfc3339(*run.closed));
    return out.set("raekker", static_cast<std::int64_t>(run.rows));
}

Json sample_run() {
    Run run;
    run.closed = Instant{};
    Json out = run_object(run);
    for (const char* count : {"indgivet", "afvist", "ukendt", "undervejs", "ikkeSendt"}) out.set(count, 0);
    return out;
}

// What counts of each row is what was last tried.
Result<Json> status_object(const journal::Journal& journal, const Run& run) {
    enum class Stands : std::uint8_t { unsent, accepted, refused, unknown, sending };
    std::map<std::uint64_t, Stands> rows;
    SKIFTE_CHECK(journal.filings({.run = run.id}, [&](const journal::Filing& filing) {
        Stands& stands = rows[filing.row];
        stands = Stands::unsent;
        if (filing.state == State::accepted) stands = Stands::accepted;
        if (filing.state == State::unknown) stands = Stands::unknown;
        if (filing.state == State::sending) stands = Stands::sending;
        if (filing.state == State::refused && filing.settled_by == "answer") stands = Stands::refused;
        return true;
    }));
    std::map<Stands, std::int64_t> counts;
    for (const auto& [row, stands] : rows) ++counts[stands];
    const std::int64_t tried = static_cast<std::int64_t>(rows.size()) - counts[Stands::unsent];
    Json out = run_object(run);
    out.set("indgivet", counts[Stands::accepted]).set("afvist", counts[Stands::refused]);
    out.set("ukendt", counts[Stands::unknown]).set("undervejs", counts[Stands::sending]);
    return out.set("ikkeSendt", std::max<std::int64_t>(0, static_cast<std::int64_t>(run.rows) - tried));
}

// The one that is named, else the only open one, else, where a closed one will do, the latest.
Result<Run> choose_run(const journal::Journal& journal, const Parsed& flags, bool closed_will_do) {
    if (const auto id = flags.value("koersel")) return journal.run(*id);
    std::optional<Run> latest, open;
    std::string all_open;
    SKIFTE_CHECK(journal.runs([&](const Run& run) {
        latest = run;
        if (run.closed) return true;
        all_open += (open ? ", " : "") + run.id;
        open = run;
        return true;
    }));
    if (all_open.find(',') != std::string::npos) return fail("batch.which_run", {{"runs", all_open}});
    if (open) return *open;
    if (closed_will_do && latest) return *latest;
    return fail("batch.no_run");
}

Result<Exit> list_runs(Context& context, const Parsed&) {
    SKIFTE_TRY(const journal::Journal* journal, context.session.journal());
    Output output = context.output();
    output.know(sample_run()).begin(list_columns);
    SKIFTE_CHECK(journal->runs([&](const Run& run) {
        output.row(run_object(run));
        return context.streams.out_open();
    }));
    output.end();
    if (output.rows() == 0 && context.globals.format == Format::table) context.note("note.empty");
    return Exit::done;
}

Result<Exit> show_status(Context& context, const Parsed& flags) {
    SKIFTE_TRY(const journal::Journal* journal, context.session.journal());
    SKIFTE_TRY(const Run run, choose_run(*journal, flags, true));
    SKIFTE_TRY(const Json status, status_object(*journal, run));
    context.output().know(sample_run()).object(status, status_columns);
    return Exit::done;
}

Result<Exit> resume(Context& context, const Parsed& flags) {
    SKIFTE_TRY(const journal::Journal* journal, context.session.journal_even_behind());
    SKIFTE_TRY(const Run run, choose_run(*journal, flags, false));
    if (run.closed) return fail("batch.closed", {{"id", run.id}});
    return resume_run(context, run, flags);
}

Result<Exit> report(Context& context, const Parsed& flags) {
    SKIFTE_TRY(const journal::Journal* journal, context.session.journal());
    SKIFTE_TRY(const Run run, choose_run(*journal, flags, true));
    return report_run(context, run, flags);
}

// "5y", "18m", "90d": so long before today, by the calendar.
Result<Date> date_before(const std::string& text, Date today) {
    using std::chrono::year_month_day;
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const std::string unit(end, text.data() + text.size());
    if (error == std::errc{} && number > 0 && number < 1'000) {
        if (unit == "d") return Date{year_month_day{today.days() - std::chrono::days{number}}};
        year_month_day date = today.ymd();
        if (unit == "m") date -= std::chrono::months{number};
        if (unit == "y") date -= std::chrono::years{number};
        // The 31st is not in every month, nor the 29th of February in every year.
        if (!date.ok()) date = date.year() / date.month() / std::chrono::last;
        if (unit == "m" || unit == "y") return Date{date};
    }
    return fail("usage.choice", {{"flag", "--aeldre-end"}, {"value", text}, {"expected", "90d, 18m, 5y"}});
}

Result<Exit> purge(Context& context, const Parsed& flags) {
    SKIFTE_TRY(const Date before,
               date_before(flags.text("aeldre-end"), date_in_copenhagen(context.clock.now())));
    SKIFTE_TRY(journal::Journal * journal, context.session.journal());
    const Instant start = start_in_copenhagen(before);
    SKIFTE_TRY(journal::Journal::Purged purged, journal->purge(start, false));
    if (!context.globals.dry_run && purged.filings + purged.runs > 0) {
        SKIFTE_CHECK(context.confirm("confirm.purge",
                                     {{"count", std::to_string(purged.filings)}, {"date", before.danish()}}));
        SKIFTE_TRY(purged, journal->purge(start, true));
    }
    Json out = Json::object();
    out.set("foer", before.iso());
    out.set("indsendelser", static_cast<std::int64_t>(purged.filings));
    out.set("koersler", static_cast<std::int64_t>(purged.runs));
    out.set("skifte", Json::object().set("dryRun", context.globals.dry_run));
    context.output().object(out, purge_columns);
    return Exit::done;
}

}  // namespace

std::span<const Command> batch_commands() {
    static constexpr Flag run_flag{.name = "koersel", .takes = Takes::value, .value = "ID"};
    static constexpr Flag status_flags[] = {run_flag};
    static constexpr Flag result_flag{.name = "resultat", .takes = Takes::value, .value = "FIL"};
    static constexpr Flag resume_flags[] = {
        run_flag,
        result_flag,
        {.name = "kun-fejl"},
        {.name = "samtidige", .takes = Takes::value, .value = "N", .fallback = "8"},
        {.name = "tempo", .takes = Takes::value, .value = "N"},
        {.name = "confirm", .takes = Takes::value, .value = "N"}};
    static constexpr Flag report_flags[] = {run_flag, result_flag, {.name = "kun-fejl"}};
    static constexpr Flag purge_flags[] = {
        {.name = "aeldre-end", .takes = Takes::value, .value = "5y", .required = true}};
    static constexpr std::string_view words[] = {"koersel"};
    static constexpr Command commands[] = {
        {.noun = "batch",
         .verb = "list",
         .flags = {},
         .positional = {},
         .example = "batch list",
         .run = list_runs},
        {.noun = "batch",
         .verb = "status",
         .flags = status_flags,
         .positional = words,
         .example = "batch status",
         .run = show_status},
        {.noun = "batch",
         .verb = "resume",
         .flags = resume_flags,
         .positional = words,
         .example = "batch resume r-0123456789ab",
         .run = resume},
        {.noun = "batch",
         .verb = "report",
         .flags = report_flags,
         .positional = words,
         .example = "batch report r-0123456789ab --resultat status.csv",
         .run = report},
        {.noun = "batch",
         .verb = "purge",
         .flags = purge_flags,
         .positional = {},
         .example = "batch purge --aeldre-end 5y",
         .run = purge},
    };
    return commands;
}

}  // namespace skifte::cli
