// A TLS server on loopback for tests, in threads of its own: it does what the test's script says, connection
// by connection. It speaks HTTP/1.1. Made-up certificates for it and its clients come from Pki.
#pragma once

#include <skifte/net/tls_identity.hpp>

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace skifte::net::test {

// A folder that goes with the test.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    [[nodiscard]] std::filesystem::path operator/(std::string_view name) const { return path_ / name; }

private:
    std::filesystem::path path_;
};

// One certificate authority and what it issued; all with one key, which is made once.
class Pki {
public:
    static const Pki& shared();

    [[nodiscard]] const std::filesystem::path& ca_file() const noexcept { return ca_file_; }
    TlsIdentity server;     // for localhost and 127.0.0.1
    TlsIdentity elsewhere;  // a server's, for another name
    TlsIdentity expired_server;
    TlsIdentity early_server;  // not valid yet
    TlsIdentity client;        // serial number 0x00CAFE
    TlsIdentity expired_client;
    TlsIdentity foreign_client;  // of an authority that the server does not know
    TlsIdentity authority;

private:
    Pki();
    TemporaryFolder folder_;
    std::filesystem::path ca_file_;
};

struct SeenRequest {
    std::string head;  // request line and headers, without the empty line
    std::string body;
    [[nodiscard]] std::string line() const { return head.substr(0, head.find("\r\n")); }
    // The first value of a header, or "".
    [[nodiscard]] std::string header(std::string_view name) const;
};

// A whole answer with its Content-Length.
[[nodiscard]] std::string answer(int status, std::string_view body,
                                 const std::vector<std::pair<std::string, std::string>>& headers = {});

// The server's end of one connection, as a script sees it. Each call blocks until it is done, the client has
// gone, or the server ends. The handshake is made by the first that needs it.
class Connection {
public:
    Connection(int socket, void* tls_context);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    [[nodiscard]] bool wait_for_bytes();              // before TLS; false if the client has gone
    [[nodiscard]] bool secure();                      // the handshake; false if it failed
    [[nodiscard]] std::optional<std::string> head();  // up to the empty line; none if the client has gone
    [[nodiscard]] std::optional<SeenRequest> request();
    [[nodiscard]] bool read_some();             // false once the client has gone
    [[nodiscard]] std::string some();           // what comes next; "" once the client has gone
    [[nodiscard]] std::string rest();           // all that comes until the client has gone
    [[nodiscard]] bool ended_in_order() const;  // by the client: TLS by its farewell, TCP by no reset
    void demand_certificate();  // in a second handshake, of TLS 1.2, which the client's read sets going
    void write(std::string_view data);
    void write_plain(std::string_view data);                   // past TLS
    [[nodiscard]] std::optional<SeenRequest> plain_request();  // of a client that speaks no TLS
    void wait_until_gone();                                    // reads and forgets until the client closes
    void stop_reading();                                       // until the client closes
    void farewell();  // ends its own side in order, and can still read
    void reset();     // ends it with a TCP reset
    // Which of the server's connections this is, from 1.
    int number = 0;

private:
    int socket_;
    bool plain_ = false;
    struct Tls;
    std::unique_ptr<Tls> tls_;
    std::string pending_;
};

class TlsServer {
public:
    enum class ClientCertificate { ignored, asked, required };
    struct Options {
        ClientCertificate client_certificate = ClientCertificate::ignored;
        bool tls_1_2 = false;   // no later version
        bool http_2 = false;    // is agreed to; the frames are the script's
        bool http_1_1 = false;  // is agreed to by name; without either nothing is said of it
        TlsIdentity identity = Pki::shared().server;
        int verdict = 0;  // X509_V_ERR_…: what it says of every client certificate, whatever it is
    };
    using Script = std::function<void(Connection&)>;

    explicit TlsServer(Script script) : TlsServer(Options{}, std::move(script)) {}
    TlsServer(Options options, Script script);
    // Cuts what is open and waits for every script to end.
    ~TlsServer();
    TlsServer(const TlsServer&) = delete;
    TlsServer& operator=(const TlsServer&) = delete;

    [[nodiscard]] int port() const noexcept { return port_; }
    [[nodiscard]] std::string url(std::string_view path = "/") const;  // https://localhost:…
    [[nodiscard]] int connections() const noexcept { return connections_; }

private:
    void accept_all();
    void serve(int socket, int number);

    Script script_;
    std::unique_ptr<void, void (*)(void*)> context_;
    int listener_ = -1;
    int port_ = 0;
    std::atomic<int> connections_{0};
    std::mutex mutex_;
    std::vector<int> sockets_;
    std::vector<std::thread> threads_;
    std::thread acceptor_;
};

// A port of ours on which nobody listens: what connects is refused.
class DeafPort {
public:
    DeafPort();
    ~DeafPort();
    DeafPort(const DeafPort&) = delete;
    DeafPort& operator=(const DeafPort&) = delete;
    [[nodiscard]] int number() const noexcept { return port_; }

private:
    int socket_ = -1;
    int port_ = 0;
};

}  // namespace skifte::net::test
