// Frister as they are shown, for the list and for the case.
#pragma once

#include "sandbox/handlers/call.hpp"

namespace skifte::sandbox {

[[nodiscard]] Json frist_shown(const Call& call, const Document& frist);
// Those of a case, the earliest first.
[[nodiscard]] std::vector<Item> frister_shown(const Call& call, std::string_view sag);

}  // namespace skifte::sandbox
