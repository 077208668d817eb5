// Krav and tilgodehavender against a company.
#pragma once

#include "sandbox/handlers/objects.hpp"

namespace skifte::sandbox {

extern const ObjectKind krav;
extern const ObjectKind tilgodehavende;

// The faults of a krav's content, wherever it is filed: money has an amount, a thing has none, and what was
// final is not made provisional again.
[[nodiscard]] std::vector<Detail> krav_faults(const Json& said, const std::string& at,
                                              const Document* before);

}  // namespace skifte::sandbox
