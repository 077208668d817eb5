// What the portal answers a request with, and how it refuses one.
#pragma once

#include "sandbox/state.hpp"

#include <skifte/support/json.hpp>
#include <skifte/support/result.hpp>

#include <ctime>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace skifte::sandbox {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Answer {
    int status = 200;
    std::string content_type = "application/json";  // "" for an answer without a body
    std::string body = {};
    Headers headers = {};
    // What the request leads to. Nothing is written before the whole answer is known.
    std::vector<Change> changes = {};
    std::vector<std::string> contents = {};

    [[nodiscard]] static Answer json(int status, const Json& body) {
        return {.status = status, .body = body.dump()};
    }
};

// One entry of genericErrorResponse.fejl. `felt` is a JSON pointer in the body, a parameter's name, or a
// part's name with or without a pointer.
struct Detail {
    std::string felt;
    std::string kode;
    std::string besked;
    std::vector<Argument> parametre = {};
};

// A refusal is an Error whose code is the API's fejlkode and which carries the status and the problem to
// send; `refusal_answer` adds time and request id.
[[nodiscard]] Failure refuse(int status, std::string_view fejlkode, std::string_view besked,
                             const std::vector<Detail>& details = {});
[[nodiscard]] Failure not_found(std::string_view what);

// An error that is no refusal becomes 500.
[[nodiscard]] Answer refusal_answer(const Error& error, Instant now, const std::string& request_id);

// As in the Date header.
[[nodiscard]] std::string http_date(std::time_t at);

// An answer as HTTP/1.1 has it, head and body.
[[nodiscard]] std::string wire_of(const Answer& answer, Instant now);

}  // namespace skifte::sandbox
