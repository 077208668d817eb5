// Writing JSON straight into a text, where a tree of it would be made for nothing else.
#pragma once

#include <string>
#include <string_view>

namespace skifte {

// Appends the text as a JSON string, as Json::dump() writes one.
void append_json_string(std::string& out, std::string_view text);

}  // namespace skifte
