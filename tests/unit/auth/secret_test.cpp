// Secret references: where a secret may be, and every way in which it is not there.
#include <skifte/auth/secret_reference.hpp>
#include <skifte/support/files.hpp>

#include "auth/keyring.hpp"
#include "auth/secret_command.hpp"
#include "test_pki.hpp"

#include <catch2/catch.hpp>
#include <csignal>
#include <sys/stat.h>

using namespace skifte;
using namespace skifte::auth;
using test::EnvironmentVariable;
using test::TemporaryFolder;

namespace {

SecretReference reference(std::string_view text) {
    auto parsed = SecretReference::parse(text);
    REQUIRE(parsed);
    return std::move(parsed).value();
}

SecretReference shell(std::string script) {
    return SecretReference::command({"sh", "-c", std::move(script)}).value();
}

std::string revealed(const Result<Secret>& secret) {
    REQUIRE(secret);
    return secret->reveal();
}

std::string code(const Result<Secret>& secret) {
    return secret ? "" : secret.error().code;
}

}  // namespace

TEST_CASE("references are read and written back", "[auth][secret]") {
    using Kind = SecretReference::Kind;
    struct Case {
        std::string text;
        Kind kind;
        std::string name;
    };
    const auto [text, kind, name] = GENERATE(values<Case>({
        {"env:SKIFTE_SECRET", Kind::environment, "SKIFTE_SECRET"},
        {"file:/etc/skifte/hemmelighed", Kind::file, "/etc/skifte/hemmelighed"},
        {"file:c:d", Kind::file, "c:d"},
        {"keyring:prod æøå", Kind::keyring, "prod æøå"},
        {"prompt", Kind::prompt, ""},
    }));
    CHECK(reference(text).kind() == kind);
    CHECK(reference(text).name() == name);
    CHECK(reference(text).text() == text);
}

TEST_CASE("a reference that is none is refused without being repeated", "[auth][secret]") {
    using Case = std::pair<std::string, std::string>;
    const auto [text, reason] = GENERATE(values<Case>({
        {"", "no_scheme"},
        {"hemmelig1234", "no_scheme"},
        {"hemmelig:1234", "unknown_scheme"},
        {"ENV:hemmelig1234", "unknown_scheme"},
        {"prompt:hemmelig1234", "unknown_scheme"},
        {"env:", "empty_name"},
        {"file:", "empty_name"},
        {"command:hemmelig1234", "not_an_array"},
    }));
    CAPTURE(text);
    const auto parsed = SecretReference::parse(text);
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().code == "secret.reference");
    CHECK(parsed.error().argument("reason") == reason);
    for (const auto& argument : parsed.error().arguments)
        CHECK(argument.value.find("hemmelig") == std::string::npos);
}

TEST_CASE("a command shows its program and not its arguments", "[auth][secret]") {
    CHECK(SecretReference::command({"pass", "show", "hemmelig"}).value().text() == "command:pass");
    CHECK_FALSE(SecretReference::command({}));
    CHECK_FALSE(SecretReference::command({"", "x"}));
}

TEST_CASE("a secret comes from the environment", "[auth][secret]") {
    const EnvironmentVariable variable{"SKIFTE_TEST_SECRET", "p@ss:w%rd+ /~&=æøå\n"};
    CHECK(revealed(resolve(reference("env:SKIFTE_TEST_SECRET"), {})) == "p@ss:w%rd+ /~&=æøå\n");
    const auto missing = resolve(reference("env:SKIFTE_TEST_NO_SUCH"), {});
    CHECK(code(missing) == "secret.env_missing");
    CHECK(missing.error().argument("name") == "SKIFTE_TEST_NO_SUCH");
    const EnvironmentVariable empty{"SKIFTE_TEST_EMPTY", ""};
    CHECK(code(resolve(reference("env:SKIFTE_TEST_EMPTY"), {})) == "secret.empty");
}

TEST_CASE("a secret comes from a file that only its owner can read", "[auth][secret]") {
    const TemporaryFolder folder;
    SecretContext context;
    context.base = folder.path();
    const auto put = [&](std::string_view content, mode_t mode = 0600) {
        REQUIRE(replace_file(folder.path() / "kode", content, mode));
        return resolve(reference("file:kode"), context);
    };
    SECTION("one trailing line break is not part of it") {
        CHECK(revealed(put("abc")) == "abc");
        CHECK(revealed(put("abc\n")) == "abc");
        CHECK(revealed(put("abc\r\n")) == "abc");
        CHECK(revealed(put("abc\n\n")) == "abc\n");
        CHECK(revealed(put("abc\r")) == "abc\r");
        CHECK(revealed(put(" æøå \n")) == " æøå ");
    }
    SECTION("the path may be absolute") {
        REQUIRE(put("abc"));
        CHECK(revealed(resolve(reference("file:" + (folder.path() / "kode").string()), {})) == "abc");
    }
    SECTION("others may not read it") {
        for (const mode_t mode : {0640U, 0604U, 0644U}) {
            const auto open = put("abc", mode);
            CHECK(code(open) == "secret.file_open");
            CHECK(open.error().argument("path") == (folder.path() / "kode").string());
        }
        CHECK(put("abc", 0400));
    }
    SECTION("it may be missing, empty, a folder, a pipe or too large") {
        CHECK(code(resolve(reference("file:findes-ikke"), context)) == "secret.file_missing");
        CHECK(code(put("")) == "secret.empty");
        CHECK(code(put("\n")) == "secret.empty");
        CHECK(code(resolve(reference("file:."), context)) == "secret.file_unreadable");
        REQUIRE(::mkfifo((folder.path() / "pipe").c_str(), 0600) == 0);
        CHECK(code(resolve(reference("file:pipe"), context)) == "secret.file_unreadable");
        CHECK(revealed(put(std::string(65536, 'x'))).size() == 65536);
        CHECK(code(put(std::string(65537, 'x'))) == "secret.file_unreadable");
    }
}

TEST_CASE("a secret comes from a command, without a shell of ours", "[auth][secret]") {
    CHECK(revealed(resolve(SecretReference::command({"printf", "%s\\n", "a b;$HOME`id`"}).value(), {})) ==
          "a b;$HOME`id`");
    CHECK(revealed(resolve(shell("cat; printf abc"), {})) == "abc");  // stdin is empty
    CHECK(revealed(resolve(shell("head -c 65536 /dev/zero | tr '\\0' x"), {})).size() == 65536);
}

TEST_CASE("a command is not given the variables that hold other secrets", "[auth][secret]") {
    const EnvironmentVariable variable{"SKIFTE_TEST_HEMMELIG", "hemmelig"};
    SecretContext context;
    CHECK(revealed(resolve(shell("printf \"$SKIFTE_TEST_HEMMELIG\""), context)) == "hemmelig");
    context.withheld = {"SKIFTE_TEST_HEMMELIG"};
    CHECK(revealed(resolve(shell("printf \"${SKIFTE_TEST_HEMMELIG-intet}\""), context)) == "intet");
}

TEST_CASE("a command that leaves something behind with its stdout does not hold us", "[auth][secret]") {
    const TemporaryFolder folder;
    const auto pid = folder.path() / "pid";
    const std::string script = "sleep 1000 2>/dev/null & echo $! >'" + pid.string() + "'; printf abc";
    CHECK(revealed(run_for_secret({"sh", "-c", script}, {}, std::chrono::seconds{10})) == "abc");
    CHECK(::kill(std::stoi(read_file(pid).value()), SIGKILL) == 0);
}

TEST_CASE("a command that closes its stdout early is still waited for", "[auth][secret]") {
    CHECK(revealed(resolve(shell("printf abc; exec >&-; true"), {})) == "abc");
    CHECK(code(resolve(shell("printf abc; exec >&-; exit 1"), {})) == "secret.command_failed");
}

TEST_CASE("a command that fails says how", "[auth][secret]") {
    using Case = std::pair<std::string, std::string>;
    const auto [script, status] = GENERATE(values<Case>({
        {"printf hemmelig; exit 3", "exit 3"},
        {"printf hemmelig; kill -9 $$", "signal 9"},
        {"while :; do printf hemmelighemmelig; done", "too_large"},
    }));
    const auto failed = resolve(shell(script), {});
    CHECK(code(failed) == "secret.command_failed");
    CHECK(failed.error().argument("name") == "sh");
    CHECK(failed.error().argument("status") == status);
    CHECK(failed.error().arguments.size() == 2);
}

TEST_CASE("a command that is not there, says nothing, or takes too long, fails", "[auth][secret]") {
    const auto absent = resolve(SecretReference::command({"findes-ikke-skifte"}).value(), {});
    CHECK(absent.error().argument("status") == "No such file or directory");
    CHECK(code(resolve(shell(":"), {})) == "secret.empty");
    const auto slow = run_for_secret({"sleep", "1000"}, {}, std::chrono::milliseconds{1});
    CHECK(slow.error().argument("status") == "timeout");
}

TEST_CASE("a command from a configuration that others can write is not run", "[auth][secret]") {
    const TemporaryFolder folder;
    SecretContext context;
    context.config_writable_by_others = true;
    const auto mark = folder.path() / "koert";
    const auto refused = resolve(shell("touch '" + mark.string() + "'; echo abc"), context);
    CHECK(code(refused) == "secret.command_refused");
    CHECK_FALSE(std::filesystem::exists(mark));
}

TEST_CASE("a prompt asks by the callback, and without one there is no terminal", "[auth][secret]") {
    SecretContext context;
    context.what = "certificate-password";
    const auto silent = resolve(reference("prompt"), context);
    CHECK(code(silent) == "secret.no_terminal");
    CHECK(silent.error().argument("what") == "certificate-password");

    context.prompt = [](std::string_view what) -> Result<Secret> {
        return Secret{"svar paa " + std::string(what)};
    };
    CHECK(revealed(resolve(reference("prompt"), context)) == "svar paa certificate-password");
    context.prompt = [](std::string_view) -> Result<Secret> { return fail("interrupted"); };
    CHECK(code(resolve(reference("prompt"), context)) == "interrupted");
    context.prompt = [](std::string_view) -> Result<Secret> { return Secret{}; };
    CHECK(code(resolve(reference("prompt"), context)) == "secret.empty");
}

TEST_CASE("without a session bus the keyring is absent", "[auth][secret]") {
    const EnvironmentVariable bus{"DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus"};
    const auto found = resolve(reference("keyring:skifte-proeve"), {});
    CHECK(code(found) == "secret.keyring_absent");
    CHECK_FALSE(found.error().argument("reason").empty());
}
