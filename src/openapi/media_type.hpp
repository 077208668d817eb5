// What a media type of a spec means to the reader.
#pragma once

#include <string_view>

namespace skifte::openapi {

// "application/json", with parameters or not, and "application/problem+json".
[[nodiscard]] inline bool is_json(std::string_view media_type) noexcept {
    media_type = media_type.substr(0, media_type.find(';'));
    while (media_type.ends_with(' ')) media_type.remove_suffix(1);
    return media_type == "application/json" || media_type.ends_with("+json");
}

}  // namespace skifte::openapi
