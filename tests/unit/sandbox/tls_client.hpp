// A client that speaks TLS and HTTP in the open, to see what a server does when things go wrong.
#pragma once

#include "sandbox/openssl.hpp"
#include "sandbox/pki.hpp"

#include <openssl/pem.h>
#include <openssl/ssl.h>

#include <memory>
#include <string>
#include <string_view>

namespace skifte::sandbox::test {

inline constexpr const char* p12_password = "aB3?x.;-+";

// Made once for all tests: it takes a second.
[[nodiscard]] const Pki& shared_pki();
// Another authority's, whose certificates nobody here trusts.
[[nodiscard]] const Pki& foreign_pki();

struct HttpAnswer {
    int status = 0;  // 0: none came
    std::string head;
    std::string body;
    bool complete = false;  // of the length that the head stated
};

class TlsClient {
public:
    // Connects to 127.0.0.1 with the certificate of `identity`, or none; trusts `shared_pki` alone.
    TlsClient(int port, const Pki* identity);
    ~TlsClient();
    TlsClient(const TlsClient&) = delete;
    TlsClient& operator=(const TlsClient&) = delete;

    [[nodiscard]] HttpAnswer exchange(const std::string& request);
    [[nodiscard]] HttpAnswer get(const std::string& target, const std::string& token);
    // Whether the server ended the connection.
    [[nodiscard]] bool closed();

private:
    [[nodiscard]] std::string read_some();

    std::unique_ptr<SSL_CTX, Freed<SSL_CTX_free>> context_;
    std::unique_ptr<SSL, Freed<SSL_free>> ssl_;
    int socket_ = -1;
    bool ended_ = false;
    bool timed_out_ = false;
};

}  // namespace skifte::sandbox::test
