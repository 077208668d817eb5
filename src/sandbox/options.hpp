// The program's flags.
#pragma once

#include <skifte/support/result.hpp>

#include <chrono>
#include <filesystem>
#include <span>

namespace skifte::sandbox {

struct Options {
    std::filesystem::path folder;
    int port = 0;  // 0: any free one
    std::chrono::milliseconds decision_delay{1000};
    std::chrono::milliseconds token_lifetime{300'000};
    bool quiet = false;  // no notices on stderr
};

// serve --dir DIR [--port N] [--afgoerelse-efter TID] [--token-levetid TID] [--quiet]; a value may follow
// "=". Errors: sandbox.usage (argument), duration.invalid.
[[nodiscard]] Result<Options> parse_options(std::span<const char* const> arguments);

}  // namespace skifte::sandbox
