// The untyped call: an operation of the model and its arguments. Typed calls are encoded into this one, so
// there is a single path to the wire, whether the spec was compiled in or named on the command line.
#pragma once

#include <skifte/net/message.hpp>
#include <skifte/openapi/model.hpp>
#include <skifte/support/json.hpp>
#include <skifte/support/result.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace skifte::api {

// Binary content that the user gives: a file, or bytes in memory.
struct Attachment {
    std::string part;  // the property of the multipart body; "" where the body itself is binary
    std::optional<net::PinnedFile> file;
    std::string bytes;      // where there is no file
    std::string file_name;  // as the server is told; without folders
    std::string content_type;

    [[nodiscard]] std::uint64_t size() const noexcept;
    [[nodiscard]] std::string sha256() const;  // lower-case hex
    [[nodiscard]] std::string_view head() const noexcept;
};

// The media type that the first bytes show (PDF, JPEG, PNG, TIFF, ZIP, GIF, HTML), or "" for none of these.
[[nodiscard]] std::string_view detect_media_type(std::string_view head) noexcept;

struct Named {
    std::string name;
    Json value;
};

// What a call is made with. A parameter that is not there is absent.
struct Arguments {
    std::vector<Named> path, query, header;
    std::optional<Json> body;  // in a multipart body: an object of its parts but the attachments
    std::vector<Attachment> attachments;
    // Values may come from an earlier answer: enum values and members that the spec does not name are let
    // through. Set by generated code; not set for what a user typed.
    bool open = false;

    [[nodiscard]] const Json* find(openapi::In in, std::string_view name) const noexcept;
};

// What came back, 2xx.
struct Answer {
    int status = 0;
    net::Headers headers;
    std::string content_type;
    Json body;          // where it is JSON
    std::string bytes;  // where it is not
    std::string request_id;
    std::string sent_sha256;  // of the request body as it left, hex; "" if there was none
    Instant last_byte_left{};
};

// The value a binding's source ("path.sagId", "body.krav.beloeb", "file.dokument", "answer./kravId") names,
// or none where it is absent. `file.x` of several attachments is the array of their hashes, sorted.
[[nodiscard]] std::optional<Json> resolve(std::string_view source, const Arguments& arguments,
                                          const Json* answer = nullptr);

// Checks the arguments against the operation; all faults at once, paths as in "path.sagId", "query.page",
// "body.redegoerelse.periodeFra", "file.dokument". Besides the codes of openapi::validate:
// call.unknown_parameter, call.missing, call.file_missing, call.file_too_large, call.file_type (by content),
// call.too_many_files, call.file_in_body.
[[nodiscard]] std::vector<Fault> check(const openapi::Operation& operation, const Arguments& arguments);

// A checked and encoded request. The request's url is under `base_url`.
// Errors: request.invalid with all faults; request.unsupported (what) for what the runtime cannot express.
[[nodiscard]] Result<net::Request> encode(const openapi::Operation& operation, const Arguments& arguments,
                                          std::string_view base_url);

// What an HTTP status means for a filing, by design's rule and the operation's own exceptions.
[[nodiscard]] Effect effect_of_status(const openapi::Operation& operation, int status) noexcept;

// Turns a response into an Answer, or into an Error with http, problem, faults and effect filled in.
// Codes by status: http.unauthorized (401), http.forbidden (403; need), http.not_found (404, 410),
// http.conflict (409), http.too_large (413), http.unprocessable (400, 422), http.too_many (429), http.refused
// (other 4xx), http.server (5xx, 408, 425), http.redirect (3xx), answer.unreadable (a 2xx whose content is
// not what the spec says). A 401 and a 403 have hint=insufficient_scope where the server says so, else
// hint=not_asked where it asked for no certificate of ours. http.client_certificate (state) is a web server's
// own 400.
[[nodiscard]] Result<Answer> decode(const openapi::Operation& operation, net::Response response);

}  // namespace skifte::api
