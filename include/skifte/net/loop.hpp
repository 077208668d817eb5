// Loop: the one event loop that transfers and timers run on.
#pragma once

#include <skifte/support/interrupt.hpp>

#include <chrono>
#include <functional>
#include <memory>

namespace skifte::net {

class Loop {
public:
    // `interrupt`, if given, must outlive the loop: raised, it ends every transfer and every wait at once.
    explicit Loop(Interrupt* interrupt = nullptr);
    ~Loop();
    Loop(const Loop&) = delete;
    Loop& operator=(const Loop&) = delete;

    // Calls `fire(false)` after the delay, or `fire(true)` as soon as the loop is interrupted.
    void after(std::chrono::milliseconds delay, std::function<void(bool interrupted)> fire);
    // Calls it in the next turn.
    void post(std::function<void()> call);
    // Runs transfers and timers until `done()` holds.
    void run_until(const std::function<bool()>& done);
    // What it gives has run_until ask again whether it is done. It may be called from any thread while the
    // loop lives.
    [[nodiscard]] std::function<void()> waker();
    [[nodiscard]] bool interrupted() const noexcept;

    // What the curl transport keeps here; defined in src/net.
    struct State;
    [[nodiscard]] State& state() noexcept { return *state_; }

private:
    struct Wakeup;
    std::unique_ptr<State> state_;
};

}  // namespace skifte::net
