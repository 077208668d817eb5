// The token of one client on disk, for all processes of the user.
#pragma once

#include <skifte/auth/token.hpp>
#include <skifte/support/files.hpp>

#include <filesystem>
#include <optional>
#include <string>

namespace skifte::auth {

class TokenCache {
public:
    explicit TokenCache(const TokenOptions& options);

    // None where there is no file, or none that we can read as a token of ours.
    // Error: token.cache_open (path: others can read or write it).
    [[nodiscard]] Result<std::optional<Token>> read() const;
    [[nodiscard]] Result<void> write(const Token& token) const;
    // Says whether there was one.
    [[nodiscard]] Result<bool> remove() const;

    [[nodiscard]] bool in_memory_only() const noexcept { return path_.empty(); }
    // Held while the token server is asked. None: another process has it.
    [[nodiscard]] Result<std::optional<FileLock>> try_lock() const;
    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

private:
    std::string binding_;
    std::filesystem::path path_;
};

}  // namespace skifte::auth
