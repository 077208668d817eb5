#include <skifte/support/partial_file.hpp>

#include "support/file_calls.hpp"

#include <array>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace skifte {

namespace {

namespace fs = std::filesystem;
using namespace file_calls;

constexpr int tries = 10;

// 0, EEXIST where something has the name, or another errno.
int rename_to_free_name(const fs::path& from, const fs::path& to) {
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return 0;
    if (errno != EINVAL && errno != ENOSYS) return errno;
    // A file system that cannot do it at once. A second link does as well, since link(2) never replaces.
    if (::link(from.c_str(), to.c_str()) != 0) return errno;
    return ::unlink(from.c_str()) == 0 ? 0 : errno;
}

}  // namespace

Result<PartialFile> PartialFile::open(const fs::path& path) {
    for (int i = 0; i < tries; ++i) {
        FileHandle handle = open_file(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK, 0600);
        if (!handle.is_open()) return write_failure(path, errno);
        struct stat info {};
        if (::fstat(handle.get(), &info) != 0) return write_failure(path, errno);
        // In a folder that others may write to, somebody may have put something there for us to fill.
        if (!S_ISREG(info.st_mode) || info.st_uid != ::geteuid() || info.st_nlink > 1)
            return write_failure(path, EEXIST);
        if (retry_interrupted([&] { return ::flock(handle.get(), LOCK_EX | LOCK_NB); }) != 0)
            return fail(Error{"file.busy"}.with("path", path.string()));
        // Between our opening and locking it, another process may have finished with it.
        struct stat named {};
        if (::lstat(path.c_str(), &named) != 0 || named.st_ino != info.st_ino || named.st_dev != info.st_dev)
            continue;
        if (::fstat(handle.get(), &info) != 0 || ::fchmod(handle.get(), 0600) != 0)
            return write_failure(path, errno);
        return PartialFile{path, std::move(handle), static_cast<std::uint64_t>(info.st_size)};
    }
    return fail(Error{"file.busy"}.with("path", path.string()));
}

Result<void> PartialFile::read(const std::function<void(std::string_view)>& take) const {
    std::array<char, 1 << 16> chunk{};
    off_t at = 0;
    for (;;) {
        const auto count =
            retry_interrupted([&] { return ::pread(handle_.get(), chunk.data(), chunk.size(), at); });
        if (count < 0)
            return fail(
                Error{"file.unreadable"}.with("path", path_.string()).with("reason", errno_text(errno)));
        if (count == 0) return {};
        take({chunk.data(), static_cast<std::size_t>(count)});
        at += count;
    }
}

Result<void> PartialFile::append(std::string_view bytes) {
    if (::lseek(handle_.get(), static_cast<off_t>(size_), SEEK_SET) < 0) return write_failure(path_, errno);
    if (const int error = write_all(handle_.get(), bytes); error != 0) return write_failure(path_, error);
    size_ += bytes.size();
    return {};
}

Result<void> PartialFile::restart() {
    if (::ftruncate(handle_.get(), 0) != 0) return write_failure(path_, errno);
    size_ = 0;
    return {};
}

Result<void> PartialFile::become(const fs::path& target, bool replace) {
    if (const int error = sync(handle_.get()); error != 0) return write_failure(target, error);
    const int error = replace ? (::rename(path_.c_str(), target.c_str()) == 0 ? 0 : errno)
                              : rename_to_free_name(path_, target);
    if (error == EEXIST) return fail(Error{"file.exists"}.with("path", target.string()));
    if (error != 0) return write_failure(target, error);
    if (const int failed = sync_folder(folder_of(target)); failed != 0) return write_failure(target, failed);
    return {};
}

void PartialFile::discard() noexcept {
    ::unlink(path_.c_str());
}

}  // namespace skifte
