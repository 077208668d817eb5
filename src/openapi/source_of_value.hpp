// Where the pointers and sources of an overlay lead in the schemas of a spec.
#pragma once

#include <skifte/openapi/model.hpp>

namespace skifte::openapi {

// The schema at a JSON pointer into values of `schema`; null where there is none.
[[nodiscard]] const Schema* schema_at(const Schema& schema, Text pointer);
// The schema of the JSON body of the first 2xx response; null where there is none.
[[nodiscard]] const Schema* answer_of(const Operation& operation);
// Whether a filing by `operation` has what `source` names ("path.sagId", "body.redegoerelse.periodeFra",
// "file.dokument", "answer./id").
[[nodiscard]] bool has_source(const Operation& operation, Text source);

}  // namespace skifte::openapi
