// A fault of the validator in the words of the portal.
#pragma once

#include "sandbox/answer.hpp"

namespace skifte::sandbox {

// `root` is the path that the value was checked under: "" for a JSON body, else the name of a parameter or
// part.
[[nodiscard]] Detail danish(const Fault& fault, const std::string& root);

}  // namespace skifte::sandbox
