// sandbox: hands over to the separate program that plays the portal.
#include "cli/commands/all.hpp"
#include "cli/context.hpp"

#include <skifte/support/files.hpp>

#include <cerrno>
#include <unistd.h>
#include <vector>

namespace skifte::cli {

namespace {

// Beside us in an installation or a build: ../libexec/skifte-sandbox.
Result<std::filesystem::path> sandbox_program() {
    std::error_code error;
    const auto self = std::filesystem::read_symlink("/proc/self/exe", error);
    if (error) return fail("sandbox.missing", {{"path", "skifte-sandbox"}});
    const auto prefix = self.parent_path().parent_path();
    for (const auto* folder : {"libexec", "libexec/skifte", "lib/skifte"})
        if (const auto path = prefix / folder / "skifte-sandbox"; std::filesystem::exists(path, error))
            return path;
    return fail("sandbox.missing", {{"path", (prefix / "libexec" / "skifte-sandbox").string()}});
}

Result<Exit> serve(Context& context, const Parsed& flags) {
    SKIFTE_TRY(const std::filesystem::path program, sandbox_program());
    std::vector<std::string> words{program.string(), "serve"};
    for (const auto* name : {"dir", "port", "afgoerelse-efter"})
        if (const auto value = flags.value(name)) {
            words.push_back(std::string("--") + name);
            words.push_back(*value);
        }
    if (context.globals.quiet) words.emplace_back("--quiet");
    std::vector<char*> argv;
    for (auto& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    ::execv(argv[0], argv.data());
    return fail("sandbox.start", {{"path", program.string()}, {"reason", errno_text(errno)}});
}

}  // namespace

std::span<const Command> sandbox_commands() {
    static constexpr Flag flags[] = {
        {.name = "dir", .takes = Takes::value, .value = "DIR", .required = true},
        {.name = "port", .takes = Takes::value, .value = "N"},
        {.name = "afgoerelse-efter", .takes = Takes::value, .value = "TID", .fallback = "1s"}};
    static constexpr Command commands[] = {
        {.noun = "sandbox",
         .verb = "serve",
         .flags = flags,
         .positional = {},
         .example = "sandbox serve --dir sandkasse",
         .run = serve,
         .needs_nothing = true},
    };
    return commands;
}

}  // namespace skifte::cli
