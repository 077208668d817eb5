// Hashes, MACs, random identifiers and the text encodings they travel in. All by OpenSSL. Thread-safe.
#pragma once

#include <skifte/support/result.hpp>
#include <skifte/support/sensitive.hpp>

#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace skifte {

using Sha256Digest = std::array<std::byte, 32>;

[[nodiscard]] Sha256Digest sha256(std::span<const std::byte> data);
[[nodiscard]] Sha256Digest sha256(std::string_view data);
[[nodiscard]] Sha256Digest hmac_sha256(std::span<const std::byte> key, std::string_view data);
[[nodiscard]] std::string hex(std::span<const std::byte> data);  // lower case
[[nodiscard]] Result<std::string> base64_decode(std::string_view text);
[[nodiscard]] std::string base64(std::string_view data);
[[nodiscard]] std::string base64url(std::span<const std::byte> data);  // no padding (RFC 4648 section 5)

// Incremental SHA-256.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;
    void update(std::span<const std::byte> data);
    void update(std::string_view data);
    // The digest of all so far; the object starts afresh.
    [[nodiscard]] Sha256Digest finish();

private:
    struct State;
    std::unique_ptr<State> state_;
};

// From the system's generator; ends the process where that fails, since nothing safe can go on without it.
void random_bytes(std::span<std::byte> out);
[[nodiscard]] std::string random_uuid();  // version 4, lower case

}  // namespace skifte
