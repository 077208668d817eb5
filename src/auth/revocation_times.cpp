#include "auth/revocation_times.hpp"

#include "auth/asn1_time.hpp"

namespace skifte::auth {

namespace {

constexpr std::chrono::minutes skew{5};
constexpr std::chrono::days longest_without_next{1};

}  // namespace

AnswerTimes answer_times(const ASN1_TIME* from, const ASN1_TIME* until) {
    AnswerTimes times;
    if (from != nullptr) times.as_of = instant_of(from);
    if (until != nullptr) times.next = instant_of(until);
    return times;
}

bool holds_at(const AnswerTimes& times, Instant now) {
    const Instant until = times.next.value_or(times.as_of + longest_without_next);
    return times.as_of <= now + skew && until >= now - skew;
}

}  // namespace skifte::auth
