// What a look-up reads from the portal's list.
#include "cli/commands/specs.hpp"
#include "cli/operation_target.hpp"
#include "unit/api/scripted_transport.hpp"

#include <skifte/openapi/reader.hpp>

#include <catch2/catch.hpp>

#include <initializer_list>
#include <memory>

using namespace skifte;
using namespace skifte::cli;

namespace {

class FixedClock final : public Clock {
public:
    Instant now() const override { return parse_rfc3339("2026-11-23T12:00:00Z").value(); }
    std::chrono::steady_clock::time_point steady() const override { return {}; }
};

using Transport = std::shared_ptr<api::test::ScriptedTransport>;

// The candidates for an extension of a frist.
Result<std::vector<filing::Candidate>> candidates(const Transport& transport) {
    api::Client client(transport, {"https://x.example", std::chrono::seconds(5)});
    const Chosen chosen =
        recorded_operation("tvangsoploesning-dirigent-likvidator-dist-oas", "anmodOmFristudsaettelse");
    REQUIRE(chosen.operation != nullptr);
    const auto target = arguments_of_target(
        R"({"sagId":"4b1f7d52-0000-4a00-8000-000000000001","fristId":"4b1f7d52-0000-4a00-8000-000000000002"})");
    REQUIRE(target);
    return find_candidates(client, *chosen.spec, *chosen.operation, *target, FixedClock{});
}

// The portal lists one.
Result<std::vector<filing::Candidate>> candidates(std::string_view date, std::string_view time) {
    const auto transport = std::make_shared<api::test::ScriptedTransport>();
    transport->answer(R"([{"fristudsaettelseId":"u-1","fristId":"f-1","oensketDato":"2027-02-01",)"
                      R"("modtagetTidspunkt":")" +
                          std::string(time) + R"("}])",
                      "1");
    if (!date.empty()) transport->answers.front()->headers.add("Date", std::string(date));
    return candidates(transport);
}

// A page of items by these ids.
void answer(const Transport& transport, std::initializer_list<const char*> ids, std::string total) {
    Json page = Json::array();
    for (const auto* id : ids) page.push_back(Json::object({{"fristudsaettelseId", Json(id)}}));
    transport->answer(page.dump(), std::move(total));
}

std::string ids_of(const Result<std::vector<filing::Candidate>>& found) {
    if (!found) return found.error().code;
    std::string ids;
    for (const auto& candidate : *found) ids += candidate.server_id + " ";
    return ids;
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

TEST_CASE("a list that changes between its pages is read afresh for a look-up") {
    const auto transport = std::make_shared<api::test::ScriptedTransport>();
    answer(transport, {"a", "b"}, "3");
    answer(transport, {"d"}, "4");  // c has come between b and d, say
    answer(transport, {"a", "b", "c", "d"}, "4");
    CHECK(ids_of(candidates(transport)) == "a b c d ");
    CHECK(transport->answers.empty());
}

TEST_CASE(
    "a list that changes under each of three readings shows nothing, least of all that ours is not there") {
    const auto transport = std::make_shared<api::test::ScriptedTransport>();
    for (const auto* total : {"3", "4", "5"}) {
        answer(transport, {"a", "b"}, "9");
        answer(transport, {"c"}, total);
    }
    const auto found = candidates(transport);
    CHECK(ids_of(found) == filing::list_changing);
    CHECK(transport->answers.empty());
}

TEST_CASE("what an item's deletion and another's coming hid between two pages is seen by reading twice") {
    const auto transport = std::make_shared<api::test::ScriptedTransport>();
    // a goes and e comes once the first page is read: c moves there, and the total is the same.
    answer(transport, {"a", "b"}, "4");
    answer(transport, {"d", "e"}, "4");
    for (int reading = 0; reading < 2; ++reading) {
        answer(transport, {"b", "c"}, "4");
        answer(transport, {"d", "e"}, "4");
    }
    CHECK(ids_of(candidates(transport)) == "b c d e ");
    CHECK(transport->answers.empty());
}

TEST_CASE("a list in one answer is read once") {
    const auto transport = std::make_shared<api::test::ScriptedTransport>();
    answer(transport, {"a", "b"}, "2");
    CHECK(ids_of(candidates(transport)) == "a b ");
    CHECK(transport->urls.size() == 1);
}

namespace {

constexpr std::string_view with_key = R"yaml(
openapi: 3.0.3
info: { title: t, version: "1" }
paths:
  /krav:
    post:
      operationId: opretKrav
      parameters:
        - { name: idempotency-key, in: header, required: true, schema: { type: string, format: uuid } }
      requestBody: { content: { application/json: { schema: { type: object } } } }
      responses: { "201": { description: made } }
)yaml";

std::string key_of(const OperationTarget& target) {
    const Json* key = target.arguments().find(openapi::In::header, "idempotency-key");
    return key == nullptr ? "" : key->as_string();
}

}  // namespace

TEST_CASE(
    "a header that tells repeats is given where the spec has one, and is the same for the same content") {
    const auto document = openapi::read({"t.yaml", std::string(with_key)});
    REQUIRE(document);
    const openapi::Spec& spec = document->spec();
    const openapi::Operation& operation = *spec.find_operation("opretKrav");
    api::Client client(std::make_shared<api::test::ScriptedTransport>(),
                       {"https://x.example", std::chrono::seconds(5)});
    const auto target = [&](const char* reference) {
        api::Arguments arguments;
        arguments.body = Json::object().set("egenReference", reference);
        return OperationTarget(client, spec, operation, std::move(arguments), {});
    };
    OperationTarget first = target("1");
    CHECK(check_arguments(operation, {.body = Json::object()}).empty());
    CHECK(first.validate());
    CHECK(key_of(first).size() == 36);
    CHECK(key_of(first) == key_of(target("1")));
    CHECK(key_of(first) != key_of(target("2")));
    const std::string before = key_of(first);
    first.file_anew();
    CHECK(key_of(first) != before);
    CHECK(key_of(first).size() == 36);
    // What the user gives is what is sent.
    api::Arguments own;
    own.body = Json::object();
    own.header.push_back({"idempotency-key", Json("mine")});
    CHECK(key_of(OperationTarget(client, spec, operation, std::move(own), {})) == "mine");
}
