// Sensitive<T>: a value that no formatter prints. Its memory is cleansed when it goes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace skifte {

// Overwrites memory in a way the compiler may not remove.
void cleanse(void* memory, std::size_t size) noexcept;

template <typename T>
class Sensitive {
public:
    Sensitive() = default;
    explicit Sensitive(T value) : value_(std::move(value)) { wipe(value); }
    Sensitive(const Sensitive&) = default;
    Sensitive& operator=(const Sensitive& other) {
        if (this != &other) {
            wipe(value_);
            value_ = other.value_;
        }
        return *this;
    }
    Sensitive(Sensitive&& other) noexcept : value_(std::move(other.value_)) { wipe(other.value_); }
    Sensitive& operator=(Sensitive&& other) noexcept {
        if (this != &other) {
            wipe(value_);
            value_ = std::move(other.value_);
            wipe(other.value_);
        }
        return *this;
    }
    ~Sensitive() { wipe(value_); }

    // The only way in. Whoever calls this must not log, print or store what it gives.
    [[nodiscard]] const T& reveal() const noexcept { return value_; }
    [[nodiscard]] bool empty() const noexcept { return value_.empty(); }

private:
    // All that is allocated, not what is in use: a short string that was moved from is empty, and yet holds
    // its text.
    static void wipe(T& value) noexcept {
        value.clear();
        value.resize(value.capacity());
        if (!value.empty()) cleanse(value.data(), value.size() * sizeof(*value.data()));
        value.clear();
    }
    T value_{};
};

using Secret = Sensitive<std::string>;

// What stands in place of a Sensitive wherever it is formatted.
inline constexpr std::string_view mask = "***";

}  // namespace skifte
