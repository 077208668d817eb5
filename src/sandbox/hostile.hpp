// An answer whose every free text tries to control a terminal, to look like a line of ours, to be read
// backwards, and to be run by a spreadsheet.
#pragma once

#include "sandbox/answer.hpp"

#include <skifte/openapi/model.hpp>

namespace skifte::sandbox {

// Before each text that the operation's answer for this status leaves free: no enum, format or pattern. What
// is no JSON stays as it is.
void make_hostile(const openapi::Operation& operation, Answer& answer);

}  // namespace skifte::sandbox
