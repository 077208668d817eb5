// HTTPS on 127.0.0.1 in front of a Portal.
#pragma once

#include "sandbox/portal.hpp"

#include <skifte/support/result.hpp>

#include <filesystem>
#include <memory>

namespace skifte::sandbox {

class Server {
public:
    // Binds, port 0 for any free one, and serves from then on, on threads of its own, until it is destroyed.
    // The portal must outlive it. Errors: sandbox.crypto (step), sandbox.port (port).
    [[nodiscard]] static Result<Server> start(Portal& portal, const std::filesystem::path& pki_folder,
                                              int port);
    Server(Server&&) noexcept;
    Server& operator=(Server&&) noexcept;
    // Closes every connection; answers on their way are cut.
    ~Server();

    [[nodiscard]] int port() const noexcept;

private:
    struct Running;
    explicit Server(std::unique_ptr<Running> running);
    std::unique_ptr<Running> running_;
};

}  // namespace skifte::sandbox
