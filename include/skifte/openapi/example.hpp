// Example values made from a schema: for `api describe`, for templates, and for tests.
#pragma once

#include <skifte/openapi/model.hpp>
#include <skifte/support/json.hpp>

namespace skifte::openapi {

// The schema's own example where it states one, else its default, else one made from its type and limits.
// Optional properties are included where `full`. Recursion is cut at the first optional property.
[[nodiscard]] Json example(const Schema& schema, bool full = true);

}  // namespace skifte::openapi
