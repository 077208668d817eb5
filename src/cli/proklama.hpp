// Whether it is too late: dødsboskifteloven §§ 81-83 bar what is filed after the time of the proklama has run
// out, with exceptions that are for the court to judge.
#pragma once

#include "cli/context.hpp"

namespace skifte::cli {

// A krav on `estate` (doedsbojournalId). Errors: as hentBo, but for a 403, which is a note;
// filing.proklama_expired (date) unless `anyway`, which says it as a note.
[[nodiscard]] Result<void> check_proklama(Context& context, std::string_view estate, const Json& krav,
                                          bool anyway);

}  // namespace skifte::cli
