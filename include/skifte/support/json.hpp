// Json: one JSON value (RFC 8259), as it stood in the text. Numbers keep their digits (an amount is never a
// double), members keep their order, and what nobody asked about survives read-change-write.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace skifte {

template <typename T>
class Result;

class Json {
public:
    enum class Kind { null, boolean, number, string, array, object };
    struct Member;
    using Array = std::vector<Json>;
    using Object = std::vector<Member>;

    Json() noexcept;
    Json(std::nullptr_t) noexcept;
    Json(bool value);
    Json(std::string value);
    Json(std::string_view value);
    Json(const char* value);
    Json(int value);
    Json(std::int64_t value);
    Json(std::uint64_t value);
    Json(const Json&);
    Json(Json&&) noexcept;
    Json& operator=(const Json&);
    Json& operator=(Json&&) noexcept;
    ~Json();
    // `digits` must be a JSON number ("12.50"); it is kept and written as it is.
    [[nodiscard]] static Json number(std::string digits);
    [[nodiscard]] static Json array();
    [[nodiscard]] static Json array(Array items);
    [[nodiscard]] static Json object();
    [[nodiscard]] static Json object(Object members);

    [[nodiscard]] Kind kind() const noexcept { return static_cast<Kind>(value_.index()); }
    [[nodiscard]] bool is_null() const noexcept { return kind() == Kind::null; }
    [[nodiscard]] bool is_boolean() const noexcept { return kind() == Kind::boolean; }
    [[nodiscard]] bool is_number() const noexcept { return kind() == Kind::number; }
    [[nodiscard]] bool is_string() const noexcept { return kind() == Kind::string; }
    [[nodiscard]] bool is_array() const noexcept { return kind() == Kind::array; }
    [[nodiscard]] bool is_object() const noexcept { return kind() == Kind::object; }

    // Precondition for each: the kind is the one asked for.
    [[nodiscard]] bool as_boolean() const { return std::get<bool>(value_); }
    [[nodiscard]] const std::string& as_string() const { return std::get<std::string>(value_); }
    [[nodiscard]] const std::string& digits() const { return std::get<Digits>(value_).text; }
    [[nodiscard]] const Array& items() const { return std::get<Array>(value_); }
    [[nodiscard]] Array& items() { return std::get<Array>(value_); }
    [[nodiscard]] const Object& members() const { return std::get<Object>(value_); }
    [[nodiscard]] Object& members() { return std::get<Object>(value_); }

    // The integer a number stands for; none if it is no number, has a fraction ("1.0" has none) or does not
    // fit.
    [[nodiscard]] std::optional<std::int64_t> as_integer() const noexcept;

    // Object access: the member of that name, or null if there is none or this is no object.
    [[nodiscard]] const Json* find(std::string_view name) const noexcept;
    [[nodiscard]] Json* find(std::string_view name) noexcept;
    // The member's string, or "" where there is no such string.
    [[nodiscard]] std::string_view text(std::string_view name) const noexcept;
    // Replaces the member or appends it, and gives *this. A null value becomes an object first.
    Json& set(std::string_view name, Json value);
    bool erase(std::string_view name);
    // Appends to an array. A null value becomes an array first.
    void push_back(Json value);

    // The value at an RFC 6901 JSON pointer ("/dokument/sha256"; "" is this), or null.
    [[nodiscard]] const Json* at_pointer(std::string_view pointer) const noexcept;

    // Compact text (indent < 0) or one member a line. Non-ASCII is written as UTF-8; bytes that are no UTF-8
    // as U+FFFD.
    [[nodiscard]] std::string dump(int indent = -1) const;

    // Refuses what RFC 8259 refuses, duplicate member names, and nesting deeper than max_depth.
    // Errors: json.invalid (line and column from 1, columns in characters; reason),
    // json.duplicate_member (name), json.too_deep (limit).
    [[nodiscard]] static Result<Json> parse(std::string_view text);
    static constexpr int max_depth = 200;

    // Structural: numbers by their value (1.0 equals 1), members by name whatever their order.
    friend bool operator==(const Json& a, const Json& b);

private:
    struct Digits {
        std::string text;
    };
    std::variant<std::monostate, bool, Digits, std::string, Array, Object> value_;
};

struct Json::Member {
    std::string name;
    Json value;
};

// Here and not in the class: a variant over vector<Member> needs Member whole.
inline Json::Json() noexcept = default;
inline Json::Json(std::nullptr_t) noexcept {}
inline Json::Json(bool value) : value_(value) {}
inline Json::Json(std::string value) : value_(std::move(value)) {}
inline Json::Json(std::string_view value) : value_(std::string(value)) {}
inline Json::Json(const char* value) : value_(std::string(value)) {}
inline Json::Json(int value) : Json(static_cast<std::int64_t>(value)) {}
inline Json::Json(const Json&) = default;
inline Json::Json(Json&&) noexcept = default;
inline Json& Json::operator=(const Json&) = default;
inline Json& Json::operator=(Json&&) noexcept = default;
inline Json::~Json() = default;

}  // namespace skifte
