// How a file is encrypted: the name people know the algorithm by, and whether OpenSSL 3 still reads it by
// itself.
#pragma once

#include "auth/openssl_handles.hpp"

#include <openssl/provider.h>
#include <string>

namespace skifte::auth {

struct Encryption {
    std::string name = "none";  // "PBES2 AES-256-CBC", "PBE-SHA1-RC2-40"
    bool old = false;           // a cipher that OpenSSL 3 keeps in its legacy provider
};

// Of an EncryptedPrivateKeyInfo or an EncryptedContentInfo (RFC 5958 section 3, RFC 8018).
[[nodiscard]] Encryption read_encryption(const X509_ALGOR* algorithm);

// Of a PEM file whose DEK-Info names this cipher (RFC 1421 section 4.6.1.3).
[[nodiscard]] Encryption pem_encryption(const std::string& cipher);

[[nodiscard]] std::string name_of(const ASN1_OBJECT* object);

// A private OpenSSL context that has the old ciphers, so that the process as a whole does not.
class LegacyContext {
public:
    LegacyContext();
    ~LegacyContext();
    LegacyContext(const LegacyContext&) = delete;
    LegacyContext& operator=(const LegacyContext&) = delete;
    // Null where the machine has no legacy provider.
    [[nodiscard]] OSSL_LIB_CTX* get() const noexcept {
        return default_ != nullptr && legacy_ != nullptr ? context_ : nullptr;
    }

private:
    OSSL_LIB_CTX* context_;
    OSSL_PROVIDER* default_ = nullptr;
    OSSL_PROVIDER* legacy_ = nullptr;
};

}  // namespace skifte::auth
