// Presence: which processes that were sending still live. Each sender holds a lock on one byte of a common
// file; the number of that byte stands in the rows it is sending. The kernel drops the lock with the process,
// however it ends, and there is nothing to sweep up.
#pragma once

#include <skifte/support/files.hpp>
#include <skifte/support/result.hpp>

#include <cstdint>
#include <filesystem>

namespace skifte::journal {

class Presence {
public:
    // Errors: journal.open (path, reason), disk.full.
    [[nodiscard]] static Result<Presence> open(const std::filesystem::path& path);

    // Waits for and holds the lock under which a journal is made, migrated and put in order after a crash.
    class Opening {
    public:
        explicit Opening(int descriptor) noexcept : descriptor_(descriptor) {}
        Opening(Opening&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
        Opening& operator=(Opening&&) = delete;
        ~Opening();

    private:
        int descriptor_;
    };
    [[nodiscard]] Result<Opening> opening() const;

    // Our own number, never 0, locked from the first call until this object goes.
    [[nodiscard]] Result<std::int64_t> claim();
    // 0 before the first claim().
    [[nodiscard]] std::int64_t mine() const noexcept { return mine_; }
    [[nodiscard]] Result<bool> alive(std::int64_t owner) const;

private:
    Presence(FileHandle handle, std::filesystem::path path)
        : handle_(std::move(handle)), path_(std::move(path)) {}
    FileHandle handle_;
    std::filesystem::path path_;
    std::int64_t mine_ = 0;
};

}  // namespace skifte::journal
