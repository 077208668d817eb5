// The commands that file many: a new batch, one that goes on, and what became of one.
#pragma once

#include "cli/command.hpp"
#include "cli/context.hpp"
#include "cli/objects.hpp"

#include <skifte/journal/journal.hpp>

#include <string>

namespace skifte::cli {

// `NOUN anmeld --fil`. On an input whose run is open it goes on with that run. Errors: those of BatchRun::run
// and of reading the input; usage.not_with_sheet (flag).
[[nodiscard]] Result<Exit> file_sheet(Context& context, const Noun& noun, const Parsed& flags);

// `batch resume`. Errors also: batch.input_changed (id, path), batch.other_environment (id, environment,
// profile), batch.settings (id).
[[nodiscard]] Result<Exit> resume_run(Context& context, const journal::Run& run, const Parsed& flags);

// `batch report`. Errors also: batch.input_gone (id).
[[nodiscard]] Result<Exit> report_run(Context& context, const journal::Run& run, const Parsed& flags);

}  // namespace skifte::cli
