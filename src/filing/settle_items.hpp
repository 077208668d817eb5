// Settling what adds an item to a list of the portal's: by what the items say, how many there are, and when
// they came.
#pragma once

#include <skifte/filing/filing.hpp>

#include <skifte/support/json.hpp>

namespace skifte::filing {

// `match` is ours.match as JSON. As settle() says. Precondition: ours is unknown.
[[nodiscard]] Result<Settled> decide_by_items(journal::Journal& journal, const journal::Filing& ours,
                                              const Json& match, const std::vector<Candidate>& candidates,
                                              std::optional<std::chrono::milliseconds> visible_within,
                                              Instant asked);

}  // namespace skifte::filing
