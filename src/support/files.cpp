#include <skifte/support/files.hpp>

#include "support/file_calls.hpp"

#include <skifte/support/digest.hpp>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <pwd.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace skifte {

namespace {

namespace fs = std::filesystem;
using namespace file_calls;

Error path_error(std::string code, const fs::path& path, int error) {
    return Error{std::move(code)}.with("path", path.string()).with("reason", errno_text(error));
}

Failure read_failure(const fs::path& path, int error) {
    if (error == ENOENT || error == ENOTDIR) return fail(Error{"file.missing"}.with("path", path.string()));
    return fail(path_error("file.unreadable", path, error));
}

// Not named after the target, whose name may be as long as a name can be. A clash is all but impossible.
fs::path temporary_name(const fs::path& folder) {
    std::array<std::byte, 8> suffix{};
    random_bytes(suffix);
    return folder / (".skifte-" + hex(suffix) + ".tmp");
}

fs::path home_folder() {
    if (const char* home = std::getenv("HOME"); home != nullptr && home[0] == '/') return home;
    std::vector<char> buffer(16384);
    passwd entry{};
    passwd* found = nullptr;
    if (::getpwuid_r(::geteuid(), &entry, buffer.data(), buffer.size(), &found) == 0 && found != nullptr)
        return found->pw_dir;
    return "/";
}

// By the specification a relative path in the variable is no path.
fs::path user_folder(const char* variable, const char* below_home) {
    const char* set = std::getenv(variable);
    const fs::path base = set != nullptr && set[0] == '/' ? fs::path{set} : home_folder() / below_home;
    return base / "skifte";
}

}  // namespace

namespace file_calls {

Failure write_failure(const fs::path& path, int error) {
    if (error == ENOSPC || error == EDQUOT) return fail(Error{"disk.full"}.with("path", path.string()));
    return fail(path_error("file.unwritable", path, error));
}

FileHandle open_file(const fs::path& path, int flags, mode_t mode) {
    return FileHandle{retry_interrupted([&] { return ::open(path.c_str(), flags | O_CLOEXEC, mode); })};
}

fs::path folder_of(const fs::path& path) {
    const fs::path parent = path.parent_path();
    return parent.empty() ? fs::path{"."} : parent;
}

int write_all(int fd, std::string_view content) noexcept {
    while (!content.empty()) {
        const auto written = retry_interrupted([&] { return ::write(fd, content.data(), content.size()); });
        if (written < 0) return errno;
        content.remove_prefix(static_cast<std::size_t>(written));
    }
    return 0;
}

int sync(int fd) noexcept {
    return retry_interrupted([&] { return ::fsync(fd); }) == 0 ? 0 : errno;
}

int sync_folder(const fs::path& folder) {
    const FileHandle handle = open_file(folder, O_RDONLY | O_DIRECTORY);
    if (!handle.is_open()) return errno;
    const int error = sync(handle.get());
    // Some network file systems cannot sync a folder, and need not.
    return error == EINVAL ? 0 : error;
}

}  // namespace file_calls

FileHandle& FileHandle::operator=(FileHandle&& other) noexcept {
    if (this != &other) {
        if (is_open()) ::close(fd_);
        fd_ = other.release();
    }
    return *this;
}

FileHandle::~FileHandle() {
    if (is_open()) ::close(fd_);
}

int FileHandle::release() noexcept {
    return std::exchange(fd_, -1);
}

Result<std::string> read_file(const fs::path& path, std::size_t limit) {
    // Without blocking, lest a FIFO hold us before we see what it is.
    const FileHandle handle = open_file(path, O_RDONLY | O_NONBLOCK);
    if (!handle.is_open()) return read_failure(path, errno);
    struct stat info {};
    if (::fstat(handle.get(), &info) != 0) return read_failure(path, errno);
    if (S_ISDIR(info.st_mode)) return read_failure(path, EISDIR);
    if (!S_ISREG(info.st_mode))
        return fail(
            Error{"file.unreadable"}.with("path", path.string()).with("reason", "Not a regular file"));

    // Read to its end and not to its size: it may grow, and files in /proc have none. But into room for the
    // size and one byte more, so that one read has all of it and the next sees the end. And straight into
    // place, so that no copy of a file with a secret stays behind in a buffer.
    constexpr std::size_t least = std::size_t{4} << 10;
    const std::size_t size = std::min(limit, static_cast<std::size_t>(std::max<off_t>(info.st_size, 0)));
    std::string content(std::max(size + 1, least), '\0');
    std::size_t used = 0;
    for (;;) {
        if (used == content.size()) content.resize(used + (std::size_t{1} << 16));
        const auto count = retry_interrupted(
            [&] { return ::read(handle.get(), content.data() + used, content.size() - used); });
        if (count < 0) return read_failure(path, errno);
        used += static_cast<std::size_t>(count);
        if (used > limit)
            return fail(
                Error{"file.too_large"}.with("path", path.string()).with("limit", std::to_string(limit)));
        if (count > 0) continue;
        content.resize(used);
        return content;
    }
}

Result<FileReplacement> FileReplacement::begin(const fs::path& path) {
    fs::path temporary = temporary_name(folder_of(path));
    FileHandle handle = open_file(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0600);
    if (!handle.is_open()) return write_failure(path, errno);
    return FileReplacement{path, std::move(temporary), std::move(handle)};
}

FileReplacement::FileReplacement(fs::path path, fs::path temporary, FileHandle handle)
    : path_(std::move(path)), temporary_(std::move(temporary)), handle_(std::move(handle)) {}

FileReplacement::FileReplacement(FileReplacement&& other) noexcept
    : path_(std::move(other.path_)),
      temporary_(std::exchange(other.temporary_, {})),
      handle_(std::move(other.handle_)) {}

FileReplacement::~FileReplacement() {
    if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

Result<void> FileReplacement::write(std::string_view content) {
    if (const int error = write_all(handle_.get(), content); error != 0) return write_failure(path_, error);
    return {};
}

Result<void> FileReplacement::commit(mode_t mode) {
    // Given last, so that the umask has no say and nobody reads half a file.
    if (::fchmod(handle_.get(), mode) != 0) return write_failure(path_, errno);
    if (const int error = sync(handle_.get()); error != 0) return write_failure(path_, error);
    // A full quota may come to light as late as here. EINTR: the descriptor is gone all the same.
    if (::close(handle_.release()) != 0 && errno != EINTR) return write_failure(path_, errno);
    if (::rename(temporary_.c_str(), path_.c_str()) != 0) return write_failure(path_, errno);
    temporary_.clear();
    if (const int error = sync_folder(folder_of(path_)); error != 0) return write_failure(path_, error);
    return {};
}

Result<void> replace_file(const fs::path& path, std::string_view content, mode_t mode) {
    SKIFTE_TRY(FileReplacement replacement, FileReplacement::begin(path));
    SKIFTE_CHECK(replacement.write(content));
    return replacement.commit(mode);
}

Result<FileHandle> open_spool(const fs::path& folder) {
    FileHandle handle = open_file(folder, O_TMPFILE | O_EXCL | O_RDWR, 0600);
    if (handle.is_open()) return handle;
    // Some file systems have no files without a name: then one that loses it at once.
    const fs::path name = temporary_name(folder);
    handle = open_file(name, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, 0600);
    if (!handle.is_open()) return write_failure(folder, errno);
    ::unlink(name.c_str());
    return handle;
}

Result<void> make_private_folder(const fs::path& path) {
    fs::path made;
    for (const fs::path& part : path) {
        made /= part;
        if (part.empty() || ::mkdir(made.c_str(), 0700) == 0) continue;
        const int error = errno;
        struct stat info {};
        // An existing folder answers EEXIST, or EROFS or EACCES where it could not have been made.
        const bool exists = ::stat(made.c_str(), &info) == 0;
        if (exists && S_ISDIR(info.st_mode)) continue;
        return write_failure(path, exists ? ENOTDIR : error);
    }
    return {};
}

Result<Permissions> permissions(const fs::path& path) {
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0) return read_failure(path, errno);
    const bool foreign = info.st_uid != ::geteuid() && info.st_uid != 0;
    return Permissions{
        .others_read = (info.st_mode & (S_IRGRP | S_IROTH)) != 0,
        .others_write = foreign || (info.st_mode & (S_IWGRP | S_IWOTH)) != 0,
    };
}

Result<std::optional<FileLock>> FileLock::try_lock(const fs::path& path) {
    FileHandle handle = open_file(path, O_RDWR | O_CREAT, 0600);
    if (!handle.is_open()) return write_failure(path, errno);
    if (retry_interrupted([&] { return ::flock(handle.get(), LOCK_EX | LOCK_NB); }) == 0)
        return std::optional{FileLock{std::move(handle)}};
    if (errno == EWOULDBLOCK) return std::optional<FileLock>{};
    return write_failure(path, errno);
}

fs::path state_folder() {
    return user_folder("XDG_STATE_HOME", ".local/state");
}

fs::path cache_folder() {
    return user_folder("XDG_CACHE_HOME", ".cache");
}

fs::path config_folder() {
    return user_folder("XDG_CONFIG_HOME", ".config");
}

std::string errno_text(int error) {
    // Not strerror, which speaks the language of the locale.
    const char* text = ::strerrordesc_np(error);
    return text != nullptr ? text : "error " + std::to_string(error);
}

}  // namespace skifte
