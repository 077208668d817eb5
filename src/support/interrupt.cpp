#include <skifte/support/interrupt.hpp>

#include <cerrno>
#include <csignal>
#include <cstdint>
#include <sys/eventfd.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace skifte {

namespace {

std::atomic<bool> signalled{false};
std::atomic<int> unsettled{0};

// Never freed: a handler may be reading them.
struct Words {
    LastWords settled, unsettled;
    const Words* before;
};
std::atomic<const Words*> words{nullptr};

// Set before the handler is, since a handler must not run the guard of a function's static.
std::atomic<Interrupt*> target{nullptr};
static_assert(std::atomic<bool>::is_always_lock_free && std::atomic<int>::is_always_lock_free &&
              std::atomic<Interrupt*>::is_always_lock_free && std::atomic<const Words*>::is_always_lock_free);

[[noreturn]] void end_at_once(int signal) {
    const Words* known = words.load();
    if (known == nullptr) ::_exit(128 + signal);
    const LastWords& last = unsettled.load() > 0 ? known->unsettled : known->settled;
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, last.text.data(), last.text.size());
    ::_exit(last.status);
}

extern "C" void skifte_on_signal(int signal) {
    if (signalled.exchange(true)) end_at_once(signal);
    if (Interrupt* interrupt = target.load()) interrupt->raise();
}

}  // namespace

Interrupt::Interrupt() : event_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    if (event_ < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
}

Interrupt::~Interrupt() {
    ::close(event_);
}

void Interrupt::raise() noexcept {
    const int saved = errno;
    raised_.store(true, std::memory_order_release);
    const std::uint64_t one = 1;
    // It fails only where the counter is full, and then the descriptor is readable already.
    [[maybe_unused]] const auto written = ::write(event_, &one, sizeof one);
    errno = saved;
}

Interrupt& process_interrupt() {
    // Never destroyed: a signal may come while the process is ending.
    static Interrupt* const interrupt = new Interrupt;
    return *interrupt;
}

void catch_signals() {
    target.store(&process_interrupt());
    struct sigaction action {};
    action.sa_handler = skifte_on_signal;
    ::sigemptyset(&action.sa_mask);
    // Without SA_RESTART, so that a read from the terminal ends too.
    action.sa_flags = 0;
    for (const int signal : {SIGINT, SIGTERM}) ::sigaction(signal, &action, nullptr);
}

Unsettled::Unsettled() noexcept {
    unsettled.fetch_add(1);
}

Unsettled::~Unsettled() {
    unsettled.fetch_sub(1);
}

void set_last_words(LastWords settled, LastWords unsettled_ones) {
    words.store(new Words{std::move(settled), std::move(unsettled_ones), words.load()});
}

}  // namespace skifte
