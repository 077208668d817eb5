// What went wrong, in English sentences for whoever builds: the generator has no catalogue and no second
// language.
#pragma once

#include <skifte/support/error.hpp>

#include <string>

namespace skifte::codegen {

// Each fault in a line of its own, "file:line: what is wrong and what to do (#/pointer)"; or the error
// itself, where it has none. Ends with a newline.
[[nodiscard]] std::string report(const Error& error);

}  // namespace skifte::codegen
