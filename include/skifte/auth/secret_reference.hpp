// Where a secret is: env:NAME, file:PATH, keyring:NAME, command:[argv…], or prompt. Never the secret itself.
#pragma once

#include <skifte/support/result.hpp>
#include <skifte/support/sensitive.hpp>

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace skifte::auth {

class SecretReference {
public:
    enum class Kind { environment, file, keyring, command, prompt };

    // Errors: secret.reference (value's scheme only): no scheme, an unknown one, or an empty name.
    [[nodiscard]] static Result<SecretReference> parse(std::string_view text);
    [[nodiscard]] static SecretReference command(std::vector<std::string> argv);

    [[nodiscard]] Kind kind() const noexcept { return kind_; }
    [[nodiscard]] const std::string& name() const noexcept { return name_; }
    [[nodiscard]] std::string text() const;  // as written; holds no secret

private:
    Kind kind_ = Kind::prompt;
    std::string name_;
    std::vector<std::string> argv_;
    friend Result<Secret> resolve(const SecretReference&, const struct SecretContext&);
};

struct SecretContext {
    std::filesystem::path base;       // relative file: references are under it
    bool config_writable_by_others = false;  // then command: is refused
    // Asks the user without echo; empty where there is no terminal.
    std::function<Result<Secret>(std::string_view what)> prompt;
    std::string what;  // "certificate-password": for the prompt and for messages
};

// One trailing line break is not part of a secret.
// Errors: secret.env_missing (name), secret.file_missing (path), secret.file_open (path: others can read it),
// secret.file_unreadable, secret.empty, secret.command_failed (name, status), secret.command_refused,
// secret.keyring_absent, secret.keyring_locked, secret.keyring_missing (name), secret.no_terminal (what).
[[nodiscard]] Result<Secret> resolve(const SecretReference& reference, const SecretContext& context);

}  // namespace skifte::auth
