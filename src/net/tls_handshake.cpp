// Watching TLS messages pass, and showing our certificate.
#include "net/tls_handshake.hpp"

#include <algorithm>
#include <cstddef>
#include <span>

namespace skifte::net {

namespace {

using Record = std::shared_ptr<TlsHandshake>;

void free_record(void*, void* record, CRYPTO_EX_DATA*, int, long, void*) {
    delete static_cast<Record*>(record);
}

int record_index() {
    static const int index = SSL_CTX_get_ex_new_index(0, nullptr, nullptr, nullptr, free_record);
    return index;
}

// Whether a Certificate message holds any (RFC 5246 section 7.4.2, RFC 8446 section 4.4.2).
bool holds_certificate(std::span<const unsigned char> message, int version) {
    std::size_t at = 4;                                                            // past type and length
    if (version >= TLS1_3_VERSION && message.size() > at) at += 1U + message[at];  // the request's context
    if (message.size() < at + 3) return false;
    const auto length = message.subspan(at, 3);
    return std::any_of(length.begin(), length.end(), [](unsigned char byte) { return byte != 0; });
}

void see_handshake(TlsHandshake& seen, std::span<const unsigned char> message, bool ours, int version) {
    if (message.empty()) return;
    if (!ours && message[0] == SSL3_MT_CERTIFICATE_REQUEST) seen.asked = true;
    if (ours && message[0] == SSL3_MT_CERTIFICATE) seen.sent = holds_certificate(message, version);
}

void see_alert(TlsHandshake& seen, std::span<const unsigned char> alert) {
    if (alert.size() != 2) return;
    const int description = alert[1];
    if (description != SSL_AD_CLOSE_NOTIFY && description != SSL_AD_USER_CANCELLED) seen.alert = description;
}

void on_message(int ours, int version, int type, const void* data, std::size_t size, SSL*, void* seen) {
    const std::span message{static_cast<const unsigned char*>(data), size};
    auto& handshake = *static_cast<TlsHandshake*>(seen);
    if (type == SSL3_RT_HANDSHAKE) see_handshake(handshake, message, ours != 0, version);
    if (type == SSL3_RT_ALERT && ours == 0) see_alert(handshake, message);
}

}  // namespace

std::shared_ptr<TlsHandshake> observe(SSL_CTX* context) {
    auto record = std::make_shared<TlsHandshake>();
    SSL_CTX_set_msg_callback(context, on_message);
    SSL_CTX_set_msg_callback_arg(context, record.get());
    SSL_CTX_set_ex_data(context, record_index(), new Record(record));
    return record;
}

std::shared_ptr<TlsHandshake> observed(const SSL* connection) {
    const void* record = SSL_CTX_get_ex_data(SSL_get_SSL_CTX(connection), record_index());
    return record != nullptr ? *static_cast<const Record*>(record) : nullptr;
}

bool show(SSL_CTX* context, const TlsIdentity& identity) {
    const std::unique_ptr<STACK_OF(X509), void (*)(STACK_OF(X509)*)> chain{
        sk_X509_new_null(), [](STACK_OF(X509) * stack) { sk_X509_free(stack); }};
    for (X509* issuer : identity.chain()) {
        if (sk_X509_push(chain.get(), issuer) == 0) return false;
    }
    return SSL_CTX_use_cert_and_key(context, identity.certificate(), identity.key(), chain.get(), 1) == 1;
}

}  // namespace skifte::net
