#include "test_revocation.hpp"

#include <openssl/ocsp.h>
#include <stdexcept>

namespace skifte::auth::test {

namespace {

void demand(bool succeeded, const char* what) {
    if (!succeeded) throw std::runtime_error(std::string("test revocation: ") + what);
}

using TimeHandle = Handle<ASN1_TIME, ASN1_TIME_free>;

TimeHandle time_of(std::chrono::sys_seconds time) {
    TimeHandle made{
        ASN1_GENERALIZEDTIME_set(nullptr, static_cast<std::time_t>(time.time_since_epoch().count()))};
    demand(made != nullptr, "time");
    return made;
}

TimeHandle short_time_of(std::chrono::sys_seconds time) {
    return TimeHandle{ASN1_TIME_set(nullptr, static_cast<std::time_t>(time.time_since_epoch().count()))};
}

void add_revoked(X509_CRL* list, const ListProfile& profile) {
    Handle<X509_REVOKED, X509_REVOKED_free> entry{X509_REVOKED_new()};
    X509_REVOKED_set_serialNumber(entry.get(), X509_get_serialNumber(const_cast<X509*>(profile.revoked)));
    X509_REVOKED_set_revocationDate(entry.get(), short_time_of(profile.from).get());
    if (profile.reason >= 0) {
        const Handle<ASN1_ENUMERATED, ASN1_ENUMERATED_free> reason{ASN1_ENUMERATED_new()};
        ASN1_ENUMERATED_set(reason.get(), profile.reason);
        X509_REVOKED_add1_ext_i2d(entry.get(), NID_crl_reason, reason.get(), 0, 0);
    }
    demand(X509_CRL_add0_revoked(list, entry.release()) == 1, "entry");
}

}  // namespace

std::string make_list(const Issued& issuer, const ListProfile& profile) {
    const Handle<X509_CRL, X509_CRL_free> list{X509_CRL_new()};
    X509_CRL_set_version(list.get(), X509_CRL_VERSION_2);
    X509_CRL_set_issuer_name(list.get(), X509_get_subject_name(issuer.certificate.get()));
    X509_CRL_set1_lastUpdate(list.get(), short_time_of(profile.from).get());
    if (profile.until) X509_CRL_set1_nextUpdate(list.get(), short_time_of(*profile.until).get());
    if (profile.revoked != nullptr) add_revoked(list.get(), profile);
    if (profile.only_authorities) {
        const Handle<ISSUING_DIST_POINT, ISSUING_DIST_POINT_free> scope{ISSUING_DIST_POINT_new()};
        scope->onlyCA = 0xFF;
        X509_CRL_add1_ext_i2d(list.get(), NID_issuing_distribution_point, scope.get(), 1, 0);
    }
    X509_CRL_sort(list.get());
    demand(X509_CRL_sign(list.get(), issuer.key.get(), EVP_sha256()) > 0, "list");
    return der_of<X509_CRL>(list.get(), i2d_X509_CRL);
}

std::string make_response(const Issued& issuer, const X509* certificate, const Issued& signer,
                          const ResponseProfile& profile) {
    const Handle<OCSP_BASICRESP, OCSP_BASICRESP_free> basic{OCSP_BASICRESP_new()};
    const Handle<OCSP_CERTID, OCSP_CERTID_free> id{
        OCSP_cert_to_id(EVP_sha1(), certificate, issuer.certificate.get())};
    const TimeHandle from = time_of(profile.from);
    const TimeHandle until = profile.until ? time_of(*profile.until) : nullptr;
    const bool revoked = profile.status == V_OCSP_CERTSTATUS_REVOKED;
    demand(OCSP_basic_add1_status(basic.get(), id.get(), profile.status, profile.reason,
                                  revoked ? from.get() : nullptr, from.get(), until.get()) != nullptr,
           "status");
    if (profile.request) {
        const unsigned char* at = der_bytes(*profile.request);
        const Handle<OCSP_REQUEST, OCSP_REQUEST_free> request{
            d2i_OCSP_REQUEST(nullptr, &at, static_cast<long>(profile.request->size()))};
        OCSP_copy_nonce(basic.get(), request.get());
    }
    if (profile.own_nonce) OCSP_basic_add1_nonce(basic.get(), nullptr, -1);
    demand(OCSP_basic_sign(basic.get(), signer.certificate.get(), signer.key.get(), EVP_sha256(), nullptr,
                           0) == 1,
           "response");
    const Handle<OCSP_RESPONSE, OCSP_RESPONSE_free> response{
        OCSP_response_create(OCSP_RESPONSE_STATUS_SUCCESSFUL, basic.get())};
    return der_of<OCSP_RESPONSE>(response.get(), i2d_OCSP_RESPONSE);
}

std::string make_refusal(int status) {
    const Handle<OCSP_RESPONSE, OCSP_RESPONSE_free> response{OCSP_response_create(status, nullptr)};
    return der_of<OCSP_RESPONSE>(response.get(), i2d_OCSP_RESPONSE);
}

}  // namespace skifte::auth::test
