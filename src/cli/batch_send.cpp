// What sends a batch, and what comes after: settling, comparing, the result file, the end.
#include "cli/batch_run.hpp"

#include "cli/message.hpp"
#include "cli/progress.hpp"
#include "cli/receipt_log.hpp"

#include <skifte/batch/report.hpp>

#include <set>

namespace skifte::cli {

namespace {

namespace fs = std::filesystem;
using batch::Standing;
using std::chrono::duration;

// So often what a look-up found absent is sent once more.
constexpr int rounds = 3;

// Of fewer rows the journal is written soon enough without a thread for it, and nobody waits long for the
// end.
constexpr std::size_t many = 200;

bool has_open_rows(const journal::Journal& journal, const std::string& run) {
    bool open = false;
    const auto read = journal.filings({.run = run}, [&](const journal::Filing& filing) {
        open = filing.state == journal::State::unknown || filing.state == journal::State::sending;
        return !open;
    });
    return open || !read;
}

}  // namespace

Result<void> BatchRun::send_ready() {
    if (checked_.table.count(Standing::ready) == 0) return {};
    BatchLoop loop{context_.session.loop()};
    StatusLine line{context_};
    const auto began = context_.clock.steady();
    batch::SendOptions options;
    options.pace = manner_.pace;
    options.judge = [this](const Error& error) { return judge(error, context_.clock.now()); };
    options.run = run_->id;
    options.write_apart = checked_.table.count(Standing::ready) >= many;
    options.progress = [&](const batch::Progress& now) {
        if (line.is_due())
            line.show(
                progress_text(context_, now, duration<double>(context_.clock.steady() - began).count()));
    };
    context_.sending = true;
    context_.leave_last_words();
    auto sent = batch::send(source_, *journal_, facts_, checked_.table, loop, context_.clock, options);
    last_sent_ = context_.clock.steady();
    context_.sending = false;
    context_.filed = context_.filed || checked_.table.count(Standing::done) > before_;
    context_.leave_last_words();
    return sent;
}

// Whether there is something to send again.
Result<bool> BatchRun::settle_unknown() {
    const std::size_t unknown = checked_.table.count(Standing::unknown);
    if (unknown == 0) return false;
    BatchLoop loop{context_.session.loop()};
    BatchPortal portal{context_};
    const std::size_t ready = checked_.table.count(Standing::ready);
    batch::SettleOptions options{.last_sent = last_sent_};
    options.waiting = [&](std::chrono::milliseconds wait) {
        context_.note("note.batch.waiting", {{"count", std::to_string(unknown)},
                                             {"time", time_text(duration<double>(wait).count() + 0.5)}});
    };
    SKIFTE_TRY(const batch::Settlements settled,
               batch::settle(checked_.table, *journal_, portal, loop, context_.clock, options));
    context_.note("note.batch.settled", {{"found", std::to_string(settled.found)},
                                         {"absent", std::to_string(settled.absent)},
                                         {"unsure", std::to_string(settled.unsure)}});
    return checked_.table.count(Standing::ready) > ready;
}

// A run that was stopped settles what it sent all the same, unless we are being stopped ourselves or the
// journal cannot be written.
Result<void> BatchRun::send_all() {
    for (int round = 0; run_ && round < rounds; ++round) {
        auto sent = send_ready();
        const bool lost =
            !sent && (sent.error().code == "interrupted" || sent.error().effect == Effect::unknown);
        if (lost) return sent;
        auto again = settle_unknown();
        if (!sent) return sent;
        if (!again) return fail(std::move(again).error());
        if (!*again) return {};
    }
    return {};
}

// A comparison that fails says nothing of what was filed.
void BatchRun::compare() {
    const std::size_t filed = checked_.table.count(Standing::done);
    if (filed >= many) context_.note("note.batch.comparing", {{"count", std::to_string(filed)}});
    BatchPortal portal{context_};
    auto compared = batch::compare(*journal_, run_->id, portal);
    if (compared)
        comparison_ = *compared;
    else
        context_.note("note.batch.not_compared", {{"code", compared.error().code}});
    if (filed >= many) context_.note("note.batch.writing_result", {});
}

// Once for each place that a row was filed in.
Result<void> BatchRun::ask_court() {
    BatchPortal portal{context_};
    std::set<std::string> asked;
    for (const batch::RowState& row : checked_.table.rows) {
        if (row.standing != Standing::done) continue;
        SKIFTE_TRY(const journal::Filing filing, journal_->filing(row.filing()));
        if (!asked.insert(filing.spec + " " + filing.operation + " " + filing.target).second) continue;
        SKIFTE_TRY(auto views, portal.views(filing));
        views_.merge(views);
    }
    return {};
}

Result<void> BatchRun::write_result() {
    if (context_.globals.dry_run) return {};
    const auto say = [this](const Fault& fault) {
        const std::string key = fault_key(fault);
        return context_.say(has_text(key) ? key : fault.code, fault.arguments);
    };
    batch::ReportOptions options{.path = manner_.result,
                                 .format = input_.format(),
                                 .run = run_ ? run_->id : "",
                                 .only_unfiled = manner_.only_unfiled,
                                 .say = say};
    if (!views_.empty()) {
        options.more_columns = {"skifte.rettensStatus", "skifte.rettensBegrundelse"};
        options.more = [this](const std::string& id) -> std::vector<std::string> {
            const auto view = views_.find(id);
            if (view == views_.end()) return {"", ""};
            return {view->second.status, view->second.reason};
        };
    }
    SKIFTE_CHECK(batch::write_report(source_, checked_.table, *journal_, options));
    result_written_ = true;
    return {};
}

// A run of the same file as it was before has nothing more to do, unless it knows of rows that nobody has
// settled.
Result<void> BatchRun::close_if_done() {
    if (!is_settled()) return {};
    for (const std::string& id : superseded_)
        if (!has_open_rows(*journal_, id)) SKIFTE_CHECK(journal_->close_run(id));
    if (!run_) return {};
    SKIFTE_CHECK(journal_->close_run(run_->id));
    std::error_code ignored;
    if (!run_->kept_path.empty()) fs::remove(run_->kept_path, ignored);
    return {};
}

Summary BatchRun::summary() const {
    Summary summary;
    if (run_) {
        summary.run = run_->id;
        summary.closed = is_settled();
    }
    summary.noun = settings_.noun->name;
    summary.input = path_;
    if (result_written_) summary.result = manner_.result.string();
    summary.rows = checked_.table.rows.size();
    for (const batch::RowState& row : checked_.table.rows)
        ++summary.standing[static_cast<std::size_t>(row.standing)];
    summary.before = before_;
    summary.comparison = comparison_;
    return summary;
}

// Whatever happened, the result file and the summary say where every row stands.
Result<Exit> BatchRun::conclude(Result<void> sent) {
    if (run_ && sent) compare();
    auto written = write_result();
    SKIFTE_CHECK(close_if_done());
    Summary told = summary();
    if (run_ && told.count(Standing::done) > before_)
        if (const auto head = head_of(*journal_)) told.head = to_string(*head);
    context_.output_after_filing().object(told.object(), Summary::columns());
    const auto unknown = told.count(Standing::unknown);
    if (sent && !written) sent = std::move(written);
    if (!sent) {
        Error error = sent.error();
        if (unknown > 0) error.effect = Effect::unknown;
        if (!run_) return fail(std::move(error));
        return fail(std::move(error)
                        .with("run", run_->id)
                        .with("left", std::to_string(told.count(Standing::ready)))
                        .with("unknown", unknown > 0 ? std::to_string(unknown) : ""));
    }
    if (auto ending = ending_of(told)) {
        context_.streams.err(mask_cprs(context_.say(ending->code, ending->arguments)) + "\n");
        return context_.ended(std::move(*ending));
    }
    return Exit::done;
}

}  // namespace skifte::cli
