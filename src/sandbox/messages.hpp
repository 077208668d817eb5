// What the sandbox says on stderr, in Danish and English: it is a program of its own, without the catalogue
// of the command line.
#pragma once

#include <skifte/support/error.hpp>

#include <string>

namespace skifte::sandbox {

// Two lines, each ended.
[[nodiscard]] std::string message(const Error& error);
// That this is not the courts' system.
[[nodiscard]] std::string notice();
// 2 for wrong usage, else 3: this machine.
[[nodiscard]] int exit_code(const Error& error);

}  // namespace skifte::sandbox
