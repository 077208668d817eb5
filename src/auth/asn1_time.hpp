// A time as certificates write it.
#pragma once

#include <skifte/support/clock.hpp>

#include "auth/openssl_handles.hpp"

namespace skifte::auth {

// The epoch for what is no time.
[[nodiscard]] Instant instant_of(const ASN1_TIME* time);

}  // namespace skifte::auth
