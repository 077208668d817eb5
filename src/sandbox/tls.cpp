// OpenSSL settings and bookkeeping.
#include "sandbox/tls.hpp"

#include "sandbox/openssl.hpp"

#include <skifte/support/digest.hpp>

#include <array>
#include <span>
#include <sys/socket.h>

namespace skifte::sandbox {

Result<void> set_up_tls(SSL_CTX* context, const std::filesystem::path& pki_folder) {
    const std::string chain = pki_folder / "server.pem";
    const std::string key = pki_folder / "server.key";
    const std::string root = pki_folder / "root.pem";
    // Resumed sessions keep the client's certificate, which OpenSSL does only under an id context.
    constexpr std::array<unsigned char, 6> id_context{'s', 'k', 'i', 'f', 't', 'e'};
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    if (SSL_CTX_use_certificate_chain_file(context, chain.c_str()) != 1)
        return fail("sandbox.crypto", {{"step", chain}});
    if (SSL_CTX_use_PrivateKey_file(context, key.c_str(), SSL_FILETYPE_PEM) != 1)
        return fail("sandbox.crypto", {{"step", key}});
    if (SSL_CTX_load_verify_locations(context, root.c_str(), nullptr) != 1)
        return fail("sandbox.crypto", {{"step", root}});
    SSL_CTX_set_client_CA_list(context, SSL_load_client_CA_file(root.c_str()));
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
    SSL_CTX_set_session_id_context(context, id_context.data(), id_context.size());
    return {};
}

std::string client_certificate(const SSL* connection) {
    const CertificateHandle certificate(SSL_get1_peer_certificate(connection));
    unsigned char* der = nullptr;
    const int size = certificate ? i2d_X509(certificate.get(), &der) : 0;
    if (size <= 0) return {};
    const std::string thumbprint = hex(sha256(std::as_bytes(std::span(der, static_cast<std::size_t>(size)))));
    OPENSSL_free(der);
    return thumbprint;
}

// The slot of an SSL that says who watches it; OpenSSL calls the lambda when the SSL is freed, while its
// socket is still open.
int Connections::index() {
    static const int slot = SSL_get_ex_new_index(
        0, nullptr, nullptr, nullptr, [](void* ssl, void* watcher, CRYPTO_EX_DATA*, int, long, void*) {
            if (watcher) static_cast<Connections*>(watcher)->remove(static_cast<SSL*>(ssl));
        });
    return slot;
}

void Connections::watch(SSL_CTX* context) {
    static const int context_slot = SSL_CTX_get_ex_new_index(0, nullptr, nullptr, nullptr, nullptr);
    SSL_CTX_set_ex_data(context, context_slot, this);
    SSL_CTX_set_info_callback(context, [](const SSL* ssl, int where, int) {
        auto* const watcher =
            static_cast<Connections*>(SSL_CTX_get_ex_data(SSL_get_SSL_CTX(ssl), context_slot));
        if ((where & SSL_CB_HANDSHAKE_START) != 0) watcher->add(const_cast<SSL*>(ssl));
    });
}

void Connections::add(SSL* connection) {
    const std::lock_guard lock(mutex_);
    SSL_set_ex_data(connection, index(), this);
    open_.insert(connection);
    if (closing_) ::shutdown(SSL_get_fd(connection), SHUT_RDWR);
}

void Connections::remove(SSL* connection) {
    const std::lock_guard lock(mutex_);
    open_.erase(connection);
}

void Connections::close_all() {
    const std::lock_guard lock(mutex_);
    closing_ = true;
    for (const SSL* connection : open_) ::shutdown(SSL_get_fd(connection), SHUT_RDWR);
}

void end_connection(const SSL* connection, std::string_view last) {
    auto* const ours = const_cast<SSL*>(connection);  // httplib shows it as const, lest it be freed
    if (!last.empty()) (void)SSL_write(ours, last.data(), static_cast<int>(last.size()));
    (void)SSL_shutdown(ours);
    (void)::shutdown(SSL_get_fd(connection), SHUT_RDWR);
}

void reset_connection(const SSL* connection) {
    // Dissolving the association of a connected TCP socket sends a reset (connect(2), AF_UNSPEC).
    sockaddr nobody{};
    nobody.sa_family = AF_UNSPEC;
    (void)::connect(SSL_get_fd(connection), &nobody, sizeof nobody);
}

}  // namespace skifte::sandbox
