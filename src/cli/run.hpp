// One run of the program, from words to exit code. Tests call it as main does.
#pragma once

#include "cli/exit_code.hpp"
#include "cli/streams.hpp"

#include <span>
#include <string>

namespace skifte::cli {

[[nodiscard]] Exit run(std::span<const std::string> arguments, Streams& streams);

}  // namespace skifte::cli
