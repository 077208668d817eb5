// Help of the program, of a noun, and of a command, from the one table of commands.
#pragma once

#include "cli/command.hpp"
#include "cli/texts/catalogue.hpp"

#include <string>
#include <string_view>

namespace skifte::cli {

[[nodiscard]] std::string help_all(Language language);
[[nodiscard]] std::string help_noun(Language language, std::string_view noun);
[[nodiscard]] std::string help_command(Language language, const Command& command);

}  // namespace skifte::cli
