// Presence by open file description locks (fcntl(2), F_OFD_*). They belong to the open file and not to the
// process, so that two journals open in one process see each other, and closing one does not drop the lock of
// the other.
#include "journal/presence.hpp"

#include "journal/place.hpp"

#include <skifte/support/digest.hpp>

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>

namespace skifte::journal {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t opening_byte = 0;

// 0, or the errno of what failed. `lock` is what is wanted, and for F_OFD_GETLK what was found.
int control(int descriptor, int command, struct flock& lock, short type, std::int64_t byte) {
    lock = {};
    lock.l_type = type;
    lock.l_whence = SEEK_SET;
    lock.l_start = byte;
    lock.l_len = 1;
    int result = 0;
    do {
        result = ::fcntl(descriptor, command, &lock);
    } while (result != 0 && errno == EINTR);
    return result == 0 ? 0 : errno;
}

Failure lock_failure(const fs::path& path, int error) {
    if (error == ENOSPC || error == EDQUOT) return fail("disk.full", {{"path", path.string()}});
    return fail("journal.open", {{"path", path.string()}, {"reason", errno_text(error)}});
}

std::int64_t random_number() {
    std::array<std::byte, sizeof(std::int64_t)> bytes{};
    random_bytes(bytes);
    std::int64_t number = 0;
    std::memcpy(&number, bytes.data(), bytes.size());
    return (number & 0x3FFF'FFFF'FFFF'FFFF) | 1;  // a valid file offset, and never opening_byte
}

}  // namespace

Result<Presence> Presence::open(const fs::path& path) {
    SKIFTE_TRY(const bool exists, private_file_exists(path));
    if (!exists) SKIFTE_CHECK(make_private_file(path));
    FileHandle handle{::open(path.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW)};
    if (!handle.is_open()) return lock_failure(path, errno);
    return Presence{std::move(handle), path};
}

Result<Presence::Opening> Presence::opening() const {
    struct flock lock {};
    if (const int error = control(handle_.get(), F_OFD_SETLKW, lock, F_WRLCK, opening_byte); error != 0)
        return lock_failure(path_, error);
    return Opening{handle_.get()};
}

Presence::Opening::~Opening() {
    struct flock lock {};
    if (descriptor_ >= 0) control(descriptor_, F_OFD_SETLK, lock, F_UNLCK, opening_byte);
}

Result<std::int64_t> Presence::claim() {
    while (mine_ == 0) {
        const std::int64_t number = random_number();
        struct flock lock {};
        const int error = control(handle_.get(), F_OFD_SETLK, lock, F_WRLCK, number);
        if (error == 0)
            mine_ = number;
        else if (error != EAGAIN && error != EACCES)
            return lock_failure(path_, error);
    }
    return mine_;
}

Result<bool> Presence::alive(std::int64_t owner) const {
    if (owner == 0) return false;
    if (owner == mine_) return true;
    struct flock lock {};
    if (const int error = control(handle_.get(), F_OFD_GETLK, lock, F_WRLCK, owner); error != 0)
        return lock_failure(path_, error);
    return lock.l_type != F_UNLCK;
}

}  // namespace skifte::journal
