#include "cli/config.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <unistd.h>

using namespace skifte;
using namespace skifte::cli;

namespace {

namespace fs = std::filesystem;

constexpr std::string_view whole = R"([profiles.test]
environment = "test"
base-url = "https://portal.example"
token-endpoint = "https://token.example/token"
client-id = "c-1"
client-secret = "env:SKIFTE_TEST_SECRET"
certificate = "certifikat.p12"
certificate-password = "prompt"
)";

// A configuration file that goes with it.
class ConfigFile {
public:
    explicit ConfigFile(std::string_view text) {
        std::string folder = (fs::temp_directory_path() / "skifte-config-XXXXXX").string();
        REQUIRE(::mkdtemp(folder.data()) != nullptr);
        folder_ = folder;
        std::ofstream(path()) << text;
        fs::permissions(path(), fs::perms::owner_read | fs::perms::owner_write);
    }
    ~ConfigFile() {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }
    ConfigFile(const ConfigFile&) = delete;
    ConfigFile& operator=(const ConfigFile&) = delete;
    [[nodiscard]] fs::path path() const { return folder_ / "config.toml"; }

private:
    fs::path folder_;
};

Error error_of(std::string_view text) {
    const ConfigFile file(text);
    auto config = read_config(file.path(), true);
    REQUIRE_FALSE(config);
    CHECK(config.error().argument("path") == file.path().string());
    return std::move(config).error();
}

std::string with(std::string_view line) {
    return std::string(whole) + std::string(line) + "\n";
}

}  // namespace

TEST_CASE("A profile is read with its defaults, and its paths are beside the file", "[config]") {
    const ConfigFile file("profile = \"test\"\nlang = \"en\"\n" + std::string(whole));
    const auto config = read_config(file.path(), true);
    REQUIRE(config);
    CHECK(config->exists);
    CHECK(config->default_profile == "test");
    CHECK(config->language == "en");
    const Profile& profile = config->profiles.at("test");
    CHECK(profile.environment == "test");
    CHECK(profile.base_url == "https://portal.example");
    CHECK(profile.certificate == file.path().parent_path() / "certifikat.p12");
    CHECK(profile.client_secret->text() == "env:SKIFTE_TEST_SECRET");
    CHECK(profile.certificate_password->kind() == auth::SecretReference::Kind::prompt);
    CHECK(profile.client_authentication == auth::ClientAuthentication::basic);
    CHECK(profile.timeout == std::chrono::seconds(60));
    CHECK_FALSE(profile.visible_within);
    CHECK_FALSE(profile.tls_1_3_only);
    CHECK(profile.addresses == net::AddressFamily::any);
}

TEST_CASE("Each setting remembers the line it stands on", "[config]") {
    const ConfigFile file(whole);
    const auto config = read_config(file.path(), true);
    REQUIRE(config);
    const auto& settings = config->profiles.at("test").settings;
    const auto it =
        std::find_if(settings.begin(), settings.end(), [](const Setting& s) { return s.key == "base-url"; });
    REQUIRE(it != settings.end());
    CHECK(it->where == "config.toml:3");
    CHECK(it->origin == Origin::profile);
}

TEST_CASE("What else a profile may say is read", "[config]") {
    const ConfigFile file(with("scope = \"skifteportal\"\nclient-authentication = \"client_secret_post\"\n"
                               "timeout = \"2m\"\nvisible-within = \"30s\"\nstate-folder = \"tilstand\"\n"
                               "groups = [\"doedsbo-krav\", \"tvangsoploesning-opslag\"]\n"
                               "min-tls = \"1.3\"\naddress-family = \"ipv6\""));
    const auto config = read_config(file.path(), true);
    REQUIRE(config);
    const Profile& profile = config->profiles.at("test");
    CHECK(profile.scope == "skifteportal");
    CHECK(profile.client_authentication == auth::ClientAuthentication::post);
    CHECK(profile.timeout == std::chrono::minutes(2));
    CHECK(profile.visible_within == std::chrono::milliseconds(30'000));
    CHECK(profile.state_folder == file.path().parent_path() / "tilstand");
    CHECK(profile.groups == std::vector<std::string>{"doedsbo-krav", "tvangsoploesning-opslag"});
    CHECK(profile.tls_1_3_only);
    CHECK(profile.addresses == net::AddressFamily::ipv6);
}

TEST_CASE("A group is a need of the courts' form; a mistyped one is named with the nearest", "[config]") {
    const ConfigFile file(with("groups = [\"doedsbo-kav\"]"));
    const auto config = read_config(file.path(), true);
    REQUIRE_FALSE(config);
    CHECK(config.error().code == "config.group");
    CHECK(config.error().argument("value") == "doedsbo-kav");
    CHECK(config.error().argument("nearest") == "doedsbo-krav");
}

TEST_CASE("A secret may come from a command, of which only the program is shown", "[config]") {
    std::string text(whole);
    text.replace(text.find("\"env:SKIFTE_TEST_SECRET\""), 24,
                 "{ command = [\"pass\", \"show\", \"skifte\"] }");
    const ConfigFile file(text);
    const auto config = read_config(file.path(), true);
    REQUIRE(config);
    const auto& secret = *config->profiles.at("test").client_secret;
    CHECK(secret.argv() == std::vector<std::string>{"pass", "show", "skifte"});
    CHECK(secret.text() == "command:pass");
}

TEST_CASE("A file that is not there is no error unless it was named", "[config]") {
    const ConfigFile file("");
    const fs::path absent = file.path().parent_path() / "absent.toml";
    const auto config = read_config(absent, false);
    REQUIRE(config);
    CHECK_FALSE(config->exists);
    CHECK(read_config(absent, true).error().code == "config.missing");
}

TEST_CASE("A misspelt key names its line and the nearest one", "[config]") {
    const Error error = error_of(with("certficate = \"x.p12\""));
    CHECK(error.code == "config.unknown_key");
    CHECK(error.argument("key") == "certficate");
    CHECK(error.argument("line") == "9");
    CHECK(error.argument("nearest") == "certificate");
    CHECK(error_of("profil = \"test\"\n").argument("nearest") == "profile");
}

TEST_CASE("A value that cannot be says what could", "[config]") {
    const auto expected = [](std::string_view line) {
        const Error error = error_of(with(line));
        CHECK(error.code == "config.value");
        return std::string(error.argument("expected"));
    };
    CHECK(expected("timeout = \"soon\"") == "30s | 10m | 2h");
    CHECK(expected("timeout = 30") == "\"…\"");
    CHECK(expected("client-authentication = \"none\"").find("client_secret_basic") == 0);
    CHECK(expected("ca-file = [\"a\"]") == "\"…\"");
    CHECK(expected("min-tls = \"1.1\"") == "1.2 | 1.3");
    CHECK(expected("address-family = \"ipv5\"") == "any | ipv4 | ipv6");
    CHECK(error_of("lang = \"de\"\n").argument("expected") == "da | en");
    CHECK(error_of("[profiles.test]\nenvironment = \"prod\"\n").argument("expected") ==
          "production | test | sandbox");
}

TEST_CASE("An address must be https and hold no password", "[config]") {
    for (const auto* url :
         {"http://portal.example", "https://user:pw@portal.example", "https://", "portal.example"}) {
        CAPTURE(url);
        CHECK(error_of("[profiles.test]\nbase-url = \"" + std::string(url) + "\"\n").code == "config.value");
    }
}

TEST_CASE("A secret in clear is refused and not repeated", "[config]") {
    const Error error = error_of("[profiles.test]\nclient-secret = \"hunter2\"\n");
    CHECK(error.code == "config.secret_in_clear");
    CHECK(error.argument("key") == "client-secret");
    for (const auto& argument : error.arguments) CHECK(argument.value.find("hunter2") == std::string::npos);
}

TEST_CASE("A PIN in the URI of a key is refused and not repeated", "[config]") {
    const Error error = error_of("[profiles.test]\ncertificate-key = \"pkcs11:object=x?pin-value=4711\"\n");
    CHECK(error.code == "key_uri.pin");
    CHECK(error.argument("line") == "2");
    for (const auto& argument : error.arguments) CHECK(argument.value.find("4711") == std::string::npos);
    CHECK(error_of("[profiles.test]\ncertificate-key = \"noegle.pem\"\n").code == "key_uri.syntax");
    const ConfigFile file(with("certificate-key = \"pkcs11:object=x\""));
    CHECK(read_config(file.path(), true)->profiles.at("test").certificate_key->object == "x");
}

TEST_CASE("A profile that lacks a key names it", "[config]") {
    for (const auto* key :
         {"environment", "base-url", "token-endpoint", "client-id", "client-secret", "certificate"}) {
        std::string text(whole);
        const auto at = text.find("\n" + std::string(key) + " =");
        REQUIRE(at != std::string::npos);
        text.erase(at + 1, text.find('\n', at + 1) - at);
        const Error error = error_of(text);
        CHECK(error.code == "config.missing_key");
        CHECK(error.argument("key") == key);
        CHECK(error.argument("profile") == "test");
    }
}

TEST_CASE("With tls_client_auth no client secret is asked for", "[config]") {
    std::string text = with("client-authentication = \"tls_client_auth\"");
    const auto at = text.find("client-secret");
    text.erase(at, text.find('\n', at) - at);
    const ConfigFile file(text);
    CHECK(read_config(file.path(), true).has_value());
}

TEST_CASE("Text that is no TOML names its line", "[config]") {
    const Error error = error_of("lang = \"da\"\nprofile = \n");
    CHECK(error.code == "config.syntax");
    CHECK(error.argument("line") == "2");
    CHECK_FALSE(error.argument("reason").empty());
}

TEST_CASE("A line that toml++ does not foresee is refused by its number", "[config]") {
    for (const std::string_view header :
         {"[!]", "[[,x]]", "[\x01]", "[ø]", "[=", "[#]", "[\xff]", "[ \"", "[.a]", "[[[a]]]", "a = 9\"ø\""}) {
        CAPTURE(header);
        const Error error = error_of("lang = \"da\"\n\n" + std::string(header) + "\nprofile = \"test\"\n");
        CHECK(error.code == "config.syntax");
        CHECK(error.argument("line") == "3");
    }
    CHECK(error_of("[\x02").argument("line") == "1");
    CHECK(error_of("lang = \"da\"\r\nø = 1\r\n").argument("line") == "2");
}

TEST_CASE("Letters beyond ASCII, and a byte order mark, may stand where TOML allows them", "[config]") {
    const ConfigFile file(
        "\xEF\xBB\xBF# på dansk\r\nlang = 'da' # \"æ\r\n\r\n[profiles.\"bø\\\"\"] # [!\r\n" +
        std::string(whole.substr(whole.find('\n'))));
    const auto config = read_config(file.path(), true);
    REQUIRE(config.has_value());
    CHECK(config->profiles.contains("bø\""));
}

TEST_CASE("A file that others may read or write to is refused", "[config]") {
    const ConfigFile file(whole);
    for (const auto others :
         {fs::perms::group_read, fs::perms::others_read, fs::perms::group_write, fs::perms::others_write}) {
        fs::permissions(file.path(), others, fs::perm_options::add);
        const auto config = read_config(file.path(), true);
        REQUIRE_FALSE(config);
        CHECK(config.error().code == "config.open");
        fs::permissions(file.path(), others, fs::perm_options::remove);
    }
}
