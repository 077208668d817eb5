// Codec: generated structs to and from Json. A struct's fields are described once, by the generator, as a tuple of
// `member("wireName", &Struct::field)`; the rest is here.
#pragma once

#include <skifte/api/field.hpp>
#include <skifte/api/open_enum.hpp>
#include <skifte/support/date.hpp>
#include <skifte/support/decimal.hpp>
#include <skifte/support/json.hpp>
#include <skifte/support/result.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace skifte::api {

// Errors of every decode: codec.type (path, expected), codec.missing (path), codec.date (path) …; `path` is the
// JSON path of the value.
template <typename T>
struct Codec;

[[nodiscard]] Failure wrong_type(std::string_view path, std::string_view expected);
[[nodiscard]] Failure missing(std::string_view path, std::string_view member);

// A number the spec gives no exact type for, kept by its digits.
struct Decimal {
    std::string digits = "0";
    friend bool operator==(const Decimal&, const Decimal&) = default;
};

// A UUID as text; its form is the validator's business.
struct Uuid {
    std::string text;
    friend bool operator==(const Uuid&, const Uuid&) = default;
};

template <>
struct Codec<std::string> {
    static Json encode(const std::string& v) { return Json(v); }
    static Result<std::string> decode(const Json& j, const std::string& path) {
        if (!j.is_string()) return wrong_type(path, "string");
        return j.as_string();
    }
};
template <>
struct Codec<bool> {
    static Json encode(bool v) { return Json(v); }
    static Result<bool> decode(const Json& j, const std::string& path) {
        if (!j.is_boolean()) return wrong_type(path, "boolean");
        return j.as_boolean();
    }
};
template <>
struct Codec<std::int64_t> {
    static Json encode(std::int64_t v) { return Json(v); }
    static Result<std::int64_t> decode(const Json& j, const std::string& path) {
        const auto v = j.as_integer();
        if (!v) return wrong_type(path, "integer");
        return *v;
    }
};
template <>
struct Codec<Json> {
    static Json encode(const Json& v) { return v; }
    static Result<Json> decode(const Json& j, const std::string&) { return j; }
};
template <>
struct Codec<Decimal> {
    static Json encode(const Decimal& v) { return Json::number(v.digits); }
    static Result<Decimal> decode(const Json& j, const std::string& path) {
        if (!j.is_number()) return wrong_type(path, "number");
        return Decimal{j.digits()};
    }
};
template <>
struct Codec<Uuid> {
    static Json encode(const Uuid& v) { return Json(v.text); }
    static Result<Uuid> decode(const Json& j, const std::string& path) {
        if (!j.is_string()) return wrong_type(path, "string");
        return Uuid{j.as_string()};
    }
};
template <>
struct Codec<Amount> {
    static Json encode(Amount v);
    static Result<Amount> decode(const Json& j, const std::string& path);
};
template <>
struct Codec<Date> {
    static Json encode(Date v);
    static Result<Date> decode(const Json& j, const std::string& path);
};
template <>
struct Codec<Instant> {
    static Json encode(Instant v);
    static Result<Instant> decode(const Json& j, const std::string& path);
};
template <typename Names>
struct Codec<OpenEnum<Names>> {
    static Json encode(const OpenEnum<Names>& v) { return Json(v.text()); }
    static Result<OpenEnum<Names>> decode(const Json& j, const std::string& path) {
        if (!j.is_string()) return wrong_type(path, "string");
        return OpenEnum<Names>(j.as_string());
    }
};
template <typename T>
struct Codec<std::vector<T>> {
    static Json encode(const std::vector<T>& v) {
        Json out = Json::array();
        for (const auto& item : v) out.push_back(Codec<T>::encode(item));
        return out;
    }
    static Result<std::vector<T>> decode(const Json& j, const std::string& path) {
        if (!j.is_array()) return wrong_type(path, "array");
        std::vector<T> out;
        out.reserve(j.items().size());
        for (const Json& item : j.items()) {
            SKIFTE_TRY(auto value, Codec<T>::decode(item, path + "[" + std::to_string(out.size()) + "]"));
            out.push_back(std::move(value));
        }
        return out;
    }
};
template <typename T>
struct Codec<std::map<std::string, T>> {
    static Json encode(const std::map<std::string, T>& v) {
        Json out = Json::object();
        for (const auto& [name, item] : v) out.set(name, Codec<T>::encode(item));
        return out;
    }
    static Result<std::map<std::string, T>> decode(const Json& j, const std::string& path) {
        if (!j.is_object()) return wrong_type(path, "object");
        std::map<std::string, T> out;
        for (const auto& [name, item] : j.members()) {
            SKIFTE_TRY(auto value, Codec<T>::decode(item, path + "." + name));
            out.emplace(name, std::move(value));
        }
        return out;
    }
};
template <typename T>
struct Codec<Box<T>> {
    static Json encode(const Box<T>& v) { return Codec<T>::encode(*v); }
    static Result<Box<T>> decode(const Json& j, const std::string& path) {
        SKIFTE_TRY(auto value, Codec<T>::decode(j, path));
        return Box<T>(std::move(value));
    }
};
// A required property that may be null: Field<T> too; the codec knows by the flag in its member.

// One field of a struct.
template <typename Struct, typename T>
struct MemberOf {
    std::string_view wire;
    T Struct::* field;
    bool required;
};
template <typename Struct, typename T>
constexpr MemberOf<Struct, T> member(std::string_view wire, T Struct::* field, bool required = false) {
    return {wire, field, required};
}

template <typename T>
struct IsField : std::false_type {};
template <typename T>
struct IsField<Field<T>> : std::true_type {
    using Inner = T;
};

template <typename Struct, typename T>
void encode_member(Json& out, const Struct& from, const MemberOf<Struct, T>& m) {
    const T& field = from.*m.field;
    if constexpr (IsField<T>::value) {
        if (field.is_null())
            out.set(m.wire, Json(nullptr));
        else if (field.has_value())
            out.set(m.wire, Codec<typename IsField<T>::Inner>::encode(*field));
    } else {
        out.set(m.wire, Codec<T>::encode(field));
    }
}

template <typename Struct, typename T>
Result<void> decode_member(Struct& to, const Json& j, const std::string& path, const MemberOf<Struct, T>& m) {
    const Json* value = j.find(m.wire);
    if constexpr (IsField<T>::value) {
        if (value == nullptr) return {};
        if (value->is_null()) {
            to.*m.field = T(null);
            return {};
        }
        SKIFTE_TRY(auto inner,
                   Codec<typename IsField<T>::Inner>::decode(*value, path + "." + std::string(m.wire)));
        to.*m.field = T(std::move(inner));
    } else {
        if (value == nullptr) return missing(path, m.wire);
        SKIFTE_TRY(to.*m.field, Codec<T>::decode(*value, path + "." + std::string(m.wire)));
    }
    return {};
}

// For a struct S with `static constexpr auto members()` (a tuple of MemberOf) and `Json::Object unknown` (members
// that the spec does not name, kept in order and written again).
template <typename S>
Json encode_struct(const S& from) {
    Json out = Json::object();
    std::apply([&](const auto&... m) { (encode_member(out, from, m), ...); }, S::members());
    for (const auto& [name, value] : from.unknown) out.set(name, value);
    return out;
}

template <typename S>
Result<S> decode_struct(const Json& j, const std::string& path) {
    if (!j.is_object()) return wrong_type(path, "object");
    S out{};
    Result<void> result;
    std::apply(
        [&](const auto&... m) { (void)((result = decode_member(out, j, path, m), result.has_value()) && ...); },
        S::members());
    if (!result) return Failure{std::move(result).error()};
    for (const auto& [name, value] : j.members()) {
        const bool known = std::apply([&](const auto&... m) { return ((m.wire == name) || ...); }, S::members());
        if (!known) out.unknown.push_back({name, value});
    }
    return out;
}

}  // namespace skifte::api
