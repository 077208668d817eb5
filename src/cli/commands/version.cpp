// version: ours, and of what is compiled in.
#include "cli/commands/all.hpp"
#include "cli/commands/specs.hpp"
#include "cli/context.hpp"

namespace skifte::cli {

namespace {

constexpr Column columns[] = {{"/skifte"}};

Result<Exit> print(Context& context, const Parsed&) {
    Json out = Json::object();
    out.set("skifte", SKIFTE_VERSION);
    Json specs = Json::array();
    for (const auto* spec : compiled_specs()) {
        Json one = Json::object();
        one.set("navn", spec->name);
        one.set("version", spec->version);
        one.set("sha256", spec->digest);
        specs.push_back(std::move(one));
    }
    out.set("specs", std::move(specs));
    if (context.globals.format != Format::table) {
        context.output().object(out, columns);
        return Exit::done;
    }
    context.streams.out("skifte " SKIFTE_VERSION "\n");
    for (const auto* spec : compiled_specs())
        context.streams.out("  " + std::string(spec->name) + " " + std::string(spec->version) + "\n");
    context.streams.out("  " + context.say("note.reconstructed") + "\n");
    return Exit::done;
}

}  // namespace

std::span<const Command> version_commands() {
    static constexpr Command commands[] = {
        {.noun = "version",
         .verb = "",
         .flags = {},
         .positional = {},
         .example = "version",
         .run = print,
         .needs_nothing = true},
    };
    return commands;
}

}  // namespace skifte::cli
