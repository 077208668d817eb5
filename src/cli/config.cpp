#include "cli/config.hpp"

#include "cli/nearest.hpp"
#include "cli/needs.hpp"

#include <skifte/support/files.hpp>

#include <toml++/toml.h>

#include <algorithm>

namespace skifte::cli {

namespace {

constexpr std::string_view top_keys[] = {"profile", "lang", "profiles"};

class Reader {
public:
    explicit Reader(Config& config) : config_(config) {}

    Result<void> read(const toml::table& table) {
        for (const auto& [key, node] : table) {
            if (key == "profile") {
                SKIFTE_TRY(config_.default_profile, text(key.str(), node));
            } else if (key == "lang") {
                SKIFTE_TRY(config_.language, text(key.str(), node));
                if (config_.language != "da" && config_.language != "en")
                    return wrong(key.str(), node, "da | en");
            } else if (key == "profiles") {
                SKIFTE_CHECK(read_profiles(node));
            } else {
                return unknown(key.str(), node, top_keys);
            }
        }
        return {};
    }

private:
    Result<void> read_profiles(const toml::node& node) {
        if (!node.is_table()) return wrong("profiles", node, "[profiles.NAME]");
        for (const auto& [name, table] : *node.as_table()) {
            if (!table.is_table()) return wrong(name.str(), table, "[profiles.NAME]");
            Profile profile;
            profile.name = name.str();
            for (const auto& [key, value] : *table.as_table())
                SKIFTE_CHECK(read_key(profile, key.str(), value));
            SKIFTE_CHECK(complete(profile));
            config_.profiles.emplace(profile.name, std::move(profile));
        }
        return {};
    }

    Result<void> read_key(Profile& profile, std::string_view key, const toml::node& node) {
        if (key == "client-secret") return read_secret(profile, profile.client_secret, key, node);
        if (key == "certificate-password")
            return read_secret(profile, profile.certificate_password, key, node);
        if (key == "certificate-key") return read_key_uri(profile, node);
        if (key == "groups") return read_groups(profile, node);
        SKIFTE_TRY(const std::string value, text(key, node));
        profile.settings.push_back({std::string(key), value, Origin::profile, where(node)});
        if (key == "environment")
            return choose(profile.environment, value, key, node, {"production", "test", "sandbox"});
        if (key == "base-url") return take_url(profile.base_url, value, key, node);
        if (key == "token-endpoint") return take_url(profile.token_endpoint, value, key, node);
        if (key == "client-id") return take(profile.client_id, value);
        if (key == "scope") return take(profile.scope, value);
        if (key == "client-authentication") return read_authentication(profile, value, node);
        if (key == "certificate") return take(profile.certificate, path(value));
        if (key == "ca-file") return take(profile.ca_file, path(value));
        if (key == "min-tls") {
            profile.tls_1_3_only = value == "1.3";
            return one_of(value, key, node, {"1.2", "1.3"});
        }
        if (key == "address-family") {
            using enum net::AddressFamily;
            profile.addresses = value == "ipv4" ? ipv4 : value == "ipv6" ? ipv6 : any;
            return one_of(value, key, node, {"any", "ipv4", "ipv6"});
        }
        if (key == "state-folder") return take(profile.state_folder, path(value));
        if (key == "cache-folder") return take(profile.cache_folder, path(value));
        if (key == "columns") return take(profile.columns, value);
        if (key == "timeout") return take_duration(profile.timeout, value, key, node);
        if (key == "visible-within") {
            std::chrono::milliseconds duration{};
            SKIFTE_CHECK(take_duration(duration, value, key, node));
            profile.visible_within = duration;
            return {};
        }
        return unknown(key, node, profile_keys());
    }

    template <typename To, typename From>
    static Result<void> take(To& to, From&& from) {
        to = std::forward<From>(from);
        return {};
    }

    Result<void> take_duration(std::chrono::milliseconds& to, const std::string& value, std::string_view key,
                               const toml::node& node) {
        auto duration = parse_duration(value);
        if (!duration) return wrong(key, node, "30s | 10m | 2h");
        to = *duration;
        return {};
    }

    Result<void> take_url(std::string& to, const std::string& value, std::string_view key,
                          const toml::node& node) {
        if (!value.starts_with("https://") || value.size() < 9 || value.find('@') != std::string::npos)
            return wrong(key, node, "https://…");
        to = value;
        return {};
    }

    Result<void> one_of(std::string_view value, std::string_view key, const toml::node& node,
                        std::initializer_list<std::string_view> known) {
        if (std::find(known.begin(), known.end(), value) != known.end()) return {};
        std::string all;
        for (const auto word : known) all += (all.empty() ? "" : " | ") + std::string(word);
        return wrong(key, node, all);
    }

    Result<void> choose(std::string& to, const std::string& value, std::string_view key,
                        const toml::node& node, std::initializer_list<std::string_view> known) {
        to = value;
        return one_of(value, key, node, known);
    }

    Result<void> read_authentication(Profile& profile, const std::string& value, const toml::node& node) {
        using auth::ClientAuthentication;
        if (value == "client_secret_basic")
            profile.client_authentication = ClientAuthentication::basic;
        else if (value == "client_secret_post")
            profile.client_authentication = ClientAuthentication::post;
        else if (value == "tls_client_auth")
            profile.client_authentication = ClientAuthentication::tls_client;
        else
            return wrong("client-authentication", node,
                         "client_secret_basic | client_secret_post | tls_client_auth");
        return {};
    }

    // Before it is kept among the settings, which are shown.
    Result<void> read_key_uri(Profile& profile, const toml::node& node) {
        constexpr std::string_view key = "certificate-key";
        SKIFTE_TRY(const std::string value, text(key, node));
        auto uri = auth::parse_key_uri(value);
        if (!uri) {
            Error error = std::move(uri).error();
            for (Argument& argument : at(key, node)) error.arguments.push_back(std::move(argument));
            return fail(std::move(error));
        }
        profile.settings.push_back({std::string(key), value, Origin::profile, where(node)});
        return take(profile.certificate_key, std::move(uri).value());
    }

    // A mistyped one would give wrong advice where a call is refused.
    Result<void> check_group(const std::string& group, const toml::node& node) const {
        std::vector<std::string_view> known;
        for (const auto* need : all_needs()) known.push_back(need->key);
        if (std::find(known.begin(), known.end(), group) != known.end()) return {};
        auto arguments = at("groups", node);
        arguments.push_back({"value", group});
        arguments.push_back({"nearest", nearest(group, known)});
        return fail("config.group", std::move(arguments));
    }

    Result<void> read_groups(Profile& profile, const toml::node& node) {
        if (!node.is_array()) return wrong("groups", node, "[\"…\"]");
        std::string all;
        for (const auto& item : *node.as_array()) {
            SKIFTE_TRY(std::string group, text("groups", item));
            SKIFTE_CHECK(check_group(group, item));
            all += (all.empty() ? "" : ", ") + group;
            profile.groups.push_back(std::move(group));
        }
        profile.settings.push_back({"groups", all, Origin::profile, where(node)});
        return {};
    }

    // A reference as text, or { command = ["argv", …] }. A value that is no reference may be the secret
    // itself: it is not repeated in the message.
    Result<void> read_secret(Profile& profile, std::optional<auth::SecretReference>& to, std::string_view key,
                             const toml::node& node) {
        if (const auto* table = node.as_table()) {
            const auto* argv = table->get_as<toml::array>("command");
            if (argv == nullptr || table->size() != 1) return wrong(key, node, "{ command = [\"…\"] }");
            std::vector<std::string> words;
            for (const auto& word : *argv) {
                SKIFTE_TRY(std::string one, text(key, word));
                words.push_back(std::move(one));
            }
            if (words.empty()) return wrong(key, node, "{ command = [\"…\"] }");
            SKIFTE_TRY(to, auth::SecretReference::command(std::move(words)));
        } else {
            SKIFTE_TRY(const std::string value, text(key, node));
            auto reference = auth::SecretReference::parse(value);
            if (!reference) return fail("config.secret_in_clear", at(key, node));
            to = std::move(reference).value();
        }
        profile.settings.push_back({std::string(key), to->text(), Origin::profile, where(node)});
        return {};
    }

    Result<void> complete(const Profile& profile) const {
        const auto missing = [&](std::string_view key) {
            return fail(
                "config.missing_key",
                {{"path", config_.path.string()}, {"profile", profile.name}, {"key", std::string(key)}});
        };
        if (profile.environment.empty()) return missing("environment");
        if (profile.base_url.empty()) return missing("base-url");
        if (profile.token_endpoint.empty()) return missing("token-endpoint");
        if (profile.client_id.empty()) return missing("client-id");
        if (profile.certificate.empty()) return missing("certificate");
        if (profile.client_authentication != auth::ClientAuthentication::tls_client && !profile.client_secret)
            return missing("client-secret");
        return {};
    }

    [[nodiscard]] std::filesystem::path path(const std::string& value) const {
        if (value.starts_with("~/"))
            if (const char* home = std::getenv("HOME")) return std::filesystem::path(home) / value.substr(2);
        return config_.path.parent_path() / value;
    }
    [[nodiscard]] std::string where(const toml::node& node) const {
        return config_.path.filename().string() + ":" + std::to_string(node.source().begin.line);
    }
    [[nodiscard]] std::vector<Argument> at(std::string_view key, const toml::node& node) const {
        return {{"path", config_.path.string()},
                {"line", std::to_string(node.source().begin.line)},
                {"key", std::string(key)}};
    }
    [[nodiscard]] Result<std::string> text(std::string_view key, const toml::node& node) const {
        if (const auto value = node.value_exact<std::string>()) return *value;
        return wrong(key, node, "\"…\"");
    }
    [[nodiscard]] Failure wrong(std::string_view key, const toml::node& node,
                                std::string_view expected) const {
        auto arguments = at(key, node);
        arguments.push_back({"expected", std::string(expected)});
        return fail("config.value", std::move(arguments));
    }
    [[nodiscard]] Failure unknown(std::string_view key, const toml::node& node,
                                  std::span<const std::string_view> known) const {
        auto arguments = at(key, node);
        arguments.push_back({"nearest", nearest(key, known)});
        return fail("config.unknown_key", std::move(arguments));
    }

    Config& config_;
};

// toml++ quotes what it stumbled over, and that may be a secret.
std::string without_quotes(std::string_view description) {
    std::string out;
    bool quoted = false;
    for (const char c : description) {
        if (c == '\'') {
            quoted = !quoted;
            if (!quoted) out += "…";
        } else if (!quoted) {
            out += c;
        }
    }
    return out;
}

// toml++ 3.3 takes for granted, by assertions and unreachable branches, that a table's name begins like a key
// and that no letter beyond ASCII stands where it looks for space: "[!" ends the program. So this is looked
// for first. A string ends on its line here: no setting needs a longer one.
bool is_safe_to_parse(std::string_view line) {
    char quote = 0;
    for (std::size_t at = 0; at < line.size(); ++at) {
        const char c = line[at];
        if (quote != 0) {
            if (c == '\\' && quote == '"')
                ++at;
            else if (c == quote)
                quote = 0;
            continue;
        }
        if (c == '#') break;
        if (c == '"' || c == '\'') {
            // Elsewhere it begins no string, and toml++ takes what follows for more of what it stands in.
            if (at != 0 && std::string_view(" \t=[{,.").find(line[at - 1]) == std::string_view::npos)
                return false;
            quote = c;
        } else if ((c < ' ' && c != '\t') || c > '~') {
            return false;
        }
    }
    if (quote != 0) return false;
    static const std::string_view blank = " \t";
    const auto start = line.find_first_not_of(blank);
    if (start == line.npos || line[start] != '[') return true;
    const auto name = line.find_first_not_of(blank, start + (line.substr(start).starts_with("[[") ? 2 : 1));
    static const std::string_view beginners =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_\"']";
    return name != line.npos && beginners.find(line[name]) != beginners.npos;
}

// The number of the first line that is not, or 0.
std::size_t unsafe_line(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    std::size_t number = 0;
    while (!text.empty()) {
        ++number;
        const auto end = text.find('\n');
        std::string_view line = text.substr(0, end);
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (!is_safe_to_parse(line)) return number;
        if (end == text.npos) break;
        text.remove_prefix(end + 1);
    }
    return 0;
}

}  // namespace

const std::vector<std::string_view>& profile_keys() {
    static const std::vector<std::string_view> keys{"environment",     "base-url",
                                                    "token-endpoint",  "client-id",
                                                    "client-secret",   "client-authentication",
                                                    "scope",           "certificate",
                                                    "certificate-key", "certificate-password",
                                                    "ca-file",         "min-tls",
                                                    "address-family",  "state-folder",
                                                    "cache-folder",    "timeout",
                                                    "visible-within",  "columns",
                                                    "groups"};
    return keys;
}

Result<Config> read_config(const std::filesystem::path& path, bool must_exist) {
    Config config;
    std::error_code ignored;
    config.path = std::filesystem::absolute(path, ignored);
    auto text = read_file(config.path, std::size_t{1} << 20);
    if (!text) {
        if (text.error().code == "file.missing") {
            if (must_exist) return fail("config.missing", {{"path", config.path.string()}});
            return config;
        }
        return fail("config.unreadable", {{"path", config.path.string()},
                                          {"reason", std::string(text.error().argument("reason"))}});
    }
    config.exists = true;
    SKIFTE_TRY(const Permissions allowed, permissions(config.path));
    if (allowed.others_read || allowed.others_write)
        return fail("config.open", {{"path", config.path.string()}});
    if (const auto line = unsafe_line(*text); line != 0)
        return fail("config.syntax", {{"path", config.path.string()}, {"line", std::to_string(line)}});
    try {
        SKIFTE_CHECK(Reader(config).read(toml::parse(*text)));
    } catch (const toml::parse_error& fault) {
        return fail("config.syntax", {{"path", config.path.string()},
                                      {"line", std::to_string(fault.source().begin.line)},
                                      {"reason", without_quotes(fault.description())}});
    }
    return config;
}

}  // namespace skifte::cli
