// Blocking sockets with a time limit, so that a test that hangs fails.
#include "tls_client.hpp"

#include <skifte/support/clock.hpp>

#include <catch2/catch.hpp>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <csignal>

namespace skifte::sandbox::test {

const Pki& shared_pki() {
    static const Pki made = make_pki(system_clock().now(), p12_password).value();
    return made;
}

const Pki& foreign_pki() {
    static const Pki made = make_pki(system_clock().now(), p12_password).value();
    return made;
}

TlsClient::TlsClient(int port, const Pki* identity) : context_(SSL_CTX_new(TLS_client_method())) {
    std::signal(SIGPIPE, SIG_IGN);
    const BioHandle root(
        BIO_new_mem_buf(shared_pki().root.data(), static_cast<int>(shared_pki().root.size())));
    const CertificateHandle trusted(PEM_read_bio_X509(root.get(), nullptr, nullptr, nullptr));
    X509_STORE_add_cert(SSL_CTX_get_cert_store(context_.get()), trusted.get());
    SSL_CTX_set_verify(context_.get(), SSL_VERIFY_PEER, nullptr);
    if (identity) {
        const auto* data = reinterpret_cast<const unsigned char*>(identity->client_p12.data());
        const Pkcs12Handle p12(d2i_PKCS12(nullptr, &data, static_cast<long>(identity->client_p12.size())));
        EVP_PKEY* key = nullptr;
        X509* leaf = nullptr;
        STACK_OF(X509)* chain = nullptr;
        REQUIRE(PKCS12_parse(p12.get(), p12_password, &key, &leaf, &chain) == 1);
        REQUIRE(SSL_CTX_use_cert_and_key(context_.get(), leaf, key, chain, 1) == 1);
        EVP_PKEY_free(key);
        X509_free(leaf);
        sk_X509_pop_free(chain, X509_free);
    }
    socket_ = ::socket(AF_INET, SOCK_STREAM, 0);
    // Shorter than the server lets an idle connection be.
    const timeval limit{.tv_sec = 20, .tv_usec = 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    ssl_.reset(SSL_new(context_.get()));
    SSL_set_fd(ssl_.get(), socket_);
    (void)SSL_connect(ssl_.get());
}

TlsClient::~TlsClient() {
    ssl_.reset();
    ::close(socket_);
}

std::string TlsClient::read_some() {
    char buffer[16384];
    const int n = SSL_read(ssl_.get(), buffer, sizeof buffer);
    if (n > 0) return std::string(buffer, static_cast<std::size_t>(n));
    if (SSL_get_error(ssl_.get(), n) == SSL_ERROR_WANT_READ)
        timed_out_ = true;
    else
        ended_ = true;
    return {};
}

bool TlsClient::closed() {
    if (!ended_ && !timed_out_) (void)read_some();
    return ended_;
}

HttpAnswer TlsClient::exchange(const std::string& request) {
    HttpAnswer answer;
    if (SSL_write(ssl_.get(), request.data(), static_cast<int>(request.size())) <= 0) return answer;
    std::string all;
    std::size_t end = std::string::npos;
    while ((end = all.find("\r\n\r\n")) == std::string::npos) {
        const std::string more = read_some();
        if (more.empty()) return answer;
        all += more;
    }
    answer.head = all.substr(0, end);
    answer.body = all.substr(end + 4);
    answer.status = std::stoi(answer.head.substr(9, 3));
    const std::size_t at = answer.head.find("Content-Length: ");
    REQUIRE(at != std::string::npos);
    const std::size_t length = std::stoul(answer.head.substr(at + 16));
    while (answer.body.size() < length) {
        const std::string more = read_some();
        if (more.empty()) return answer;
        answer.body += more;
    }
    answer.complete = answer.body.size() == length;
    return answer;
}

HttpAnswer TlsClient::get(const std::string& target, const std::string& token) {
    return exchange("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + token +
                    "\r\n\r\n");
}

}  // namespace skifte::sandbox::test
