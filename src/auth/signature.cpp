// See skifte/auth/signature.hpp.
#include <skifte/auth/signature.hpp>

#include "auth/openssl_handles.hpp"

#include <openssl/evp.h>
#include <openssl/rsa.h>

namespace skifte::auth {

namespace {

using DigestContext = Handle<EVP_MD_CTX, EVP_MD_CTX_free>;

bool set_padding(EVP_PKEY_CTX* context, const EVP_PKEY* key) {
    if (EVP_PKEY_get_base_id(key) != EVP_PKEY_RSA) return true;
    return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) > 0 &&
           EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST) > 0;
}

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

Result<std::string> sign(const net::TlsIdentity& identity, std::string_view text) {
    const ErrorQueueScope scope;
    const DigestContext context{EVP_MD_CTX_new()};
    EVP_PKEY_CTX* key_context = nullptr;
    std::size_t size = 0;
    std::string signature;
    const bool begun =
        identity.key() != nullptr && context &&
        EVP_DigestSignInit(context.get(), &key_context, EVP_sha256(), nullptr, identity.key()) > 0 &&
        set_padding(key_context, identity.key()) &&
        EVP_DigestSign(context.get(), nullptr, &size, bytes_of(text), text.size()) > 0;
    signature.resize(size);
    if (!begun || EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                                 bytes_of(text), text.size()) <= 0)
        return fail("cert.signing", {{"reason", "OpenSSL"}});
    signature.resize(size);
    return signature;
}

bool verify(std::string_view certificate_der, std::string_view text, std::string_view signature) {
    const ErrorQueueScope scope;
    const unsigned char* der = der_bytes(certificate_der);
    const CertificateHandle certificate{d2i_X509(nullptr, &der, static_cast<long>(certificate_der.size()))};
    if (!certificate) return false;
    EVP_PKEY* key = X509_get0_pubkey(certificate.get());
    const DigestContext context{EVP_MD_CTX_new()};
    EVP_PKEY_CTX* key_context = nullptr;
    return key != nullptr && context &&
           EVP_DigestVerifyInit(context.get(), &key_context, EVP_sha256(), nullptr, key) > 0 &&
           set_padding(key_context, key) &&
           EVP_DigestVerify(context.get(), bytes_of(signature), signature.size(), bytes_of(text),
                            text.size()) == 1;
}

}  // namespace skifte::auth
