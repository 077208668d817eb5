// The needs of the courts' form, which an account is granted one by one: which one a refused call belongs to,
// and how it is applied for. The specs' overlays name them.
#pragma once

#include "cli/session.hpp"
#include "cli/texts/catalogue.hpp"

#include <skifte/openapi/model.hpp>
#include <skifte/support/error.hpp>

#include <string_view>
#include <vector>

namespace skifte::cli {

// Those of all compiled specs, each once.
[[nodiscard]] std::vector<const openapi::Need*> all_needs();

// "" for a key that no spec has.
[[nodiscard]] std::string_view need_text(std::string_view key, Language language);

// Whether the profile's `groups` say that the account has the need of an http.forbidden: argument `hint`
// becomes "granted" or "not_granted", or "group" where they say nothing. What the server itself said stays.
void tell_group(Error& error, const Profile& profile);

}  // namespace skifte::cli
