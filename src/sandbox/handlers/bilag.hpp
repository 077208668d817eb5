// Bilag of whatever they belong to.
#pragma once

#include "sandbox/handlers/call.hpp"

namespace skifte::sandbox {

// Takes every file of the call's part `part` as bilag to the document `to`: adds their changes and contents.
void take_bilag(const Call& call, std::string_view part, std::string_view tilknytningstype,
                const std::string& to, Answer& answer);

// The document with `bilag` and `antalBilag`: what the state holds, and what `answer` adds.
[[nodiscard]] Json with_bilag(const Call& call, Json document, std::string_view id,
                              const Answer& answer = {});

}  // namespace skifte::sandbox
