// The client whose cache the target reads and whose token the seed is.
#pragma once

#include <skifte/auth/token.hpp>

namespace skifte::fuzz {

inline auth::TokenOptions token_options(std::filesystem::path folder) {
    auth::TokenOptions options;
    options.endpoint = "https://token.invalid/token";
    options.client_id = "fuzz";
    options.scope = "alt";
    options.cache_folder = std::move(folder);
    return options;
}

}  // namespace skifte::fuzz
