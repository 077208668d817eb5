// Streams over pipes: what a command reads is given, and what it wrote can be asked for.
#pragma once

#include "cli/streams.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace skifte::cli::test {

class PipedStreams {
public:
    // `input` stands on stdin, which ends after it. At most what a pipe holds (64 KiB), in either direction.
    explicit PipedStreams(std::string_view input = "");
    ~PipedStreams();
    PipedStreams(const PipedStreams&) = delete;
    PipedStreams& operator=(const PipedStreams&) = delete;

    Streams& streams() noexcept { return streams_; }
    // Flushed, and read to its end.
    [[nodiscard]] std::string out();
    [[nodiscard]] std::string err();
    // Nobody reads stdout any more.
    void close_reader();

private:
    using Ends = std::array<int, 2>;
    Ends in_, out_, err_;
    Streams streams_;
};

// The lines of a text, without their breaks.
[[nodiscard]] std::vector<std::string> lines_of(std::string_view text);

}  // namespace skifte::cli::test
