// What became of a filing that changes or deletes one object: read from the object itself.
#pragma once

#include <skifte/filing/filing.hpp>
#include <skifte/support/json.hpp>

namespace skifte::filing {

// `match` is Filing::match, with `evidence`; `candidates` is the object as it stands, or empty where there is
// none. Records the answer as settle does.
[[nodiscard]] Result<Settled> decide_by_object(journal::Journal& journal, const journal::Filing& ours,
                                               const Json& match, const std::vector<Candidate>& candidates,
                                               std::optional<std::chrono::milliseconds> visible_within,
                                               Instant asked);

}  // namespace skifte::filing
