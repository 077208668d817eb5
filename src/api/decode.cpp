// Reads a response as the operation describes it; says what a failure may have done.
#include "api/media.hpp"
#include "api/problem.hpp"

#include <skifte/api/call.hpp>
#include <skifte/net/refusal_page.hpp>

#include <algorithm>

namespace skifte::api {

namespace {

std::string_view code_of(int status) noexcept {
    switch (status) {
    case 401: return "http.unauthorized";
    case 403: return "http.forbidden";
    case 404:
    case 410: return "http.not_found";
    case 407: return "http.proxy";
    case 408:
    case 425: return "http.server";
    case 409: return "http.conflict";
    case 413: return "http.too_large";
    case 400:
    case 422: return "http.unprocessable";
    case 429: return "http.too_many";
    default: break;
    }
    if (status >= 500) return "http.server";
    return status >= 400 ? "http.refused" : "http.redirect";
}

std::string header(const net::Headers& headers, std::string_view name) {
    return std::string(headers.find(name).value_or(""));
}

HttpFailure failure(const net::Response& response) {
    HttpFailure http;
    http.status = response.status;
    http.request_id = header(response.headers, "X-Request-ID");
    http.content_type = essence(header(response.headers, "Content-Type"));
    if (is_json(http.content_type))
        if (auto problem = Json::parse(response.body)) http.problem = std::move(problem).value();
    return http;
}

Error failed(const openapi::Operation& operation, const net::Response& response, std::string code,
             Effect effect) {
    Error error(std::move(code),
                {{"operation", std::string(operation.id)}, {"status", std::to_string(response.status)}});
    error.http = failure(response);
    if (response.status >= 300) read_words(operation.errors, *error.http);
    error.effect = operation.facts.files ? effect : Effect::none;
    if (const auto wait = response.headers.find("Retry-After"))
        error.arguments.push_back({"retry_after", std::string(*wait)});
    return error;
}

// Why access may have been denied: what the server says of the scope (RFC 6750 section 3.1), else what the
// connection shows.
std::string_view hint_of(const net::Response& response) {
    const auto challenge = response.headers.find("WWW-Authenticate").value_or("");
    if (challenge.find("insufficient_scope") != std::string_view::npos) return "insufficient_scope";
    return response.client_certificate_asked ? "" : "not_asked";
}

// Access was denied: which need of the courts' form the call belongs to, and why it may have been.
Error denied(const openapi::Operation& operation, const net::Response& response, Error error) {
    if (response.status == 403 && !operation.facts.need.empty())
        error.arguments.push_back({"need", std::string(operation.facts.need)});
    if (const auto hint = hint_of(response); !hint.empty())
        error.arguments.push_back({"hint", std::string(hint)});
    return error;
}

Error failed(const openapi::Operation& operation, const net::Response& response) {
    const Effect effect = effect_of_status(operation, response.status);
    if (const auto refusal = net::certificate_refusal(response))
        return failed(operation, response, "http.client_certificate", effect)
            .with("state", std::string(*refusal));
    Error error = failed(operation, response, std::string(code_of(response.status)), effect);
    const bool access = response.status == 401 || response.status == 403;
    return access ? denied(operation, response, std::move(error)) : error;
}

Failure unreadable(const openapi::Operation& operation, const net::Response& response, std::string reason) {
    // It was answered with a 2xx, so it may have been filed; what, we cannot tell.
    return fail(
        failed(operation, response, "answer.unreadable", Effect::unknown).with("reason", std::move(reason)));
}

}  // namespace

Effect effect_of_status(const openapi::Operation& operation, int status) noexcept {
    for (const auto& exception : operation.facts.effect_of)
        if (exception.status == status) return parse_effect(exception.effect).value_or(Effect::unknown);
    if (status >= 200 && status < 300) return Effect::done;
    if (status >= 400 && status < 500 && status != 408) return Effect::none;
    return Effect::unknown;
}

Result<Answer> decode(const openapi::Operation& operation, net::Response response) {
    if (response.status < 200 || response.status >= 300) return fail(failed(operation, response));
    Answer answer;
    answer.status = response.status;
    answer.content_type = essence(header(response.headers, "Content-Type"));
    answer.request_id = header(response.headers, "X-Request-ID");
    answer.last_byte_left = response.last_byte_left;
    if (response.sent_digest) answer.sent_sha256 = hex(*response.sent_digest);

    const openapi::Response* described = operation.response_for(response.status);
    // `default` describes errors; a 2xx that the spec does not name proves nothing of a filing.
    if (operation.facts.files && (described == nullptr || described->status == "default"))
        return unreadable(operation, response,
                          answer.content_type.empty() || is_json(answer.content_type) ? "status"
                                                                                      : "content-type");
    if (response.status != 204 && !is_stated(operation, response.status, answer.content_type))
        return unreadable(operation, response, "content-type");
    if (is_json(answer.content_type)) {
        auto body = Json::parse(response.body);
        if (!body) return unreadable(operation, response, body.error().code);
        answer.body = std::move(body).value();
    } else {
        answer.bytes = std::move(response.body);
    }
    answer.headers = std::move(response.headers);
    return answer;
}

}  // namespace skifte::api
