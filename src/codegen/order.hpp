// Puts the structs of a plan in an order in which C++ can take them.
#pragma once

#include "codegen/plan.hpp"
#include "codegen/refusals.hpp"

namespace skifte::codegen {

// Each struct comes after those it holds by value. One that would hold itself by value is boxed where the
// circle closes; one that would need itself to be whole, being required at every step, is refused
// (codegen.endless). Those that a vector or a map meets before they are defined are declared ahead.
void order_structs(Plan& plan, Refusals& refusals);

}  // namespace skifte::codegen
