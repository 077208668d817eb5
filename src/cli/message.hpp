// Sentences for an Error: what failed, on which input, and what to do next; and the same as one JSON line.
#pragma once

#include "cli/exit_code.hpp"
#include "cli/texts/catalogue.hpp"

#include <skifte/support/error.hpp>
#include <skifte/support/json.hpp>

#include <string>

namespace skifte::cli {

// Ends with a line break. `verbose` adds the frames.
[[nodiscard]] std::string message(const Error& error, Language language, bool verbose = false);

// The sentence alone: no program in front, no faults, frames or line break behind.
[[nodiscard]] std::string sentence(const Error& error, Language language);

// The catalogue's key for a fault: of its code, or where the form of that field has a name
// ("fault.schema.pattern.cvrNummer") of that, since no user reads a pattern.
[[nodiscard]] std::string fault_key(const Fault& fault);

// The last line of stderr under -o json|jsonl: code, exit, effect, arguments, faults, http, requestId,
// message.
[[nodiscard]] Json message_object(const Error& error, Language language);

}  // namespace skifte::cli
