// What one types to call an operation that has no command of its own.
#pragma once

#include <skifte/openapi/model.hpp>
#include <skifte/support/json.hpp>

#include <optional>
#include <string>

namespace skifte::cli {

// `skifte api call …` with what is required, and a body and files where the operation takes them, quoted for
// a shell. `name`: of the operation, as it was written; `spec`: the file of --spec, "" for none.
[[nodiscard]] std::string example_call(const openapi::Operation& operation, const std::string& name,
                                       const std::string& spec);

// A word as a shell takes it.
[[nodiscard]] std::string shell_word(const std::string& word);

// What its --body may hold: every part but the files. None where it has no other.
[[nodiscard]] std::optional<Json> example_body(const openapi::Operation& operation);

}  // namespace skifte::cli
