// Answers against the spec.
#include "sandbox/answer_check.hpp"

#include <skifte/openapi/validate.hpp>

#include <algorithm>

namespace skifte::sandbox {
namespace {

Failure unfit(const openapi::Operation& operation, std::string path, std::string fault) {
    return fail(
        "sandbox.answer",
        {{"operation", std::string(operation.id)}, {"path", std::move(path)}, {"fault", std::move(fault)}});
}

}  // namespace

Result<void> check_answer(const openapi::Operation& operation, const Answer& answer) {
    const openapi::Response* response = operation.response_for(answer.status);
    if (!response) return unfit(operation, "status", std::to_string(answer.status));
    if (response->content.empty()) {
        if (answer.content_type.empty() && answer.body.empty()) return {};
        return unfit(operation, "content-type", answer.content_type);
    }
    const auto media = std::ranges::find(response->content, answer.content_type, &openapi::MediaType::type);
    if (media == response->content.end()) return unfit(operation, "content-type", answer.content_type);
    if (answer.content_type != "application/json") return {};
    const auto body = Json::parse(answer.body);
    if (!body) return unfit(operation, "body", body.error().code);
    const auto faults = openapi::validate(*media->schema, *body, "body", openapi::Direction::answer,
                                          {.closed_enums = true, .unknown_members = true});
    if (!faults.empty()) return unfit(operation, faults.front().path, faults.front().code);
    return {};
}

}  // namespace skifte::sandbox
