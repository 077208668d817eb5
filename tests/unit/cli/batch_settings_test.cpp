// What makes the rows of an input what they are, as a run keeps it; and how a failed call is judged.
#include "cli/batch_portal.hpp"
#include "cli/batch_settings.hpp"
#include "cli/batch_summary.hpp"
#include "cli/commands/nouns.hpp"

#include <catch2/catch.hpp>

using namespace skifte;
using namespace skifte::cli;
using batch::Judgement;
using batch::Standing;
using std::chrono::milliseconds;

namespace {

BatchSettings settings(const std::vector<std::pair<std::string, std::string>>& given,
                       std::string_view columns = {}) {
    Parsed flags;
    for (const auto& [name, value] : given) {
        flags.set(name);
        if (!value.empty()) flags.add(name, value);
    }
    auto read = settings_of(krav_noun, flags, columns);
    INFO((read ? "" : read.error().code));
    REQUIRE(read);
    return std::move(read).value();
}

journal::Run run_with(const BatchSettings& settings) {
    return {.options = to_json(settings).dump()};
}

Judgement judged(const char* code, int status, Effect effect, const std::string& retry_after = "") {
    Error error = Error{code}.having(effect);
    if (status > 0) error.http = HttpFailure{status, "", "", Json()};
    if (!retry_after.empty()) error.arguments.push_back({"retry_after", retry_after});
    return judge(error, Instant{});
}

}  // namespace

TEST_CASE("Settings are kept with the run and read back the same", "[batch]") {
    const BatchSettings all = settings({{"selskab", "99999999"},
                                        {"kolonner", "Fakturanr=egenReference"},
                                        {"ark", "Krav"},
                                        {"skilletegn", "tab"},
                                        {"decimaltegn", "komma"},
                                        {"skjulte", "udelad"},
                                        {"ret-nuller", ""},
                                        {"uden-opslag", ""},
                                        {"alligevel", ""}});
    const auto again = settings_from(run_with(all));
    REQUIRE(again);
    CHECK(to_json(*again) == to_json(all));
    CHECK(again->noun == &krav_noun);
    CHECK(again->rows.place->flag == "selskab");
    CHECK(again->rows.sheet.delimiter == '\t');
    CHECK(again->rows.hidden == HiddenRows::leave_out);
    CHECK_FALSE(again->rows.look_up);
    CHECK_FALSE(settings_from({.options = "{}"}));
    CHECK_FALSE(settings_from({.options = "no JSON"}));
    CHECK_FALSE(settings_from({.options = R"({"noun": "krav", "place": "maanen"})"}));
}

TEST_CASE("A run is the same whatever is looked up, and another where its rows are read otherwise",
          "[batch]") {
    const std::string usual = reading_of(settings({{"bo", "b-1"}}));
    CHECK(reading_of(settings({{"bo", "b-1"}, {"uden-opslag", ""}, {"alligevel", ""}})) == usual);
    CHECK(reading_of(run_with(settings({{"bo", "b-1"}, {"uden-opslag", ""}}))) == usual);
    CHECK(reading_of(settings({{"bo", "b-2"}})) != usual);
    CHECK(reading_of(settings({{"bo", "b-1"}, {"ark", "Krav"}})) != usual);
    CHECK(reading_of(settings({{"bo", "b-1"}, {"decimaltegn", "punktum"}})) != usual);
}

TEST_CASE("A run goes on with the certificate and the specifications that it began with", "[batch]") {
    const SpecsUsed estate = specs_of(settings({{"bo", "4b1f7d52-0000-4a00-8000-000000000001"}}));
    const SpecsUsed both = specs_of(settings({}));
    CHECK(estate.names.find(", ") == std::string::npos);
    CHECK(both.names.find(estate.names) != std::string::npos);
    CHECK(both.names.find(", ") != std::string::npos);

    const auto refusal = [](const journal::Run& run, const SpecsUsed& specs) -> std::string {
        const auto same = same_as_before(run, "99999999", specs);
        return same ? "" : same.error().code;
    };
    const journal::Run run{.cvr = "99999999", .spec = both.names, .spec_version = both.versions};
    CHECK(refusal(run, both).empty());
    CHECK(refusal(run, estate) == "batch.other_spec");
    journal::Run other = run;
    other.spec_version.back() = 'x';  // of the last one only
    CHECK(refusal(other, both) == "batch.other_spec");
    other = run;
    other.cvr = "88888888";
    CHECK(refusal(other, both) == "batch.other_certificate");
}

TEST_CASE("A flag's columns go before the profile's", "[batch]") {
    const BatchSettings both = settings({{"kolonner", "A=beloeb"}}, "A=renter,B=grundlag");
    CHECK(both.rows.columns.at("A") == "beloeb");
    CHECK(both.rows.columns.at("B") == "grundlag");
}

TEST_CASE("A word that no flag knows is refused", "[batch]") {
    for (const auto& [flag, value] :
         {std::pair{"decimaltegn", "semikolon"}, {"skjulte", "ja"}, {"skilletegn", "\""}}) {
        Parsed flags;
        flags.add(flag, value);
        CAPTURE(flag);
        CHECK_FALSE(settings_of(krav_noun, flags, {}));
    }
}

TEST_CASE("What the court says of a row is that row's alone", "[batch]") {
    for (const auto& [code, status] : {std::pair{"http.conflict", 409},
                                       {"http.unprocessable", 422},
                                       {"http.refused", 400},
                                       {"http.forbidden", 403},
                                       {"http.not_found", 404}}) {
        CAPTURE(code);
        CHECK(judged(code, status, Effect::none).next == Judgement::Next::refused);
        CHECK_FALSE(judged(code, status, Effect::none).pressure);
    }
}

TEST_CASE("What the portal has no time for is tried again, and holds", "[batch]") {
    const Judgement busy = judged("http.too_many", 429, Effect::none, "7");
    CHECK(busy.next == Judgement::Next::again);
    CHECK(busy.pressure);
    CHECK(busy.hold == milliseconds{7'000});
    CHECK(judged("http.too_many", 429, Effect::none).hold == milliseconds{2'000});
    CHECK(judged("net.connect", 0, Effect::none).next == Judgement::Next::again);
    CHECK(judged("http.too_many", 429, Effect::none, "86400").next == Judgement::Next::stop);
}

TEST_CASE("What may have been filed is not tried again, whatever it says", "[batch]") {
    CHECK(judged("http.server", 503, Effect::unknown, "5").next == Judgement::Next::refused);
    CHECK(judged("http.server", 503, Effect::unknown, "5").pressure);
    CHECK(judged("http.server", 503, Effect::unknown, "5").hold == milliseconds{5'000});
    CHECK(judged("net.reset", 0, Effect::unknown).next == Judgement::Next::refused);
}

TEST_CASE("What is every row's stops the run", "[batch]") {
    for (const char* code : {"http.unauthorized", "token.refused", "cert.expired", "http.client_certificate",
                             "interrupted", "disk.full", "journal.write"}) {
        CAPTURE(code);
        CHECK(judged(code, 0, Effect::none).next == Judgement::Next::stop);
    }
}

TEST_CASE("A batch ends by the worst of its rows", "[batch]") {
    Summary summary;
    summary.rows = 10;
    const auto set = [&](Standing standing, std::size_t count) {
        summary.standing[static_cast<std::size_t>(standing)] = count;
    };
    set(Standing::done, 8);
    set(Standing::there, 2);
    CHECK_FALSE(ending_of(summary));
    summary.comparison = batch::Comparison{.confirmed = 7, .differ = 1};
    CHECK(exit_of(*ending_of(summary)) == Exit::due);
    for (const Standing standing : {Standing::refused, Standing::faulty, Standing::changed}) {
        set(standing, 1);
        CHECK(exit_of(*ending_of(summary)) == Exit::partly);
        set(standing, 0);
    }
    set(Standing::refused, 1);
    set(Standing::unknown, 1);
    CHECK(exit_of(*ending_of(summary)) == Exit::unknown);
}
