// From the input to what is ready to be sent.
#include "cli/batch_run.hpp"

#include "cli/batch_input.hpp"
#include "cli/masked.hpp"
#include "cli/message.hpp"
#include "cli/operation_target.hpp"
#include "cli/place_name.hpp"
#include "cli/progress.hpp"
#include "cli/row_confirmation.hpp"

#include <skifte/support/digest.hpp>

#include <algorithm>

namespace skifte::cli {

namespace {

namespace fs = std::filesystem;
using batch::Standing;

bool same_portal(const journal::Run& run, const filing::Context& facts) {
    return run.environment == facts.environment &&
           (run.environment == "sandbox" || run.base_url == facts.base_url);
}

}  // namespace

BatchRun::BatchRun(Context& context, BatchSettings settings, Manner manner, sheet::Input input,
                   std::string path)
    : context_(context),
      settings_(std::move(settings)),
      manner_(std::move(manner)),
      input_(std::move(input)),
      path_(std::move(path)),
      source_(context, *settings_.noun, input_, settings_.rows) {}

std::string BatchRun::named_path() const {
    return path_ == "-" ? path_ : mask_cprs(fs::absolute(path_).string());
}

Result<void> BatchRun::prepare() {
    SKIFTE_TRY(journal_, context_.session.journal_even_behind());
    const Place* place = settings_.rows.place;
    for (const Place& each : settings_.noun->places)
        if (place == nullptr && each.create != nullptr) place = &each;
    SKIFTE_TRY(facts_, context_.session.filing_context(place->spec()));
    facts_.input_path = path_;
    return {};
}

// By what is filed and how it is read; of two processes one goes on.
Result<void> BatchRun::lock() {
    SKIFTE_TRY(const Profile* profile, context_.session.profile());
    const std::string key = hex(sha256(input_.sha256() + reading_of(settings_))).substr(0, 16);
    const fs::path folder = context_.session.state_folder(*profile);
    SKIFTE_TRY(lock_, FileLock::try_lock(folder / ("batch-" + key + ".lock")));
    if (!lock_) return fail("batch.run_busy", {{"path", path_}});
    return {};
}

Result<void> BatchRun::find_open_run() {
    const std::string reading = reading_of(settings_);
    // Two inputs whose names differ in a CPR number alone are kept under one name.
    const bool names_one_file = path_ != "-" && named_path() == fs::absolute(path_).string();
    SKIFTE_CHECK(journal_->runs([&](const journal::Run& run) {
        if (run.closed || !same_portal(run, facts_) || reading_of(run) != reading) return true;
        if (run.input_sha256 == input_.sha256())
            run_ = run;
        else if (run.input_path == named_path() && names_one_file)
            superseded_.push_back(run.id);
        return true;
    }));
    if (!run_) return {};
    manner_.only_valid = true;  // what was begun with some rows left out goes on so
    return same_as_before(*run_, facts_.cvr, specs_of(settings_));
}

// What the journal has forgotten may still be about to appear. No byte of it has left after now, so from now
// the longest time counts that an operation of the noun says.
Result<void> BatchRun::wait_for_the_lost() {
    if (journal_->behind_by() == 0) return {};
    SKIFTE_TRY(const Profile* profile, context_.session.profile());
    std::chrono::milliseconds longest{0};
    for (const Place& place : settings_.noun->places) {
        if (place.create == nullptr) continue;
        const auto visible = visible_within(place.create(), profile->environment, profile->visible_within);
        if (!visible || place.create().facts.look_up == nullptr)
            return fail("journal.behind_batch", {{"path", journal_->path().string()},
                                                 {"count", std::to_string(journal_->behind_by())}});
        longest = std::max(longest, *visible);
    }
    context_.note("note.batch.doubtful",
                  {{"count", std::to_string(journal_->behind_by())},
                   {"time", time_text(static_cast<double>(longest.count()) / 1000 + 0.5)}});
    settings_.rows.look_up = true;
    bool rung = false;
    BatchLoop loop{context_.session.loop()};
    loop.after(longest + std::chrono::milliseconds{1}, [&] { rung = true; });
    loop.run_until([&] { return rung; });
    return loop.interrupted() ? Result<void>{fail("interrupted")} : Result<void>{};
}

Result<void> BatchRun::check() {
    {
        StatusLine line{context_};
        batch::CheckOptions options{.look_up = settings_.rows.look_up};
        options.progress = [&](std::size_t rows) {
            if (line.is_due()) line.show(context_.say("progress.checking", {{"row", std::to_string(rows)}}));
        };
        SKIFTE_TRY(checked_, batch::check(source_, *journal_, facts_, options));
    }
    if (checked_.table.rows.empty()) return fail("batch.no_rows", {{"path", path_}});
    SKIFTE_CHECK(count_before());
    for (const auto& [row, column] : source_.repaired())
        context_.note("note.batch.zero", {{"row", std::to_string(row)}, {"column", column}});
    if (source_.filed_anyway() > 0)
        context_.note("note.batch.anyway", {{"count", std::to_string(source_.filed_anyway())}});
    if (!settings_.rows.look_up) {
        context_.note("note.batch.no_look_up");
        const Place* place = settings_.rows.place;
        if (place != nullptr && place->before_filing != nullptr) context_.note("note.proklama_not_looked_up");
    }
    return {};
}

// What an open run has sent stands in the journal: refused rows are not tried again, and what it filed was
// not filed before it.
Result<void> BatchRun::count_before() {
    before_ = checked_.table.count(Standing::done);
    if (!run_) return {};
    SKIFTE_CHECK(batch::recall(checked_.table, *journal_, run_->id));
    std::size_t own = 0;
    const journal::Query query{.state = journal::State::accepted, .run = run_->id};
    SKIFTE_CHECK(journal_->filings(query, [&](const journal::Filing&) { return ++own > 0; }));
    before_ -= std::min(before_, own);
    return {};
}

// Says all that is wrong, and writes it beside the rows. Nothing is sent unless the rest was asked for.
Result<void> BatchRun::refuse_faults() {
    if (checked_.fault_count == 0) return {};
    SKIFTE_CHECK(write_result());
    Error error{"batch.invalid",
                {{"path", path_},
                 {"count", std::to_string(checked_.faulty_rows)},
                 {"rows", std::to_string(checked_.table.rows.size())},
                 {"result", context_.globals.dry_run ? "" : manner_.result.string()}}};
    if (checked_.fault_count > checked_.faults.size())
        error.arguments.push_back({"more", std::to_string(checked_.fault_count - checked_.faults.size())});
    error.faults = checked_.faults;
    for (Fault& fault : error.faults) fault.path = context_.say("label.cell", fault.arguments);
    if (!manner_.only_valid) return fail(std::move(error));
    error.code = "batch.left_out";
    if (!context_.globals.quiet) context_.streams.err(message(error, context_.globals.language));
    return {};
}

// --dry-run: the first request, and how many there would be.
Result<Exit> BatchRun::show_only() {
    Json out = summary().object();
    SKIFTE_CHECK(source_.rewind());
    batch::Item item;
    for (const batch::RowState& row : checked_.table.rows) {
        SKIFTE_TRY(const bool more, source_.next(item, false));
        if (!more) break;
        if (row.standing != Standing::ready || !item.target) continue;
        const auto& target = static_cast<const OperationTarget&>(*item.target);
        const auto& arguments = target.arguments();
        Json first = Json::object();
        first.set("raekke", static_cast<std::int64_t>(row.number));
        for (const auto& [name, value] : arguments.path) first.set(name, value);
        if (arguments.body)
            first.set("indhold", context_.globals.show_cpr
                                     ? *arguments.body
                                     : masked(*arguments.body, body_schema(target.operation())));
        out.set("foerste", std::move(first));
        break;
    }
    out.set("skifte", Json::object().set("dryRun", true).set("effect", "none"));
    context_.output().know(Summary::sample()).object(out, Summary::columns());
    context_.note("note.dry_run");
    return Exit::done;
}

std::string BatchRun::place_text() const {
    if (settings_.rows.place == nullptr) return context_.say("label.places_in_columns");
    const Place& place = *settings_.rows.place;
    const bool asks = !context_.globals.yes && !manner_.confirm;
    const auto name = asks && place.name_of != nullptr ? place.name_of(context_, settings_.rows.parent)
                                                       : Result<std::string>{""};
    return named_place(context_, place, settings_.rows.parent, name ? *name : "");
}

// What is unknown may have to be sent once more, and counts.
Result<void> BatchRun::confirm() {
    const std::size_t wanted =
        checked_.table.count(Standing::ready) + checked_.table.count(Standing::unknown);
    if (wanted == 0) return {};
    SKIFTE_TRY(const Profile* profile, context_.session.profile());
    const std::vector<Argument> arguments{{"count", std::to_string(wanted)},
                                          {"noun", std::string(settings_.noun->name)},
                                          {"place", place_text()},
                                          {"file", path_},
                                          {"profile", profile->name}};
    return confirm_rows(context_, profile->environment, manner_.confirm, arguments);
}

bool BatchRun::is_settled() const {
    return checked_.table.count(Standing::ready) == 0 && checked_.table.count(Standing::unknown) == 0;
}

Result<void> BatchRun::open_run() {
    if (run_) {
        context_.note("note.batch.resumed", {{"id", run_->id}});
        return {};
    }
    if (is_settled()) return {};  // there is nothing to do, and nothing to remember
    journal::Run run;
    run.environment = facts_.environment;
    run.base_url = facts_.base_url;
    run.cvr = facts_.cvr;
    const SpecsUsed specs = specs_of(settings_);
    run.spec = specs.names;
    run.spec_version = specs.versions;
    run.operation = settings_.noun->name;
    run.input_path = named_path();
    run.input_sha256 = input_.sha256();
    run.options = to_json(settings_).dump();
    run.rows = checked_.table.count(Standing::ready) + checked_.table.count(Standing::unknown);
    if (path_ == "-") {
        SKIFTE_TRY(const fs::path kept, keep_input(context_, input_, reading_of(settings_)));
        run.kept_path = kept.string();
    }
    SKIFTE_TRY(run.id, journal_->open_run(run));
    run_ = std::move(run);
    return {};
}

Result<Exit> BatchRun::run() {
    SKIFTE_CHECK(prepare());
    SKIFTE_CHECK(lock());
    SKIFTE_CHECK(find_open_run());
    SKIFTE_CHECK(wait_for_the_lost());
    SKIFTE_CHECK(check());
    SKIFTE_CHECK(refuse_faults());
    if (context_.globals.dry_run) return show_only();
    SKIFTE_CHECK(confirm());
    SKIFTE_CHECK(open_run());
    return conclude(send_all());
}

Result<Exit> BatchRun::report(const journal::Run& run) {
    SKIFTE_CHECK(prepare());
    run_ = run;
    SKIFTE_CHECK(check());
    SKIFTE_CHECK(ask_court());
    SKIFTE_CHECK(write_result());
    Summary told = summary();
    told.closed = run.closed.has_value();
    context_.output().know(Summary::sample()).object(told.object(), Summary::columns());
    return Exit::done;
}

}  // namespace skifte::cli
