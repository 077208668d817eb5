// The table from failed transfers to our error codes.
#include "net/curl_failure.hpp"

#include <skifte/support/files.hpp>

#include <openssl/x509_vfy.h>

#include <string_view>

namespace skifte::net {

namespace {

std::string to_text(Stage stage) {
    switch (stage) {
    case Stage::connect: return "connect";
    case Stage::tls: return "tls";
    case Stage::sending: return "sending";
    case Stage::waiting: return "waiting";
    case Stage::receiving: return "receiving";
    }
    return {};
}

// "error:0A00010B:SSL routines::wrong version number" -> "wrong version number"
std::string reason(const CurlFailure& failure) {
    const std::size_t last = failure.text.rfind("::");
    if (last != std::string::npos) return failure.text.substr(last + 2);
    return failure.text.empty() ? curl_easy_strerror(failure.code) : failure.text;
}

std::string alert_text(int alert) {
    if (alert == TLS13_AD_CERTIFICATE_REQUIRED)
        return "certificate required";  // unknown to OpenSSL 3.0's table
    return SSL_alert_desc_string_long(alert);
}

Error at_peer(std::string code, const CurlFailure& failure) {
    return Error{std::move(code)}.with("host", failure.host).with("port", failure.port);
}

Error reset(const CurlFailure& failure) {
    Error error = at_peer("net.reset", failure).with("stage", to_text(failure.stage));
    // In TLS 1.3 a server refuses a certificate after we believe the handshake done, and its alert may be
    // lost to the reset that follows it.
    const TlsHandshake& seen = failure.handshake;
    const bool answered = seen.answered || failure.code == CURLE_HTTP2_STREAM;
    if (seen.asked && !answered) error.arguments.push_back({"hint", "client_certificate"});
    return error;
}

Error timeout(const CurlFailure& failure) {
    if (!failure.deadline_over && failure.stage < Stage::sending)
        return at_peer("net.timeout.connect", failure);
    return at_peer("net.timeout.total", failure).with("stage", to_text(failure.stage));
}

// The verdicts that have a remedy of their own; "" for the rest.
std::string state_of(long verdict) {
    switch (verdict) {
    case X509_V_ERR_CERT_HAS_EXPIRED: return "expired";
    case X509_V_ERR_CERT_NOT_YET_VALID: return "not_yet_valid";
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH: return "other_name";
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE: return "unknown_ca";
    default: return {};
    }
}

Error untrusted_server(const CurlFailure& failure) {
    // libcurl compares the name itself, and OpenSSL's verdict then says nothing of it.
    const bool name = failure.text.find("target host name") != std::string::npos;
    const long verdict = name ? X509_V_ERR_HOSTNAME_MISMATCH : failure.verify_result;
    Error error =
        at_peer("net.tls.server_certificate", failure).with("reason", X509_verify_cert_error_string(verdict));
    if (std::string state = state_of(verdict); !state.empty())
        error.arguments.push_back({"state", std::move(state)});
    return error;
}

// What the server's alert says of our certificate, where it says anything.
std::string refusal_of(const TlsHandshake& handshake) {
    switch (*handshake.alert) {
    case SSL_AD_CERTIFICATE_EXPIRED: return "expired";
    case SSL_AD_CERTIFICATE_REVOKED: return "revoked";
    case SSL_AD_UNKNOWN_CA: return "unknown_ca";
    case SSL_AD_UNSUPPORTED_CERTIFICATE: return "unsupported";
    case TLS13_AD_CERTIFICATE_REQUIRED: return "not_sent";
    case SSL_AD_HANDSHAKE_FAILURE: return handshake.sent ? "" : "not_sent";
    default: return {};
    }
}

Error refused_certificate(const CurlFailure& failure, std::string alert) {
    Error error = at_peer("net.tls.client_certificate", failure).with("alert", std::move(alert));
    if (std::string state = refusal_of(failure.handshake); !state.empty())
        error.arguments.push_back({"state", std::move(state)});
    return error;
}

// Of a handshake that failed for another reason than a certificate.
Error no_handshake(const CurlFailure& failure, std::string why) {
    const bool version = why.find("protocol version") != std::string::npos || why == "unsupported protocol";
    Error error = at_peer("net.tls", failure).with("reason", std::move(why));
    if (version) error.arguments.push_back({"state", "version"});
    return error;
}

Error proxy(const CurlFailure& failure) {
    return at_peer("net.proxy", failure)
        .with("status", std::to_string(failure.proxy_status))
        .with("state", failure.proxy_status == 407 ? "login" : "");
}

// libcurl names in its text whom it could not reach: the proxy, where there is one on the way.
bool is_about_proxy(const CurlFailure& failure) {
    const bool bare = !failure.host.starts_with('[');
    const std::string host = bare ? failure.host : failure.host.substr(1, failure.host.size() - 2);  // IPv6
    const std::string ours = " " + host + " port " + failure.port + " ";
    return failure.code == CURLE_COULDNT_RESOLVE_PROXY ||
           (failure.text.starts_with("Failed to connect to") && failure.text.find(ours) == std::string::npos);
}

std::string reason_of_connecting(const CurlFailure& failure) {
    return failure.os_error != 0 ? errno_text(static_cast<int>(failure.os_error)) : reason(failure);
}

Error not_connected(const CurlFailure& failure) {
    std::string why = reason_of_connecting(failure);
    if (is_about_proxy(failure))
        return at_peer("net.proxy", failure).with("reason", std::move(why)).with("state", "away");
    if (failure.code == CURLE_COULDNT_RESOLVE_HOST) return Error{"net.name"}.with("host", failure.host);
    return at_peer("net.connect", failure).with("reason", std::move(why));
}

Error tls(const CurlFailure& failure) {
    // Without an error of OpenSSL's own ("error:0A00010B:SSL routines::…"), the connection ended under the
    // handshake.
    const bool ended = failure.text.find("routines:") == std::string::npos ||
                       failure.text.find("unexpected eof") != std::string::npos;
    if (failure.code == CURLE_SSL_CONNECT_ERROR && ended) return reset(failure);
    return no_handshake(failure, reason(failure));
}

}  // namespace

bool client_certificate_refused(const TlsHandshake& handshake) noexcept {
    if (!handshake.alert) return false;
    switch (*handshake.alert) {
    case TLS13_AD_CERTIFICATE_REQUIRED: return true;
    case SSL_AD_HANDSHAKE_FAILURE:  // with TLS 1.2, for none at all
    case SSL_AD_BAD_CERTIFICATE:
    case SSL_AD_UNSUPPORTED_CERTIFICATE:
    case SSL_AD_CERTIFICATE_REVOKED:
    case SSL_AD_CERTIFICATE_EXPIRED:
    case SSL_AD_CERTIFICATE_UNKNOWN:
    case SSL_AD_UNKNOWN_CA:
    case SSL_AD_ACCESS_DENIED:
    case SSL_AD_DECRYPT_ERROR: return handshake.asked;
    default: return false;
    }
}

Error describe(const CurlFailure& failure) {
    if (failure.handshake.alert) {
        const bool ours = client_certificate_refused(failure.handshake);
        const std::string alert = alert_text(*failure.handshake.alert);
        return ours ? refused_certificate(failure, alert) : no_handshake(failure, "alert: " + alert);
    }
    if (failure.proxy_status >= 300) return proxy(failure);
    if (failure.code == CURLE_OPERATION_TIMEDOUT) return timeout(failure);

    // libcurl's second try, after the first had left this machine: how that one fares says nothing of the
    // first.
    const bool left = failure.stage >= Stage::sending;
    switch (failure.code) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_CONNECT: return left ? reset(failure) : not_connected(failure);
    case CURLE_PEER_FAILED_VERIFICATION: return left ? reset(failure) : untrusted_server(failure);
    case CURLE_SSL_CACERT_BADFILE: return Error{"net.tls.ca_file"}.with("path", failure.ca_file);
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CLIENTCERT: return left ? reset(failure) : tls(failure);
    case CURLE_ABORTED_BY_CALLBACK:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_GOT_NOTHING:
    case CURLE_PARTIAL_FILE:
    case CURLE_SEND_FAIL_REWIND:
    case CURLE_HTTP2_STREAM: return reset(failure);
    // What libcurl says of a header line that is longer than it takes.
    case CURLE_OUT_OF_MEMORY:
        return Error{"net.too_large"}.with("limit", std::to_string(CURL_MAX_HTTP_HEADER));
    default: return Error{"net.protocol"}.with("reason", reason(failure));
    }
}

}  // namespace skifte::net
