// Faults of a request name the API's path; who typed a flag looks for the flag.
#pragma once

#include "cli/command.hpp"

#include <skifte/support/error.hpp>

namespace skifte::cli {

// Gives each fault whose value came by a flag the argument "flag".
void name_flags(Error& error, const Command& command, const Parsed& flags);

}  // namespace skifte::cli
