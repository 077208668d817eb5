// The estates that a new sandbox holds: one for each way in which an estate can be met. As invented as the
// cases of testdata.hpp, and with the same fixed ids.
#pragma once

#include "sandbox/testdata.hpp"

namespace skifte::sandbox {

// `client` has filed a few krav in one of them.
void add_boer(Testdata& made, Instant now, std::string_view client);

// [{doedsbojournalId, cprNummer, navn, adresse, formaal, beskrivelse: {da, en}, kravId}], the last where one
// is meant. The CPR numbers are invented, and the file is private.
[[nodiscard]] Json describe_boer(const State& state);

}  // namespace skifte::sandbox
