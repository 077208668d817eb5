// The three answers to what became of an unknown filing, and recording them.
#pragma once

#include <skifte/filing/filing.hpp>

namespace skifte::filing {

[[nodiscard]] Settled unsure(std::string why, std::optional<std::chrono::milliseconds> wait = {});
[[nodiscard]] Result<Settled> found(journal::Journal& journal, const std::string& id,
                                    journal::Journal::Acceptance acceptance);
[[nodiscard]] Result<Settled> absent(journal::Journal& journal, const std::string& id);

// What the portal did not show when it was `asked` may show yet: until `visible_within` has passed since
// `left`. None once it has.
[[nodiscard]] std::optional<std::chrono::milliseconds>
until_visible(Instant left, std::chrono::milliseconds visible_within, Instant asked);

}  // namespace skifte::filing
