// Opening and hashing a file that is to be sent as it is now.
#include <skifte/net/pinned_file.hpp>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace skifte::net {

struct PinnedFile::State {
    std::filesystem::path path;
    std::string name;
    FileHandle handle;
    std::uint64_t size = 0;
    Sha256Digest digest{};
    std::string head;
};

namespace {

constexpr std::size_t head_size = 1024;
constexpr std::size_t block_size = std::size_t{1} << 17;

Error about(std::string code, const std::filesystem::path& path) {
    return Error{std::move(code)}.with("path", path.string());
}

Failure unreadable(const std::filesystem::path& path, int error) {
    if (error == ENOENT || error == ENOTDIR) return fail(about("file.missing", path));
    return fail(about("file.unreadable", path).with("reason", errno_text(error)));
}

bool same(const timespec& a, const timespec& b) noexcept {
    return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

bool untouched(const struct stat& before, const struct stat& after) noexcept {
    return before.st_size == after.st_size && same(before.st_mtim, after.st_mtim) &&
           same(before.st_ctim, after.st_ctim);
}

}  // namespace

Result<PinnedFile> PinnedFile::open(const std::filesystem::path& path) {
    // Without blocking, lest a FIFO hold us before we see what it is. A symlink is followed: the descriptor,
    // not the name, is what is pinned.
    FileHandle handle{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
    if (!handle.is_open()) return unreadable(path, errno);
    struct stat before {};
    if (::fstat(handle.get(), &before) != 0) return unreadable(path, errno);
    if (!S_ISREG(before.st_mode)) return fail(about("file.not_regular", path));
    if (before.st_size == 0) return fail(about("file.empty", path));

    const auto state = std::make_shared<State>();
    state->path = path;
    state->name = path.filename().string();
    state->handle = std::move(handle);
    state->size = static_cast<std::uint64_t>(before.st_size);
    const PinnedFile file{state};

    Sha256 hash;
    std::vector<std::byte> block(static_cast<std::size_t>(std::min<std::uint64_t>(state->size, block_size)));
    std::uint64_t offset = 0;
    for (;;) {
        SKIFTE_TRY(const std::size_t count, file.read(offset, block));
        if (count == 0) break;
        if (offset == 0)
            state->head.assign(reinterpret_cast<const char*>(block.data()), std::min(count, head_size));
        hash.update(std::span{block}.first(count));
        offset += count;
    }
    state->digest = hash.finish();

    struct stat after {};
    if (::fstat(state->handle.get(), &after) != 0) return unreadable(path, errno);
    if (offset != state->size || !untouched(before, after)) return fail(about("file.changed", path));
    return file;
}

const std::string& PinnedFile::name() const noexcept {
    return state_->name;
}

const std::filesystem::path& PinnedFile::path() const noexcept {
    return state_->path;
}

std::uint64_t PinnedFile::size() const noexcept {
    return state_->size;
}

const Sha256Digest& PinnedFile::digest() const noexcept {
    return state_->digest;
}

std::string_view PinnedFile::head() const noexcept {
    return state_->head;
}

Result<std::size_t> PinnedFile::read(std::uint64_t offset, std::span<std::byte> out) const {
    for (;;) {
        const auto count = ::pread(state_->handle.get(), out.data(), out.size(), static_cast<off_t>(offset));
        if (count >= 0) return static_cast<std::size_t>(count);
        if (errno != EINTR) return unreadable(state_->path, errno);
    }
}

}  // namespace skifte::net
