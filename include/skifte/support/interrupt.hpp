// Interrupt: one wish to stop, from ctrl-C or from code, that every wait in the program sees at once.
#pragma once

#include <atomic>
#include <string>

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
// process at once, by set_last_words.
[[nodiscard]] Interrupt& process_interrupt();
void catch_signals();

// While one lives, something has been done of which nobody knows yet what came of it. Thread-safe.
class Unsettled {
public:
    Unsettled() noexcept;
    ~Unsettled();
    Unsettled(const Unsettled&) = delete;
    Unsettled& operator=(const Unsettled&) = delete;
};

// What a second signal ends the process with; `text` goes to stderr.
struct LastWords {
    int status = 0;
    std::string text;
};
// `unsettled` while something is Unsettled, else `settled`. Until this is called: 128 + signal number, no
// text. What was set last counts.
void set_last_words(LastWords settled, LastWords unsettled);

}  // namespace skifte
