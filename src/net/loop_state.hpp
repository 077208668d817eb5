// What the loop turns: timers, posted calls and watched descriptors. The curl transport plugs in here.
#pragma once

#include <skifte/net/loop.hpp>

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <utility>

namespace skifte::net {

// Readable once somebody has called.
struct Loop::Wakeup {
    Wakeup();
    ~Wakeup();
    Wakeup(const Wakeup&) = delete;
    Wakeup& operator=(const Wakeup&) = delete;
    int event = -1;
};

struct Loop::State {
    using Time = std::chrono::steady_clock::time_point;
    // By time, then in the order they were asked for.
    using TimerId = std::pair<Time, std::uint64_t>;

    struct Watch {
        short events = 0;                  // of poll(2)
        std::function<void(short)> ready;  // takes what poll(2) found
    };

    explicit State(Interrupt* wish) : interrupt(wish) {}

    TimerId schedule(Time due, std::function<void(bool interrupted)> fire);
    void cancel(const TimerId& id) { timers.erase(id); }

    // Runs what is due now, and nothing that only becomes due by running it.
    void run_ready();
    // Sleeps until a descriptor, a timer or the interrupt wakes it.
    void wait();

    Interrupt* interrupt;
    std::optional<Wakeup> wakeup;
    std::map<int, Watch> watches;
    // Called once, when the interrupt is seen; by owner.
    std::map<const void*, std::function<void()>> on_interrupt;
    std::deque<std::function<void()>> posted;
    std::map<TimerId, std::function<void(bool)>> timers;

private:
    void see_interrupt();
    void run_posted();
    void run_timers();
    [[nodiscard]] int poll_timeout() const;  // milliseconds; -1 for none

    std::uint64_t next_timer_ = 0;
    bool interrupt_seen_ = false;
};

}  // namespace skifte::net
