#include "auth/ocsp.hpp"

#include "auth/asn1_time.hpp"
#include "auth/revocation_times.hpp"

namespace skifte::auth {

OcspQuestion::OcspQuestion(X509* certificate, X509* issuer)
    : issuer_(issuer),
      // SHA-1 only names the certificate, and is what every server knows (RFC 5019 section 2.1.1).
      id_(OCSP_cert_to_id(EVP_sha1(), certificate, issuer)),
      request_(OCSP_REQUEST_new()) {
    OCSP_request_add0_id(request_.get(), OCSP_CERTID_dup(id_.get()));
    OCSP_request_add1_nonce(request_.get(), nullptr, -1);
}

std::string OcspQuestion::der() const {
    return der_of<OCSP_REQUEST>(request_.get(), i2d_OCSP_REQUEST);
}

// Signed by the issuer, or by whom the issuer has named for it.
bool OcspQuestion::vouched_for(OCSP_BASICRESP* response, Instant now) const {
    const Handle<X509_STORE, X509_STORE_free> store{X509_STORE_new()};
    X509_STORE_add_cert(store.get(), issuer_);
    X509_STORE_set_flags(store.get(), X509_V_FLAG_PARTIAL_CHAIN);
    X509_VERIFY_PARAM_set_time(X509_STORE_get0_param(store.get()), std::chrono::system_clock::to_time_t(now));
    // -1, where the server does not repeat the nonce, as those that sign in advance do not.
    return OCSP_basic_verify(response, nullptr, store.get(), 0) == 1 &&
           OCSP_check_nonce(request_.get(), response) != 0;
}

void OcspQuestion::judge(std::string_view response, Instant now, RevocationAnswer& answer) const {
    const ErrorQueueScope scope;
    const unsigned char* at = der_bytes(response);
    const Handle<OCSP_RESPONSE, OCSP_RESPONSE_free> outer{
        d2i_OCSP_RESPONSE(nullptr, &at, static_cast<long>(response.size()))};
    if (outer == nullptr) {
        answer.why = Error{"revocation.unreadable"};
        return;
    }
    if (const int status = OCSP_response_status(outer.get()); status != OCSP_RESPONSE_STATUS_SUCCESSFUL) {
        answer.why = Error{"revocation.refused"}.with("status", OCSP_response_status_str(status));
        return;
    }
    const Handle<OCSP_BASICRESP, OCSP_BASICRESP_free> basic{OCSP_response_get1_basic(outer.get())};
    if (basic == nullptr) {
        answer.why = Error{"revocation.unreadable"};
        return;
    }
    int status = -1;
    int reason = -1;
    ASN1_GENERALIZEDTIME* revoked = nullptr;
    ASN1_GENERALIZEDTIME* from = nullptr;
    ASN1_GENERALIZEDTIME* until = nullptr;
    if (!vouched_for(basic.get(), now) ||
        OCSP_resp_find_status(basic.get(), id_.get(), &status, &reason, &revoked, &from, &until) != 1) {
        answer.why = Error{"revocation.untrusted"};
        return;
    }
    const AnswerTimes times = answer_times(from, until);
    answer.as_of = times.as_of;
    // What was revoked stays so, however old the answer.
    if (status == V_OCSP_CERTSTATUS_REVOKED) {
        answer.state = RevocationState::revoked;
        answer.revoked_at = instant_of(revoked);
        if (reason >= 0) answer.reason = OCSP_crl_reason_str(reason);
    } else if (!holds_at(times, now)) {
        answer.why = Error{"revocation.stale"}.with("asOf", rfc3339(times.as_of));
    } else if (status == V_OCSP_CERTSTATUS_GOOD) {
        answer.state = RevocationState::good;
    } else {
        answer.why = Error{"revocation.unknown"};
    }
}

}  // namespace skifte::auth
