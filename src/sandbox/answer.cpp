// Refusals as genericErrorResponse, and answers as HTTP has them.
#include "sandbox/answer.hpp"

namespace skifte::sandbox {

Failure refuse(int status, std::string_view fejlkode, std::string_view besked,
               const std::vector<Detail>& details) {
    Json problem = Json::object();
    problem.set("fejlkode", fejlkode).set("besked", besked);
    Json list = Json::array();
    for (const Detail& detail : details) {
        Json item = Json::object();
        if (!detail.felt.empty()) item.set("felt", detail.felt);
        item.set("kode", detail.kode).set("besked", detail.besked);
        Json parameters = Json::object();
        for (const Argument& argument : detail.parametre) parameters.set(argument.name, argument.value);
        if (!detail.parametre.empty()) item.set("parametre", std::move(parameters));
        list.push_back(std::move(item));
    }
    if (!details.empty()) problem.set("fejl", std::move(list));
    Error error{std::string(fejlkode)};
    error.http =
        HttpFailure{.status = status, .request_id = {}, .content_type = {}, .problem = std::move(problem)};
    return fail(std::move(error));
}

Failure not_found(std::string_view what) {
    return refuse(404, "IKKE_FUNDET", std::string(what) + " findes ikke.");
}

Answer refusal_answer(const Error& error, Instant now, const std::string& request_id) {
    const bool is_refusal = error.http.has_value();
    Json problem = is_refusal ? error.http->problem : Json::object();
    if (!is_refusal) {
        std::string besked = "Der opstod en fejl i sandkassen: " + error.code;
        for (const Argument& argument : error.arguments) besked += " " + argument.name + "=" + argument.value;
        problem.set("fejlkode", "INTERN_FEJL").set("besked", std::move(besked));
    }
    problem.set("tidspunkt", rfc3339(now)).set("kaldId", request_id);
    return Answer::json(is_refusal ? error.http->status : 500, problem);
}

// No locale is set in this program, so the names are the English ones.
std::string http_date(std::time_t at) {
    std::tm utc{};
    gmtime_r(&at, &utc);
    std::string text(std::size_t{64}, '\0');
    text.resize(std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &utc));
    return text;
}

std::string wire_of(const Answer& answer, Instant now) {
    std::string wire = "HTTP/1.1 " + std::to_string(answer.status) +
                       " \r\nDate: " + http_date(std::chrono::system_clock::to_time_t(now)) + "\r\n";
    if (!answer.content_type.empty()) wire += "Content-Type: " + answer.content_type + "\r\n";
    for (const auto& [name, value] : answer.headers) wire += name + ": " + value + "\r\n";
    return wire + "Content-Length: " + std::to_string(answer.body.size()) + "\r\n\r\n" + answer.body;
}

}  // namespace skifte::sandbox
