// The TLS side of the sandbox: who it is, whom it lets in, and which connections are open.
#pragma once

#include <skifte/support/result.hpp>

#include <filesystem>
#include <mutex>
#include <set>
#include <string>
#include <string_view>

#include <openssl/ssl.h>

namespace skifte::sandbox {

// TLS 1.2 or later with the server certificate of `pki_folder`; a client must show a certificate whose chain
// it sends up to the sandbox's own root. Error: sandbox.crypto (step).
[[nodiscard]] Result<void> set_up_tls(SSL_CTX* context, const std::filesystem::path& pki_folder);

// SHA-256 of the certificate the client showed, hex; "" for none.
[[nodiscard]] std::string client_certificate(const SSL* connection);

// Every open connection of a context, so that a stop need not wait until idle ones time out. Thread-safe;
// must outlive the context's connections.
class Connections {
public:
    void watch(SSL_CTX* context);
    // Shuts them all down, and those to come as well.
    void close_all();

private:
    void add(SSL* connection);
    void remove(SSL* connection);
    static int index();

    std::mutex mutex_;
    std::set<SSL*> open_;
    bool closing_ = false;
};

// Sends what may be any part of an answer, and ends the connection in order: the client sees neither a reset
// nor a TLS stream that was cut.
void end_connection(const SSL* connection, std::string_view last);

// Ends a connection by a TCP reset, as a server that crashes does.
void reset_connection(const SSL* connection);

}  // namespace skifte::sandbox
