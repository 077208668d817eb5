// The event loop, on poll(2).
#include "net/loop_state.hpp"

#include <algorithm>
#include <cerrno>
#include <limits>
#include <poll.h>
#include <stdexcept>
#include <sys/eventfd.h>
#include <system_error>
#include <unistd.h>
#include <vector>

namespace skifte::net {

using std::chrono::steady_clock;

Loop::State::TimerId Loop::State::schedule(Time due, std::function<void(bool)> fire) {
    const TimerId id{due, next_timer_++};
    timers.emplace(id, std::move(fire));
    return id;
}

void Loop::State::run_ready() {
    see_interrupt();
    run_posted();
    run_timers();
}

void Loop::State::see_interrupt() {
    if (interrupt_seen_ || interrupt == nullptr || !interrupt->raised()) return;
    interrupt_seen_ = true;
    const auto listeners = on_interrupt;
    for (const auto& [owner, call] : listeners) {
        if (on_interrupt.contains(owner)) call();
    }
}

void Loop::State::run_posted() {
    for (std::size_t left = posted.size(); left > 0 && !posted.empty(); --left) {
        const auto call = std::move(posted.front());
        posted.pop_front();
        call();
    }
}

void Loop::State::run_timers() {
    const auto now = steady_clock::now();
    const auto later = next_timer_;
    while (!timers.empty()) {
        const auto first = timers.begin();
        const auto& [due, number] = first->first;
        if (number >= later || (due > now && !interrupt_seen_)) return;
        const auto fire = std::move(first->second);
        timers.erase(first);
        fire(interrupt_seen_);
    }
}

int Loop::State::poll_timeout() const {
    if (!posted.empty()) return 0;
    if (timers.empty()) return -1;
    const auto due = timers.begin()->first.first;
    const auto now = steady_clock::now();
    if (interrupt_seen_ || due <= now) return 0;
    const auto wait = std::chrono::ceil<std::chrono::milliseconds>(due - now).count();
    return static_cast<int>(std::min<decltype(wait)>(wait, std::numeric_limits<int>::max()));
}

void Loop::State::wait() {
    std::vector<pollfd> descriptors;
    descriptors.reserve(watches.size() + 1);
    for (const auto& [fd, watch] : watches) descriptors.push_back({fd, watch.events, 0});
    // Once seen it stays readable, and would wake us for nothing.
    if (interrupt != nullptr && !interrupt_seen_) descriptors.push_back({interrupt->descriptor(), POLLIN, 0});

    const int timeout = poll_timeout();
    if (descriptors.empty() && timeout < 0) throw std::logic_error("the loop has nothing to wait for");
    if (::poll(descriptors.data(), descriptors.size(), timeout) <= 0) return;

    for (const pollfd& found : descriptors) {
        if (found.revents == 0) continue;
        const auto watch = watches.find(found.fd);
        if (watch == watches.end()) continue;
        const auto ready = watch->second.ready;  // a copy: the call may end the watch
        ready(found.revents);
    }
}

Loop::Wakeup::Wakeup() : event(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    if (event < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
}

Loop::Wakeup::~Wakeup() {
    ::close(event);
}

Loop::Loop(Interrupt* interrupt) : state_(std::make_unique<State>(interrupt)) {}
Loop::~Loop() = default;

void Loop::after(std::chrono::milliseconds delay, std::function<void(bool)> fire) {
    state_->schedule(steady_clock::now() + delay, std::move(fire));
}

void Loop::post(std::function<void()> call) {
    state_->posted.push_back(std::move(call));
}

std::function<void()> Loop::waker() {
    if (!state_->wakeup) {
        state_->wakeup.emplace();
        const int event = state_->wakeup->event;
        state_->watches[event] = {POLLIN, [event](short) {
                                      std::uint64_t count = 0;
                                      [[maybe_unused]] const auto read = ::read(event, &count, sizeof count);
                                  }};
    }
    return [event = state_->wakeup->event] {
        const std::uint64_t one = 1;
        // It fails only where the counter is full, and then the loop is awake already.
        [[maybe_unused]] const auto written = ::write(event, &one, sizeof one);
    };
}

void Loop::run_until(const std::function<bool()>& done) {
    while (!done()) {
        state_->run_ready();
        if (done()) return;
        state_->wait();
    }
}

bool Loop::interrupted() const noexcept {
    return state_->interrupt != nullptr && state_->interrupt->raised();
}

}  // namespace skifte::net
