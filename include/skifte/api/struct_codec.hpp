// The codec of a struct from a table of its members. Included by generated sources alone: a struct's codec is
// compiled once, beside its table `constexpr Member<Sag> sag_members[] = {member<&Sag::sag_id>("sagId"), …}`.
#pragma once

#include <skifte/api/codec.hpp>

#include <cstddef>

namespace skifte::api {

template <typename T>
void encode_member(Json& out, std::string_view wire, const T& value) {
    out.set(wire, Codec<T>::encode(value));
}
template <typename T>
void encode_member(Json& out, std::string_view wire, const Field<T>& value) {
    if (value.is_null()) out.set(wire, Json(nullptr));
    if (value.has_value()) out.set(wire, Codec<T>::encode(*value));
}

template <typename T>
Result<void> decode_member(T& to, const Json& from, std::string_view wire, const std::string& path) {
    const Json* value = from.find(wire);
    if (value == nullptr) return missing(path, wire);
    SKIFTE_TRY(to, Codec<T>::decode(*value, path + "." + std::string(wire)));
    return {};
}
template <typename T>
Result<void> decode_member(Field<T>& to, const Json& from, std::string_view wire, const std::string& path) {
    const Json* value = from.find(wire);
    if (value == nullptr) return {};
    if (value->is_null()) {
        to = null;
        return {};
    }
    SKIFTE_TRY(T decoded, Codec<T>::decode(*value, path + "." + std::string(wire)));
    to = std::move(decoded);
    return {};
}

// One member: its wire name, and how it is written and read. Functions and not a tuple of pointers, which
// would make the compiler unroll every struct.
template <typename S>
struct Member {
    std::string_view wire;
    void (*encode)(Json& out, std::string_view wire, const S& from);
    Result<void> (*decode)(S& to, const Json& from, std::string_view wire, const std::string& path);
};

template <typename S, typename T>
S struct_of(T S::*);

template <auto field>
constexpr auto member(std::string_view wire) {
    using S = decltype(struct_of(field));
    return Member<S>{
        wire, [](Json& out, std::string_view name, const S& from) { encode_member(out, name, from.*field); },
        [](S& to, const Json& from, std::string_view name, const std::string& path) {
            return decode_member(to.*field, from, name, path);
        }};
}

// A struct S has, beside its members, `Json::Object unknown`: what the spec does not name, kept in order and
// written again after the rest.
template <typename S, std::size_t N>
Json encode_struct(const S& from, const Member<S> (&members)[N]) {
    Json out = Json::object();
    for (const auto& member : members) member.encode(out, member.wire, from);
    for (const auto& [name, value] : from.unknown) out.set(name, value);
    return out;
}

template <typename S, std::size_t N>
Result<S> decode_struct(const Json& json, const std::string& path, const Member<S> (&members)[N]) {
    if (!json.is_object()) return wrong_type(path, "object");
    S out{};
    for (const auto& member : members) SKIFTE_CHECK(member.decode(out, json, member.wire, path));
    for (const auto& [name, value] : json.members()) {
        bool known = false;
        for (const auto& member : members) known = known || member.wire == name;
        if (!known) out.unknown.push_back({name, value});
    }
    return out;
}

}  // namespace skifte::api
