// The sockets, threads and made-up certificates of the test server.
#include "unit/net/tls_server.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <sys/socket.h>
#include <tuple>
#include <unistd.h>

namespace skifte::net::test {

namespace {

void demand(bool holds, const char* what) {
    if (holds) return;
    static_cast<void>(std::fprintf(stderr, "tls_server: %s failed\n", what));
    std::abort();
}

sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    return address;
}

// A bound socket and its port, which the kernel chose.
std::pair<int, int> bound_socket() {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = loopback(0);
    demand(::bind(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0, "bind");
    socklen_t size = sizeof address;
    demand(::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size) == 0, "getsockname");
    return {fd, ntohs(address.sin_port)};
}

struct Certificate {
    const char* name;
    long serial;
    bool authority = false;
    bool expired = false;
    bool early = false;
    const char* alternative_names = nullptr;
};

void extend(X509* certificate, X509* issuer, int kind, const char* value) {
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value);
    demand(extension != nullptr && X509_add_ext(certificate, extension, -1) == 1, "extension");
    X509_EXTENSION_free(extension);
}

// Signed by `issuer`, or by itself if that is null.
TlsIdentity issue(EVP_PKEY* key, const Certificate& wanted, X509* issuer) {
    constexpr long day = 24L * 60 * 60;
    X509* certificate = X509_new();
    demand(certificate != nullptr, "X509_new");
    X509_set_version(certificate, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), wanted.serial);
    X509_gmtime_adj(X509_getm_notBefore(certificate), wanted.early ? day : -10 * day);
    X509_gmtime_adj(X509_getm_notAfter(certificate), wanted.expired ? -day : 10 * day);
    X509_set_pubkey(certificate, key);
    X509_NAME* name = X509_get_subject_name(certificate);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(wanted.name),
                               -1, -1, 0);
    X509* const signer = issuer != nullptr ? issuer : certificate;
    X509_set_issuer_name(certificate, X509_get_subject_name(signer));
    extend(certificate, signer, NID_basic_constraints, wanted.authority ? "critical,CA:TRUE" : "CA:FALSE");
    if (wanted.alternative_names != nullptr)
        extend(certificate, signer, NID_subject_alt_name, wanted.alternative_names);
    demand(X509_sign(certificate, key, EVP_sha256()) > 0, "X509_sign");
    TlsIdentity identity{key, certificate, {}};
    X509_free(certificate);
    return identity;
}

int agree_to_http_2(SSL*, const unsigned char** out, unsigned char* size, const unsigned char*, unsigned,
                    void*) {
    static constexpr unsigned char name[] = {'h', '2'};
    *out = name;
    *size = sizeof name;
    return SSL_TLSEXT_ERR_OK;
}

int agree_to_http_1_1(SSL*, const unsigned char** out, unsigned char* size, const unsigned char*, unsigned,
                      void*) {
    static constexpr unsigned char name[] = {'h', 't', 't', 'p', '/', '1', '.', '1'};
    *out = name;
    *size = sizeof name;
    return SSL_TLSEXT_ERR_OK;
}

int refuse(X509_STORE_CTX* context, void* verdict) {
    X509_STORE_CTX_set_error(context, static_cast<int>(reinterpret_cast<std::intptr_t>(verdict)));
    return 0;
}

void* new_context(const TlsServer::Options& options) {
    SSL_CTX* context = SSL_CTX_new(TLS_server_method());
    demand(context != nullptr, "SSL_CTX_new");
    SSL_CTX_use_cert_and_key(context, options.identity.certificate(), options.identity.key(), nullptr, 1);
    if (options.tls_1_2) SSL_CTX_set_max_proto_version(context, TLS1_2_VERSION);
    if (options.http_2) SSL_CTX_set_alpn_select_cb(context, agree_to_http_2, nullptr);
    if (options.http_1_1) SSL_CTX_set_alpn_select_cb(context, agree_to_http_1_1, nullptr);
    X509_STORE_add_cert(SSL_CTX_get_cert_store(context), Pki::shared().authority.certificate());
    // Else a second handshake may go by the first one's session, and ask for no certificate.
    SSL_CTX_set_options(context, SSL_OP_NO_SESSION_RESUMPTION_ON_RENEGOTIATION);
    if (options.verdict != 0)
        SSL_CTX_set_cert_verify_callback(
            context, refuse, reinterpret_cast<void*>(static_cast<std::intptr_t>(options.verdict)));
    using enum TlsServer::ClientCertificate;
    if (options.client_certificate == asked) SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
    if (options.client_certificate == required)
        SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
    return context;
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "skifte-net-XXXXXX").string();
    demand(::mkdtemp(name.data()) != nullptr, "mkdtemp");
    path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

const Pki& Pki::shared() {
    static const Pki pki;
    return pki;
}

Pki::Pki() : ca_file_(folder_ / "ca.pem") {
    EVP_PKEY* key = EVP_RSA_gen(2048);
    demand(key != nullptr, "EVP_RSA_gen");
    constexpr const char* here = "DNS:localhost,IP:127.0.0.1";
    authority = issue(key, {.name = "Test Authority", .serial = 1, .authority = true}, nullptr);
    const TlsIdentity stranger =
        issue(key, {.name = "Another Authority", .serial = 2, .authority = true}, nullptr);
    X509* const ca = authority.certificate();
    server = issue(key, {.name = "server", .serial = 3, .alternative_names = here}, ca);
    elsewhere =
        issue(key, {.name = "elsewhere", .serial = 4, .alternative_names = "DNS:elsewhere.invalid"}, ca);
    expired_server =
        issue(key, {.name = "server", .serial = 5, .expired = true, .alternative_names = here}, ca);
    early_server = issue(key, {.name = "server", .serial = 6, .early = true, .alternative_names = here}, ca);
    client = issue(key, {.name = "client", .serial = 0xCAFE}, ca);
    expired_client = issue(key, {.name = "client", .serial = 7, .expired = true}, ca);
    foreign_client = issue(key, {.name = "client", .serial = 8}, stranger.certificate());
    EVP_PKEY_free(key);

    std::FILE* file = std::fopen(ca_file_.c_str(), "w");
    demand(file != nullptr && PEM_write_X509(file, ca) == 1 && std::fclose(file) == 0, "writing the CA file");
}

std::string SeenRequest::header(std::string_view name) const {
    const std::string start = "\r\n" + std::string(name) + ": ";
    const std::size_t at = head.find(start);
    if (at == std::string::npos) return {};
    const std::size_t value = at + start.size();
    return head.substr(value, head.find("\r\n", value) - value);
}

std::string answer(int status, std::string_view body,
                   const std::vector<std::pair<std::string, std::string>>& headers) {
    std::string text = "HTTP/1.1 " + std::to_string(status) + " Test\r\n";
    for (const auto& [name, value] : headers) text += name + ": " + value + "\r\n";
    text += "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n";
    return text.append(body);
}

struct Connection::Tls {
    explicit Tls(SSL_CTX* context) : session(SSL_new(context)) {}
    ~Tls() { SSL_free(session); }
    Tls(const Tls&) = delete;
    Tls& operator=(const Tls&) = delete;
    SSL* session;
    bool tried = false;
    bool made = false;
};

Connection::Connection(int socket, void* tls_context)
    : socket_(socket), tls_(std::make_unique<Tls>(static_cast<SSL_CTX*>(tls_context))) {
    SSL_set_fd(tls_->session, socket);
}

Connection::~Connection() {
    if (tls_->made) SSL_shutdown(tls_->session);
}

bool Connection::wait_for_bytes() {
    char first = 0;
    return ::recv(socket_, &first, 1, MSG_PEEK) > 0;
}

bool Connection::secure() {
    if (!tls_->tried) {
        tls_->tried = true;
        tls_->made = SSL_accept(tls_->session) == 1;
    }
    return tls_->made;
}

bool Connection::read_some() {
    std::array<char, 16384> block{};
    const ssize_t count = plain_     ? ::recv(socket_, block.data(), block.size(), 0)
                          : secure() ? SSL_read(tls_->session, block.data(), block.size())
                                     : 0;
    if (count <= 0) return false;
    pending_.append(block.data(), static_cast<std::size_t>(count));
    return true;
}

std::optional<std::string> Connection::head() {
    std::size_t end = std::string::npos;
    while ((end = pending_.find("\r\n\r\n")) == std::string::npos) {
        if (!read_some()) return std::nullopt;
    }
    std::string text = pending_.substr(0, end);
    pending_.erase(0, end + 4);
    return text;
}

std::optional<SeenRequest> Connection::request() {
    auto text = head();
    if (!text) return std::nullopt;
    SeenRequest seen{.head = std::move(*text), .body = {}};
    const std::string length = seen.header("Content-Length");
    const std::size_t size = length.empty() ? 0 : std::stoul(length);
    while (pending_.size() < size) {
        if (!read_some()) return std::nullopt;
    }
    seen.body = pending_.substr(0, size);
    pending_.erase(0, size);
    return seen;
}

std::optional<SeenRequest> Connection::plain_request() {
    plain_ = true;
    return request();
}

std::string Connection::some() {
    if (pending_.empty()) static_cast<void>(read_some());
    return std::exchange(pending_, {});
}

std::string Connection::rest() {
    while (read_some()) {
    }
    return std::exchange(pending_, {});
}

bool Connection::ended_in_order() const {
    char more = 0;
    return (SSL_get_shutdown(tls_->session) & SSL_RECEIVED_SHUTDOWN) != 0 &&
           ::recv(socket_, &more, 1, 0) == 0;
}

void Connection::demand_certificate() {
    SSL_set_verify(tls_->session, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
    SSL_renegotiate(tls_->session);
    SSL_do_handshake(tls_->session);  // asks for one
    static_cast<void>(read_some());   // and makes it
}

void Connection::write(std::string_view data) {
    if (secure()) SSL_write(tls_->session, data.data(), static_cast<int>(data.size()));
}

void Connection::write_plain(std::string_view data) {
    static_cast<void>(::send(socket_, data.data(), data.size(), MSG_NOSIGNAL));
}

void Connection::wait_until_gone() {
    std::array<char, 4096> block{};
    while (::recv(socket_, block.data(), block.size(), 0) > 0) {
    }
}

void Connection::stop_reading() {
    pollfd socket{socket_, POLLRDHUP, 0};
    ::poll(&socket, 1, -1);
}

void Connection::farewell() {
    if (!secure()) return;
    SSL_shutdown(tls_->session);
    ::shutdown(socket_, SHUT_WR);
}

void Connection::reset() {
    const linger at_once{.l_onoff = 1, .l_linger = 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    tls_->made = false;  // no farewell
}

TlsServer::TlsServer(Options options, Script script)
    : script_(std::move(script)),
      context_(new_context(options), [](void* context) { SSL_CTX_free(static_cast<SSL_CTX*>(context)); }) {
    std::tie(listener_, port_) = bound_socket();
    demand(::listen(listener_, 16) == 0, "listen");
    // In the threads only: a client that has gone must not end the test.
    sigset_t pipe, before;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe, &before);
    acceptor_ = std::thread([this] { accept_all(); });
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

TlsServer::~TlsServer() {
    ::shutdown(listener_, SHUT_RDWR);
    acceptor_.join();
    {
        const std::lock_guard lock{mutex_};
        for (const int socket : sockets_) ::shutdown(socket, SHUT_RDWR);
    }
    for (std::thread& thread : threads_) thread.join();
    ::close(listener_);
}

std::string TlsServer::url(std::string_view path) const {
    return "https://localhost:" + std::to_string(port_).append(path);
}

void TlsServer::accept_all() {
    for (;;) {
        const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (socket < 0) return;
        const int at_once = 1;
        ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &at_once, sizeof at_once);
        const int number = ++connections_;
        const std::lock_guard lock{mutex_};
        sockets_.push_back(socket);
        threads_.emplace_back([this, socket, number] { serve(socket, number); });
    }
}

void TlsServer::serve(int socket, int number) {
    {
        Connection connection{socket, context_.get()};
        connection.number = number;
        script_(connection);
    }
    const std::lock_guard lock{mutex_};
    std::erase(sockets_, socket);
    ::close(socket);
}

DeafPort::DeafPort() {
    std::tie(socket_, port_) = bound_socket();
}

DeafPort::~DeafPort() {
    ::close(socket_);
}

}  // namespace skifte::net::test
