// The command line of skifte-codegen.
#pragma once

#include <skifte/support/result.hpp>

#include <filesystem>
#include <ostream>
#include <span>
#include <string>
#include <string_view>

namespace skifte::codegen {

// What a run is asked to do.
struct Command {
    enum class Does { generate, surface, list_outputs, help };
    Does does = Does::generate;
    std::filesystem::path spec;
    std::filesystem::path overlay;  // empty for none
    std::string module;
    std::filesystem::path out;
};

// What can be asked for, a line each.
[[nodiscard]] std::string_view usage() noexcept;

// Error: codegen.usage (reason).
[[nodiscard]] Result<Command> parse_command(std::span<const char* const> arguments);

// Does it. All or nothing is written, and only what differs from what is there.
// Errors: codegen.usage, codegen.refused, openapi.invalid, and those of reading and writing files.
[[nodiscard]] Result<void> run(const Command& command, std::ostream& out);

}  // namespace skifte::codegen
