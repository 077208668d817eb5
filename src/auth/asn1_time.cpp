#include "auth/asn1_time.hpp"

#include <ctime>

namespace skifte::auth {

Instant instant_of(const ASN1_TIME* time) {
    std::tm parts{};
    if (ASN1_TIME_to_tm(time, &parts) != 1) return {};
    return Instant{std::chrono::seconds{::timegm(&parts)}};
}

}  // namespace skifte::auth
