// What a look-up reads from the portal's list.
#include "cli/commands/specs.hpp"
#include "cli/operation_target.hpp"
#include "unit/api/scripted_transport.hpp"

#include <catch2/catch.hpp>

using namespace skifte;
using namespace skifte::cli;

namespace {

class FixedClock final : public Clock {
public:
    Instant now() const override { return parse_rfc3339("2026-11-23T12:00:00Z").value(); }
    std::chrono::steady_clock::time_point steady() const override { return {}; }
};

// The candidates for an extension of a frist, of which the portal lists one.
Result<std::vector<filing::Candidate>> candidates(std::string_view date, std::string_view time) {
    const auto transport = std::make_shared<api::test::ScriptedTransport>();
    transport->answer(R"([{"fristudsaettelseId":"u-1","fristId":"f-1","oensketDato":"2027-02-01",)"
                      R"("modtagetTidspunkt":")" +
                          std::string(time) + R"("}])",
                      "1");
    if (!date.empty()) transport->answers.front()->headers.add("Date", std::string(date));
    api::Client client(transport, {"https://x.example", std::chrono::seconds(5)});
    const Chosen chosen =
        recorded_operation("tvangsoploesning-dirigent-likvidator-dist-oas", "anmodOmFristudsaettelse");
    REQUIRE(chosen.operation != nullptr);
    const auto target = arguments_of_target(
        R"({"sagId":"4b1f7d52-0000-4a00-8000-000000000001","fristId":"4b1f7d52-0000-4a00-8000-000000000002"})");
    REQUIRE(target);
    return find_candidates(client, *chosen.spec, *chosen.operation, *target, FixedClock{});
}

}  // namespace

TEST_CASE("a candidate has its id, its fields, and the time of its coming by our clock") {
    // The portal's clock is an hour behind ours.
    const auto found = candidates("Mon, 23 Nov 2026 11:00:00 GMT", "2026-11-23T11:30:00+01:00");
    REQUIRE(found);
    REQUIRE(found->size() == 1);
    const filing::Candidate& one = found->front();
    CHECK(one.server_id == "u-1");
    CHECK(one.server_time == "2026-11-23T11:30:00+01:00");
    CHECK(one.fields.at("/oensketDato") == "2027-02-01");
    CHECK(one.received == parse_rfc3339("2026-11-23T11:30:00Z").value());
}

TEST_CASE(
    "where the portal does not say what its clock shows, or the item has no time, the time is unknown") {
    CHECK_FALSE(candidates("", "2026-11-23T11:30:00+01:00")->front().received);
    CHECK_FALSE(candidates("Mon, 23 Nov 2026 11:00:00 GMT", "i går")->front().received);
}
