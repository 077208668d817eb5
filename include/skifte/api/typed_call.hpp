// How the fields of an operation's struct become the arguments of a call. Included by generated sources
// alone.
#pragma once

#include <skifte/api/call.hpp>
#include <skifte/api/codec.hpp>

namespace skifte::api {

// None for what is absent.
template <typename T>
std::optional<Json> encoded(const T& value) {
    return Codec<T>::encode(value);
}
template <typename T>
std::optional<Json> encoded(const Field<T>& value) {
    if (value.is_null()) return Json(nullptr);
    return value.has_value() ? std::optional(Codec<T>::encode(*value)) : std::nullopt;
}

template <typename T>
void add(std::vector<Named>& to, std::string_view name, const T& value) {
    if (auto json = encoded(value)) to.push_back({std::string(name), *std::move(json)});
}

// A part of a multipart body that is no file.
template <typename T>
void add_part(Arguments& to, std::string_view name, const T& value) {
    auto json = encoded(value);
    if (!json) return;
    if (!to.body) to.body = Json::object();
    to.body->set(name, *std::move(json));
}

// A file under the part it belongs to, whatever part the attachment was made for.
void attach(Arguments& to, std::string_view part, const Attachment& attachment);
void attach(Arguments& to, std::string_view part, const std::optional<Attachment>& attachment);
void attach(Arguments& to, std::string_view part, const std::vector<Attachment>& attachments);

}  // namespace skifte::api
