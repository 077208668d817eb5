#include <skifte/support/interrupt.hpp>

#include <catch2/catch.hpp>

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <memory>
#include <poll.h>
#include <string>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace skifte;

namespace {

bool readable(const Interrupt& interrupt, int timeout) {
    pollfd waiting{interrupt.descriptor(), POLLIN, 0};
    return ::poll(&waiting, 1, timeout) == 1 && (waiting.revents & POLLIN) != 0;
}

// Runs `body` in a process of its own and gives its exit status, or minus the signal that ended it.
template <typename F>
int in_child(F body) {
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) ::_exit(body());
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

}  // namespace

TEST_CASE("An interrupt is seen by flag and by descriptor, and stays", "[interrupt]") {
    Interrupt interrupt;
    CHECK_FALSE(interrupt.raised());
    CHECK_FALSE(readable(interrupt, 0));
    errno = EDOM;
    interrupt.raise();
    interrupt.raise();
    CHECK(errno == EDOM);
    CHECK(interrupt.raised());
    CHECK(readable(interrupt, 0));
    CHECK(readable(interrupt, 0));
    CHECK((::fcntl(interrupt.descriptor(), F_GETFD) & FD_CLOEXEC) != 0);
}

TEST_CASE("An interrupt ends a wait in another thread", "[interrupt]") {
    Interrupt interrupt;
    std::thread raiser{[&] { interrupt.raise(); }};
    CHECK(readable(interrupt, 60'000));
    raiser.join();
}

TEST_CASE("A signal raises the interrupt of the process", "[interrupt]") {
    for (const int signal : {SIGINT, SIGTERM}) {
        const int status = in_child([signal] {
            catch_signals();
            if (process_interrupt().raised()) return 1;
            std::raise(signal);
            return process_interrupt().raised() && readable(process_interrupt(), 0) ? 7 : 2;
        });
        CHECK(status == 7);
    }
}

TEST_CASE("A second signal ends the process at once", "[interrupt]") {
    const int status = in_child([] {
        catch_signals();
        std::raise(SIGTERM);
        std::raise(SIGINT);
        return 1;
    });
    CHECK(status == 128 + SIGINT);
}

TEST_CASE("A second signal ends the process with the words that were left for it", "[interrupt]") {
    const bool open = GENERATE(false, true);
    int pipe[2];
    REQUIRE(::pipe(pipe) == 0);
    const int status = in_child([&] {
        ::dup2(pipe[1], STDERR_FILENO);
        catch_signals();
        set_last_words({1, "first"}, {2, "first"});
        set_last_words({3, "settled"}, {4, "unsettled"});
        { const Unsettled gone; }
        const auto left = open ? std::make_unique<Unsettled>() : nullptr;
        std::raise(SIGINT);
        std::raise(SIGTERM);
        return 5;
    });
    ::close(pipe[1]);
    std::string text(64, '\0');
    text.resize(static_cast<std::size_t>(::read(pipe[0], text.data(), text.size())));
    ::close(pipe[0]);
    CHECK(status == (open ? 4 : 3));
    CHECK(text == (open ? "unsettled" : "settled"));
}

TEST_CASE("An interrupt from code does not count as the first signal", "[interrupt]") {
    const int status = in_child([] {
        catch_signals();
        process_interrupt().raise();
        std::raise(SIGINT);
        return 7;
    });
    CHECK(status == 7);
}
