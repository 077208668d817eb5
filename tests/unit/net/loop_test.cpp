// The loop: order, waiting and interrupts.
#include <skifte/net/loop.hpp>

#include <catch2/catch.hpp>

#include <atomic>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

using namespace skifte;
using namespace std::chrono_literals;
using net::Loop;

TEST_CASE("Timers fire by time, and those of one time in the order they were asked for") {
    Loop loop;
    std::string order;
    loop.after(2ms, [&](bool) { order += 'c'; });
    loop.after(0ms, [&](bool) { order += 'a'; });
    loop.after(0ms, [&](bool) { order += 'b'; });
    loop.run_until([&] { return order.size() == 3; });
    CHECK(order == "abc");
}

TEST_CASE("A timer fires no earlier than its time, and is not told of an interrupt that was not") {
    Loop loop;
    const auto begin = std::chrono::steady_clock::now();
    bool fired = false, interrupted = true;
    loop.after(3ms, [&](bool value) { fired = true, interrupted = value; });
    loop.run_until([&] { return fired; });
    CHECK(std::chrono::steady_clock::now() - begin >= 3ms);
    CHECK_FALSE(interrupted);
}

TEST_CASE("A posted call runs in the next turn, in order, and may post again") {
    Loop loop;
    std::string order;
    loop.post([&] {
        order += 'a';
        loop.post([&] { order += 'c'; });
    });
    loop.post([&] { order += 'b'; });
    CHECK(order.empty());
    loop.run_until([&] { return order.size() == 3; });
    CHECK(order == "abc");
}

TEST_CASE("Calls that post themselves for ever do not keep timers from firing") {
    Loop loop;
    bool fired = false;
    std::function<void()> again = [&] { loop.post(again); };
    loop.post(again);
    loop.after(1ms, [&](bool) { fired = true; });
    loop.run_until([&] { return fired; });
    CHECK(fired);
}

TEST_CASE("The loop may be run from inside a call of its own") {
    Loop loop;
    bool inner = false, outer = false;
    loop.post([&] {
        loop.post([&] { inner = true; });
        loop.run_until([&] { return inner; });
        outer = true;
    });
    loop.run_until([&] { return outer; });
    CHECK(inner);
}

TEST_CASE("An interrupt from another thread ends every wait at once") {
    Interrupt interrupt;
    Loop loop{&interrupt};
    int interrupted = 0;
    for (int i = 0; i < 3; ++i) loop.after(24h, [&](bool value) { interrupted += value ? 1 : 0; });
    std::thread other{[&] { interrupt.raise(); }};
    loop.run_until([&] { return interrupted == 3; });
    other.join();
    CHECK(loop.interrupted());
}

TEST_CASE("A wait asked for after the interrupt ends at once too") {
    Interrupt interrupt;
    Loop loop{&interrupt};
    interrupt.raise();
    bool first = false, second = false;
    loop.after(24h, [&](bool value) {
        first = value;
        loop.after(24h, [&](bool again) { second = again; });
    });
    loop.run_until([&] { return second; });
    CHECK(first);
}

TEST_CASE("A loop that waits for nothing says so instead of hanging") {
    Loop loop;
    CHECK_THROWS_AS(loop.run_until([] { return false; }), std::logic_error);
}

TEST_CASE("Another thread wakes the loop, before it waits or while it does") {
    Loop loop;
    const auto wake = loop.waker();
    std::atomic<bool> done = false;
    std::thread other{[&] {
        done = true;
        wake();
    }};
    loop.run_until([&] { return done.load(); });
    other.join();
    // A wake that nobody waited for is not lost, and not kept either.
    wake();
    wake();
    int asked = 0;
    loop.run_until([&] { return ++asked == 3; });
    CHECK(asked == 3);
}

TEST_CASE("Many threads wake one loop") {
    Loop loop;
    const auto wake = loop.waker();
    std::atomic<int> count = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] {
            for (int n = 0; n < 100; ++n) {
                ++count;
                wake();
            }
        });
    loop.run_until([&] { return count == 400; });
    for (std::thread& thread : threads) thread.join();
    CHECK(count == 400);
}

TEST_CASE("A loop that was woken waits again") {
    Loop loop;
    const auto wake = loop.waker();
    wake();
    bool fired = false;
    int asked = 0;
    loop.after(50ms, [&](bool) { fired = true; });
    loop.run_until([&] {
        ++asked;
        return fired;
    });
    CHECK(asked < 20);  // not as often as it can
}
