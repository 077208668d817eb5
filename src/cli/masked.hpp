// A value with every CPR number in it masked, wherever it stands.
#pragma once

#include <skifte/support/json.hpp>

namespace skifte::cli {

[[nodiscard]] Json masked(const Json& value);

}  // namespace skifte::cli
