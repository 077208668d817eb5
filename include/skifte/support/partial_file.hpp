// A file in the making, which takes its name when it is whole. What there is of it survives the process, so
// that the next one goes on from there.
#pragma once

#include <skifte/support/files.hpp>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string_view>

namespace skifte {

class PartialFile {
public:
    // Makes the file, mode 0600, or goes on with one of ours that an earlier process left. No other process
    // has it open meanwhile. Errors: file.unwritable (also where something else stands at `path`), file.busy
    // (path), disk.full.
    [[nodiscard]] static Result<PartialFile> open(const std::filesystem::path& path);

    [[nodiscard]] std::uint64_t size() const noexcept { return size_; }
    // What is there, from the start. Error: file.unreadable.
    [[nodiscard]] Result<void> read(const std::function<void(std::string_view)>& take) const;
    // Errors: disk.full, file.unwritable.
    [[nodiscard]] Result<void> append(std::string_view bytes);
    // Empties it. Error: file.unwritable.
    [[nodiscard]] Result<void> restart();
    // Syncs it and gives it its name. Unless `replace`, never in the place of something: file.exists (path).
    // Errors: file.unwritable, disk.full.
    [[nodiscard]] Result<void> become(const std::filesystem::path& target, bool replace);
    void discard() noexcept;

private:
    PartialFile(std::filesystem::path path, FileHandle handle, std::uint64_t size)
        : path_(std::move(path)), handle_(std::move(handle)), size_(size) {}

    std::filesystem::path path_;
    FileHandle handle_;
    std::uint64_t size_ = 0;
};

}  // namespace skifte
