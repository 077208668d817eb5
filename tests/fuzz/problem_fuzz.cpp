// What a server answers: status, content type and body, made an answer or an error.
//
// The input's first byte picks the status, its second the content type; the rest is the body.
#include "fuzz/target.hpp"
#include "unit/api/table.hpp"

#include <skifte/api/call.hpp>

#include <iterator>

namespace skifte::fuzz {

namespace {

constexpr int statuses[] = {200, 201, 204, 301, 400, 401, 403, 404, 408, 409, 410, 413, 422, 429, 500, 503};
constexpr const char* types[] = {"application/json",
                                 "application/problem+json",
                                 "text/html",
                                 "application/pdf",
                                 "application/json; charset=iso-8859-1",
                                 ""};

std::size_t pick(char c, std::size_t count) {
    return static_cast<unsigned char>(c) % count;
}

void decode(const openapi::Operation& operation, const net::Response& response) {
    const auto answer = api::decode(operation, response);
    if (answer) return hold(response.status / 100 == 2, "only a 2xx is an answer");
    const Error& error = answer.error();
    hold(!error.code.empty(), "a failure has a code");
    hold(!operation.facts.files || response.status / 100 != 2 || error.effect == Effect::unknown,
         "a 2xx to a filing that cannot be read is of unknown effect");
    hold(operation.facts.files || error.effect == Effect::none, "what only reads has no effect");
}

}  // namespace

void run(std::string_view input) {
    if (input.size() < 2) return;
    net::Response response;
    response.status = statuses[pick(input[0], std::size(statuses))];
    if (const std::string_view type = types[pick(input[1], std::size(types))]; !type.empty())
        response.headers.add("Content-Type", std::string(type));
    response.body = std::string(input.substr(2));
    for (const openapi::Operation& operation : {api::test::read_one, api::test::create, api::test::fetch})
        decode(operation, response);
}

}  // namespace skifte::fuzz
