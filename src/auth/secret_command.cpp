#include "auth/secret_command.hpp"

#include <skifte/support/files.hpp>
#include <skifte/support/interrupt.hpp>

#include "auth/secret_stream.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <optional>
#include <poll.h>
#include <spawn.h>
#include <string_view>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace skifte::auth {

namespace {

using Deadline = std::chrono::steady_clock::time_point;

// A child process; killed and reaped if nobody waited for it.
class Child {
public:
    // 0, or the errno of what failed. The child's stdout is `output`.
    int start(const std::vector<std::string>& argv, std::vector<char*> environment, int output) {
        std::vector<char*> arguments;
        for (const std::string& argument : argv) arguments.push_back(const_cast<char*>(argument.c_str()));
        arguments.push_back(nullptr);

        posix_spawn_file_actions_t actions;
        posix_spawnattr_t attributes;
        posix_spawn_file_actions_init(&actions);
        posix_spawnattr_init(&attributes);
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
        // We may ignore SIGPIPE; the child need not know.
        sigset_t defaults;
        sigemptyset(&defaults);
        sigaddset(&defaults, SIGPIPE);
        posix_spawnattr_setsigdefault(&attributes, &defaults);
        posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
        const int error =
            posix_spawnp(&pid_, arguments[0], &actions, &attributes, arguments.data(), environment.data());
        posix_spawnattr_destroy(&attributes);
        posix_spawn_file_actions_destroy(&actions);

        if (error != 0)
            pid_ = -1;
        else
            exit_ =
                FileHandle{static_cast<int>(::syscall(SYS_pidfd_open, pid_, 0))};  // glibc's own is no C++
        return error;
    }
    Child() = default;
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    ~Child() {
        if (pid_ < 0) return;
        ::kill(pid_, SIGKILL);
        wait();
    }

    // Becomes readable when the child has ended.
    [[nodiscard]] int exit_descriptor() const noexcept { return exit_.get(); }

    int wait() noexcept {
        int status = 0;
        while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
        }
        pid_ = -1;
        return status;
    }

private:
    pid_t pid_ = -1;
    FileHandle exit_;
};

std::vector<char*> environment_without(const std::vector<std::string>& names) {
    std::vector<char*> environment;
    for (char** variable = environ; *variable != nullptr; ++variable) {
        const std::string_view text = *variable;
        if (std::ranges::find(names, text.substr(0, text.find('='))) == names.end())
            environment.push_back(*variable);
    }
    environment.push_back(nullptr);
    return environment;
}

Failure failed(const std::string& name, std::string status) {
    return fail(Error{"secret.command_failed"}.with("name", name).with("status", std::move(status)));
}

// Waits until the child writes or ends. False: the time is over.
bool wait_for(std::array<pollfd, 3>& events, Deadline deadline) {
    using namespace std::chrono;
    const auto left = ceil<milliseconds>(deadline - steady_clock::now()).count();
    if (left <= 0) return false;
    const int ready = ::poll(events.data(), events.size(), static_cast<int>(left));
    if (ready < 0)
        for (pollfd& event : events) event.revents = 0;  // a signal: look again
    return ready != 0;
}

// Reads until the child has ended. What it leaves behind may hold the pipe open for ever, so its end is not
// awaited.
Result<void> read_to_exit(const Child& child, int output, SecretStream& stream, const std::string& name,
                          Deadline deadline) {
    std::array<pollfd, 3> events{{{output, POLLIN, 0},
                                  {child.exit_descriptor(), POLLIN, 0},
                                  {process_interrupt().descriptor(), POLLIN, 0}}};
    for (;;) {
        if (!wait_for(events, deadline)) return failed(name, "timeout");
        if (events[2].revents != 0) return fail("interrupted");
        const bool ended = events[1].revents != 0;
        for (auto state = SecretStream::State::more; state == SecretStream::State::more;) {
            state = events[0].fd < 0 ? SecretStream::State::end : stream.read(output);
            if (state == SecretStream::State::too_large) return failed(name, "too_large");
            if (state == SecretStream::State::failed) return failed(name, errno_text(errno));
            if (state == SecretStream::State::end) events[0].fd = -1;
        }
        if (ended) return {};
    }
}

}  // namespace

Result<Secret> run_for_secret(const std::vector<std::string>& argv, const std::vector<std::string>& withheld,
                              std::chrono::milliseconds timeout) {
    const std::string& name = argv.front();
    const Deadline deadline = std::chrono::steady_clock::now() + timeout;
    std::array<int, 2> ends{-1, -1};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) return failed(name, errno_text(errno));
    const FileHandle output{ends[0]};
    std::optional<FileHandle> input{ends[1]};
    ::fcntl(output.get(), F_SETFL, O_NONBLOCK);

    Child child;
    if (const int error = child.start(argv, environment_without(withheld), input->get()); error != 0)
        return failed(name, errno_text(error));
    if (child.exit_descriptor() < 0) return failed(name, errno_text(errno));
    input.reset();

    SecretStream stream;
    SKIFTE_CHECK(read_to_exit(child, output.get(), stream, name, deadline));
    const int status = child.wait();
    if (WIFSIGNALED(status)) return failed(name, "signal " + std::to_string(WTERMSIG(status)));
    if (WEXITSTATUS(status) != 0) return failed(name, "exit " + std::to_string(WEXITSTATUS(status)));
    return stream.take();
}

}  // namespace skifte::auth
