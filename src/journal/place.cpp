// Folder, permissions and key on a POSIX file system.
#include "journal/place.hpp"

#include <skifte/support/digest.hpp>
#include <skifte/support/files.hpp>

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace skifte::journal {

namespace {

namespace fs = std::filesystem;

Failure open_failure(const fs::path& path, std::string reason) {
    return fail("journal.open", {{"path", path.string()}, {"reason", std::move(reason)}});
}

std::string mode_text(mode_t mode) {
    std::string text = "mode 0";
    for (const unsigned shift : {6U, 3U, 0U}) text += static_cast<char>('0' + ((mode >> shift) & 7U));
    return text;
}

// "" where only this user (and root) can do what `forbidden` says.
std::string exposure(const struct stat& info, mode_t forbidden) {
    if (info.st_uid != ::geteuid() && info.st_uid != 0) return "owner " + std::to_string(info.st_uid);
    return (info.st_mode & forbidden) != 0 ? mode_text(info.st_mode) : "";
}

std::string_view as_text(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

constexpr std::size_t key_size = 32;

}  // namespace

Result<void> prepare_folder(const fs::path& folder) {
    SKIFTE_CHECK(make_private_folder(folder));
    struct stat info {};
    if (::stat(folder.c_str(), &info) != 0) return open_failure(folder, errno_text(errno));
    if (std::string reason = exposure(info, S_IWGRP | S_IWOTH); !reason.empty())
        return open_failure(folder, std::move(reason));
    return {};
}

Result<bool> private_file_exists(const fs::path& path) {
    struct stat info {};
    if (::lstat(path.c_str(), &info) != 0) {
        if (errno == ENOENT) return false;
        return open_failure(path, errno_text(errno));
    }
    if (!S_ISREG(info.st_mode)) return open_failure(path, "not a regular file");
    if (std::string reason = exposure(info, S_IRWXG | S_IRWXO); !reason.empty())
        return open_failure(path, std::move(reason));
    return true;
}

Result<void> make_private_file(const fs::path& path) {
    // mknod and not open: a descriptor of ours on the database, once closed, would take SQLite's POSIX locks
    // with it (those that another Journal of this process may hold). chmod: the umask may have taken from us
    // what we need.
    const bool made = ::mknod(path.c_str(), S_IFREG | 0600, 0) == 0 && ::chmod(path.c_str(), 0600) == 0;
    if (!made && errno != EEXIST) {
        const int error = errno;
        if (error == ENOSPC || error == EDQUOT) return fail("disk.full", {{"path", path.string()}});
        return open_failure(path, errno_text(error));
    }
    return {};
}

void sync_names(const fs::path& folder) {
    std::error_code ignored;
    fs::path at = fs::absolute(folder, ignored).lexically_normal();
    for (;; at = at.parent_path()) {
        // What cannot be opened was not made by us, and lasts without us.
        if (const FileHandle handle{::open(at.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)}; handle.is_open())
            ::fsync(handle.get());
        if (at == at.parent_path()) return;
    }
}

Result<Secret> load_key(const fs::path& path, bool journal_exists) {
    SKIFTE_TRY(const bool exists, private_file_exists(path));
    if (!exists) {
        if (journal_exists) return fail("journal.key_missing", {{"path", path.string()}});
        std::array<std::byte, key_size> bytes{};
        random_bytes(bytes);
        const auto written = replace_file(path, as_text(bytes));
        cleanse(bytes.data(), bytes.size());
        SKIFTE_CHECK(written);
    }
    SKIFTE_TRY(Secret key,
               read_file(path).transform([](std::string&& text) { return Secret{std::move(text)}; }));
    if (key.reveal().size() != key_size) return fail("journal.key_invalid", {{"path", path.string()}});
    return key;
}

Secret derive_key(const Secret& key, std::string_view purpose) {
    return Secret{std::string{as_text(hmac_sha256(std::as_bytes(std::span{key.reveal()}), purpose))}};
}

}  // namespace skifte::journal
