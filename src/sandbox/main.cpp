// skifte-sandbox: a local Skifteportal for trying things out. It is not the courts' system.
#include "sandbox/folder.hpp"
#include "sandbox/messages.hpp"
#include "sandbox/options.hpp"
#include "sandbox/portal.hpp"
#include "sandbox/server.hpp"
#include "sandbox/specs.hpp"

#include <skifte/support/interrupt.hpp>

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

using namespace skifte;

void wait_for_signal() {
    pollfd wanted{.fd = process_interrupt().descriptor(), .events = POLLIN, .revents = 0};
    while (!process_interrupt().raised() && (::poll(&wanted, 1, -1) >= 0 || errno == EINTR)) {
    }
}

Result<void> serve(const sandbox::Options& options) {
    if (!options.quiet) std::fputs(sandbox::notice().c_str(), stderr);
    const Clock& clock = system_clock();
    SKIFTE_TRY(auto folder, sandbox::Folder::open(options.folder, clock.now()));
    const sandbox::PortalOptions portal_options{
        folder.path(), options.decision_delay,
        std::chrono::ceil<std::chrono::seconds>(options.token_lifetime)};
    sandbox::Portal portal(portal_options, clock, sandbox::served_specs(), folder.client(),
                           folder.take_state());
    SKIFTE_TRY(const auto server, sandbox::Server::start(portal, folder.pki(), options.port));
    const std::string url = "https://127.0.0.1:" + std::to_string(server.port());
    SKIFTE_CHECK(folder.write_config(url));

    Json ready = Json::object();
    ready.set("url", url).set("config", folder.config().string()).set("pid", static_cast<int>(::getpid()));
    std::puts(ready.dump().c_str());
    std::fflush(stdout);
    wait_for_signal();
    return {};
}

}  // namespace

int main(int count, char** arguments) {
    catch_signals();
    ::umask(077);  // the folder is private, and so is what SQLite makes in it
    const auto options = sandbox::parse_options({arguments + 1, static_cast<std::size_t>(count - 1)});
    const auto served = options ? serve(*options) : Result<void>(fail(options.error()));
    if (served) return 0;
    std::fputs(sandbox::message(served.error()).c_str(), stderr);
    return sandbox::exit_code(served.error());
}
