// A sandbox and a client of it, made of the sandbox's own configuration.
#pragma once

#include "cli/session.hpp"
#include "integration/sandbox_process.hpp"

namespace skifte::test {

struct TypedClient {
    SandboxProcess sandbox;
    cli::Session session = make();
    api::Client& client = *session.client().value();

private:
    [[nodiscard]] cli::Session make() const {
        cli::SessionOptions options;
        options.config_path = sandbox.config();
        options.config_origin = cli::Origin::flag;
        return cli::Session(std::move(options), system_clock());
    }
};

}  // namespace skifte::test
