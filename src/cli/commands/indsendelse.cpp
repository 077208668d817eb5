// indsendelse: every filing of ours with its effect, and settling one whose effect is unknown.
#include "cli/calls.hpp"
#include "cli/commands/all.hpp"
#include "cli/commands/specs.hpp"
#include "cli/operation_target.hpp"
#include "cli/receipts.hpp"

#include <skifte/support/interrupt.hpp>

namespace skifte::cli {

namespace {

Result<std::optional<journal::State>> state_of(const Parsed& flags) {
    const auto word = flags.value("tilstand");
    if (!word) return std::optional<journal::State>{};
    using journal::State;
    for (const State state :
         {State::planned, State::sending, State::accepted, State::refused, State::unknown})
        if (to_string(state) == *word) return std::optional<State>(state);
    return fail("usage.choice", {{"flag", "--tilstand"},
                                 {"value", *word},
                                 {"expected", "planned, sending, accepted, refused, unknown"}});
}

Result<Exit> list_filings(Context& context, const Parsed& flags) {
    journal::Query query;
    SKIFTE_TRY(query.state, state_of(flags));
    SKIFTE_TRY(const journal::Journal* journal, context.session.journal());
    Output output = context.output();
    output.know(sample_filing()).begin(filing_list_columns());
    SKIFTE_CHECK(journal->filings(query, [&](const journal::Filing& filing) {
        output.row(filing_object(filing));
        return context.streams.out_open();
    }));
    output.end();
    if (output.rows() == 0 && context.globals.format == Format::table) context.note("note.empty");
    return Exit::done;
}

Result<Exit> show_filing(Context& context, const Parsed& flags) {
    SKIFTE_TRY(const journal::Journal* journal, context.session.journal());
    SKIFTE_TRY(const journal::Filing filing, journal->filing(flags.text("indsendelse")));
    context.output().know(sample_filing()).object(filing_object(filing), filing_columns());
    return Exit::done;
}

Result<Exit> print_settled(Context& context, journal::Journal& journal, const std::string& id,
                           std::string_view how) {
    SKIFTE_TRY(const journal::Filing filing, journal.filing(id));
    Json object = filing_object(filing);
    object.find("skifte")->set("afklaring", how);
    SKIFTE_TRY(const auto receipt, journal.receipt_of(id));
    if (receipt) object.find("skifte")->set("kvitteringId", receipt->id);
    context.output_after_filing().object(object, filing_columns());
    context.note("note.settled." + std::string(how), {{"id", id}});
    return filing.state == journal::State::unknown ? Exit::unknown : Exit::done;
}

// What a person found out by other means, where no look-up can tell.
Result<Exit> settle_by_hand(Context& context, journal::Journal& journal, const journal::Filing& filing,
                            const std::string& verdict, const Parsed& flags) {
    if (filing.state != journal::State::unknown)
        return fail("filing.not_unknown",
                    {{"id", filing.id}, {"state", std::string(to_string(filing.state))}});
    if (verdict != "indgivet" && verdict != "ikke-indgivet")
        return fail("usage.choice",
                    {{"flag", "--som"}, {"value", verdict}, {"expected", "indgivet, ikke-indgivet"}});
    SKIFTE_CHECK(
        context.confirm("confirm.afklar." + verdict, {{"id", filing.id}, {"operation", filing.operation}}));
    if (verdict == "indgivet") {
        journal::Journal::Acceptance acceptance;
        acceptance.server_id = flags.text("server-id");
        acceptance.settled_by = "user";
        SKIFTE_CHECK(journal.accept(filing.id, acceptance));
        return print_settled(context, journal, filing.id, "found");
    }
    journal::Journal::Rejection rejection;
    rejection.fault_code = "filing.absent";
    rejection.settled_by = "user";
    SKIFTE_CHECK(journal.refuse(filing.id, rejection));
    return print_settled(context, journal, filing.id, "absent");
}

Result<void> wait_until_visible(Context& context, std::chrono::milliseconds wait) {
    context.note("note.visible_within", {{"time", std::to_string((wait.count() + 999) / 1000) + " s"}});
    return pause(context, wait);
}

Result<filing::Settled> look_up(Context& context, journal::Journal& journal, const journal::Filing& filing,
                                bool wait) {
    SKIFTE_TRY(const Profile* profile, context.session.profile());
    const bool same_portal = filing.environment == "sandbox" || filing.base_url == profile->base_url;
    if (filing.environment != profile->environment || !same_portal)
        return fail("filing.other_profile",
                    {{"id", filing.id}, {"profile", profile->name}, {"url", filing.base_url}});
    const Chosen chosen = recorded_operation(filing.spec, filing.operation);
    if (chosen.operation == nullptr || chosen.operation->facts.look_up == nullptr)
        return filing::Settled{filing::Settlement::unsure, std::nullopt, "filing.no_look_up", std::nullopt};
    SKIFTE_TRY(api::Client * client, context.session.client());
    SKIFTE_TRY(const api::Arguments arguments, arguments_of_target(filing.target));
    const auto visible = visible_within(*chosen.operation, profile->environment, profile->visible_within);
    const auto find = [&] {
        return find_candidates(*client, *chosen.spec, *chosen.operation, arguments, context.clock);
    };
    for (;;) {
        SKIFTE_TRY(filing::Settled settled, filing::settle(journal, filing.id, find, visible, context.clock));
        if (settled.settlement != filing::Settlement::unsure || !settled.wait || !wait) return settled;
        SKIFTE_CHECK(wait_until_visible(context, *settled.wait));
    }
}

Result<Exit> settle_open(Context& context, journal::Journal& journal, const journal::Filing& filing,
                         const Parsed& flags) {
    const std::string& id = filing.id;
    const Unsettled unsettled;
    if (const auto verdict = flags.value("som"))
        return settle_by_hand(context, journal, filing, *verdict, flags);
    SKIFTE_TRY(const filing::Settled settled, look_up(context, journal, filing, flags.has("vent")));
    switch (settled.settlement) {
    case filing::Settlement::found: return print_settled(context, journal, id, "found");
    case filing::Settlement::absent: return print_settled(context, journal, id, "absent");
    case filing::Settlement::unsure: break;
    }
    Error error(settled.why, {{"id", id}});
    if (settled.wait)
        error.arguments.push_back({"seconds", std::to_string((settled.wait->count() + 999) / 1000)});
    return fail(std::move(error));
}

// Whatever stands in the way, a filing whose effect is unknown stays so: exit 7, not that of the hindrance. A
// wrong flag is no hindrance but another command.
Result<Exit> settle(Context& context, const Parsed& flags) {
    if (context.globals.dry_run) return fail("usage.dry_run", {{"command", "indsendelse afklar"}});
    const std::string id = flags.text("indsendelse");
    SKIFTE_TRY(journal::Journal * journal, context.session.journal());
    SKIFTE_TRY(const journal::Filing filing, journal->filing(id));
    const bool open = filing.state == journal::State::unknown || filing.state == journal::State::sending;
    if (!open && flags.has("som"))
        return fail("filing.not_unknown", {{"id", id}, {"state", std::string(to_string(filing.state))}});
    if (filing.state == journal::State::accepted) return print_settled(context, *journal, id, "found");
    if (!open) return print_settled(context, *journal, id, "absent");
    auto exit = settle_open(context, *journal, filing, flags);
    if (exit || exit.error().code.starts_with("usage.")) return exit;
    Error error = std::move(exit).error();
    error.effect = Effect::unknown;
    if (error.argument("id").empty()) error.arguments.push_back({"id", id});
    return fail(std::move(error));
}

}  // namespace

std::span<const Command> indsendelse_commands() {
    static constexpr Flag id_flag{
        .name = "indsendelse", .takes = Takes::value, .value = "ID", .required = true};
    static constexpr Flag list_flags[] = {{.name = "tilstand", .takes = Takes::value, .value = "TILSTAND"}};
    static constexpr Flag show_flags[] = {id_flag};
    static constexpr Flag settle_flags[] = {
        id_flag,
        {.name = "vent"},
        {.name = "som", .takes = Takes::value, .value = "indgivet|ikke-indgivet"},
        {.name = "server-id", .takes = Takes::value, .value = "ID"}};
    static constexpr std::string_view id_words[] = {"indsendelse"};
    static constexpr Command commands[] = {
        {.noun = "indsendelse",
         .verb = "liste",
         .flags = list_flags,
         .positional = {},
         .example = "indsendelse liste --tilstand unknown",
         .run = list_filings},
        {.noun = "indsendelse",
         .verb = "vis",
         .flags = show_flags,
         .positional = id_words,
         .example = "indsendelse vis f-0123456789ab",
         .run = show_filing},
        {.noun = "indsendelse",
         .verb = "afklar",
         .flags = settle_flags,
         .positional = id_words,
         .example = "indsendelse afklar f-0123456789ab --vent",
         .run = settle},
    };
    return commands;
}

}  // namespace skifte::cli
