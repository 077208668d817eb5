// What is under way: on a terminal, and only where it takes more than two seconds.
#pragma once

#include "cli/context.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace skifte::cli {

// One line of stderr that is written over again and again.
class StatusLine {
public:
    explicit StatusLine(Context& context);
    ~StatusLine() { clear(); }
    StatusLine(const StatusLine&) = delete;
    StatusLine& operator=(const StatusLine&) = delete;

    // Whether a new text is due: two seconds after the start, and then a few times a second.
    [[nodiscard]] bool is_due();
    void show(const std::string& text);
    // Leaves the line empty for what is said next.
    void clear();

private:
    Context& context_;
    const bool shown_;
    std::chrono::steady_clock::time_point next_;
    std::size_t width_ = 0;
};

// How far a transfer has come, with its rate and the time that is left.
class Progress {
public:
    // `already`: bytes that an earlier run fetched.
    explicit Progress(Context& context, std::uint64_t already = 0);

    void update(std::uint64_t done, std::optional<std::uint64_t> total);
    void clear() { line_.clear(); }

private:
    Context& context_;
    StatusLine line_;
    std::uint64_t already_;
    std::chrono::steady_clock::time_point began_;
};

// How many of a known number of calls are done, with their rate and the time that is left.
class CountProgress {
public:
    CountProgress(Context& context, std::size_t total);

    void step();  // one more is done

private:
    Context& context_;
    StatusLine line_;
    std::size_t total_, done_ = 0;
    std::chrono::steady_clock::time_point began_;
};

// "12,3 MB" in Danish.
[[nodiscard]] std::string byte_text(std::uint64_t bytes, Language language);
// "12" a second, or "0,4" where it is slow.
[[nodiscard]] std::string rate_text(double rate, Language language);
// "23 s", "4 min".
[[nodiscard]] std::string time_text(double seconds);

}  // namespace skifte::cli
