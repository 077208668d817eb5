// The configuration file: what is refused is told with its line, and no secret stands in a Config.
#include "cli/config.hpp"
#include "cli/needs.hpp"
#include "fuzz/target.hpp"

// In place of those of the specifications, which would be built for nothing.
std::vector<const skifte::openapi::Need*> skifte::cli::all_needs() {
    static const openapi::Need need{.key = "doedsbo-krav"};
    return {&need};
}

namespace skifte::fuzz {

void run(std::string_view input) {
    const auto config = cli::read_config(as_file(input, "config.toml"), true);
    if (!config)
        return hold(config.error().code.starts_with("config.") || config.error().code.starts_with("key_uri."),
                    "a refusal is of the configuration");
    for (const auto& [name, profile] : config->profiles)
        hold(profile.name == name, "a profile knows its name");
}

}  // namespace skifte::fuzz
