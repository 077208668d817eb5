// The program's log: to stderr, off by default, turned on by -v. What it prints is masked for CPR.
#pragma once

#include <string_view>

namespace skifte::log {

enum class Level { off, info, debug };

void set_level(Level level) noexcept;
[[nodiscard]] Level level() noexcept;
void info(std::string_view message);
void debug(std::string_view message);

}  // namespace skifte::log
