// The desktop's keyring (the Secret Service of freedesktop.org), where it was there when skifte was built.
#pragma once

#include <skifte/support/result.hpp>
#include <skifte/support/sensitive.hpp>

#include <string>

namespace skifte::auth {

// The item with the attributes service=skifte and name=`name`. A locked keyring is not unlocked: that may
// open a window, and there may be nobody. Errors: secret.keyring_absent (reason), secret.keyring_locked
// (name), secret.keyring_missing (name).
[[nodiscard]] Result<Secret> find_in_keyring(const std::string& name);

}  // namespace skifte::auth
