// Owning handles for the OpenSSL objects that the sandbox uses.
#pragma once

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>

#include <memory>

namespace skifte::sandbox {

template <auto free_function>
struct Freed {
    template <typename T>
    void operator()(T* object) const noexcept {
        free_function(object);
    }
};

using KeyHandle = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using CertificateHandle = std::unique_ptr<X509, Freed<X509_free>>;
using BioHandle = std::unique_ptr<BIO, Freed<BIO_free_all>>;
using Pkcs12Handle = std::unique_ptr<PKCS12, Freed<PKCS12_free>>;
using DigestContextHandle = std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX_free>>;
using ExtensionHandle = std::unique_ptr<X509_EXTENSION, Freed<X509_EXTENSION_free>>;

}  // namespace skifte::sandbox
