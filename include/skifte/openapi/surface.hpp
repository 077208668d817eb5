// The surface of a spec: one line per operation, parameter, field and enum value, sorted. The approved file
// in specs/ is compared with it, so that a change of a spec is seen for what it is.
#pragma once

#include <skifte/openapi/model.hpp>

#include <string>

namespace skifte::openapi {

// Ends with a newline; identical for identical specs, whatever the order of their members.
[[nodiscard]] std::string surface(const Spec& spec);

}  // namespace skifte::openapi
