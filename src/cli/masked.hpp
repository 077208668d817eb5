// Every CPR number masked, wherever it stands.
#pragma once

#include <skifte/openapi/model.hpp>
#include <skifte/support/error.hpp>
#include <skifte/support/json.hpp>

#include <vector>

namespace skifte::cli {

// A number that is masked becomes a text; left as it is one with decimals, and where `schema` is given one
// that stands where a number belongs.
[[nodiscard]] Json masked(const Json& value, const openapi::Schema* schema = nullptr);

// What a message says, but for a limit, which is the specification's, and a number with decimals.
[[nodiscard]] std::vector<Argument> masked(std::vector<Argument> arguments);

}  // namespace skifte::cli
