// Files of ours: private from the first byte, replaced whole or not at all, locked between processes.
#pragma once

#include <skifte/support/result.hpp>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <sys/types.h>

namespace skifte {

// An open file descriptor, closed when it goes.
class FileHandle {
public:
    FileHandle() noexcept = default;
    explicit FileHandle(int fd) noexcept : fd_(fd) {}
    FileHandle(FileHandle&& other) noexcept : fd_(other.release()) {}
    FileHandle& operator=(FileHandle&& other) noexcept;
    ~FileHandle();
    [[nodiscard]] int get() const noexcept { return fd_; }
    [[nodiscard]] bool is_open() const noexcept { return fd_ >= 0; }
    int release() noexcept;

private:
    int fd_ = -1;
};

// The whole of a regular file. Errors: file.missing, file.unreadable (path, reason), file.too_large (path,
// limit).
[[nodiscard]] Result<std::string> read_file(const std::filesystem::path& path,
                                            std::size_t limit = std::size_t{64} << 20);

// Writes a temporary file of mode `mode` beside `path`, syncs it, renames it over `path` and syncs the
// folder: a reader sees the old content or the new. Errors: file.unwritable (path, reason), disk.full (path).
[[nodiscard]] Result<void> replace_file(const std::filesystem::path& path, std::string_view content,
                                        mode_t mode = 0600);

// The same piece by piece: a file beside `path`, mode 0600 until it takes its place; unlinked if it never
// does. Errors of all: file.unwritable (path, reason), disk.full (path).
class FileReplacement {
public:
    [[nodiscard]] static Result<FileReplacement> begin(const std::filesystem::path& path);
    FileReplacement(FileReplacement&& other) noexcept;
    FileReplacement& operator=(FileReplacement&&) = delete;
    ~FileReplacement();

    [[nodiscard]] Result<void> write(std::string_view content);
    // Where it lies until then, for a library that writes by name.
    [[nodiscard]] const std::filesystem::path& temporary() const noexcept { return temporary_; }
    // Synced, renamed over `path`, and the folder synced. To be called once, last.
    [[nodiscard]] Result<void> commit(mode_t mode = 0600);

private:
    FileReplacement(std::filesystem::path path, std::filesystem::path temporary, FileHandle handle);
    std::filesystem::path path_;
    std::filesystem::path temporary_;  // empty once it is no longer ours to unlink
    FileHandle handle_;
};

// A file without a name, for what is too large for memory and not to be found by anyone: mode 0600, unlinked
// when it is opened, gone with its descriptor. Errors: file.unwritable (path, reason), disk.full (path).
[[nodiscard]] Result<FileHandle> open_spool(const std::filesystem::path& folder);

// Makes the folder and those above it, mode 0700. Error: file.unwritable.
[[nodiscard]] Result<void> make_private_folder(const std::filesystem::path& path);

// Who else may touch a file. Error: file.missing, file.unreadable.
struct Permissions {
    bool others_read = false;   // group or world
    bool others_write = false;  // group or world, or owned by another user than us or root
};
[[nodiscard]] Result<Permissions> permissions(const std::filesystem::path& path);

// An exclusive advisory lock (flock) on a file that is created, mode 0600, if need be. Held until destroyed.
class FileLock {
public:
    // None if another process holds it. Errors: file.unwritable.
    [[nodiscard]] static Result<std::optional<FileLock>> try_lock(const std::filesystem::path& path);

private:
    explicit FileLock(FileHandle handle) : handle_(std::move(handle)) {}
    FileHandle handle_;
};

// The user's folders by the XDG base directory specification ($XDG_STATE_HOME/skifte …).
[[nodiscard]] std::filesystem::path state_folder();
[[nodiscard]] std::filesystem::path cache_folder();
[[nodiscard]] std::filesystem::path config_folder();

// The C library's English text for an errno, for the `reason` argument of an Error.
[[nodiscard]] std::string errno_text(int error);

}  // namespace skifte
