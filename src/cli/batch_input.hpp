// The input of a batch: read once into a spool, and kept as a file of ours while the run is open if it came
// from stdin.
#pragma once

#include "cli/context.hpp"

#include <skifte/sheet/input.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace skifte::cli {

// "-" is stdin. Errors: those of sheet::Input.
[[nodiscard]] Result<sheet::Input> read_batch_input(Context& context, const std::string& path);

// A copy of it in the state folder, 0600, one for each way of reading it. Errors: file.unwritable, disk.full,
// file.unreadable.
[[nodiscard]] Result<std::filesystem::path> keep_input(Context& context, const sheet::Input& input,
                                                       const std::string& reading);

// The journal keeps a path with the CPR numbers in it masked: these are the files that it may mean, or the
// path itself where it holds none.
[[nodiscard]] std::vector<std::filesystem::path> paths_kept_as(const std::filesystem::path& kept);

// "krav.csv" → "krav.resultat.csv", beside it; of stdin in the current folder.
[[nodiscard]] std::filesystem::path result_path(const std::string& input_path, sheet::Format format);

}  // namespace skifte::cli
