// Who may call what: the needs of the courts' form that the client was granted, and the cases and estates it
// has to do with.
#pragma once

#include "sandbox/state.hpp"

#include <skifte/openapi/model.hpp>
#include <skifte/support/json.hpp>
#include <skifte/support/result.hpp>

#include <filesystem>
#include <string>
#include <string_view>

namespace skifte::sandbox {

// DIR/refused-needs.json takes needs from the client: an array of keys from the overlays, read at each
// request. Without the file it has them all. Refuses with 403. Error: sandbox.needs (reason): a file that
// cannot be understood must not pass for one that refuses nothing.
[[nodiscard]] Result<void> require_need(const std::filesystem::path& folder,
                                        const openapi::Operation& operation);

// What the documents of the call belong to, found by the path's parameters; "" where they name nothing.
// Refuses with 404 what is not there, and with 403 what is another's, and the krav and tilgodehavender of the
// company that is there to show a need which is missing.
[[nodiscard]] Result<std::string> require_scope(const State& state, const openapi::Operation& operation,
                                                const Json& path_values, std::string_view client);

// Whether that `forloeb` is of an estate that is handled outside the portal.
[[nodiscard]] bool is_outside(const Document& forloeb);
// 404 with the reason, for such an estate.
[[nodiscard]] Failure outside_the_portal();

// The case about the company, null if there is none.
[[nodiscard]] const Document* sag_of_selskab(const State& state, std::string_view cvr);

}  // namespace skifte::sandbox
