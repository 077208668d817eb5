// Examples made from schemas, and the surface of a spec.
#include "documents.hpp"

#include <skifte/openapi/example.hpp>
#include <skifte/openapi/surface.hpp>
#include <skifte/openapi/validate.hpp>

#include "openapi/pattern_example.hpp"

using namespace skifte;
using namespace skifte::openapi;
using namespace skifte::openapi::test;

namespace {

Json example_of(const std::string& schema, bool full = true) {
    const auto document = must_read(with_schemas("a: " + schema + "\n"));
    Json value = example(schema_of(document, "a"), full);
    CHECK(lines(validate(schema_of(document, "a"), value, "a", Direction::request)).empty());
    return value;
}

}  // namespace

TEST_CASE("an example is the file's own, else the default, else made of type and limits") {
    const auto [schema, value] = GENERATE(table<std::string, std::string>({
        {"{type: string, example: hej, default: nej}", "\"hej\""},
        {"{type: string, example: 3, default: nej}", "\"nej\""},
        {"{type: string, enum: [A, B]}", "\"A\""},
        {"{type: string}", "\"tekst\""},
        {"{type: string, minLength: 7}", "\"tekstxx\""},
        {"{type: string, maxLength: 2}", "\"te\""},
        {"{type: string, pattern: '^[0-9]{8}$'}", "\"00000000\""},
        {"{type: string, format: date}", "\"2026-01-31\""},
        {"{type: integer}", "1"},
        {"{type: integer, minimum: 5, exclusiveMinimum: true}", "6"},
        {"{type: integer, minimum: 5, multipleOf: 4}", "8"},
        {"{type: number, maximum: -2.5}", "-2.5"},
        {"{type: boolean}", "true"},
        {"{type: array, minItems: 2, items: {type: boolean}}", "[true,true]"},
        {"{oneOf: [{type: integer}, {type: string}]}", "1"},
        {"{type: object, required: [a], properties: {a: {type: string}, b: {type: integer}}}",
         R"({"a":"tekst","b":1})"},
        {"{additionalProperties: {type: integer}}", R"({"navn":1})"},
    }));
    CAPTURE(schema);
    CHECK(example_of(schema).dump() == value);
}

TEST_CASE("the small example has what is required and nothing else") {
    CHECK(example_of("{required: [a], properties: {a: {type: string}, b: {type: integer}}}", false).dump() ==
          R"({"a":"tekst"})");
}

TEST_CASE("recursion is cut at the first property that may be left out") {
    const auto document = must_read(with_schemas(R"(person:
  type: object
  required: [navn]
  properties:
    navn: {type: string}
    leder: {$ref: '#/components/schemas/person'}
    ansatte: {type: array, items: {$ref: '#/components/schemas/person'}}
)"));
    CHECK(example(schema_of(document, "person")).dump() == R"({"navn":"tekst","ansatte":[]})");
}

TEST_CASE("schemas that all hold each other have an example in no time") {
    std::string schemas;
    for (int i = 0; i < 30; ++i) {
        schemas += "s" + std::to_string(i) + ":\n  type: object\n  properties:\n";
        for (int j = 0; j < 30; ++j)
            schemas +=
                "    p" + std::to_string(j) + ": {$ref: '#/components/schemas/s" + std::to_string(j) + "'}\n";
    }
    const auto document = must_read(with_schemas(schemas));
    CHECK(example(schema_of(document, "s0")).is_object());
}

TEST_CASE("texts are made for the patterns of codes and numbers") {
    const auto pattern =
        GENERATE(as<std::string>{}, "^[0-9]{8}$", "^\\d{6}-?\\d{4}$", "^[A-Z]{2}$", "^(?:A|B)-[^-]+$",
                 "^SKS \\d{1,2}-\\d+/\\d{4}$", "^\\+?[0-9 ]{8,20}$", "^.{3,}$", "\\S", "^æ+$", "^[\\w.]+$");
    CAPTURE(pattern);
    CHECK_FALSE(pattern_example(pattern, 0, std::nullopt).empty());
    CHECK(pattern_example("^(?=x)x$", 0, std::nullopt).empty());
    CHECK(pattern_example("^a+$", 6, 6) == "aaaaaa");
}

TEST_CASE("the surface has a line for each operation, parameter, answer, field and value") {
    const auto document = must_read(R"(openapi: 3.0.3
info: {title: Sager, version: 1.2.0}
servers: [{url: 'https://api.example.invalid'}]
paths:
  /sager/{sagId}:
    get:
      operationId: hentSag
      security: []
      parameters:
        - {name: sagId, in: path, required: true, schema: {type: string, format: uuid}}
        - {name: status, in: query, schema: {type: array, maxItems: 3, items: {$ref: '#/components/schemas/status'}}}
      responses:
        '200':
          description: x
          headers: {X-Total-Count: {schema: {type: integer, minimum: 0}}}
          content: {application/json: {schema: {$ref: '#/components/schemas/sag'}}}
        '404': {description: y}
components:
  schemas:
    status: {type: string, enum: [B, A]}
    sag:
      type: object
      required: [status]
      properties:
        status: {$ref: '#/components/schemas/status'}
        mulig: {nullable: true, allOf: [{$ref: '#/components/schemas/status'}]}
        adresse: {type: object, properties: {by: {type: string, maxLength: 40}}}
        hoved: {$ref: '#/components/schemas/sag'}
)");
    CHECK(surface(document.spec()) == R"(operation hentSag 200 application/json: sag
operation hentSag 200 header X-Total-Count: integer minimum 0
operation hentSag 404 no content
operation hentSag GET /sager/{sagId} unsecured
operation hentSag path sagId: string(uuid) required
operation hentSag query status: array of status explode max-items 3
schema sag.adresse.by: string max-length 40
schema sag.adresse: object
schema sag.hoved: sag
schema sag.mulig: status nullable
schema sag.status: status required
schema sag: object
schema status = "A"
schema status = "B"
schema status: string
spec server https://api.example.invalid
spec version 1.2.0
)");
}

TEST_CASE("the surface does not depend on the order of members") {
    const auto one = must_read(
        with_schemas("a: {type: object, properties: {x: {type: string}, y: {enum: [P, Q]}}}\nb: {}\n"));
    const auto two = must_read(
        with_schemas("b: {}\na: {properties: {y: {enum: [Q, P]}, x: {type: string}}, type: object}\n"));
    CHECK(surface(one.spec()) == surface(two.spec()));
}
