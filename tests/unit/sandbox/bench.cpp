// The bench itself.
#include "bench.hpp"

#include "sandbox/pdf.hpp"
#include "sandbox/specs.hpp"
#include "sandbox/testdata_cases.hpp"

#include <skifte/support/digest.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>

namespace skifte::sandbox::test {

TemporaryFolder::TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "skifte-sandbox-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

void TemporaryFolder::write(std::string_view name, std::string_view content) const {
    std::ofstream(path_ / name, std::ios::binary) << content;
}

std::string TemporaryFolder::read(std::string_view name) const {
    const std::ifstream file(path_ / name, std::ios::binary);
    std::ostringstream text;
    if (file) text << file.rdbuf();
    return text.str();
}

PortalBench::PortalBench(std::chrono::milliseconds decision_delay) : decision_delay_(decision_delay) {
    open();
}

void PortalBench::open() {
    auto state = State::open(folder.path() / "sandbox.sqlite");
    REQUIRE(state);
    if (state->empty()) {
        const Testdata testdata = make_testdata(clock.now(), client_id);
        REQUIRE(state->commit(testdata.changes, testdata.contents, clock.now()));
    }
    portal_.emplace(
        PortalOptions{folder.path(), decision_delay_, std::chrono::seconds(300)}, clock, served_specs(),
        Client{std::string(client_id), std::string(client_secret), served_scopes()}, std::move(*state));
    const Reply reply = portal_->handle(token_request(
        "grant_type=client_credentials&client_id=en+klient&client_secret=hemmelig%3A+%2B%25%26%C3%A6"));
    token_ = "Bearer " + std::string(json(reply).text("access_token"));
}

void PortalBench::restart() {
    portal_.reset();
    open();
}

Reply PortalBench::call(Request request) {
    if (request.certificate.empty()) request.certificate = certificate;
    if (request.header("Authorization").empty()) request.headers.emplace_back("Authorization", token_);
    return portal_->handle(request);
}

Reply PortalBench::get(const std::string& target) {
    return call({.method = "GET", .target = target});
}

Reply PortalBench::post(const std::string& target, const Json& body) {
    return call({.method = "POST",
                 .target = target,
                 .headers = {{"content-type", "application/json; charset=utf-8"}},
                 .body = body.dump()});
}

Reply PortalBench::put(const std::string& target, const Json& body) {
    return call({.method = "PUT",
                 .target = target,
                 .headers = {{"Content-Type", "application/json"}},
                 .body = body.dump()});
}

Reply PortalBench::remove(const std::string& target) {
    return call({.method = "DELETE", .target = target});
}

std::string PortalBench::selskab_path(std::string_view formaal) {
    const auto cases = kreditor_cases();
    const auto found = std::ranges::find(cases, formaal, &Case::formaal);
    REQUIRE(found != cases.end());
    return "/selskaber/" + std::string(found->cvr);
}

Reply PortalBench::post_parts(const std::string& target, std::vector<Part> parts) {
    return call({.method = "POST",
                 .target = target,
                 .headers = {{"Content-Type", "multipart/form-data; boundary=x"}},
                 .parts = std::move(parts)});
}

Json PortalBench::json(const Reply& reply, int status) const {
    INFO(reply.answer.body);
    REQUIRE(reply.answer.status == status);
    auto parsed = Json::parse(reply.answer.body);
    REQUIRE(parsed);
    return *parsed;
}

std::string any_pdf(std::string_view text) {
    return make_pdf("Redegørelse", {std::string(text)});
}

Part pdf_part(std::string_view name, std::string bytes) {
    return {std::string(name), "fil.pdf", "application/pdf", std::move(bytes)};
}

Part json_part(std::string_view name, const Json& value) {
    return {std::string(name), "", "application/json", value.dump()};
}

std::string header(const Answer& answer, std::string_view name) {
    for (const auto& [key, value] : answer.headers)
        if (key == name) return value;
    return {};
}

Request token_request(std::string body, std::string authorization) {
    Request request{.method = "POST",
                    .target = "/oauth2/token",
                    .headers = {{"Content-Type", "application/x-www-form-urlencoded"}},
                    .body = std::move(body),
                    .certificate = std::string(certificate)};
    if (!authorization.empty()) request.headers.emplace_back("Authorization", std::move(authorization));
    return request;
}

std::vector<Json> lines(const std::string& log) {
    std::vector<Json> out;
    std::istringstream stream(log);
    for (std::string line; std::getline(stream, line);) {
        auto parsed = Json::parse(line);
        REQUIRE(parsed);
        out.push_back(std::move(*parsed));
    }
    return out;
}

}  // namespace skifte::sandbox::test
