// Field<T>: a member that may be absent, null or present, and says which. Generated structs use it for every
// property that is not both required and non-nullable.
#pragma once

#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

namespace skifte::api {

struct Null {};
inline constexpr Null null{};

template <typename T>
class Field {
public:
    Field() = default;  // absent
    Field(Null) : null_(true) {}
    // From whatever a T can be made of without saying so: Field<std::string> from "tekst".
    template <typename U = T>
        requires(!std::is_same_v<std::remove_cvref_t<U>, Field> &&
                 !std::is_same_v<std::remove_cvref_t<U>, Null> && std::is_convertible_v<U, T>)
    Field(U&& value) : value_(std::in_place, std::forward<U>(value)) {}

    [[nodiscard]] bool is_absent() const noexcept { return !null_ && !value_; }
    [[nodiscard]] bool is_null() const noexcept { return null_; }
    [[nodiscard]] bool has_value() const noexcept { return value_.has_value(); }
    explicit operator bool() const noexcept { return has_value(); }
    [[nodiscard]] const T& value() const { return value_.value(); }
    [[nodiscard]] T& value() { return value_.value(); }
    [[nodiscard]] const T& operator*() const { return *value_; }
    [[nodiscard]] const T* operator->() const { return &*value_; }
    [[nodiscard]] T* operator->() { return &*value_; }
    [[nodiscard]] T value_or(T other) const { return value_ ? *value_ : std::move(other); }
    // Not defaulted: that would want T complete where a struct merely names Field<std::map<…, T>>.
    friend bool operator==(const Field& a, const Field& b) {
        return a.null_ == b.null_ && a.value_ == b.value_;
    }

private:
    std::optional<T> value_;
    bool null_ = false;
};

// Box<T>: a value on the heap, for a struct that contains itself.
template <typename T>
class Box {
public:
    Box() : value_(std::make_unique<T>()) {}
    Box(T value) : value_(std::make_unique<T>(std::move(value))) {}
    Box(const Box& other) : value_(std::make_unique<T>(*other.value_)) {}
    Box(Box&&) noexcept = default;
    Box& operator=(const Box& other) {
        if (this != &other) value_ = std::make_unique<T>(*other.value_);
        return *this;
    }
    Box& operator=(Box&&) noexcept = default;
    ~Box() = default;
    [[nodiscard]] const T& operator*() const noexcept { return *value_; }
    [[nodiscard]] T& operator*() noexcept { return *value_; }
    [[nodiscard]] const T* operator->() const noexcept { return value_.get(); }
    [[nodiscard]] T* operator->() noexcept { return value_.get(); }
    friend bool operator==(const Box& a, const Box& b) { return *a == *b; }

private:
    std::unique_ptr<T> value_;
};

}  // namespace skifte::api
