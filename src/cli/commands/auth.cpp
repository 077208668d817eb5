// auth: the access token, without ever showing it.
#include "cli/commands/all.hpp"
#include "cli/context.hpp"

namespace skifte::cli {

namespace {

constexpr Column token_columns[] = {{"/profil"}, {"/tokenEndpoint"},          {"/clientId"},
                                    {"/scope"},  {"/udloeber", Show::moment}, {"/fraCache"}};

Result<Exit> print_token(Context& context, const Parsed&) {
    SKIFTE_TRY(const auth::Token token, context.session.token());
    SKIFTE_TRY(const Profile* profile, context.session.profile());
    Json object = Json::object();
    object.set("profil", profile->name);
    object.set("tokenEndpoint", profile->token_endpoint);
    object.set("clientId", profile->client_id);
    if (!token.scope.empty()) object.set("scope", token.scope);
    object.set("hentet", rfc3339(token.obtained));
    object.set("udloeber", rfc3339(token.expires));
    object.set("fraCache", token.from_cache);
    context.output().object(object, token_columns);
    return Exit::done;
}

Result<Exit> check(Context& context, const Parsed& flags) {
    SKIFTE_CHECK(print_token(context, flags));
    SKIFTE_TRY(const Profile* profile, context.session.profile());
    context.note("note.auth.ok", {{"profile", profile->name}, {"url", profile->base_url}});
    return Exit::done;
}

Result<Exit> clear(Context& context, const Parsed&) {
    SKIFTE_TRY(auth::TokenSource * source, context.session.tokens());
    SKIFTE_TRY(const bool cleared, source->clear());
    context.note(cleared ? "note.token.cleared" : "note.token.none");
    return Exit::done;
}

}  // namespace

std::span<const Command> auth_commands() {
    static constexpr Command commands[] = {
        {.noun = "auth",
         .verb = "check",
         .flags = {},
         .positional = {},
         .example = "auth check",
         .run = check},
        {.noun = "auth",
         .verb = "token",
         .flags = {},
         .positional = {},
         .example = "auth token -o json",
         .run = print_token},
        {.noun = "auth",
         .verb = "clear",
         .flags = {},
         .positional = {},
         .example = "auth clear",
         .run = clear},
    };
    return commands;
}

}  // namespace skifte::cli
