// The validator, row by row.
#include "documents.hpp"

#include <skifte/openapi/validate.hpp>

#include "openapi/nearest.hpp"
#include "openapi/pattern.hpp"

#include <atomic>
#include <thread>

using namespace skifte;
using namespace skifte::openapi;
using namespace skifte::openapi::test;

namespace {

Json parsed(const std::string& text) {
    auto value = Json::parse(text);
    REQUIRE(value);
    return std::move(value).value();
}

Lines check(const std::string& schema, const std::string& value, Strictness strictness = {},
            Direction direction = Direction::request) {
    const auto document = must_read(with_schemas("a: " + schema + "\n"));
    return lines(validate(schema_of(document, "a"), parsed(value), "body", direction, strictness));
}

}  // namespace

TEST_CASE("a value that fits its schema has no fault") {
    const auto [schema, value] = GENERATE(table<std::string, std::string>({
        {"{}", "null"},
        {"{}", "[1, {\"a\": null}]"},
        {"{type: string, nullable: true}", "null"},
        {"{type: string, nullable: true, enum: [A]}", "null"},
        {"{type: string, minLength: 2, maxLength: 2}", "\"æø\""},
        {"{type: string, maxLength: 1}", "\"\\uD83D\\uDE00\""},
        {"{type: string, pattern: b}", "\"abc\""},
        {"{type: string, pattern: '^\\d{8}$'}", "\"12345678\""},
        {"{type: string, pattern: '^\\u00e6$'}", "\"æ\""},
        {"{type: string, format: date}", "\"2028-02-29\""},
        {"{type: string, format: date-time}", "\"2026-11-23T10:00:00+01:00\""},
        {"{type: string, format: uuid}", "\"0B6F1D0E-58f4-4c0e-9d0e-3f7a5c1e0001\""},
        {"{type: string, format: ukendt}", "\"x\""},
        {"{type: string, format: binary, maxLength: 1}", "\"xx\""},
        {"{type: integer}", "12345678901234567890123"},
        {"{type: integer, format: int64}", "-9223372036854775808"},
        {"{type: number, multipleOf: 0.01}", "1234567890123456789.99"},
        {"{type: number, minimum: 0.1, maximum: 0.1}", "0.10"},
        {"{type: number, enum: [1]}", "1.0"},
        {"{type: boolean}", "false"},
        {"{type: array, items: {type: integer}, uniqueItems: true}", "[1, 2, 3]"},
        {"{type: object, properties: {a: {type: string}}}", "{\"b\": 1}"},
        {"{type: object, additionalProperties: {type: integer}}", "{\"b\": 1}"},
        {"{not: {type: string}}", "1"},
        {"{oneOf: [{type: string}, {type: integer}]}", "1"},
        {"{anyOf: [{type: number}, {type: integer}]}", "1"},
    }));
    CAPTURE(schema, value);
    CHECK(check(schema, value).empty());
}

TEST_CASE("a value that does not fit its schema has its fault with its arguments") {
    const auto [schema, value, fault] = GENERATE(table<std::string, std::string, std::string>({
        {"{type: string}", "null", "schema.null body expected=string"},
        {"{type: string}", "1", "schema.type body expected=string value=1"},
        {"{type: integer}", "\"x\"", "schema.type body expected=integer value=x"},
        {"{type: integer}", "1.0", "schema.type body expected=integer value=1.0"},
        {"{type: integer}", "1e3", "schema.type body expected=integer value=1e3"},
        {"{type: boolean}", "[1]", "schema.type body expected=boolean value=[…]"},
        {"{type: string, enum: [AFVIST, GODKENDT]}", "\"AFVISTT\"",
         "schema.enum body value=AFVISTT expected=AFVIST, GODKENDT nearest=AFVIST"},
        {"{type: string, enum: [A, B]}", "\"noget\"", "schema.enum body value=noget expected=A, B nearest="},
        {"{type: string, minLength: 3}", "\"æø\"", "schema.min_length body value=æø limit=3"},
        {"{type: string, maxLength: 1}", "\"æø\"", "schema.max_length body value=æø limit=1"},
        {"{type: string, pattern: '^a$'}", "\"a\\n\"", "schema.pattern body value=a\n expected=^a$"},
        {"{type: string, format: date}", "\"2026-02-30\"",
         "schema.format body value=2026-02-30 expected=date"},
        {"{type: string, format: date-time}", "\"2026-11-23\"",
         "schema.format body value=2026-11-23 expected=date-time"},
        {"{type: string, format: uuid}", "\"x\"", "schema.format body value=x expected=uuid"},
        {"{type: string, format: email}", "\"a@\"", "schema.format body value=a@ expected=email"},
        {"{type: string, format: byte}", "\"abc\"", "schema.format body value=abc expected=byte"},
        {"{type: integer, format: int32}", "-99999999999",
         "schema.format body value=-99999999999 expected=int32"},
        {"{type: integer, format: int64}", "9223372036854775808",
         "schema.format body value=9223372036854775808 expected=int64"},
        {"{type: number, minimum: 0.01}", "0.0099999999999999999",
         "schema.minimum body value=0.0099999999999999999 limit=0.01"},
        {"{type: number, minimum: 1, exclusiveMinimum: true}", "1.00",
         "schema.minimum body value=1.00 limit=1"},
        {"{type: number, maximum: 1}", "1.0000000000000000001",
         "schema.maximum body value=1.0000000000000000001 limit=1"},
        {"{type: number, maximum: 1, exclusiveMaximum: true}", "1", "schema.maximum body value=1 limit=1"},
        {"{type: number, multipleOf: 0.01}", "1.005", "schema.multiple_of body value=1.005 limit=0.01"},
        {"{type: array, items: {}, minItems: 1}", "[]", "schema.min_items body value=0 limit=1"},
        {"{type: array, items: {}, maxItems: 1}", "[1, 2]", "schema.max_items body value=2 limit=1"},
        {"{type: array, items: {}, uniqueItems: true}", "[{\"a\": 1, \"b\": 2}, {\"b\": 2.0, \"a\": 1}]",
         "schema.unique_items body[1] value={…}"},
        {"{type: array, items: {}, uniqueItems: true}", "[\"x\", \"x\"]",
         "schema.unique_items body[1] value=x"},
        {"{type: object, minProperties: 1}", "{}", "schema.min_properties body value=0 limit=1"},
        {"{type: object, maxProperties: 0}", "{\"a\": 1}", "schema.max_properties body value=1 limit=0"},
        {"{required: [navn], properties: {navn: {}}}", "{}", "schema.required body.navn"},
        {"{properties: {navn: {}}, additionalProperties: false}", "{\"nvan\": 1}",
         "schema.unknown_member body.nvan nearest=navn"},
        {"{properties: {a: {items: {properties: {b: {type: string}}}}}}", "{\"a\": [{}, {\"b\": 1}]}",
         "schema.type body.a[1].b expected=string value=1"},
        {"{additionalProperties: {type: integer}}", "{\"x\": \"y\"}",
         "schema.type body.x expected=integer value=y"},
        {"{oneOf: [{type: string}, {type: boolean}]}", "1",
         "schema.one_of body expected=string, boolean found=0"},
        {"{oneOf: [{type: number}, {type: integer}]}", "1",
         "schema.one_of body expected=number, integer found=2"},
        {"{anyOf: [{type: string}, {type: boolean}]}", "1", "schema.any_of body expected=string, boolean"},
        {"{not: {type: integer}}", "1", "schema.not body value=1"},
    }));
    CAPTURE(schema, value);
    CHECK(check(schema, value) == Lines{fault});
}

TEST_CASE("all faults come at once, in the order of the value") {
    CHECK(check("{required: [c], properties: {a: {type: string}, b: {type: integer, minimum: 5, multipleOf: "
                "2}, c: {}}}",
                R"({"b": 3, "a": 1})") ==
          Lines{"schema.required body.c", "schema.minimum body.b value=3 limit=5",
                "schema.multiple_of body.b value=3 limit=2", "schema.type body.a expected=string value=1"});
}

TEST_CASE("what is only read is refused in a request and what is only written in an answer") {
    const std::string schema =
        "{required: [id, kode], properties: {id: {type: string, readOnly: true}, kode: {type: "
        "string, writeOnly: true}}}";
    CHECK(check(schema, R"({"id": "x", "kode": "y"})") == Lines{"schema.read_only body.id"});
    CHECK(check(schema, R"({"kode": "y"})").empty());
    CHECK(check(schema, R"({"id": "x", "kode": "y"})", {}, Direction::answer) ==
          Lines{"schema.write_only body.kode"});
    CHECK(check(schema, R"({"id": "x"})", {}, Direction::answer).empty());
}

TEST_CASE("an enum is open where it is told to be, also where it tells choices apart") {
    const Strictness open{.closed_enums = false};
    CHECK(check("{type: string, enum: [A]}", "\"B\"", open).empty());
    const std::string choices = "{oneOf: [{properties: {art: {enum: [A]}}, required: [art]}, "
                                "{properties: {art: {enum: [B]}}, required: [art]}]}";
    CHECK(check(choices, R"({"art": "A"})", open).empty());
    CHECK(check(choices, R"({"art": "C"})", open).empty());
    CHECK(check(choices, "{}", open) == Lines{"schema.one_of body expected=object, object found=0"});
    CHECK(check(choices, R"({"art": "C"})").size() == 1);
}

TEST_CASE("a member that no property names is a fault where it is told to be") {
    const Strictness strict{.unknown_members = true};
    const std::string value = R"({"beloeb": 1, "rentr": 2})";
    CHECK(check("{properties: {beloeb: {}, renter: {}}}", value, strict) ==
          Lines{"schema.unknown_member body.rentr nearest=renter"});
    CHECK(check("{properties: {beloeb: {}}, additionalProperties: true}", value, strict).empty());
    CHECK(check("{type: object}", value, strict).empty());
    CHECK(check("{properties: {beloeb: {}}, anyOf: [{properties: {rentr: {}}}]}", value, strict).empty());
}

TEST_CASE("a value that may not be shown is masked in every fault, and a CPR in any") {
    Schema schema;
    schema.type = Type::string;
    schema.max_length = 3;
    CHECK(validate(schema, Json("010190-0000"), "p", Direction::request)
              .at(0)
              .arguments.at(0)
              .value.find("0000") == std::string::npos);
    schema.sensitive = "secret";
    schema.pattern = "^x$";
    schema.format = "date";
    const auto faults = validate(schema, Json("hemmelig"), "p", Direction::request);
    REQUIRE(faults.size() == 3);
    for (const auto& fault : faults) CHECK(fault.arguments.at(0).value == "***");
}

TEST_CASE("a long value is cut to sixty code points") {
    Schema schema;
    schema.max_length = 1;
    const std::string text = [] {
        std::string out;
        for (int i = 0; i < 100; ++i) out += "æ";
        return out;
    }();
    const auto faults = validate(schema, Json(text), "p", Direction::request);
    CHECK(faults.at(0).arguments.at(0).value == text.substr(0, 120) + "…");
}

TEST_CASE("a pattern that explodes is undecided and never a pass") {
    CHECK(check("{type: string, pattern: '^(a+)+b$'}", "\"" + std::string(40, 'a') + "bc\"")
              .at(0)
              .rfind("schema.pattern_undecided body", 0) == 0);
}

TEST_CASE("strings of a hundred thousand characters are checked") {
    const std::string text(100'000, 'a');
    CHECK(check("{type: string, pattern: '^(?:[a-z]|\\d)*$', minLength: 100000, maxLength: 100000}",
                "\"" + text + "\"")
              .empty());
    CHECK(check("{type: string, pattern: '^[a-z]+$'}", "\"" + text + "1\"").size() == 1);
}

TEST_CASE("schemas that hold themselves are checked as deep as the value is") {
    const auto document = must_read(with_schemas(
        R"(a: {type: object, properties: {a: {$ref: '#/components/schemas/a'}, n: {type: integer}}}
b: {oneOf: [{$ref: '#/components/schemas/b'}, {$ref: '#/components/schemas/b'}]}
c: {properties: {c: {oneOf: [{$ref: '#/components/schemas/c'}, {$ref: '#/components/schemas/c'}]}}}
)"));
    CHECK(lines(validate(schema_of(document, "a"), parsed(R"({"a": {"a": {"n": "x"}}})"), "b",
                         Direction::request)) == Lines{"schema.type b.a.a.n expected=integer value=x"});

    Json deep = Json::object();
    for (int i = 0; i < 300; ++i) {
        Json outer = Json::object();
        outer.set("a", std::move(deep));
        deep = std::move(outer);
    }
    const auto faults = validate(schema_of(document, "a"), deep, "b", Direction::request);
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].code == "schema.too_deep");

    CHECK_FALSE(validate(schema_of(document, "b"), Json(1), "b", Direction::request).empty());
    Json chain = Json::object();
    for (int i = 0; i < 60; ++i) {
        Json outer = Json::object();
        outer.set("c", std::move(chain));
        chain = std::move(outer);
    }
    CHECK_FALSE(validate(schema_of(document, "c"), chain, "b", Direction::request).empty());
}

TEST_CASE("what has no end is told once, with the limit") {
    const auto document = must_read(
        with_schemas("b: {oneOf: [{$ref: '#/components/schemas/b'}, {$ref: '#/components/schemas/b'}]}\n"
                     "a: {items: {$ref: '#/components/schemas/b'}}\n"));
    const auto faults = validate(schema_of(document, "a"), parsed("[1, 2, 3]"), "x", Direction::request);
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].code == "schema.too_deep");
    CHECK(faults[0].arguments.at(0) == Argument{"limit", "1000000"});
    Json deep = Json::array();
    for (int i = 0; i < 300; ++i) deep = Json::array({deep});
    const auto lists = must_read(with_schemas("a: {type: array, items: {$ref: '#/components/schemas/a'}}\n"));
    std::string path = "x";
    for (int i = 0; i < 201; ++i) path += "[0]";
    CHECK(lines(validate(schema_of(lists, "a"), deep, "x", Direction::request)) ==
          Lines{"schema.too_deep " + path + " limit=200"});
}

TEST_CASE("null is a value where no type is stated, and held against the choices there") {
    CHECK(check("{anyOf: [{type: string}]}", "null") == Lines{"schema.any_of body expected=string"});
    CHECK(check("{anyOf: [{type: string, nullable: true}]}", "null").empty());
    CHECK(check("{nullable: true, anyOf: [{type: string}]}", "null").empty());
}

TEST_CASE("a member may be named by a choice within a choice, and by nothing that is no choice") {
    const Strictness strict{.unknown_members = true};
    const std::string schema = "{properties: {a: {}}, anyOf: [{oneOf: [{properties: {b: {}}}]}, {}]}";
    CHECK(check(schema, R"({"b": 1})", strict).empty());
    CHECK(check(schema, R"({"c": 1})", strict) == Lines{"schema.unknown_member body.c nearest="});
    // Choices that hold themselves name nothing.
    const auto document = must_read(with_schemas(
        "b: {properties: {a: {}}, not: {type: string}, anyOf: [{$ref: '#/components/schemas/b'}]}\n"));
    const auto faults =
        validate(schema_of(document, "b"), parsed(R"({"c": 1})"), "x", Direction::request, strict);
    REQUIRE_FALSE(faults.empty());
    CHECK(faults[0].code == "schema.unknown_member");
}

TEST_CASE("a long list of unique strings is checked") {
    Json list = Json::array();
    for (int i = 0; i < 20'000; ++i) list.push_back(std::to_string(i));
    Schema schema;
    schema.unique_items = true;
    CHECK(validate(schema, list, "p", Direction::request).empty());
    list.push_back("7");
    CHECK(lines(validate(schema, list, "p", Direction::request)) ==
          Lines{"schema.unique_items p[20000] value=7"});
}

TEST_CASE("patterns are compiled once and searched from many threads") {
    std::atomic<int> found{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&found] {
            for (int i = 0; i < 200; ++i) {
                const auto pattern = compiled("^x" + std::to_string(i % 20) + "$");
                if (pattern != nullptr && pattern->search("x" + std::to_string(i % 20)) == Matched::yes)
                    ++found;
            }
        });
    for (auto& thread : threads) thread.join();
    CHECK(found == 800);
}

TEST_CASE("the nearest word is the one with the fewest edits, or none") {
    const std::vector<std::string_view> words = {"begrundelse", "beloeb", "bilag"};
    CHECK(nearest("begrundlse", words) == "begrundelse");
    CHECK(nearest("Beloeb", words) == "beloeb");
    CHECK(nearest("blag", words) == "bilag");
    CHECK(nearest("x", words).empty());
    CHECK(nearest("noget helt andet", words).empty());
    CHECK(nearest(std::string(100'000, 'b'), words).empty());
}
