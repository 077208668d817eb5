#include <skifte/support/log.hpp>

#include <skifte/support/identifiers.hpp>

#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <atomic>
#include <memory>

namespace skifte::log {

namespace {

std::atomic<Level> current{Level::off};

spdlog::logger& logger() {
    // Never destroyed: what runs while the process ends may log too.
    static spdlog::logger* const made = [] {
        auto* fresh = new spdlog::logger("skifte", std::make_shared<spdlog::sinks::stderr_sink_mt>());
        fresh->set_pattern("%H:%M:%S.%e %l %v");
        fresh->set_level(spdlog::level::debug);
        fresh->flush_on(spdlog::level::debug);
        return fresh;
    }();
    return *made;
}

// One message, one line, and nothing that a terminal would obey: parts of it come from a server.
std::string harmless(std::string_view message) {
    constexpr std::string_view hex = "0123456789abcdef";
    std::string out;
    out.reserve(message.size());
    for (const char c : message) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '\n') {
            out += "\\n";
        } else if ((byte < 0x20 && c != '\t') || byte == 0x7F) {
            out.append("\\x").append(1, hex[byte >> 4U]).append(1, hex[byte & 0xFU]);
        } else {
            out += c;
        }
    }
    return out;
}

void write(spdlog::level::level_enum level, std::string_view message) {
    const std::string line = mask_cprs(harmless(message));
    logger().log(level, spdlog::string_view_t(line.data(), line.size()));
}

}  // namespace

void set_level(Level level) noexcept {
    current.store(level);
}

Level level() noexcept {
    return current.load();
}

void info(std::string_view message) {
    if (level() >= Level::info) write(spdlog::level::info, message);
}

void debug(std::string_view message) {
    if (level() >= Level::debug) write(spdlog::level::debug, message);
}

}  // namespace skifte::log
