// config: which file, and where each value came from.
#include "cli/commands/all.hpp"
#include "cli/context.hpp"

#include <algorithm>

namespace skifte::cli {

namespace {

constexpr Column columns[] = {{"/noegle"}, {"/vaerdi"}, {"/kilde", Show::code, "word.origin."}, {"/sted"}};

std::string_view word(Origin origin) {
    switch (origin) {
    case Origin::flag: return "flag";
    case Origin::environment: return "environment";
    case Origin::profile: return "profile";
    case Origin::fallback: return "default";
    }
    return "default";
}

void print(Output& output, std::string_view key, std::string_view value, Origin origin,
           std::string_view where) {
    Json row = Json::object();
    row.set("noegle", key);
    row.set("vaerdi", value);
    row.set("kilde", word(origin));
    row.set("sted", where);
    output.row(row);
}

Result<Exit> path(Context& context, const Parsed&) {
    context.streams.out(context.session.options().config_path.string() + "\n");
    return Exit::done;
}

Result<Exit> show(Context& context, const Parsed&) {
    SKIFTE_TRY(const Config* config, context.session.config());
    SKIFTE_TRY(const Profile* profile, context.session.profile());
    Output output = context.output();
    output.begin(columns);
    const auto& options = context.session.options();
    print(output, "config", config->path.string(), options.config_origin, "");
    print(output, "profile", profile->name,
          options.profile_origin == Origin::fallback ? Origin::profile : options.profile_origin, "");
    for (const auto key : profile_keys()) {
        const auto it = std::find_if(profile->settings.begin(), profile->settings.end(),
                                     [&](const Setting& setting) { return setting.key == key; });
        if (key == "timeout" && options.timeout)
            print(output, key, std::to_string(options.timeout->count()) + "ms", options.timeout_origin, "");
        else if (it != profile->settings.end())
            print(output, key, it->value, it->origin, it->where);
        else if (key == "timeout")
            print(output, key, "60s", Origin::fallback, "");
        else if (key == "client-authentication")
            print(output, key, "client_secret_basic", Origin::fallback, "");
        else if (key == "state-folder")
            print(output, key, context.session.state_folder(*profile).string(), Origin::fallback, "");
        else if (key == "cache-folder")
            print(output, key, context.session.cache_folder(*profile).string(), Origin::fallback, "");
    }
    output.end();
    return Exit::done;
}

}  // namespace

std::span<const Command> config_commands() {
    static constexpr Command commands[] = {
        {.noun = "config",
         .verb = "show",
         .flags = {},
         .positional = {},
         .example = "config show -p test",
         .run = show},
        {.noun = "config",
         .verb = "path",
         .flags = {},
         .positional = {},
         .example = "config path",
         .run = path,
         .needs_nothing = true},
    };
    return commands;
}

}  // namespace skifte::cli
