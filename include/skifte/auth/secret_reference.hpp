// Where a secret is: env:NAME, file:PATH, keyring:NAME, command:[argv…], or prompt. Never the secret itself.
#pragma once

#include <skifte/support/result.hpp>
#include <skifte/support/sensitive.hpp>

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace skifte::auth {

class SecretReference {
public:
    enum class Kind { environment, file, keyring, command, prompt };

    // Error: secret.reference (reason: no_scheme, unknown_scheme, empty_name, not_an_array; scheme, if it is
    // a known one). The text itself is not in it: someone may have put the secret where the reference
    // belongs. `command:` cannot be parsed from text (not_an_array): it is an array from the start.
    [[nodiscard]] static Result<SecretReference> parse(std::string_view text);
    // argv[0] is looked up in PATH. Error: secret.reference (reason: empty_name).
    [[nodiscard]] static Result<SecretReference> command(std::vector<std::string> argv);

    [[nodiscard]] Kind kind() const noexcept { return kind_; }
    // The variable, path or keyring entry; of a command its argv[0]; "" of a prompt.
    [[nodiscard]] const std::string& name() const noexcept { return name_; }
    [[nodiscard]] const std::vector<std::string>& argv() const noexcept { return argv_; }
    // As written, but of a command only argv[0]: arguments are nobody's business.
    [[nodiscard]] std::string text() const;

private:
    explicit SecretReference(Kind kind, std::string name, std::vector<std::string> argv = {})
        : kind_(kind), name_(std::move(name)), argv_(std::move(argv)) {}

    Kind kind_;
    std::string name_;
    std::vector<std::string> argv_;
};

struct SecretContext {
    std::filesystem::path base = {};         // relative file: references are under it
    bool config_writable_by_others = false;  // then command: is refused
    // Asks the user without echo; empty where there is no terminal.
    std::function<Result<Secret>(std::string_view what)> prompt = {};
    std::string what = {};                   // "certificate-password": for the prompt and for messages
    std::vector<std::string> withheld = {};  // variables that a command is not given: other secrets
};

// One trailing line break is not part of a secret; more than 64 KiB is none. A command runs without a shell,
// with /dev/null as its stdin and our stderr, for at most 30 seconds. Errors:
//   secret.empty (reference)
//   secret.env_missing (name)
//   secret.file_missing (path), secret.file_open (path: others can read it), secret.file_unreadable (path,
//   reason) secret.command_refused (name), secret.command_failed (name, status: "exit N", "signal N",
//   "timeout", "too_large", or why it did not start), interrupted secret.keyring_absent (reason),
//   secret.keyring_locked (name), secret.keyring_missing (name) secret.no_terminal (what), and what the
//   prompt itself fails with
[[nodiscard]] Result<Secret> resolve(const SecretReference& reference, const SecretContext& context);

}  // namespace skifte::auth
