// A request as it came, free of any HTTP library, and as the spec reads it.
#pragma once

#include "sandbox/answer.hpp"

#include <skifte/openapi/model.hpp>
#include <skifte/support/json.hpp>
#include <skifte/support/result.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace skifte::sandbox {

// One part of a multipart/form-data body, in the order of the body within a name.
struct Part {
    std::string name;
    std::string file_name;
    std::string content_type;
    std::string bytes;
};

struct Request {
    std::string method = {};
    std::string target = {};  // path and query as sent, percent-encoded
    Headers headers = {};
    std::string body = {};
    std::vector<Part> parts = {};  // in place of `body` where it is multipart
    std::string certificate = {};  // SHA-256 of the client's, hex

    // The first header of that name, whatever its case; "" if there is none.
    [[nodiscard]] std::string_view header(std::string_view name) const;
    [[nodiscard]] std::string_view path() const;
    [[nodiscard]] std::string_view query() const;
};

struct File {
    std::string part;
    std::string navn;
    std::string type;
    std::string bytes;
    std::string sha256;
};

// What a request says, checked against its operation.
struct Arguments {
    Json path = Json::object();
    Json query = Json::object();
    Json header = Json::object();
    Json body;  // of a multipart body the parts that are JSON, by name
    std::vector<File> files;
};

// Checks parameters and body, all faults at once. Refuses with 400 what cannot be read, with 415 a media type
// the operation does not take, with 413 a file that is too large, and with 422 (400 where the operation
// states no 422) values that the spec does not allow.
[[nodiscard]] Result<Arguments> read_arguments(const openapi::Operation& operation, const Request& request,
                                               const Json& path_values);

// "%C3%A6" → "æ"; with `plus_is_blank` as in a form. None where a "%" is not followed by two hex digits.
[[nodiscard]] std::optional<std::string> percent_decode(std::string_view text, bool plus_is_blank);
// "a=1&b=2" → pairs, decoded as a form. None where it cannot be decoded.
[[nodiscard]] std::optional<std::vector<std::pair<std::string, std::string>>>
parse_form(std::string_view text);
// The media type without its parameters, in lower case: "Application/JSON; charset=utf-8" →
// "application/json".
[[nodiscard]] std::string media_type(std::string_view content_type);

}  // namespace skifte::sandbox
