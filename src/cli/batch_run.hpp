// BatchRun: a batch from its input to its result file: checked, confirmed, sent, settled, compared, written.
// Its first half is in batch_run.cpp, what sends and what comes after in batch_send.cpp.
#pragma once

#include "cli/batch_portal.hpp"
#include "cli/batch_settings.hpp"
#include "cli/batch_summary.hpp"
#include "cli/context.hpp"

#include <skifte/batch/check.hpp>
#include <skifte/batch/send.hpp>
#include <skifte/batch/settle.hpp>
#include <skifte/journal/journal.hpp>
#include <skifte/support/files.hpp>

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace skifte::cli {

// How it is sent and told of; no part of what the rows are.
struct Manner {
    batch::PaceOptions pace{};
    std::filesystem::path result{};
    bool only_valid = false, only_unfiled = false;
    std::optional<std::string> confirm{};
};

class BatchRun {
public:
    // `path`: the input as the user named it.
    BatchRun(Context& context, BatchSettings settings, Manner manner, sheet::Input input, std::string path);

    // Files what is to be filed. An input whose run is open goes on with that run. Where the journal has lost
    // what it knew, every row is doubtful: none is sent before the portal shows that it is not there. Errors:
    // journal.behind where nothing can show it;
    // batch.run_busy (path), batch.no_rows (path), batch.invalid (path, count, rows, result) with the faults,
    // batch.other_certificate (id, cvr, found), batch.other_spec (id, version, found), usage.*; those of
    // sending, with `run`, after the result file has been written.
    [[nodiscard]] Result<Exit> run();
    // Files nothing: writes where each row of a run stands, and what the court has made of it since.
    [[nodiscard]] Result<Exit> report(const journal::Run& run);

private:
    [[nodiscard]] Result<void> prepare();
    [[nodiscard]] Result<void> lock();
    [[nodiscard]] Result<void> find_open_run();
    [[nodiscard]] Result<void> wait_for_the_lost();
    [[nodiscard]] Result<void> check();
    [[nodiscard]] Result<void> count_before();
    [[nodiscard]] Result<void> refuse_faults();
    [[nodiscard]] Result<Exit> show_only();
    [[nodiscard]] Result<void> confirm();
    [[nodiscard]] Result<void> open_run();
    [[nodiscard]] std::string place_text() const;
    [[nodiscard]] std::string named_path() const;
    [[nodiscard]] bool is_settled() const;

    [[nodiscard]] Result<void> send_all();
    [[nodiscard]] Result<void> send_ready();
    [[nodiscard]] Result<bool> settle_unknown();
    void compare();
    [[nodiscard]] Result<void> ask_court();
    [[nodiscard]] Result<void> write_result();
    [[nodiscard]] Result<void> close_if_done();
    [[nodiscard]] Result<Exit> conclude(Result<void> sent);
    [[nodiscard]] Summary summary() const;

    Context& context_;
    BatchSettings settings_;
    Manner manner_;
    sheet::Input input_;
    std::string path_;
    RowSource source_;
    journal::Journal* journal_ = nullptr;
    filing::Context facts_;
    std::optional<FileLock> lock_;
    std::optional<journal::Run> run_;
    std::vector<std::string> superseded_;  // open runs of the same file as it was before
    batch::Checked checked_;
    std::size_t before_ = 0;  // rows that were filed before this run
    std::optional<std::chrono::steady_clock::time_point> last_sent_;
    std::optional<batch::Comparison> comparison_;
    bool result_written_ = false;
    std::map<std::string, BatchPortal::View> views_;  // of the court, by the portal's ids
};

}  // namespace skifte::cli
