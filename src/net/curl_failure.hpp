// What a failed transfer is called in our codes, from what libcurl, OpenSSL and the handshake say of it.
#pragma once

#include "net/tls_handshake.hpp"

#include <skifte/support/error.hpp>

#include <curl/curl.h>

#include <string>

namespace skifte::net {

// How far a transfer came.
enum class Stage { connect, tls, sending, waiting, receiving };

struct CurlFailure {
    CURLcode code = CURLE_OK;
    std::string text;  // CURLOPT_ERRORBUFFER
    Stage stage = Stage::connect;
    std::string host;
    std::string port;
    std::string ca_file;
    long os_error = 0;
    long proxy_status = 0;   // of a proxy's answer to CONNECT
    long verify_result = 0;  // X509_V_…
    bool deadline_over = false;
    TlsHandshake handshake;
};

// An Error whose effect is not set yet.
[[nodiscard]] Error describe(const CurlFailure& failure);

// The server refused the certificate we showed, or that we showed none. If it did so before it gave any
// answer it read nothing of what was sent.
[[nodiscard]] bool client_certificate_refused(const TlsHandshake& handshake) noexcept;

}  // namespace skifte::net
