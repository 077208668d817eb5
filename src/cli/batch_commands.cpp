#include "cli/batch_commands.hpp"

#include "cli/batch_input.hpp"
#include "cli/batch_run.hpp"

#include <charconv>

namespace skifte::cli {

namespace {

namespace fs = std::filesystem;

template <typename T>
Result<T> number_of(const Parsed& flags, std::string_view flag, T fallback) {
    const auto text = flags.value(flag);
    if (!text) return fallback;
    T number{};
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
    if (error == std::errc{} && end == text->data() + text->size() && number > T{0} && number <= T{1000})
        return number;
    return fail("usage.choice",
                {{"flag", "--" + std::string(flag)}, {"value", *text}, {"expected", "1-1000"}});
}

Result<Manner> manner_of(const Parsed& flags, const std::string& input_path, sheet::Format format) {
    Manner manner;
    SKIFTE_TRY(manner.pace.at_once, number_of<std::size_t>(flags, "samtidige", manner.pace.at_once));
    // Who names a number has asked the portal's owner, or knows the portal; less than that is no surer.
    if (flags.has("samtidige")) manner.pace.at_first = manner.pace.at_once;
    if (flags.has("tempo")) {
        SKIFTE_TRY(manner.pace.per_second, number_of<double>(flags, "tempo", 1.0));
    }
    manner.result = flags.value("resultat").value_or(result_path(input_path, format).string());
    manner.only_valid = flags.has("kun-gyldige");
    manner.only_unfiled = flags.has("kun-fejl");
    manner.confirm = flags.value("confirm");
    std::error_code unlike;  // one of them is not there
    if (input_path != "-" && fs::equivalent(manner.result, input_path, unlike) && !unlike)
        return fail("usage.result_is_input", {{"path", input_path}});
    return manner;
}

// The input of a run, as it was when it began, and what its rows mean.
struct Begun {
    BatchSettings settings;
    sheet::Input input;
    std::string path;  // as the user named it
};

Result<Begun> begun_with(Context& context, const journal::Run& run, const BatchSettings& settings,
                         const std::string& path) {
    SKIFTE_TRY(sheet::Input input, read_batch_input(context, path));
    if (input.sha256() != run.input_sha256)
        return fail("batch.input_changed", {{"id", run.id}, {"path", path}});
    return Begun{settings, std::move(input), run.kept_path.empty() ? path : run.input_path};
}

Result<Begun> begun_as(Context& context, const journal::Run& run) {
    SKIFTE_TRY(const Profile* profile, context.session.profile());
    if (run.environment != profile->environment)
        return fail("batch.other_environment",
                    {{"id", run.id}, {"environment", run.environment}, {"profile", profile->name}});
    auto settings = settings_from(run);
    if (!settings) return fail("batch.settings", {{"id", run.id}});
    if (!run.kept_path.empty()) return begun_with(context, run, *settings, run.kept_path);
    Result<Begun> begun = fail("batch.input_gone", {{"id", run.id}});
    for (const auto& path : paths_kept_as(run.input_path)) {
        begun = begun_with(context, run, *settings, path.string());
        if (begun) break;
    }
    return begun;
}

}  // namespace

Result<Exit> file_sheet(Context& context, const Noun& noun, const Parsed& flags) {
    const std::string path = flags.text("fil");
    for (const FieldFlag& field : noun.fields)
        if (flags.has(field.flag))
            return fail("usage.not_with_sheet", {{"flag", "--" + std::string(field.flag)}});
    for (const std::string flag : {"felt", "fra", "bilag", "igen"})
        if (flags.has(flag)) return fail("usage.not_with_sheet", {{"flag", "--" + flag}});
    SKIFTE_TRY(const Profile* profile, context.session.profile());
    SKIFTE_TRY(BatchSettings settings, settings_of(noun, flags, profile->columns));
    SKIFTE_TRY(sheet::Input input, read_batch_input(context, path));
    SKIFTE_TRY(Manner manner, manner_of(flags, path, input.format()));
    BatchRun run{context, std::move(settings), std::move(manner), std::move(input), path};
    return run.run();
}

Result<Exit> resume_run(Context& context, const journal::Run& run, const Parsed& flags) {
    SKIFTE_TRY(Begun begun, begun_as(context, run));
    SKIFTE_TRY(Manner manner, manner_of(flags, begun.path, begun.input.format()));
    BatchRun resumed{context, std::move(begun.settings), std::move(manner), std::move(begun.input),
                     std::move(begun.path)};
    return resumed.run();
}

Result<Exit> report_run(Context& context, const journal::Run& run, const Parsed& flags) {
    // What came by stdin is kept only while the run is open.
    if (run.input_path == "-" && run.closed) return fail("batch.input_gone", {{"id", run.id}});
    SKIFTE_TRY(Begun begun, begun_as(context, run));
    SKIFTE_TRY(Manner manner, manner_of(flags, begun.path, begun.input.format()));
    BatchRun told{context, std::move(begun.settings), std::move(manner), std::move(begun.input),
                  std::move(begun.path)};
    return told.report(run);
}

}  // namespace skifte::cli
