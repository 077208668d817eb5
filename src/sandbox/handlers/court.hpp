// What the court makes of a filing: added to the filing's own changes, to take effect after the decision
// delay.
//
// It depends on what the case is there for (`formaal`, see testdata.hpp), so that each outcome can be had at
// will.
#pragma once

#include "sandbox/handlers/call.hpp"

namespace skifte::sandbox {

// Refused in the case "frist-afvises", else granted as asked: the frist then has the date that was asked for.
void decide_fristudsaettelse(const Call& call, const Json& filed, Answer& answer);

// At once the frist that is answered (null for none) is met. Later: a new frist in "redegoerelse-ny-frist",
// closing with a retsbog in "redegoerelse-afslutter"; elsewhere, and where no frist was answered, nothing
// more.
void receive_redegoerelse(const Call& call, const Json& filed, const Document* frist, Answer& answer);

// Refused in the case "frist-afvises", else granted in full.
void decide_anmodning(const Call& call, const Json& filed, Answer& answer);

// Sets the case's status, and adds it to its history.
[[nodiscard]] std::vector<Change> status_change(std::string_view sag, std::string_view status,
                                                std::string_view begrundelse, const std::string& tidspunkt,
                                                std::chrono::milliseconds after);

// The bytes of a retsbog that closes the case.
[[nodiscard]] std::string write_retsbog(const Json& sag, std::string_view afslutningsstatus, Date day);

// A dokument of the type RETSBOG, and its PDF added to `contents`.
[[nodiscard]] Change retsbog_change(const std::string& id, const Json& sag,
                                    std::string_view afslutningsstatus, Instant at,
                                    std::vector<std::string>& contents);

}  // namespace skifte::sandbox
