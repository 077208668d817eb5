// TlsHandshake: what one connection's TLS handshake showed of client certificates and alerts. libcurl tells
// of neither, and words a refused client certificate as a fault of the server's.
#pragma once

#include <skifte/net/tls_identity.hpp>

#include <openssl/ssl.h>

#include <memory>
#include <optional>

namespace skifte::net {

struct TlsHandshake {
    bool asked = false;        // the server asked for a certificate
    bool sent = false;         // we sent one
    bool answered = false;     // the connection has carried an answer
    std::optional<int> alert;  // the last one received that was no farewell (RFC 8446 section 6)
};

// Records the handshakes of this context. To be called once for each.
[[nodiscard]] std::shared_ptr<TlsHandshake> observe(SSL_CTX* context);
// The record of the connection's context; null if it is not observed.
[[nodiscard]] std::shared_ptr<TlsHandshake> observed(const SSL* connection);

// Shows this certificate and chain to a server that asks.
[[nodiscard]] bool show(SSL_CTX* context, const TlsIdentity& identity);

}  // namespace skifte::net
