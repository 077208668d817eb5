#include "cli/run.hpp"

#include "cli/command_line.hpp"
#include "cli/context.hpp"
#include "cli/example_call.hpp"
#include "cli/fault_flags.hpp"
#include "cli/help.hpp"
#include "cli/message.hpp"
#include "cli/needs.hpp"
#include "cli/output.hpp"
#include "cli/trace.hpp"

#include <skifte/support/files.hpp>
#include <skifte/support/interrupt.hpp>
#include <skifte/support/log.hpp>

#include <charconv>
#include <cstdlib>
#include <exception>

namespace skifte::cli {

namespace {

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

// Flag, then environment, else "".
std::string given(const Parsed& flags, std::string_view flag, const char* variable) {
    if (const auto value = flags.value(flag)) return *value;
    return environment(variable);
}

// Where `given` had it from.
Origin origin_of(const Parsed& flags, std::string_view flag, const char* variable) {
    if (flags.value(flag)) return Origin::flag;
    return environment(variable).empty() ? Origin::fallback : Origin::environment;
}

// The language as far as it is known without the configuration: also a wrong command line must be answered in
// it.
std::string wished_language(std::span<const std::string> arguments) {
    std::string wished = environment("SKIFTE_LANG");
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (arguments[i] == "--lang" && i + 1 < arguments.size()) wished = arguments[i + 1];
        if (arguments[i].starts_with("--lang=")) wished = arguments[i].substr(7);
    }
    return wished;
}

// The locale comes before the default and after the profile (POSIX 8.2: LC_ALL, LC_MESSAGES, LANG).
Language locale_language() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const std::string value = environment(name);
        if (value.empty()) continue;
        return value.starts_with("en") ? Language::en : Language::da;
    }
    return Language::da;
}

Language language_of(const std::string& wished) {
    if (wished == "da") return Language::da;
    if (wished == "en") return Language::en;
    return locale_language();
}

std::vector<std::string> split(std::string_view text) {
    std::vector<std::string> out;
    while (!text.empty()) {
        const auto comma = text.find(',');
        if (const auto word = text.substr(0, comma); !word.empty()) out.emplace_back(word);
        text = comma == std::string_view::npos ? std::string_view{} : text.substr(comma + 1);
    }
    return out;
}

// --maks: a whole number, at least 1.
Result<std::optional<std::size_t>> most_of(const Parsed& flags) {
    const auto text = flags.value("maks");
    if (!text) return std::optional<std::size_t>{};
    std::size_t most = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), most);
    if (error != std::errc{} || end != text->data() + text->size() || most == 0)
        return fail("usage.choice", {{"flag", "--maks"}, {"value", *text}, {"expected", "1, 2, 3 …"}});
    return std::optional{most};
}

Result<Globals> globals_of(const Parsed& flags, Language language) {
    Globals globals;
    globals.language = language;
    const std::string format = given(flags, "output", "SKIFTE_OUTPUT");
    if (!format.empty()) {
        const auto parsed = parse_format(format);
        if (!parsed)
            return fail("usage.choice",
                        {{"flag", "--output"}, {"value", format}, {"expected", "table, json, jsonl, csv"}});
        globals.format = *parsed;
    }
    if (const auto lang = flags.value("lang"); lang && *lang != "da" && *lang != "en")
        return fail("usage.choice", {{"flag", "--lang"}, {"value", *lang}, {"expected", "da, en"}});
    globals.fields = split(flags.text("fields"));
    globals.quiet = flags.has("quiet");
    globals.dry_run = flags.has("dry-run");
    globals.yes = flags.has("yes");
    globals.show_cpr = flags.has("vis-cpr");
    SKIFTE_TRY(globals.most, most_of(flags));
    return globals;
}

Result<SessionOptions> session_options(const Parsed& flags, Streams& streams, const Globals& globals) {
    SessionOptions options;
    const std::string config = given(flags, "config", "SKIFTE_CONFIG");
    options.config_origin = origin_of(flags, "config", "SKIFTE_CONFIG");
    options.config_path = config.empty() ? config_folder() / "config.toml" : std::filesystem::path(config);
    options.profile = given(flags, "profile", "SKIFTE_PROFILE");
    options.profile_origin = origin_of(flags, "profile", "SKIFTE_PROFILE");
    if (const std::string timeout = given(flags, "timeout", "SKIFTE_TIMEOUT"); !timeout.empty()) {
        auto duration = parse_duration(timeout);
        if (!duration || *duration <= std::chrono::milliseconds::zero())
            return fail("usage.choice", {{"flag", "--timeout"}, {"value", timeout}, {"expected", "30s, 2m"}});
        options.timeout = *duration;
        options.timeout_origin = origin_of(flags, "timeout", "SKIFTE_TIMEOUT");
    }
    options.prompt = [&streams, language = globals.language](std::string_view what) {
        return streams.read_secret(say(language, "prompt." + std::string(what)));
    };
    if (globals.quiet) return options;
    options.connecting = [&streams, language = globals.language](const Profile& profile) {
        if (streams.err_is_terminal())
            streams.err(
                say(language, "note.connecting", {{"url", profile.base_url}, {"profile", profile.name}}) +
                "\n");
    };
    return options;
}

bool is_for_machines(Format format) {
    return format == Format::json || format == Format::jsonl;
}

Exit report(const Error& error, Streams& streams, Language language, Format format, bool verbose) {
    streams.err(message(error, language, verbose));
    if (is_for_machines(format)) streams.err(printed(message_object(error, language)) + "\n");
    return exit_of(error);
}

// What a command told by its exit code alone.
Error outcome_of(Exit exit) {
    switch (exit) {
    case Exit::unknown: return Error("result.unknown").having(Effect::unknown);
    case Exit::partly: return Error("result.partly");
    case Exit::court_refused: return Error("result.court_refused");
    case Exit::undecided: return Error("result.undecided");
    default: return Error("result.due");
    }
}

// The format as far as it is known when the command line itself is wrong.
Format wished_format(std::span<const std::string> arguments) {
    std::string wished = environment("SKIFTE_OUTPUT");
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if ((arguments[i] == "-o" || arguments[i] == "--output") && i + 1 < arguments.size())
            wished = arguments[i + 1];
        if (arguments[i].starts_with("--output=")) wished = arguments[i].substr(9);
        if (arguments[i].starts_with("-o") && arguments[i].size() > 2)
            wished = arguments[i].substr(arguments[i][2] == '=' ? 3 : 2);
    }
    return parse_format(wished).value_or(Format::table);
}

// The flags that say which portal is meant, as they were given.
std::string place_flags(const Parsed& flags) {
    std::string out;
    for (const char* flag : {"config", "profile"})
        if (const auto value = flags.value(flag)) out += std::string(" --") + flag + " " + shell_word(*value);
    return out;
}

// The wall for exceptions. One in mid-filing leaves its effect open.
Result<Exit> guarded(const CommandLine& line, Context& context) {
    try {
        return line.command->run(context, line.flags);
    } catch (const std::exception& fault) {
        return fail(Error("internal", {{"reason", fault.what()}})
                        .having(context.sending ? Effect::unknown : Effect::none));
    }
}

Result<Exit> run_command(const CommandLine& line, Streams& streams, Language& language, bool wished) {
    const Parsed& flags = line.flags;
    call_hints_with(place_flags(flags));
    SKIFTE_TRY(Globals globals, globals_of(flags, language));
    SKIFTE_TRY(SessionOptions options, session_options(flags, streams, globals));
    if (flags.has("trace")) {
        SKIFTE_TRY(options.trace, make_trace(streams, flags.text("trace")));
    }
    Session session(std::move(options), system_clock());
    if (!line.command->needs_nothing) {
        SKIFTE_TRY(const Config* config, session.config());
        if (!wished && !config->language.empty()) language = globals.language = language_of(config->language);
    }
    Context context(streams, std::move(globals), session, system_clock());
    context.leave_last_words();
    auto exit = guarded(line, context);
    if (exit && context.wrong_field) exit = fail(*context.wrong_field);
    if (auto written = streams.flush(); exit && !written) exit = fail(written.error());
    // What was left out since somebody wished to stop, such as reading a filing back, is not all that was
    // asked.
    if (exit && *exit == Exit::done && process_interrupt().raised()) exit = fail(Error("interrupted"));
    if (!exit && exit.error().code == "http.forbidden")
        if (const auto profile = session.profile()) tell_group(exit.error(), **profile);
    if (!exit) name_flags(exit.error(), *line.command, flags);
    if (!exit && context.filed && exit.error().effect == Effect::none) exit.error().effect = Effect::done;
    if (exit && *exit != Exit::done && is_for_machines(context.globals.format)) {
        if (!context.outcome) (void)context.ended(outcome_of(*exit));
        Json object = message_object(*context.outcome, language);
        object.set("exit", static_cast<int>(*exit));
        streams.err(printed(object) + "\n");
    }
    const int status = static_cast<int>(exit ? *exit : exit_of(exit.error()));
    set_last_words({status, ""}, {status, ""});
    return exit;
}

}  // namespace

Exit run(std::span<const std::string> arguments, Streams& streams) {
    const std::string wished = wished_language(arguments);
    Language language = language_of(wished);
    auto line = parse_command_line(arguments);
    if (!line) return report(line.error(), streams, language, wished_format(arguments), false);
    if (line->version) {
        streams.out("skifte " SKIFTE_VERSION "\n");
    } else if (line->help) {
        streams.out(line->command != nullptr ? help_command(language, *line->command)
                    : line->noun.empty()     ? help_all(language)
                                             : help_noun(language, line->noun));
    } else {
        if (line->flags.has("verbose")) log::set_level(log::Level::info);
        const auto exit = run_command(*line, streams, language, !wished.empty());
        if (exit) return *exit;
        return report(exit.error(), streams, language, wished_format(arguments), line->flags.has("verbose"));
    }
    auto written = streams.flush();
    if (!written) return report(written.error(), streams, language, wished_format(arguments), false);
    return Exit::done;
}

}  // namespace skifte::cli
