// HMAC-SHA-256 of many texts under one key, which is hashed once.
#pragma once

#include <skifte/support/digest.hpp>

#include <memory>
#include <span>
#include <string_view>

namespace skifte {

// Not thread-safe.
class HmacSha256 {
public:
    explicit HmacSha256(std::span<const std::byte> key);
    ~HmacSha256();
    HmacSha256(HmacSha256&&) noexcept;
    HmacSha256& operator=(HmacSha256&&) noexcept;
    [[nodiscard]] Sha256Digest of(std::string_view data) const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace skifte
