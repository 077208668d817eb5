// Result<T>: a value or an Error. Every function that can fail for a reason a user may meet returns one;
// exceptions are left to broken invariants and to the libraries below, and stop at the module that calls
// them.
#pragma once

#include <skifte/support/error.hpp>

#include <cstdlib>
#include <type_traits>
#include <utility>
#include <variant>

namespace skifte {

// What `return fail(...)` carries into a Result of any T.
struct Failure {
    Error error;
};

[[nodiscard]] inline Failure fail(Error error) {
    return Failure{std::move(error)};
}
[[nodiscard]] inline Failure fail(std::string code, std::vector<Argument> arguments = {}) {
    return Failure{Error{std::move(code), std::move(arguments)}};
}

template <typename T>
class [[nodiscard]] Result {
public:
    using value_type = T;

    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(Failure failure) : state_(std::in_place_index<1>, std::move(failure.error)) {}

    [[nodiscard]] bool has_value() const noexcept { return state_.index() == 0; }
    explicit operator bool() const noexcept { return has_value(); }

    // Precondition: has_value(). Asking a failure for its value is a programming fault and ends the process.
    [[nodiscard]] T& value() & { return *checked<0>(); }
    [[nodiscard]] const T& value() const& { return *checked<0>(); }
    [[nodiscard]] T&& value() && { return std::move(*checked<0>()); }
    [[nodiscard]] T& operator*() & { return value(); }
    [[nodiscard]] const T& operator*() const& { return value(); }
    [[nodiscard]] T&& operator*() && { return std::move(*this).value(); }
    [[nodiscard]] T* operator->() { return &value(); }
    [[nodiscard]] const T* operator->() const { return &value(); }

    // Precondition: !has_value().
    [[nodiscard]] Error& error() & { return *checked<1>(); }
    [[nodiscard]] const Error& error() const& { return *checked<1>(); }
    [[nodiscard]] Error&& error() && { return std::move(*checked<1>()); }

    template <typename U>
    [[nodiscard]] T value_or(U&& other) const& {
        return has_value() ? value() : static_cast<T>(std::forward<U>(other));
    }

    template <typename F>
    auto and_then(F&& f) && -> std::invoke_result_t<F, T&&> {
        if (has_value()) return std::forward<F>(f)(std::move(*this).value());
        return Failure{std::move(*this).error()};
    }
    template <typename F>
    auto transform(F&& f) && -> Result<std::remove_cvref_t<std::invoke_result_t<F, T&&>>> {
        if (has_value()) return std::forward<F>(f)(std::move(*this).value());
        return Failure{std::move(*this).error()};
    }

private:
    template <std::size_t I>
    auto* checked() {
        if (state_.index() != I) std::abort();
        return std::get_if<I>(&state_);
    }
    template <std::size_t I>
    const auto* checked() const {
        if (state_.index() != I) std::abort();
        return std::get_if<I>(&state_);
    }

    std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
public:
    using value_type = void;

    Result() = default;
    Result(Failure failure) : error_(std::move(failure.error)), failed_(true) {}

    [[nodiscard]] bool has_value() const noexcept { return !failed_; }
    explicit operator bool() const noexcept { return has_value(); }
    void value() const {
        if (failed_) std::abort();
    }
    [[nodiscard]] const Error& error() const& {
        if (!failed_) std::abort();
        return error_;
    }
    [[nodiscard]] Error&& error() && {
        if (!failed_) std::abort();
        return std::move(error_);
    }

private:
    Error error_;
    bool failed_ = false;
};

}  // namespace skifte

#define SKIFTE_JOIN_(a, b) a##b
#define SKIFTE_JOIN(a, b) SKIFTE_JOIN_(a, b)
#define SKIFTE_TRY_AS(result, target, ...)                                                                   \
    auto result = (__VA_ARGS__);                                                                             \
    if (!result) return ::skifte::Failure{std::move(result).error()};                                        \
    target = std::move(result).value()

// `SKIFTE_TRY(auto key, load(path));` leaves the enclosing function with load's error, or goes on with its
// value.
#define SKIFTE_TRY(target, ...) SKIFTE_TRY_AS(SKIFTE_JOIN(skifte_result_, __LINE__), target, __VA_ARGS__)

// The same for a Result<void>, and where the value is not wanted.
#define SKIFTE_CHECK(...)                                                                                    \
    do {                                                                                                     \
        if (auto skifte_checked = (__VA_ARGS__); !skifte_checked)                                            \
            return ::skifte::Failure{std::move(skifte_checked).error()};                                     \
    } while (false)
