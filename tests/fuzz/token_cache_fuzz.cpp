// The token cache: a file that is no token of ours is none.
#include "auth/token_cache.hpp"
#include "fuzz/target.hpp"
#include "fuzz/token_options.hpp"

namespace skifte::fuzz {

void run(std::string_view input) {
    static const auth::TokenCache elsewhere(token_options("."));
    const auto& path = as_file(input, elsewhere.path().filename().string());
    const auth::TokenCache cache(token_options(path.parent_path()));
    const auto token = cache.read();
    hold(token.has_value(), "a cache that cannot be read is none");
    if (!*token) return;
    hold(!(*token)->value.reveal().empty(), "a token is not empty");
    hold((*token)->value.reveal().find_first_of("\r\n") == std::string::npos, "and cannot end a header");
}

}  // namespace skifte::fuzz
