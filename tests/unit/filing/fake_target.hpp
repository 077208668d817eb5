// A target of filings that a test scripts, and a portal that counts.
#pragma once

#include "unit/journal/fixture.hpp"

#include <skifte/filing/filing.hpp>

#include <functional>

namespace skifte::filing::test {

using namespace journal::test;

struct FakeTarget final : Target {
    Identity what{.operation = "anmeldKrav",
                  .target = Json::object().set("sagId", "s-1").set("afdeling", "a"),
                  .identity = {{"body.type", "loen"}, {"body.egenReference", "e-1"}},
                  .content = "the whole content",
                  .files = {{"bilag", "bilag.pdf", 3, "abc"}}};
    std::optional<LookUpRule> rule{
        LookUpRule{{{"/beloeb", "100"}, {"/egenReference", "e-1"}}, "/egenReference", {}}};
    std::function<Result<void>()> on_validate = [] { return Result<void>{}; };
    std::function<Result<Sent>()> on_send = [] {
        return Result<Sent>{Sent{.server_id = "k-1",
                                 .server_time = "2026-11-23T10:00:00Z",
                                 .request_id = "q-1",
                                 .body_sha256 = "b0d1",
                                 .last_byte = {},
                                 .http_status = 201}};
    };
    std::function<Result<std::optional<std::vector<std::string>>>()> on_read_back = [] {
        return Result<std::optional<std::vector<std::string>>>{std::nullopt};
    };
    int sends = 0;
    int read_backs = 0;

    Result<void> validate() override { return on_validate(); }
    Identity identity() const override { return what; }
    Result<Sent> send() override {
        ++sends;
        return on_send();
    }
    std::optional<LookUpRule> look_up_rule() const override { return rule; }
    Result<std::vector<Candidate>> find() override { return std::vector<Candidate>{}; }
    Result<std::optional<std::vector<std::string>>> read_back(const Sent&) override {
        ++read_backs;
        return on_read_back();
    }

    void fail_with(Error error) {
        on_send = [error] { return Result<Sent>{fail(error)}; };
    }
};

inline const Context context{.environment = "sandbox",
                             .base_url = "https://localhost:1",
                             .cvr = "99999999",
                             .certificate_serial = "0a1b",
                             .spec = "spec",
                             .spec_version = "1.1.0",
                             .input_path = "krav.json"};

}  // namespace skifte::filing::test
