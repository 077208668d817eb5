// The sandbox's folder at its first start and later.
#include "bench.hpp"

#include "sandbox/folder.hpp"
#include "sandbox/messages.hpp"
#include "sandbox/specs.hpp"

#include <catch2/catch.hpp>

#include <sys/stat.h>

namespace {

using namespace skifte;
using namespace skifte::sandbox;

unsigned mode(const std::filesystem::path& path) {
    struct stat info {};
    REQUIRE(::stat(path.c_str(), &info) == 0);
    return info.st_mode & 0777;
}

Result<Folder> open(const std::filesystem::path& path) {
    return Folder::open(path, system_clock().now());
}

}  // namespace

TEST_CASE("a first start makes a private folder with everything in it, and the next one keeps it all") {
    const test::TemporaryFolder above;
    const std::filesystem::path path = above.path() / "sandkasse";
    const std::vector<std::string> kept{"client.p12",      "client.p12.password", "client-secret",
                                        "ca.pem",          "pki/server.pem",      "pki/server.key",
                                        "pki/issuing.key", "pki/root.key",        "testdata.json"};
    std::vector<std::string> first;
    {
        auto folder = open(path);
        REQUIRE(folder);
        REQUIRE(folder->write_config("https://127.0.0.1:1"));
        CHECK(mode(path) == 0700);
        for (const std::string& name : kept) {
            INFO(name);
            CHECK(mode(path / name) == 0600);
            first.push_back(above.read("sandkasse/" + name));
            CHECK_FALSE(first.back().empty());
        }
    }
    auto folder = open(path);
    REQUIRE(folder);
    for (std::size_t i = 0; i < kept.size(); ++i) CHECK(above.read("sandkasse/" + kept[i]) == first[i]);
}

TEST_CASE("config.toml is a profile with the address of this start") {
    const test::TemporaryFolder above;
    const std::filesystem::path path = above.path() / "s";
    auto folder = open(path);
    REQUIRE(folder);
    REQUIRE(folder->write_config("https://127.0.0.1:1"));
    REQUIRE(folder->write_config("https://127.0.0.1:4711"));
    const std::string config = above.read("s/config.toml");
    for (const char* line :
         {"profile = \"sandkasse\"", "[profiles.sandkasse]", "environment = \"sandbox\"",
          "base-url = \"https://127.0.0.1:4711\"", "token-endpoint = \"https://127.0.0.1:4711/oauth2/token\"",
          "client-id = \"sandkasse-likvidator\"", "client-secret = \"file:client-secret\"",
          "client-authentication = \"client_secret_basic\"", "certificate = \"client.p12\"",
          "certificate-password = \"file:client.p12.password\"", "ca-file = \"ca.pem\"",
          "state-folder = \"state\"", "cache-folder = \"cache\"", "visible-within = \"2s\""}) {
        INFO(line);
        CHECK(config.find(std::string("\n") + line + "\n") != std::string::npos);
    }
    const std::size_t scopes = config.find("scope = \"");
    REQUIRE(scopes != std::string::npos);
    const std::string line = config.substr(scopes, config.find('\n', scopes) - scopes);
    for (const std::string& scope : served_scopes()) {
        INFO(scope);
        CHECK(line.find(scope) != std::string::npos);
    }
    CHECK(config.find(above.read("s/client-secret")) == std::string::npos);
}

TEST_CASE("testdata.json says per case what it is for, in both languages, with the ids it takes") {
    const test::TemporaryFolder above;
    auto folder = open(above.path() / "s");
    REQUIRE(folder);
    const Json testdata = Json::parse(above.read("s/testdata.json")).value();
    const auto& sager = testdata.find("sager")->items();
    REQUIRE(sager.size() == 10);
    CHECK(sager[0].text("formaal") == "foerste-redegoerelse");
    CHECK(sager[0].text("fristId") == fixed_id("frist/foerste-redegoerelse"));
    for (const Json& sag : sager) {
        INFO(sag.text("formaal"));
        CHECK(sag.text("sagId").size() == 36);
        CHECK(sag.text("cvrNummer").size() == 8);
        CHECK_FALSE(sag.text("sagsnummer").empty());
        CHECK_FALSE(sag.at_pointer("/beskrivelse/da")->as_string().empty());
        CHECK_FALSE(sag.at_pointer("/beskrivelse/en")->as_string().empty());
    }
}

TEST_CASE("a folder that another sandbox uses is refused by name") {
    const test::TemporaryFolder above;
    auto first = open(above.path() / "s");
    REQUIRE(first);
    const auto second = open(above.path() / "s");
    REQUIRE_FALSE(second);
    CHECK(second.error().code == "sandbox.in_use");
    CHECK(exit_code(second.error()) == 3);
    CHECK(message(second.error()).find((above.path() / "s").string()) != std::string::npos);
}

TEST_CASE("a folder that holds somebody's files is left as it is") {
    const test::TemporaryFolder above;
    above.write("brev.txt", "Kære");
    const auto folder = open(above.path());
    REQUIRE_FALSE(folder);
    CHECK(folder.error().code == "sandbox.foreign_folder");
    CHECK_FALSE(std::filesystem::exists(above.path() / "sandbox.lock"));
}
