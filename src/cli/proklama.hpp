// Whether it is too late: dødsboskifteloven §§ 81-83 bar what is filed after the time of the proklama has run
// out, with exceptions that are for the court to judge.
#pragma once

#include "cli/context.hpp"

namespace skifte::cli {

// The last day of the proklama of `estate` (doedsbojournalId), where there is one, and whose estate it is:
// {"navn": …, "fristdato": …}. Null where the access does not include look-ups, which is a note. Errors: as
// hentBo.
[[nodiscard]] Result<Json> look_up_proklama(Context& context, std::string_view estate);

// A krav on the estate of which `proklama` was looked up. Error: filing.proklama_expired (date) unless
// `anyway`, which says it as a note.
[[nodiscard]] Result<void> check_proklama(Context& context, const Json& proklama, const Json& krav,
                                          bool anyway);

}  // namespace skifte::cli
