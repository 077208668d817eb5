// The tables of what is filed alike, against the specs.
#include "cli/commands/nouns.hpp"
#include "cli/field_text.hpp"
#include "cli/object_content.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace skifte;
using namespace skifte::cli;

namespace {

const Noun* const nouns[] = {&krav_noun, &tilgodehavende_noun, &forespoergsel_noun, &effektfortegnelse_noun,
                             &proformaopgoerelse_noun};

}  // namespace

TEST_CASE("Every flag of a thing fills a field that the spec of some place has") {
    for (const Noun* noun : nouns)
        for (const FieldFlag& flag : noun->fields) {
            CAPTURE(noun->name, flag.flag);
            CHECK(std::any_of(noun->places.begin(), noun->places.end(), [&](const Place& place) {
                if (place.create == nullptr) return false;
                const openapi::Schema* field = find_field(*content_of(place.create()).schema, flag.field);
                return field != nullptr && (field->items != nullptr) == flag.item;
            }));
        }
}

TEST_CASE("Where a thing can be filed it takes bilag, and can be changed and deleted by its id") {
    for (const Noun* noun : nouns)
        for (const Place& place : noun->places) {
            CAPTURE(noun->name, place.flag);
            REQUIRE(place.read().find(openapi::In::path, place.parent) != nullptr);
            CHECK(place.read().find(openapi::In::path, place.id) != nullptr);
            if (place.create == nullptr) continue;
            CHECK_FALSE(content_of(place.create()).files.empty());
            CHECK_FALSE(content_of(place.create()).part.empty());
            CHECK(content_of(place.change()).part.empty());
            CHECK(place.remove().facts.look_up->state == "gone");
            CHECK(place.change().facts.look_up->state == "changed");
        }
}

TEST_CASE("A null takes away what stands, at any depth, and an object that it leaves empty") {
    const auto changed_by = [](const char* given) {
        const Json before = Json::parse(R"({"renter":1,"kreditor":{"navn":"A","cvrNummer":"1"}})").value();
        return changed(before, Json::parse(given).value()).dump();
    };
    CHECK(changed_by(R"({"renter":null})") == R"({"kreditor":{"navn":"A","cvrNummer":"1"}})");
    CHECK(changed_by(R"({"kreditor":{"cvrNummer":null}})") == R"({"renter":1,"kreditor":{"navn":"A"}})");
    CHECK(changed_by(R"({"kreditor":{"navn":null,"cvrNummer":null}})") == R"({"renter":1})");
    CHECK(changed_by(R"({"kreditor":null,"sikkerhed":{"vaerdi":null}})") == R"({"renter":1})");
    CHECK(changed_by(R"({"kreditor":{}})") == R"({"renter":1,"kreditor":{"navn":"A","cvrNummer":"1"}})");
    CHECK(changed(Json::object(), Json::parse(R"({"a":null,"b":{"c":null,"d":2}})").value()).dump() ==
          R"({"b":{"d":2}})");
}
