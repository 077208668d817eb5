// Turns argv into a command and its flags, or into a usage error that names the nearest word.
#pragma once

#include "cli/command.hpp"

#include <skifte/support/result.hpp>

#include <span>
#include <string>
#include <vector>

namespace skifte::cli {

struct CommandLine {
    const Command* command = nullptr;  // null with `help`: of everything, or of `noun`
    std::string noun;
    bool help = false;
    bool version = false;
    Parsed flags;
};

// Errors: usage.no_command, usage.unknown_noun (word, nearest), usage.no_verb (noun, verbs),
// usage.unknown_verb (noun, word, nearest, verbs), usage.unknown_flag (flag, nearest, command),
// usage.flag_value (flag, command), usage.extra (word, command), usage.not_utf8 (flag), usage.missing (flags,
// command).
[[nodiscard]] Result<CommandLine> parse_command_line(std::span<const std::string> arguments);

}  // namespace skifte::cli
