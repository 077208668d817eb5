// What a batch tells at its end: how many rows stand where, and what that means for the exit code.
#pragma once

#include "cli/context.hpp"

#include <skifte/batch/check.hpp>
#include <skifte/batch/send.hpp>
#include <skifte/batch/settle.hpp>

#include <array>
#include <optional>
#include <span>
#include <string>

namespace skifte::cli {

struct Summary {
    std::string run;  // "" where nothing had to be begun
    bool closed = false;
    std::string noun, input, result;
    std::size_t rows = 0;
    std::array<std::size_t, batch::standings> standing{};  // by Standing
    std::size_t before = 0;                                // of those done: filed before this run
    std::optional<batch::Comparison> comparison;
    std::string head;  // of the log of receipts, with those of the run

    [[nodiscard]] std::size_t count(batch::Standing of) const {
        return standing[static_cast<std::size_t>(of)];
    }
    [[nodiscard]] Json object() const;
    [[nodiscard]] static std::span<const Column> columns();
    [[nodiscard]] static Json sample();  // with every member there may be
};

// How a run that was not cut short ends, if not with 0: batch.unknown (count, run; effect unknown),
// batch.never_arrived (count, run, others, result), batch.partly (count, rows, result), batch.differs
// (count).
[[nodiscard]] std::optional<Error> ending_of(const Summary& summary);

// One line for a terminal: done, refused, unknown, rate, time left, pace.
[[nodiscard]] std::string progress_text(const Context& context, const batch::Progress& now, double seconds);

}  // namespace skifte::cli
