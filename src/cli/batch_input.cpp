#include "cli/batch_input.hpp"

#include <skifte/support/digest.hpp>
#include <skifte/support/files.hpp>
#include <skifte/support/identifiers.hpp>

#include <algorithm>
#include <unistd.h>

namespace skifte::cli {

namespace {

namespace fs = std::filesystem;

std::string extension_of(sheet::Format format) {
    switch (format) {
    case sheet::Format::xlsx: return ".xlsx";
    case sheet::Format::json_lines: return ".jsonl";
    case sheet::Format::csv: break;
    }
    return ".csv";
}

Result<fs::path> folder_of(Context& context) {
    SKIFTE_TRY(const Profile* profile, context.session.profile());
    fs::path folder = context.session.state_folder(*profile);
    SKIFTE_CHECK(make_private_folder(folder));
    return folder;
}

}  // namespace

Result<sheet::Input> read_batch_input(Context& context, const std::string& path) {
    SKIFTE_TRY(const fs::path folder, folder_of(context));
    if (path == "-") return sheet::Input::read(STDIN_FILENO, "stdin", folder);
    return sheet::Input::open(path, folder);
}

Result<fs::path> keep_input(Context& context, const sheet::Input& input, const std::string& reading) {
    SKIFTE_TRY(const fs::path folder, folder_of(context));
    const std::string key = hex(sha256(input.sha256() + reading)).substr(0, 16);
    fs::path path = folder / ("input-" + key + extension_of(input.format()));
    SKIFTE_TRY(FileReplacement file, FileReplacement::begin(path));
    std::vector<char> block(std::size_t{1} << 16);
    for (std::uint64_t at = 0;;) {
        SKIFTE_TRY(const std::size_t count, input.read(at, block));
        if (count == 0) break;
        SKIFTE_CHECK(file.write({block.data(), count}));
        at += count;
    }
    SKIFTE_CHECK(file.commit());
    return path;
}

std::vector<fs::path> paths_kept_as(const fs::path& kept) {
    if (kept.string().find("-xxxx") == std::string::npos || !kept.has_relative_path()) return {kept};
    std::vector<fs::path> out;
    std::error_code unreadable;
    for (const fs::path& folder : paths_kept_as(kept.parent_path()))
        for (const auto& entry : fs::directory_iterator(folder, unreadable))
            if (mask_cprs(entry.path().filename().string()) == kept.filename().string())
                out.push_back(entry.path());
    std::sort(out.begin(), out.end());
    return out.empty() ? std::vector{kept} : out;
}

fs::path result_path(const std::string& input_path, sheet::Format format) {
    if (input_path == "-") return "stdin.resultat" + extension_of(format);
    fs::path path{input_path};
    const std::string name = path.stem().string() + ".resultat";
    return path.replace_filename(name + extension_of(format));
}

}  // namespace skifte::cli
