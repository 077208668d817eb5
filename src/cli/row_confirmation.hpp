// The question before many are filed: yes or no, and in production how many.
#pragma once

#include "cli/context.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace skifte::cli {

// `arguments`: count, noun, place, file, profile. `given`: the number of --confirm, which answers beforehand;
// --yes does so too, but not in production, where who types it has to know how many there are. Errors:
// usage.wrong_count (count, value), usage.needs_confirm (count) and usage.needs_yes without a terminal,
// usage.declined.
[[nodiscard]] Result<void> confirm_rows(Context& context, std::string_view environment,
                                        const std::optional<std::string>& given,
                                        const std::vector<Argument>& arguments);

}  // namespace skifte::cli
