// Loaded before the C library of a program under test (LD_PRELOAD): kills it at one of its system calls, and
// keeps what a power cut would undo.
//
// Every call that changes a file or speaks on a socket is a point, counted from 1. By environment:
//   CRASH_AT      kill -9 just before point N
//   CRASH_TORN    the call at that point is first done in half, where it writes a file
//   CRASH_FOLDER  only files in it are points, and only their changes are written down
//   CRASH_UNDO    file for what a power cut would undo: one record a line, see below
//   CRASH_NO_SYNC fsync does nothing and says it did: the broken disk that the suite must notice
//
// Records: "W path offset size bytes" (what stood there, and how long the file was), "T path size bytes"
// (what was cut off), "C path" (made), "R from to bytes" (renamed over that), "U path bytes" (deleted), "S
// path" (synced; a folder too). Bytes in hex, "-" for none; blanks in paths as %20.
#include <atomic>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <mutex>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace {

std::atomic<long> points{0};
std::mutex order;

const char* setting(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

template <typename F>
F* real(const char* name) {
    return reinterpret_cast<F*>(::dlsym(RTLD_NEXT, name));
}

std::string path_of(int fd) {
    char path[4096];
    const ssize_t size = ::readlink(("/proc/self/fd/" + std::to_string(fd)).c_str(), path, sizeof path);
    return size > 0 ? std::string(path, static_cast<std::size_t>(size)) : std::string();
}

bool is_watched(const std::string& path) {
    static const std::string folder = setting("CRASH_FOLDER");
    return !folder.empty() && path.starts_with(folder) && !path.ends_with("-shm");
}

std::string escaped(std::string_view path) {
    std::string out;
    for (const char c : path) out += c == ' ' ? std::string("%20") : std::string(1, c);
    return out;
}

std::string in_hex(std::string_view bytes) {
    constexpr char digits[] = "0123456789abcdef";
    if (bytes.empty()) return "-";
    std::string out;
    for (const char c : bytes) {
        const auto octet = static_cast<unsigned char>(c);
        out += digits[octet >> 4];
        out += digits[octet & 15];
    }
    return out;
}

std::string content(const std::string& path, off_t from = 0, std::size_t most = std::size_t{1} << 26) {
    std::string out;
    const int fd = static_cast<int>(::syscall(SYS_openat, AT_FDCWD, path.c_str(), O_RDONLY | O_CLOEXEC));
    if (fd < 0) return out;
    out.resize(most);
    std::size_t got = 0;
    for (ssize_t n = 1; n > 0 && got < most;) {
        n = ::syscall(SYS_pread64, fd, out.data() + got, most - got, from + static_cast<off_t>(got));
        if (n > 0) got += static_cast<std::size_t>(n);
    }
    out.resize(got);
    ::syscall(SYS_close, fd);
    return out;
}

void record(const std::string& line) {
    static const std::string file = setting("CRASH_UNDO");
    if (file.empty()) return;
    static const int fd = static_cast<int>(
        ::syscall(SYS_openat, AT_FDCWD, file.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600));
    const std::string whole = line + "\n";
    if (::syscall(SYS_write, fd, whole.data(), whole.size()) < 0) std::abort();
}

// Whether the call about to be made is the one to die at. The caller may do half of it first.
bool is_the_point() {
    static const long at = std::atol(setting("CRASH_AT"));
    return ++points == at;
}

bool is_torn() {
    static const bool torn = *setting("CRASH_TORN") != 0;
    return torn;
}

[[noreturn]] void die() {
    ::syscall(SYS_kill, ::getpid(), 9);
    for (;;) ::pause();
}

void point() {
    if (is_the_point()) die();
}

bool is_socket(int fd) {
    struct stat info {};
    return ::fstat(fd, &info) == 0 && S_ISSOCK(info.st_mode);
}

off_t size_of(int fd) {
    struct stat info {};
    return ::fstat(fd, &info) == 0 ? info.st_size : 0;
}

void before_write(int fd, const void* bytes, std::size_t size, off_t at) {
    const std::string path = path_of(fd);
    if (!is_watched(path)) return;
    const std::lock_guard guard{order};
    record("W " + escaped(path) + " " + std::to_string(at) + " " + std::to_string(size_of(fd)) + " " +
           in_hex(content(path, at, size)));
    if (!is_the_point()) return;
    if (is_torn()) ::syscall(SYS_pwrite64, fd, bytes, size / 2, at);
    die();
}

void before_sync(int fd) {
    if (is_watched(path_of(fd))) point();
}

int sync_of(int fd, const char* name) {
    before_sync(fd);
    static const bool broken = *setting("CRASH_NO_SYNC") != 0;
    if (broken) return 0;
    const int result = real<int(int)>(name)(fd);
    if (const std::string path = path_of(fd); result == 0 && is_watched(path)) record("S " + escaped(path));
    return result;
}

void before_rename(const char* from, const char* to) {
    if (!is_watched(from) && !is_watched(to)) return;
    point();
    record("R " + escaped(from) + " " + escaped(to) + " " + in_hex(content(to)));
}

void before_unlink(const char* path) {
    if (!is_watched(path)) return;
    point();
    record("U " + escaped(path) + " " + in_hex(content(path)));
}

void before_cut(int fd, off_t size) {
    const std::string path = path_of(fd);
    if (!is_watched(path)) return;
    point();
    record("T " + escaped(path) + " " + std::to_string(size) + " " + in_hex(content(path, size)));
}

void before_open(const char* path, int flags) {
    if ((flags & O_CREAT) == 0 || !is_watched(path) || ::access(path, F_OK) == 0) return;
    point();
    record("C " + escaped(path));
}

}  // namespace

extern "C" {

ssize_t pwrite(int fd, const void* bytes, size_t size, off_t at) {
    before_write(fd, bytes, size, at);
    return real<ssize_t(int, const void*, size_t, off_t)>("pwrite")(fd, bytes, size, at);
}

ssize_t pwrite64(int fd, const void* bytes, size_t size, off64_t at) {
    before_write(fd, bytes, size, at);
    return real<ssize_t(int, const void*, size_t, off64_t)>("pwrite64")(fd, bytes, size, at);
}

ssize_t write(int fd, const void* bytes, size_t size) {
    const off_t at = ::lseek(fd, 0, SEEK_CUR);
    if (at >= 0) before_write(fd, bytes, size, at);
    return real<ssize_t(int, const void*, size_t)>("write")(fd, bytes, size);
}

int fsync(int fd) {
    return sync_of(fd, "fsync");
}

int fdatasync(int fd) {
    return sync_of(fd, "fdatasync");
}

int ftruncate(int fd, off_t size) {
    before_cut(fd, size);
    return real<int(int, off_t)>("ftruncate")(fd, size);
}

int ftruncate64(int fd, off64_t size) {
    before_cut(fd, size);
    return real<int(int, off64_t)>("ftruncate64")(fd, size);
}

int rename(const char* from, const char* to) {
    before_rename(from, to);
    return real<int(const char*, const char*)>("rename")(from, to);
}

int unlink(const char* path) {
    before_unlink(path);
    return real<int(const char*)>("unlink")(path);
}

int open(const char* path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    const mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(more, mode_t) : 0;
    va_end(more);
    before_open(path, flags);
    return real<int(const char*, int, ...)>("open")(path, flags, mode);
}

int open64(const char* path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    const mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(more, mode_t) : 0;
    va_end(more);
    before_open(path, flags);
    return real<int(const char*, int, ...)>("open64")(path, flags, mode);
}

ssize_t send(int fd, const void* bytes, size_t size, int flags) {
    if (is_socket(fd)) point();
    return real<ssize_t(int, const void*, size_t, int)>("send")(fd, bytes, size, flags);
}

ssize_t recv(int fd, void* bytes, size_t size, int flags) {
    // An empty socket is no event: how often it is asked depends on the machine's speed.
    char one;
    if (is_socket(fd) && ::syscall(SYS_recvfrom, fd, &one, 1, MSG_PEEK | MSG_DONTWAIT, nullptr, nullptr) > 0)
        point();
    return real<ssize_t(int, void*, size_t, int)>("recv")(fd, bytes, size, flags);
}

}  // extern "C"
