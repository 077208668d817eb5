#include <skifte/auth/secret_reference.hpp>

#include <skifte/support/files.hpp>

#include "auth/keyring.hpp"
#include "auth/secret_command.hpp"
#include "auth/secret_stream.hpp"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <optional>
#include <sys/stat.h>

namespace skifte::auth {

namespace {

using Kind = SecretReference::Kind;

struct Scheme {
    std::string_view name;
    Kind kind;
};
constexpr std::array schemes{Scheme{"env", Kind::environment}, Scheme{"file", Kind::file},
                             Scheme{"keyring", Kind::keyring}, Scheme{"command", Kind::command},
                             Scheme{"prompt", Kind::prompt}};

std::string_view scheme_of(Kind kind) noexcept {
    for (const Scheme& one : schemes)
        if (one.kind == kind) return one.name;
    return {};
}

std::optional<Kind> find_scheme(std::string_view name) noexcept {
    for (const Scheme& one : schemes)
        if (one.name == name) return one.kind;
    return std::nullopt;
}

Failure refused(std::string reason, std::string_view scheme = {}) {
    Error error = Error{"secret.reference"}.with("reason", std::move(reason));
    if (!scheme.empty()) error.arguments.push_back({"scheme", std::string(scheme)});
    return fail(std::move(error));
}

Result<Secret> from_environment(const std::string& name) {
    const char* value = std::getenv(name.c_str());
    if (value == nullptr) return fail(Error{"secret.env_missing"}.with("name", name));
    return Secret{std::string(value)};
}

Result<Secret> from_file(const std::filesystem::path& path) {
    const auto failure = [&](std::string code) { return Error{std::move(code)}.with("path", path.string()); };
    const auto unreadable = [&](std::string reason) {
        return fail(failure("secret.file_unreadable").with("reason", std::move(reason)));
    };
    // Without blocking, lest a FIFO hold us before we see what it is.
    const FileHandle file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
    if (!file.is_open() && errno == ENOENT) return fail(failure("secret.file_missing"));
    if (!file.is_open()) return unreadable(errno_text(errno));
    struct stat info {};
    if (::fstat(file.get(), &info) != 0) return unreadable(errno_text(errno));
    if (!S_ISREG(info.st_mode)) return unreadable("Not a regular file");
    if ((info.st_mode & (S_IRGRP | S_IROTH)) != 0) return fail(failure("secret.file_open"));

    SecretStream stream;
    for (;;) {
        switch (stream.read(file.get())) {
        case SecretStream::State::end: return stream.take();
        case SecretStream::State::too_large: return unreadable("File too large");
        case SecretStream::State::failed: return unreadable(errno_text(errno));
        default: break;
        }
    }
}

Result<Secret> from_command(const SecretReference& reference, const SecretContext& context) {
    if (context.config_writable_by_others)
        return fail(Error{"secret.command_refused"}.with("name", reference.name()));
    return run_for_secret(reference.argv(), context.withheld);
}

Result<Secret> from_prompt(const SecretContext& context) {
    if (!context.prompt) return fail(Error{"secret.no_terminal"}.with("what", context.what));
    return context.prompt(context.what);
}

Result<Secret> fetch(const SecretReference& reference, const SecretContext& context) {
    switch (reference.kind()) {
    case Kind::environment: return from_environment(reference.name());
    case Kind::file: return from_file(context.base / reference.name());
    case Kind::keyring: return find_in_keyring(reference.name());
    case Kind::command: return from_command(reference, context);
    case Kind::prompt: break;
    }
    return from_prompt(context);
}

}  // namespace

Result<SecretReference> SecretReference::parse(std::string_view text) {
    if (text == "prompt") return SecretReference{Kind::prompt, {}};
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) return refused("no_scheme");
    const std::string_view scheme = text.substr(0, colon);
    const auto kind = find_scheme(scheme);
    if (!kind || *kind == Kind::prompt) return refused("unknown_scheme");
    if (*kind == Kind::command) return refused("not_an_array", scheme);
    const std::string_view name = text.substr(colon + 1);
    if (name.empty()) return refused("empty_name", scheme);
    return SecretReference{*kind, std::string(name)};
}

Result<SecretReference> SecretReference::command(std::vector<std::string> argv) {
    if (argv.empty() || argv.front().empty()) return refused("empty_name", scheme_of(Kind::command));
    std::string name = argv.front();
    return SecretReference{Kind::command, std::move(name), std::move(argv)};
}

std::string SecretReference::text() const {
    std::string text{scheme_of(kind_)};
    if (kind_ != Kind::prompt) text.append(":").append(name_);
    return text;
}

Result<Secret> resolve(const SecretReference& reference, const SecretContext& context) {
    SKIFTE_TRY(Secret secret, fetch(reference, context));
    if (secret.empty()) return fail(Error{"secret.empty"}.with("reference", reference.text()));
    return secret;
}

}  // namespace skifte::auth
