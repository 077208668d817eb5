#include "cli/streams.hpp"

#include <skifte/support/files.hpp>
#include <skifte/support/interrupt.hpp>

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

namespace skifte::cli {

namespace {

constexpr std::size_t flush_above = 64 * 1024;

// 0, or the errno that stopped it.
int write_all(int fd, std::string_view text) noexcept {
    while (!text.empty()) {
        const ssize_t n = ::write(fd, text.data(), text.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0 && errno == EAGAIN) {
            pollfd wait{fd, POLLOUT, 0};
            ::poll(&wait, 1, -1);
            continue;
        }
        if (n < 0) return errno;
        text.remove_prefix(static_cast<std::size_t>(n));
    }
    return 0;
}

// Bytes read; -1 with errno; EINTR where the program was interrupted.
ssize_t read_some(int fd, char* to, std::size_t size) noexcept {
    pollfd wait[] = {{fd, POLLIN, 0}, {process_interrupt().descriptor(), POLLIN, 0}};
    while (::poll(wait, 2, -1) < 0 && errno == EINTR) {
    }
    if (wait[1].revents != 0) {
        errno = EINTR;
        return -1;
    }
    return ::read(fd, to, size);
}

Failure read_failure(std::string_view path) {
    if (errno == EINTR) return fail("interrupted");
    return fail("file.unreadable", {{"path", std::string(path)}, {"reason", errno_text(errno)}});
}

Result<std::string> line_from(int fd) {
    std::string line;
    char c = 0;
    for (;;) {
        const ssize_t n = read_some(fd, &c, 1);
        if (n < 0) return read_failure("-");
        if (n == 0 || c == '\n') return line;
        if (c != '\r') line += c;
    }
}

// Turns the terminal's echo off, and on again whatever happens.
class Quiet {
public:
    explicit Quiet(int fd) : fd_(fd) {
        if (::tcgetattr(fd, &before_) != 0) return;
        termios now = before_;
        now.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        changed_ = ::tcsetattr(fd, TCSAFLUSH, &now) == 0;
    }
    ~Quiet() {
        if (changed_) ::tcsetattr(fd_, TCSAFLUSH, &before_);
    }
    Quiet(const Quiet&) = delete;
    Quiet& operator=(const Quiet&) = delete;

private:
    int fd_;
    termios before_{};
    bool changed_ = false;
};

}  // namespace

Streams::Streams(int in, int out, int err)
    : in_(in),
      out_(out),
      err_(err),
      in_terminal_(::isatty(in) == 1),
      out_terminal_(::isatty(out) == 1),
      err_terminal_(::isatty(err) == 1) {}

void Streams::out(std::string_view text) {
    if (failure_ != 0) return;
    buffer_ += text;
    if (buffer_.size() < flush_above) return;
    failure_ = write_all(out_, buffer_);
    buffer_.clear();
}

void Streams::err(std::string_view text) {
    (void)write_all(err_, text);
}

Result<void> Streams::flush() {
    if (failure_ == 0 && !buffer_.empty()) failure_ = write_all(out_, buffer_);
    buffer_.clear();
    if (failure_ == 0 || failure_ == EPIPE) return {};
    if (failure_ == ENOSPC || failure_ == EDQUOT) return fail("disk.full", {{"path", "stdout"}});
    return fail("output.write", {{"reason", errno_text(failure_)}});
}

bool Streams::is_out(const std::string& path) const noexcept {
    struct stat named {};
    struct stat ours {};
    return ::stat(path.c_str(), &named) == 0 && ::fstat(out_, &ours) == 0 && named.st_dev == ours.st_dev &&
           named.st_ino == ours.st_ino;
}

int Streams::width() const noexcept {
    winsize size{};
    if (!out_terminal_ || ::ioctl(out_, TIOCGWINSZ, &size) != 0) return 0;
    return size.ws_col;
}

Result<std::string> Streams::read_line() {
    return line_from(in_);
}

Result<std::string> Streams::read_all(std::size_t limit) {
    std::string all;
    std::array<char, 16384> chunk{};
    for (;;) {
        const ssize_t n = read_some(in_, chunk.data(), chunk.size());
        if (n < 0) return read_failure("-");
        if (n == 0) return all;
        all.append(chunk.data(), static_cast<std::size_t>(n));
        if (all.size() > limit)
            return fail("file.too_large", {{"path", "-"}, {"limit", std::to_string(limit)}});
    }
}

Result<Secret> Streams::read_secret(std::string_view prompt) {
    const FileHandle terminal(::open("/dev/tty", O_RDWR | O_CLOEXEC));
    if (!terminal.is_open()) return fail("secret.no_terminal", {{"what", std::string(prompt)}});
    const Quiet quiet(terminal.get());  // before the prompt: who answers it at once is not shown either
    (void)write_all(terminal.get(), std::string(prompt) + ": ");
    SKIFTE_TRY(std::string line, line_from(terminal.get()));
    (void)write_all(terminal.get(), "\n");
    return Secret(std::move(line));
}

}  // namespace skifte::cli
