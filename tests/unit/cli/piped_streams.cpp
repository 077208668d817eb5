#include "unit/cli/piped_streams.hpp"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <stdexcept>
#include <unistd.h>

namespace skifte::cli::test {

namespace {

std::array<int, 2> open_pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("pipe");
    return ends;
}

std::array<int, 2> open_input(std::string_view text) {
    const auto ends = open_pipe();
    if (::write(ends[1], text.data(), text.size()) != static_cast<ssize_t>(text.size()))
        throw std::runtime_error("write");
    ::close(ends[1]);
    return {ends[0], -1};
}

// What stands in the pipe now; its writer stays open.
std::string drain(int fd) {
    ::fcntl(fd, F_SETFL, O_NONBLOCK);
    std::string out;
    std::array<char, 4096> chunk{};
    for (;;) {
        const ssize_t n = ::read(fd, chunk.data(), chunk.size());
        if (n <= 0) return out;
        out.append(chunk.data(), static_cast<std::size_t>(n));
    }
}

}  // namespace

PipedStreams::PipedStreams(std::string_view input)
    : in_(open_input(input)), out_(open_pipe()), err_(open_pipe()), streams_(in_[0], out_[1], err_[1]) {
    std::signal(SIGPIPE, SIG_IGN);  // as main does
}

PipedStreams::~PipedStreams() {
    for (const auto& ends : {in_, out_, err_})
        for (const int fd : ends)
            if (fd >= 0) ::close(fd);
}

std::string PipedStreams::out() {
    (void)streams_.flush();
    return drain(out_[0]);
}

std::string PipedStreams::err() {
    return drain(err_[0]);
}

void PipedStreams::close_reader() {
    ::close(out_[0]);
    out_[0] = -1;
}

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> out;
    while (!text.empty()) {
        const auto end = text.find('\n');
        out.emplace_back(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    }
    return out;
}

}  // namespace skifte::cli::test
