// SipHash-1-3 (Aumasson and Bernstein, 2012): a hash under a secret key, fast for short texts. It tells
// things apart within one process; what is kept, or seen by others, is hashed by digest.hpp.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace skifte {

class SipHash {
public:
    using Key = std::array<std::uint64_t, 2>;

    explicit SipHash(const Key& key) noexcept
        : a_(key[0] ^ 0x736F6D6570736575),
          b_(key[1] ^ 0x646F72616E646F6D),
          c_(key[0] ^ 0x6C7967656E657261),
          d_(key[1] ^ 0x7465646279746573) {}

    SipHash& add(std::uint64_t word) noexcept {
        d_ ^= word;
        round();
        a_ ^= word;
        return *this;
    }
    // With its size, so that no two sequences of texts are the same words.
    SipHash& add(std::string_view text) noexcept {
        add(text.size());
        for (; text.size() >= sizeof(std::uint64_t); text.remove_prefix(sizeof(std::uint64_t))) {
            std::uint64_t word = 0;
            std::memcpy(&word, text.data(), sizeof word);
            add(word);
        }
        if (text.empty()) return *this;
        std::uint64_t rest = 0;
        for (std::size_t i = 0; i < text.size(); ++i)
            rest |= std::uint64_t{static_cast<unsigned char>(text[i])} << (8 * i);
        return add(rest);
    }
    [[nodiscard]] std::uint64_t value() noexcept {
        c_ ^= 0xFF;
        for (int i = 0; i < 3; ++i) round();
        return a_ ^ b_ ^ c_ ^ d_;
    }

private:
    void round() noexcept {
        a_ += b_;
        b_ = std::rotl(b_, 13) ^ a_;
        a_ = std::rotl(a_, 32);
        c_ += d_;
        d_ = std::rotl(d_, 16) ^ c_;
        a_ += d_;
        d_ = std::rotl(d_, 21) ^ a_;
        c_ += b_;
        b_ = std::rotl(b_, 17) ^ c_;
        c_ = std::rotl(c_, 32);
    }

    std::uint64_t a_, b_, c_, d_;
};

// Of this process, from the random generator.
[[nodiscard]] const SipHash::Key& process_key();

}  // namespace skifte
