// The configuration file: profiles, each one environment with its addresses, certificate and secrets by
// reference.
#pragma once

#include <skifte/auth/hardware_key.hpp>
#include <skifte/auth/secret_reference.hpp>
#include <skifte/auth/token.hpp>
#include <skifte/net/transport.hpp>
#include <skifte/support/result.hpp>

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace skifte::cli {

enum class Origin { flag, environment, profile, fallback };

// A value, and where it came from, for `config show`.
struct Setting {
    std::string key;
    std::string value;
    Origin origin = Origin::fallback;
    std::string where;  // "SKIFTE_LANG", "config.toml:12", ""
};

struct Profile {
    std::string name;
    std::string environment;  // "production", "test", "sandbox"
    std::string base_url;
    std::string token_endpoint;
    std::string client_id;
    std::string scope;
    auth::ClientAuthentication client_authentication = auth::ClientAuthentication::basic;
    std::optional<auth::SecretReference> client_secret;
    std::filesystem::path certificate;
    std::optional<auth::KeyUri> certificate_key;  // in hardware; then `certificate` is a PEM
    std::optional<auth::SecretReference> certificate_password;
    std::filesystem::path ca_file;
    bool tls_1_3_only = false;  // `min-tls`
    net::AddressFamily addresses = net::AddressFamily::any;
    std::filesystem::path state_folder;  // empty: the user's own
    std::filesystem::path cache_folder;
    std::chrono::milliseconds timeout{60'000};
    std::optional<std::chrono::milliseconds> visible_within;
    std::string columns;              // as --kolonner
    std::vector<std::string> groups;  // needs of the courts' form that the account has; empty = not stated
    std::vector<Setting> settings;    // all of the above as written, for `config show`
};

struct Config {
    std::filesystem::path path;  // of the file; may not exist
    bool exists = false;
    std::string default_profile;
    std::string language;  // "" if not set
    std::map<std::string, Profile> profiles;
};

// The keys of a profile, for messages and `config show`.
[[nodiscard]] const std::vector<std::string_view>& profile_keys();

// Reads the file; a missing one is an empty Config unless `must_exist`.
// Errors: config.missing (path), config.unreadable, config.open (path): others can read it, or write to it,
// config.syntax (path, line, reason), config.unknown_key (path, line, key, nearest), config.value (path,
// line, key, expected), config.group (path, line, value, nearest), config.missing_key (path, profile, key),
// config.secret_in_clear (path, line, key): a secret must be a reference, key_uri.* (path, line, key).
[[nodiscard]] Result<Config> read_config(const std::filesystem::path& path, bool must_exist);

}  // namespace skifte::cli
