// Reads the spec, makes the plan, writes the files.
#include "codegen/command.hpp"

#include "codegen/emit.hpp"
#include "codegen/plan.hpp"

#include <skifte/openapi/reader.hpp>
#include <skifte/openapi/surface.hpp>
#include <skifte/support/files.hpp>

#include <optional>
#include <string_view>

namespace skifte::codegen {

namespace {

constexpr std::string_view usage_text =
    "skifte-codegen --spec FILE [--overlay FILE] --module NAME --out DIR   write the C++ of a spec below "
    "DIR\n"
    "skifte-codegen --surface FILE                                         print the surface of a spec\n"
    "skifte-codegen --list-outputs --module NAME                           print the files that are "
    "written\n";

Failure misused(std::string reason) {
    return fail("codegen.usage", {{"reason", std::move(reason)}});
}

Result<openapi::Document> read_document(const Command& command) {
    const auto load = [](const std::filesystem::path& path) -> Result<openapi::Source> {
        SKIFTE_TRY(std::string text, read_file(path));
        return openapi::Source{path.filename().string(), std::move(text)};
    };
    SKIFTE_TRY(const openapi::Source spec, load(command.spec));
    if (command.overlay.empty()) return openapi::read(spec);
    SKIFTE_TRY(const openapi::Source overlay, load(command.overlay));
    return openapi::read(spec, &overlay);
}

// A file that is as it should be is left alone, so that nothing is built anew for it.
Result<void> write(const std::filesystem::path& path, const std::string& text) {
    if (const auto there = read_file(path); there && *there == text) return {};
    std::error_code error;
    std::filesystem::create_directories(path.parent_path(), error);
    return replace_file(path, text, 0644);
}

Result<void> generate(const Command& command) {
    SKIFTE_TRY(const openapi::Document document, read_document(command));
    const std::string name(document.cpp_namespace().empty() ? command.module : document.cpp_namespace());
    SKIFTE_TRY(const Plan plan, make_plan({document.spec(), command.module, name, document.cpp_namespace_at(),
                                           document.given_names(), document.unexpressed()}));
    for (const File& file : emit(plan)) SKIFTE_CHECK(write(command.out / file.path, file.text));
    return {};
}

}  // namespace

std::string_view usage() noexcept {
    return usage_text;
}

Result<Command> parse_command(std::span<const char* const> arguments) {
    using Does = Command::Does;
    Command command;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string flag = arguments[i];
        if (flag == "--help") command.does = Does::help;
        if (flag == "--surface") command.does = Does::surface;
        if (flag == "--list-outputs") command.does = Does::list_outputs;
        if (flag == "--help" || flag == "--list-outputs") continue;
        const bool known = flag == "--spec" || flag == "--surface" || flag == "--overlay" ||
                           flag == "--module" || flag == "--out";
        if (!known) return misused("unknown argument '" + flag + "'");
        if (++i == arguments.size()) return misused("'" + flag + "' wants a value");
        if (flag == "--spec" || flag == "--surface") command.spec = arguments[i];
        if (flag == "--overlay") command.overlay = arguments[i];
        if (flag == "--module") command.module = arguments[i];
        if (flag == "--out") command.out = arguments[i];
    }
    if (command.does == Does::generate &&
        (command.spec.empty() || command.out.empty() || command.module.empty()))
        return misused("--spec, --module and --out are needed");
    if (command.does == Does::list_outputs && command.module.empty()) return misused("--module is needed");
    return command;
}

Result<void> run(const Command& command, std::ostream& out) {
    switch (command.does) {
    case Command::Does::help: out << usage(); break;
    case Command::Does::generate: return generate(command);
    case Command::Does::list_outputs:
        for (const auto& path : output_paths(command.module)) out << path << '\n';
        break;
    case Command::Does::surface: {
        SKIFTE_TRY(const openapi::Document document, read_document(command));
        out << openapi::surface(document.spec());
        break;
    }
    }
    return {};
}

}  // namespace skifte::codegen
