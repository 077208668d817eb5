// A secret that another program prints, such as a password manager.
#pragma once

#include <skifte/support/result.hpp>
#include <skifte/support/sensitive.hpp>

#include <chrono>
#include <string>
#include <vector>

namespace skifte::auth {

// The program gets our environment without the variables `withheld`. Precondition: argv is not empty. Errors:
// secret.command_failed (name, status), interrupted.
[[nodiscard]] Result<Secret> run_for_secret(const std::vector<std::string>& argv,
                                            const std::vector<std::string>& withheld = {},
                                            std::chrono::milliseconds timeout = std::chrono::seconds{30});

}  // namespace skifte::auth
