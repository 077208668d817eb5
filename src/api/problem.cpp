#include "api/problem.hpp"

namespace skifte::api {

namespace {

using openapi::ErrorBody;
using openapi::Text;

// RFC 9457 section 3.1.4 and 3.1.3 for the problem, and the extension of its section 3 for single fields.
constexpr Text problem_message[] = {"/detail", "/title"};
constexpr ErrorBody problem_details{
    .message = problem_message, .faults = "/errors", .fault_field = "/pointer", .fault_message = "/detail"};

constexpr std::size_t most_of_an_unknown_body = 400;  // bytes

std::string text_at(const Json& value, Text pointer) {
    const Json* at = pointer.empty() ? nullptr : value.at_pointer(pointer);
    return at != nullptr && at->is_string() ? at->as_string() : std::string();
}

std::string message_in(const ErrorBody& body, const Json& problem) {
    for (const Text pointer : body.message)
        if (auto text = text_at(problem, pointer); !text.empty()) return text;
    return {};
}

std::vector<Remark> remarks_in(const ErrorBody& body, const Json& problem) {
    std::vector<Remark> remarks;
    const Json* faults = body.faults.empty() ? nullptr : problem.at_pointer(body.faults);
    if (faults == nullptr || !faults->is_array()) return remarks;
    for (const Json& fault : faults->items())
        if (auto text = text_at(fault, body.fault_message); !text.empty())
            remarks.push_back({text_at(fault, body.fault_field), std::move(text)});
    return remarks;
}

bool says_nothing(const Json& problem) {
    return problem.is_null() || (problem.is_object() && problem.members().empty()) ||
           (problem.is_array() && problem.items().empty());
}

std::string shortened(std::string text) {
    if (text.size() <= most_of_an_unknown_body) return text;
    std::size_t end = most_of_an_unknown_body;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    text.resize(end);
    return text + "…";
}

}  // namespace

void read_words(const ErrorBody* stated, HttpFailure& http) {
    for (const ErrorBody* body : {stated, &problem_details}) {
        if (body == nullptr) continue;
        http.words = message_in(*body, http.problem);
        http.remarks = remarks_in(*body, http.problem);
        if (!http.words.empty() || !http.remarks.empty()) return;
    }
    if (!says_nothing(http.problem)) http.words = shortened(http.problem.dump());
}

}  // namespace skifte::api
