// Loaded before the C library of a program under test (LD_PRELOAD): kills it at one of its system calls,
// keeps what a power cut would undo, fills its disk, sets its clock.
//
// Every call that changes a file or speaks on a socket is a point, counted from 1; every call that may need
// room on the disk is a need, counted likewise. By environment:
//   CRASH_AT       kill -9 just before point N
//   CRASH_FOLDER   only files in it are points and needs, and only their changes are written down
//   CRASH_UNDO     file for what a power cut would undo: one record a line, see below
//   CRASH_NO_SYNC  fsync does nothing and says it did: the broken disk that the suite must notice
//   CRASH_FULL     the disk is full from need N on: nothing grows and nothing is made
//   CRASH_COPIED   nor can anything be written over or synced, as where the disk copies what it overwrites
//   CRASH_TORN     the write at the point, or at the first need, is first done in half
//   CRASH_CLOCK    the wall clock is so many seconds wrong, from point CRASH_CLOCK_AT (0) on
//   CRASH_UPTIME   the time since the start of the machine is so too, which no clock that is set does
//   CRASH_BOOT     file that stands for the kernel's boot_id: another one is another start of the machine
//   CRASH_COUNT    file for how many points and needs there were, if it ends by itself
//
// Records: "W path offset size bytes" (what stood there, and how long the file was), "T path size bytes"
// (what was cut off), "C path" (made), "R from to bytes" (renamed over that), "U path bytes" (deleted), "S
// path" (synced; a folder too). Bytes in hex, "-" for none; blanks in paths as %20.
#include <atomic>
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <dlfcn.h>
#include <fcntl.h>
#include <mutex>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

namespace {

std::atomic<long> points{0};
std::atomic<long> needs{0};
std::mutex order;

const char* setting(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

bool is_set(const char* name) {
    return *setting(name) != 0;
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

bool is_in_folder(const std::string& path) {
    static const std::string folder = setting("CRASH_FOLDER");
    return !folder.empty() && path.starts_with(folder);
}

// What is shared memory outlives no power cut, and holds nothing that matters after a kill.
bool is_watched(const std::string& path) {
    return is_in_folder(path) && !path.ends_with("-shm");
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

bool keeps_records() {
    static const bool keeps = is_set("CRASH_UNDO");
    return keeps;
}

void record(const std::string& line) {
    if (!keeps_records()) return;
    static const int fd = static_cast<int>(::syscall(SYS_openat, AT_FDCWD, setting("CRASH_UNDO"),
                                                     O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600));
    const std::string whole = line + "\n";
    if (::syscall(SYS_write, fd, whole.data(), whole.size()) < 0) std::abort();
}

// Whether the call about to be made is the one to die at. The caller may do half of it first.
bool is_the_point() {
    static const long at = std::atol(setting("CRASH_AT"));
    return ++points == at;
}

bool is_torn() {
    static const bool torn = is_set("CRASH_TORN");
    return torn;
}

[[noreturn]] void die() {
    ::syscall(SYS_kill, ::getpid(), 9);
    for (;;) ::pause();
}

void point() {
    if (is_the_point()) die();
}

enum class Room { there, just_gone, gone };

Room room() {
    static const long full = std::atol(setting("CRASH_FULL"));
    const long need = ++needs;
    if (full == 0 || need < full) return Room::there;
    errno = ENOSPC;
    return need == full ? Room::just_gone : Room::gone;
}

bool has_room(const std::string& path) {
    return !is_in_folder(path) || room() == Room::there;
}

bool is_copied() {
    static const bool copied = is_set("CRASH_COPIED");
    return copied;
}

bool is_socket(int fd) {
    struct stat info {};
    return ::fstat(fd, &info) == 0 && S_ISSOCK(info.st_mode);
}

off_t size_of(int fd) {
    struct stat info {};
    return ::fstat(fd, &info) == 0 ? info.st_size : 0;
}

void before_write(int fd, const std::string& path, const void* bytes, std::size_t size, off_t at) {
    if (!is_watched(path)) return;
    const std::lock_guard guard{order};
    if (keeps_records())
        record("W " + escaped(path) + " " + std::to_string(at) + " " + std::to_string(size_of(fd)) + " " +
               in_hex(content(path, at, size)));
    if (!is_the_point()) return;
    if (is_torn()) ::syscall(SYS_pwrite64, fd, bytes, size / 2, at);
    die();
}

// How many of the bytes may be written; less than none, with errno, for a disk that is full.
ssize_t room_to_write(int fd, const std::string& path, std::size_t size, off_t at) {
    const auto whole = static_cast<ssize_t>(size);
    if (!is_in_folder(path)) return whole;
    if (!is_copied() && at + whole <= size_of(fd)) return whole;
    const Room left = room();
    if (left == Room::just_gone && is_torn() && whole > 1) return whole / 2;
    return left == Room::there ? whole : -1;
}

template <typename Write>
ssize_t write_file(int fd, const void* bytes, std::size_t size, off_t at, const Write& write) {
    const std::string path = path_of(fd);
    before_write(fd, path, bytes, size, at);
    const ssize_t most = room_to_write(fd, path, size, at);
    return most < 0 ? -1 : write(static_cast<std::size_t>(most));
}

int sync_of(int fd, const char* name) {
    const std::string path = path_of(fd);
    if (is_watched(path)) {
        point();
        if (is_copied() && room() != Room::there) return -1;
    }
    static const bool broken = is_set("CRASH_NO_SYNC");
    if (broken) return 0;
    const int result = real<int(int)>(name)(fd);
    if (result == 0 && is_watched(path)) record("S " + escaped(path));
    return result;
}

void before_rename(const char* from, const char* to) {
    if (!is_watched(from) && !is_watched(to)) return;
    point();
    if (keeps_records()) record("R " + escaped(from) + " " + escaped(to) + " " + in_hex(content(to)));
}

void before_unlink(const char* path) {
    if (!is_watched(path)) return;
    point();
    if (keeps_records()) record("U " + escaped(path) + " " + in_hex(content(path)));
}

void before_cut(const std::string& path, off_t size) {
    if (!is_watched(path)) return;
    point();
    if (keeps_records())
        record("T " + escaped(path) + " " + std::to_string(size) + " " + in_hex(content(path, size)));
}

int cut(int fd, off_t size, const char* name) {
    const std::string path = path_of(fd);
    before_cut(path, size);
    if (size > size_of(fd) && !has_room(path)) return -1;
    return real<int(int, off_t)>(name)(fd, size);
}

bool makes_a_file(const char* path, int flags) {
    if ((flags & O_TMPFILE) == O_TMPFILE) return true;
    return (flags & O_CREAT) != 0 && ::access(path, F_OK) != 0;
}

int open_file(const char* path, int flags, mode_t mode, const char* name) {
    const int before = errno;
    if (makes_a_file(path, flags)) {
        if ((flags & O_CREAT) != 0 && is_watched(path)) {
            point();
            record("C " + escaped(path));
        }
        if (!has_room(path)) return -1;
    }
    errno = before;
    return real<int(const char*, int, ...)>(name)(path, flags, mode);
}

// By how much a clock is wrong now.
std::time_t wrong_by(clockid_t clock) {
    static const long seconds = std::atol(setting("CRASH_CLOCK"));
    static const long from = std::atol(setting("CRASH_CLOCK_AT"));
    static const bool with_uptime = is_set("CRASH_UPTIME");
    const bool wall = clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE;
    const bool wrong = wall || (with_uptime && clock == CLOCK_BOOTTIME);
    return wrong && points >= from ? seconds : 0;
}

std::FILE* open_stream(const char* path, const char* mode, const char* name) {
    if (std::strcmp(path, "/proc/sys/kernel/random/boot_id") == 0 && is_set("CRASH_BOOT"))
        path = setting("CRASH_BOOT");
    return real<std::FILE*(const char*, const char*)>(name)(path, mode);
}

__attribute__((destructor)) void write_count() {
    const char* file = setting("CRASH_COUNT");
    if (*file == 0) return;
    const int fd =
        static_cast<int>(::syscall(SYS_openat, AT_FDCWD, file, O_WRONLY | O_CREAT | O_TRUNC, 0600));
    const std::string line = std::to_string(points) + " " + std::to_string(needs) + "\n";
    if (::syscall(SYS_write, fd, line.data(), line.size()) < 0) std::abort();
    ::syscall(SYS_close, fd);
}

}  // namespace

extern "C" {

ssize_t pwrite(int fd, const void* bytes, size_t size, off_t at) {
    return write_file(fd, bytes, size, at, [&](size_t most) {
        return real<ssize_t(int, const void*, size_t, off_t)>("pwrite")(fd, bytes, most, at);
    });
}

ssize_t pwrite64(int fd, const void* bytes, size_t size, off64_t at) {
    return write_file(fd, bytes, size, at, [&](size_t most) {
        return real<ssize_t(int, const void*, size_t, off64_t)>("pwrite64")(fd, bytes, most, at);
    });
}

ssize_t write(int fd, const void* bytes, size_t size) {
    const auto write = [&](size_t most) {
        return real<ssize_t(int, const void*, size_t)>("write")(fd, bytes, most);
    };
    const off_t at = ::lseek(fd, 0, SEEK_CUR);
    return at < 0 ? write(size) : write_file(fd, bytes, size, at, write);
}

int fsync(int fd) {
    return sync_of(fd, "fsync");
}

int fdatasync(int fd) {
    return sync_of(fd, "fdatasync");
}

int ftruncate(int fd, off_t size) {
    return cut(fd, size, "ftruncate");
}

int ftruncate64(int fd, off64_t size) {
    return cut(fd, size, "ftruncate64");
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
    return open_file(path, flags, mode, "open");
}

int open64(const char* path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    const mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(more, mode_t) : 0;
    va_end(more);
    return open_file(path, flags, mode, "open64");
}

int mknod(const char* path, mode_t mode, dev_t device) {
    if (::access(path, F_OK) != 0 && !has_room(path)) return -1;
    return real<int(const char*, mode_t, dev_t)>("mknod")(path, mode, device);
}

int mkdir(const char* path, mode_t mode) {
    if (::access(path, F_OK) != 0 && !has_room(path)) return -1;
    return real<int(const char*, mode_t)>("mkdir")(path, mode);
}

std::FILE* fopen(const char* path, const char* mode) {
    return open_stream(path, mode, "fopen");
}

std::FILE* fopen64(const char* path, const char* mode) {
    return open_stream(path, mode, "fopen64");
}

int clock_gettime(clockid_t clock, timespec* time) {
    const auto result = static_cast<int>(::syscall(SYS_clock_gettime, clock, time));
    if (result == 0) time->tv_sec += wrong_by(clock);
    return result;
}

int gettimeofday(timeval* time, void*) {
    timespec now{};
    const int result = clock_gettime(CLOCK_REALTIME, &now);
    time->tv_sec = now.tv_sec;
    time->tv_usec = now.tv_nsec / 1000;
    return result;
}

std::time_t time(std::time_t* into) {
    timespec now{};
    clock_gettime(CLOCK_REALTIME, &now);
    if (into != nullptr) *into = now.tv_sec;
    return now.tv_sec;
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
