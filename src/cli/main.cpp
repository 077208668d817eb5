#include "cli/run.hpp"

#include <skifte/auth/wiping.hpp>
#include <skifte/support/interrupt.hpp>

#include <csignal>
#include <cstdio>
#include <exception>
#include <string>
#include <unistd.h>
#include <vector>

int main(int argc, char** argv) {
    if (!skifte::auth::wipe_what_openssl_frees()) return static_cast<int>(skifte::cli::Exit::internal);
    // A reader that has gone away shows as EPIPE where we write, and not as the end of the process in
    // mid-filing.
    std::signal(SIGPIPE, SIG_IGN);
    skifte::catch_signals();
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    skifte::cli::Streams streams(STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO);
    try {
        return static_cast<int>(skifte::cli::run(arguments, streams));
    } catch (const std::exception& fault) {
        std::fprintf(stderr, "skifte: intern fejl / internal fault: %s\n", fault.what());
        return static_cast<int>(skifte::cli::Exit::internal);
    }
}
