// Interrupt: one wish to stop, from ctrl-C or from code, that every wait in the program sees at once.
#pragma once

#include <atomic>

namespace skifte {

class Interrupt {
public:
    Interrupt();
    ~Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;

    // Async-signal-safe.
    void raise() noexcept;
    [[nodiscard]] bool raised() const noexcept { return raised_.load(std::memory_order_acquire); }
    // Becomes readable when raised; for poll(2). Never read from it.
    [[nodiscard]] int descriptor() const noexcept { return event_; }

private:
    std::atomic<bool> raised_{false};
    int event_ = -1;
};

// The process's own: raised by SIGINT and SIGTERM once `catch_signals` was called. A second signal ends the
// process at once with status 128 + signal number.
[[nodiscard]] Interrupt& process_interrupt();
void catch_signals();

}  // namespace skifte
