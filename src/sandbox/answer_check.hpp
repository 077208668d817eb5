// The sandbox's own conscience: an answer that its spec does not allow never leaves it.
#pragma once

#include "sandbox/answer.hpp"

#include <skifte/openapi/model.hpp>

namespace skifte::sandbox {

// Status, media type and body against the operation's responses, with enums closed and unknown members
// refused. Error: sandbox.answer (operation, path, fault).
[[nodiscard]] Result<void> check_answer(const openapi::Operation& operation, const Answer& answer);

}  // namespace skifte::sandbox
