// Revocation lists and OCSP responses as a CA would sign them, and as it would not.
#pragma once

#include "test_pki.hpp"

#include <chrono>
#include <optional>
#include <string>

namespace skifte::auth::test {

struct ListProfile {
    const X509* revoked = nullptr;
    int reason = -1;  // CRL_REASON_…
    std::chrono::sys_seconds from;
    std::optional<std::chrono::sys_seconds> until;
    bool only_authorities = false;  // its scope leaves out all leaves
};
[[nodiscard]] std::string make_list(const Issued& issuer, const ListProfile& profile);

struct ResponseProfile {
    int status = 0;  // V_OCSP_CERTSTATUS_…
    int reason = -1;
    std::chrono::sys_seconds from;
    std::optional<std::chrono::sys_seconds> until;
    std::optional<std::string> request;  // DER: its nonce is repeated
    bool own_nonce = false;              // a nonce that nobody sent
};
// About `certificate` of `issuer`, signed by `signer`.
[[nodiscard]] std::string make_response(const Issued& issuer, const X509* certificate, const Issued& signer,
                                        const ResponseProfile& profile);
// An OCSP server's refusal: OCSP_RESPONSE_STATUS_TRYLATER and the like.
[[nodiscard]] std::string make_refusal(int status);

}  // namespace skifte::auth::test
