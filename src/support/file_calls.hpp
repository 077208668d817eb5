// The calls to the system that files.cpp and partial_file.cpp share: never interrupted, errors by their
// errno.
#pragma once

#include <skifte/support/files.hpp>

#include <cerrno>
#include <filesystem>
#include <string_view>
#include <sys/types.h>

namespace skifte::file_calls {

template <typename F>
auto retry_interrupted(F call) {
    auto result = call();
    while (result < 0 && errno == EINTR) result = call();
    return result;
}

[[nodiscard]] FileHandle open_file(const std::filesystem::path& path, int flags, mode_t mode = 0);
[[nodiscard]] std::filesystem::path folder_of(const std::filesystem::path& path);
// 0, or the errno of what failed.
[[nodiscard]] int write_all(int fd, std::string_view content) noexcept;
[[nodiscard]] int sync(int fd) noexcept;
[[nodiscard]] int sync_folder(const std::filesystem::path& folder);
// disk.full or file.unwritable.
[[nodiscard]] Failure write_failure(const std::filesystem::path& path, int error);

}  // namespace skifte::file_calls
