// When an answer about revocation was true, and whether it still counts.
#pragma once

#include <skifte/support/clock.hpp>

#include "auth/openssl_handles.hpp"

#include <optional>

namespace skifte::auth {

struct AnswerTimes {
    Instant as_of{};
    std::optional<Instant> next;  // when there will be a newer one
};

// thisUpdate and nextUpdate; the latter may be null.
[[nodiscard]] AnswerTimes answer_times(const ASN1_TIME* from, const ASN1_TIME* until);

// With five minutes for clocks that differ; one that names no next answer holds for a day.
[[nodiscard]] bool holds_at(const AnswerTimes& times, Instant now);

}  // namespace skifte::auth
