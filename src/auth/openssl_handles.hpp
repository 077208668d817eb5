// OpenSSL objects that free themselves, and an error queue left as it was found.
#pragma once

#include <openssl/err.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace skifte::auth {

template <auto Free>
struct FreeBy {
    template <typename T>
    void operator()(T* object) const noexcept {
        Free(object);
    }
};
template <typename T, auto Free>
using Handle = std::unique_ptr<T, FreeBy<Free>>;

using CertificateHandle = Handle<X509, X509_free>;
using KeyHandle = Handle<EVP_PKEY, EVP_PKEY_free>;

// Errors raised in this scope do not reach whoever looks at the queue next, such as libcurl.
class ErrorQueueScope {
public:
    ErrorQueueScope() noexcept { ERR_set_mark(); }
    ~ErrorQueueScope() { ERR_pop_to_mark(); }
    ErrorQueueScope(const ErrorQueueScope&) = delete;
    ErrorQueueScope& operator=(const ErrorQueueScope&) = delete;
};

inline const unsigned char* der_bytes(std::string_view bytes) noexcept {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

// The DER of anything that has an i2d function.
template <typename T>
std::string der_of(const T* object, int (*encode)(const T*, unsigned char**)) {
    const int size = encode(object, nullptr);
    if (size <= 0) return {};
    std::string der(static_cast<std::size_t>(size), '\0');
    auto* out = reinterpret_cast<unsigned char*>(der.data());
    encode(object, &out);
    return der;
}

}  // namespace skifte::auth
