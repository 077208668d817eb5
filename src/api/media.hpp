// Media types: which of an operation's a call uses, and what kind each is.
#pragma once

#include <skifte/api/call.hpp>
#include <skifte/openapi/model.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace skifte::api {

enum class MediaKind { json, multipart, form, binary };

// "application/json; charset=utf-8" → "application/json", lower case.
[[nodiscard]] std::string essence(std::string_view media_type);
[[nodiscard]] bool is_json(std::string_view media_type);
[[nodiscard]] MediaKind kind_of(const openapi::MediaType& media);

// The one of the body's media types that a call with these arguments is written in; null if it has none.
[[nodiscard]] const openapi::MediaType* request_media(const openapi::Operation& operation,
                                                      const Arguments& arguments);

// Whether an answer of that status may have that type: one the operation states, or any where it states none.
[[nodiscard]] bool is_stated(const openapi::Operation& operation, int status, std::string_view type);

// A property of a multipart body that carries files: binary, or an array of binaries.
[[nodiscard]] bool carries_files(const openapi::Schema& schema) noexcept;
// The media types a part may have, by its encoding; empty for any.
[[nodiscard]] std::vector<std::string> allowed_types(const openapi::MediaType& media, std::string_view part);

}  // namespace skifte::api
