// TlsIdentity: the certificate, chain and private key we show in the TLS handshake. Held in memory only.
#pragma once

#include <memory>
#include <string>
#include <vector>

struct evp_pkey_st;
struct x509_st;

namespace skifte::net {

// Shared and immutable; copies refer to the same key, which is freed with the last. Thread-safe.
class TlsIdentity {
public:
    TlsIdentity() = default;
    // Takes a reference of its own to each (up-ref); the key must match the certificate. `keeper` is what the
    // key cannot do without, such as a session with the hardware that holds it; it is let go of after the
    // key.
    TlsIdentity(evp_pkey_st* key, x509_st* certificate, const std::vector<x509_st*>& chain,
                std::shared_ptr<const void> keeper = {});

    [[nodiscard]] bool empty() const noexcept { return state_ == nullptr; }
    [[nodiscard]] evp_pkey_st* key() const noexcept;
    [[nodiscard]] x509_st* certificate() const noexcept;
    [[nodiscard]] std::vector<x509_st*> chain() const;
    [[nodiscard]] std::string serial() const;  // hex, upper case, as `openssl x509 -serial`
    [[nodiscard]] std::string der() const;     // of the certificate
    [[nodiscard]] std::string sha256() const;  // of the DER, lower-case hex: what RFC 8705 binds a token to

private:
    struct State;
    std::shared_ptr<const State> state_;
};

}  // namespace skifte::net
