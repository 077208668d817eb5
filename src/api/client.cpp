#include <skifte/api/client.hpp>

#include "api/media.hpp"

#include <skifte/support/digest.hpp>

#include <algorithm>

namespace skifte::api {

namespace {

constexpr std::string_view request_id = "X-Request-ID";

// Where the spec has a parameter for it, every call carries an id of ours, so that both sides can name it.
std::string stamp(const openapi::Operation& operation, net::Request& request) {
    if (const auto given = request.headers.find(request_id)) return std::string(*given);
    for (const auto& parameter : operation.parameters)
        if (parameter.in == openapi::In::header && net::same_field_name(parameter.name, request_id)) {
            std::string id = random_uuid();
            request.headers.set(std::string(parameter.name), id);
            return id;
        }
    return {};
}

Result<Answer> finish(const openapi::Operation& operation, Result<net::Response> response,
                      const std::string& id) {
    if (!response) {
        Error error = std::move(response).error();
        if (!operation.facts.files) error.effect = Effect::none;
        return fail(std::move(error).in(std::string(operation.id)));
    }
    auto answer = decode(operation, std::move(response).value());
    if (!answer) {
        if (answer.error().http && answer.error().http->request_id.empty())
            answer.error().http->request_id = id;
        return answer;
    }
    if (answer->request_id.empty()) answer->request_id = id;
    return answer;
}

}  // namespace

Client::Client(std::shared_ptr<net::Transport> transport, ClientOptions options)
    : transport_(std::move(transport)), options_(std::move(options)) {}

void Client::start(const openapi::Operation& operation, const Arguments& arguments,
                   std::function<void(Result<Answer>)> done, Sink sink) {
    auto request = encode(operation, arguments, options_.base_url);
    if (!request) {
        loop().post([done = std::move(done), error = std::move(request).error()] { done(fail(error)); });
        return;
    }
    const std::string id = stamp(operation, *request);
    request->deadline = std::chrono::steady_clock::now() + options_.timeout;
    request->one_of_many = options_.many;
    if (sink.chunk) {
        request->sink = std::move(sink.chunk);
        request->wanted = [&operation, head = std::move(sink.head)](int status, const net::Headers& headers) {
            const std::string type = essence(headers.find("Content-Type").value_or(""));
            if (is_json(type) || !is_stated(operation, status, type)) return false;
            if (head) head(status, headers);
            return true;
        };
    }
    transport_->start(std::move(request).value(),
                      [&operation, id, done = std::move(done)](Result<net::Response> response) {
                          done(finish(operation, std::move(response), id));
                      });
}

Result<Answer> Client::call(const openapi::Operation& operation, const Arguments& arguments, Sink sink) {
    std::optional<Result<Answer>> answer;
    start(
        operation, arguments, [&](Result<Answer> a) { answer = std::move(a); }, std::move(sink));
    loop().run_until([&] { return answer.has_value(); });
    return std::move(*answer);
}

Error Client::unreadable(const openapi::Operation& operation, Error cause, const Answer& answer) {
    Error error("answer.unreadable", {{"operation", std::string(operation.id)},
                                      {"status", std::to_string(answer.status)},
                                      {"reason", cause.code}});
    for (auto& argument : cause.arguments)
        if (argument.name == "path") error.arguments.push_back(std::move(argument));
    error.http = HttpFailure{answer.status, answer.request_id, answer.content_type, answer.body};
    error.effect = operation.facts.files ? Effect::unknown : Effect::none;
    return error;
}

}  // namespace skifte::api
