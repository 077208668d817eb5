// The three streams of the program, and what is known of the terminal behind them. Commands write here and
// nowhere else, so tests can hand in pipes.
#pragma once

#include <skifte/support/result.hpp>
#include <skifte/support/sensitive.hpp>

#include <string>
#include <string_view>

namespace skifte::cli {

class Streams {
public:
    Streams(int in, int out, int err);
    Streams(const Streams&) = delete;
    Streams& operator=(const Streams&) = delete;

    // Data, to stdout. Buffered; `flush` tells whether all of it got there.
    void out(std::string_view text);
    // Everything else, to stderr, at once. A full or closed stderr is no failure.
    void err(std::string_view text);
    // Errors: output.write (reason), disk.full. A reader that has gone away (EPIPE) is no failure, but ends
    // output.
    [[nodiscard]] Result<void> flush();
    // Whether anything can still be read at the other end of stdout.
    [[nodiscard]] bool out_open() const noexcept { return failure_ == 0; }

    // Whether the path is stdout by another name: /dev/stdout, /proc/self/fd/1, the file it goes to.
    [[nodiscard]] bool is_out(const std::string& path) const noexcept;

    [[nodiscard]] bool in_is_terminal() const noexcept { return in_terminal_; }
    [[nodiscard]] bool out_is_terminal() const noexcept { return out_terminal_; }
    [[nodiscard]] bool err_is_terminal() const noexcept { return err_terminal_; }
    // Columns of the terminal on stdout; 0 where there is none.
    [[nodiscard]] int width() const noexcept;

    // One line from stdin without its line break; none at its end. Interrupted by ctrl-C: code interrupted.
    [[nodiscard]] Result<std::string> read_line();
    // All of stdin, at most `limit` bytes. Errors: file.unreadable, file.too_large, interrupted.
    [[nodiscard]] Result<std::string> read_all(std::size_t limit);
    // A line typed without echo, from the terminal itself. Error: secret.no_terminal.
    [[nodiscard]] Result<Secret> read_secret(std::string_view prompt);

private:
    int in_, out_, err_;
    bool in_terminal_, out_terminal_, err_terminal_;
    std::string buffer_;
    int failure_ = 0;
};

}  // namespace skifte::cli
