// Codec: values to and from Json. Generated headers declare one for each struct and define it in their own
// sources (see struct_codec.hpp), so that who includes them does not compile it again.
#pragma once

#include <skifte/api/field.hpp>
#include <skifte/api/open_enum.hpp>
#include <skifte/support/date.hpp>
#include <skifte/support/decimal.hpp>
#include <skifte/support/json.hpp>
#include <skifte/support/result.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace skifte::api {

// Errors of every decode, `path` being the JSON path of the value: codec.type (path, expected), codec.missing
// (path, member), codec.amount (path, reason), codec.date (path), codec.instant (path).
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
// An item that may be null.
template <typename T>
struct Codec<std::optional<T>> {
    static Json encode(const std::optional<T>& v) { return v ? Codec<T>::encode(*v) : Json(nullptr); }
    static Result<std::optional<T>> decode(const Json& j, const std::string& path) {
        if (j.is_null()) return std::optional<T>{};
        SKIFTE_TRY(auto value, Codec<T>::decode(j, path));
        return std::optional<T>(std::move(value));
    }
};

// What an operation answers that has no content.
struct Nothing {
    friend bool operator==(const Nothing&, const Nothing&) = default;
};

}  // namespace skifte::api
