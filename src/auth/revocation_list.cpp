#include "auth/revocation_list.hpp"

#include "auth/asn1_time.hpp"
#include "auth/revocation_times.hpp"

#include <openssl/ocsp.h>

namespace skifte::auth {

namespace {

using ListHandle = Handle<X509_CRL, X509_CRL_free>;

// These borrow what they hold.
void free_certificates(STACK_OF(X509) * stack) noexcept {
    sk_X509_free(stack);
}
void free_lists(STACK_OF(X509_CRL) * stack) noexcept {
    sk_X509_CRL_free(stack);
}

// All of RFC 5280 section 6.3 but the dates: whose the list is, its scope, its critical extensions, its
// signature, and whether the certificate is in it.
int check(X509_CRL* list, X509* certificate, X509* issuer) {
    const Handle<STACK_OF(X509), free_certificates> trusted{sk_X509_new_null()};
    sk_X509_push(trusted.get(), issuer);
    const Handle<STACK_OF(X509_CRL), free_lists> lists{sk_X509_CRL_new_null()};
    sk_X509_CRL_push(lists.get(), list);
    const Handle<X509_STORE, X509_STORE_free> store{X509_STORE_new()};
    const Handle<X509_STORE_CTX, X509_STORE_CTX_free> context{X509_STORE_CTX_new()};
    if (X509_STORE_CTX_init(context.get(), store.get(), certificate, nullptr) != 1)
        return X509_V_ERR_UNSPECIFIED;
    X509_STORE_CTX_set0_trusted_stack(context.get(), trusted.get());
    X509_STORE_CTX_set0_crls(context.get(), lists.get());
    X509_STORE_CTX_set_flags(context.get(), X509_V_FLAG_PARTIAL_CHAIN | X509_V_FLAG_NO_CHECK_TIME |
                                                X509_V_FLAG_IGNORE_CRITICAL | X509_V_FLAG_CRL_CHECK);
    if (X509_verify_cert(context.get()) == 1) return X509_V_OK;
    const int error = X509_STORE_CTX_get_error(context.get());
    return error == X509_V_OK ? X509_V_ERR_UNSPECIFIED : error;
}

void describe_entry(X509_CRL* list, X509* certificate, RevocationAnswer& answer) {
    X509_REVOKED* entry = nullptr;
    if (X509_CRL_get0_by_cert(list, &entry, certificate) != 1) return;
    answer.revoked_at = instant_of(X509_REVOKED_get0_revocationDate(entry));
    const Handle<ASN1_ENUMERATED, ASN1_ENUMERATED_free> reason{
        static_cast<ASN1_ENUMERATED*>(X509_REVOKED_get_ext_d2i(entry, NID_crl_reason, nullptr, nullptr))};
    if (reason != nullptr) answer.reason = OCSP_crl_reason_str(ASN1_ENUMERATED_get(reason.get()));
}

}  // namespace

void judge_revocation_list(std::string_view der, X509* certificate, X509* issuer, Instant now,
                           RevocationAnswer& answer) {
    const ErrorQueueScope scope;
    const unsigned char* at = der_bytes(der);
    const ListHandle list{d2i_X509_CRL(nullptr, &at, static_cast<long>(der.size()))};
    if (list == nullptr) {
        answer.why = Error{"revocation.unreadable"};
        return;
    }
    const int found = check(list.get(), certificate, issuer);
    if (found != X509_V_OK && found != X509_V_ERR_CERT_REVOKED) {
        answer.why = Error{"revocation.untrusted"};
        return;
    }
    const AnswerTimes times =
        answer_times(X509_CRL_get0_lastUpdate(list.get()), X509_CRL_get0_nextUpdate(list.get()));
    answer.as_of = times.as_of;
    // What was revoked stays so, however old the list.
    if (found == X509_V_ERR_CERT_REVOKED) {
        answer.state = RevocationState::revoked;
        describe_entry(list.get(), certificate, answer);
    } else if (holds_at(times, now)) {
        answer.state = RevocationState::good;
    } else {
        answer.why = Error{"revocation.stale"}.with("asOf", rfc3339(times.as_of));
    }
}

}  // namespace skifte::auth
