// The log of changes and the documents that come of it.
#include "bench.hpp"

#include "sandbox/state.hpp"

#include <skifte/support/digest.hpp>

#include <catch2/catch.hpp>

namespace {

using namespace skifte;
using namespace skifte::sandbox;
using namespace std::chrono_literals;
using test::TemporaryFolder;

const Instant noon = parse_rfc3339("2026-03-02T12:00:00Z").value();

Json one_member(std::string_view name, Json value) {
    Json json = Json::object();
    json.set(name, std::move(value));
    return json;
}

}  // namespace

TEST_CASE("a change is seen from its time on and not before") {
    const TemporaryFolder folder;
    auto state = State::open(folder.path() / "db");
    REQUIRE(state);
    REQUIRE(state->commit({{"frist", "f1", "s1", one_member("dato", "1"), 0ms},
                           {"frist", "f1", "s1", one_member("dato", "2"), 1s}},
                          {}, noon));
    CHECK(state->find("frist", "f1") == nullptr);
    state->advance(noon + 999ms);
    REQUIRE(state->find("frist", "f1") != nullptr);
    CHECK(state->find("frist", "f1")->value.text("dato") == "1");
    CHECK(state->last_change("s1") == noon);
    state->advance(noon + 1s);
    CHECK(state->find("frist", "f1")->value.text("dato") == "2");
    CHECK(state->last_change("s1") == noon + 1s);
}

TEST_CASE("a change sets the members it names and leaves the others") {
    const TemporaryFolder folder;
    auto state = State::open(folder.path() / "db");
    REQUIRE(state);
    REQUIRE(state->commit({{"sag", "s1", "s1", one_member("a", 1), 0ms}}, {}, noon));
    REQUIRE(state->commit({{"sag", "s1", "s1", one_member("b", 2), 0ms}}, {}, noon));
    state->advance(noon);
    CHECK(state->find("sag", "s1")->value.dump() == R"({"a":1,"b":2})");
}

TEST_CASE("a document can be replaced as a whole") {
    const TemporaryFolder folder;
    auto state = State::open(folder.path() / "db");
    REQUIRE(state);
    REQUIRE(state->commit({{"krav", "k1", "s1", one_member("a", 1)}}, {}, noon));
    REQUIRE(state->commit({{"krav", "k1", "s1", one_member("b", 2), 0ms, Does::replace}}, {}, noon));
    state->advance(noon);
    CHECK(state->find("krav", "k1")->value.dump() == R"({"b":2})");
}

TEST_CASE("a document that was erased is not brought back by what was to happen to it later") {
    const TemporaryFolder folder;
    {
        auto state = State::open(folder.path() / "db");
        REQUIRE(state);
        REQUIRE(state->commit({{"krav", "k1", "s1", one_member("a", 1)},
                               {"krav", "k2", "s1", one_member("a", 2)},
                               {"krav", "k1", "s1", one_member("status", "ANERKENDT"), 2s}},
                              {}, noon));
        REQUIRE(state->commit({{"krav", "k1", "s1", Json::object(), 1s, Does::erase}}, {}, noon));
    }
    auto state = State::open(folder.path() / "db");  // as written down, not as remembered
    REQUIRE(state);
    state->advance(noon + 999ms);
    CHECK(state->in_scope("krav", "s1").size() == 2);
    state->advance(noon + 1s);
    CHECK(state->find("krav", "k1") == nullptr);
    CHECK(state->last_change("s1") == noon + 1s);
    state->advance(noon + 2s);
    CHECK(state->find("krav", "k1") == nullptr);
    CHECK(state->all("krav").size() == 1);
    CHECK(state->in_scope("krav", "s1").size() == 1);
    CHECK(state->last_change("s1") == noon + 1s);
}

TEST_CASE("documents are listed by scope in the order they came into being") {
    const TemporaryFolder folder;
    auto state = State::open(folder.path() / "db");
    REQUIRE(state);
    REQUIRE(state->commit({{"krav", "later", "s1", Json::object(), 1ms},
                           {"krav", "first", "s1", Json::object(), 0ms},
                           {"krav", "other", "s2", Json::object(), 0ms}},
                          {}, noon));
    state->advance(noon + 1ms);
    const auto of_first = state->in_scope("krav", "s1");
    REQUIRE(of_first.size() == 2);
    CHECK(of_first[0]->id == "first");
    CHECK(of_first[1]->id == "later");
    CHECK(state->all("krav").size() == 3);
    CHECK(state->in_scope("krav", "s3").empty());
}

TEST_CASE("what was committed is there when the file is opened again, and what lies ahead still does") {
    const TemporaryFolder folder;
    const std::string bytes("a\0b", 3);
    {
        auto state = State::open(folder.path() / "db");
        REQUIRE(state);
        CHECK(state->empty());
        REQUIRE(state->commit({{"sag", "s1", "s1", one_member("n", Json::number("1.50")), 0ms},
                               {"sag", "s1", "s1", one_member("n", 2), 1h}},
                              {bytes}, noon));
        CHECK_FALSE(state->empty());
    }
    auto state = State::open(folder.path() / "db");
    REQUIRE(state);
    CHECK_FALSE(state->empty());
    state->advance(noon);
    CHECK(state->find("sag", "s1")->value.dump() == R"({"n":1.50})");
    CHECK(state->content(hex(sha256(bytes))).value() == bytes);
    state->advance(noon + 1h);
    CHECK(state->find("sag", "s1")->value.dump() == R"({"n":2})");
}

TEST_CASE("a file that is no database is an error that names it") {
    const TemporaryFolder folder;
    folder.write("db", std::string(4096, 'x'));
    const auto state = State::open(folder.path() / "db");
    REQUIRE_FALSE(state);
    CHECK(state.error().code == "sandbox.database");
    CHECK(state.error().argument("path") == (folder.path() / "db").string());
}
