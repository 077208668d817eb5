// A secret as it comes out of a descriptor: never copied, and small.
#pragma once

#include <skifte/support/result.hpp>
#include <skifte/support/sensitive.hpp>

#include <cstddef>
#include <string>

namespace skifte::auth {

class SecretStream {
public:
    static constexpr std::size_t limit = std::size_t{64} << 10;

    // Room for all at once: a string that grows leaves its old text behind.
    SecretStream() { text_.reserve(limit + 1); }
    ~SecretStream() { cleanse(text_.data(), text_.size()); }
    SecretStream(const SecretStream&) = delete;
    SecretStream& operator=(const SecretStream&) = delete;

    enum class State { more, end, blocked, too_large, failed };
    // One read(2). `failed` leaves the reason in errno.
    [[nodiscard]] State read(int descriptor);

    // All that was read, without one trailing line break.
    [[nodiscard]] Secret take();

private:
    std::string text_;
};

}  // namespace skifte::auth
