// Progress of many calls, on the terminal of stderr: how far, how fast, and how long it will still take.
// Where there is no terminal, or it is over within two seconds, nothing is said.
#pragma once

#include "cli/context.hpp"

#include <chrono>
#include <cstddef>

namespace skifte::cli {

class Progress {
public:
    Progress(Context& context, std::size_t total);
    ~Progress();  // clears its line
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    // One more is done.
    void step();

private:
    Context& context_;
    std::size_t total_;
    std::size_t done_ = 0;
    std::chrono::steady_clock::time_point began_;
    std::chrono::steady_clock::time_point told_;
    bool shown_ = false;
};

}  // namespace skifte::cli
