// One question to an OCSP server, and what its answer says (RFC 6960, RFC 5019).
#pragma once

#include <skifte/auth/revocation.hpp>

#include "auth/openssl_handles.hpp"

#include <openssl/ocsp.h>
#include <string>
#include <string_view>

namespace skifte::auth {

class OcspQuestion {
public:
    // Both must outlive it.
    OcspQuestion(X509* certificate, X509* issuer);

    [[nodiscard]] std::string der() const;
    // Fills in all but whose it is and the address; `why` lacks the address too.
    void judge(std::string_view response, Instant now, RevocationAnswer& answer) const;

private:
    [[nodiscard]] bool vouched_for(OCSP_BASICRESP* response, Instant now) const;

    X509* issuer_;
    Handle<OCSP_CERTID, OCSP_CERTID_free> id_;
    Handle<OCSP_REQUEST, OCSP_REQUEST_free> request_;
};

}  // namespace skifte::auth
