// cert check and cert renew-check: whether a certificate can be used, and for how long yet.
#pragma once

#include "cli/command.hpp"

namespace skifte::cli {

// Prints a row for each thing looked at, the verdict last. Ends with the first error that was found; where
// there is none but a question about revocation was not answered, with that.
[[nodiscard]] Result<Exit> check_certificate(Context& context, const Parsed& flags);

// For cron: done, due, or the error that makes it unusable. Asks nobody.
[[nodiscard]] Result<Exit> check_renewal(Context& context, const Parsed& flags);

}  // namespace skifte::cli
