// allOf merged into one schema.
#include "documents.hpp"

#include <skifte/openapi/surface.hpp>

using namespace skifte;
using namespace skifte::openapi;
using namespace skifte::openapi::test;

TEST_CASE("allOf is the union of properties and the tightest of limits") {
    const auto document = must_read(with_schemas(R"(base:
  type: object
  description: Grundlaget.
  required: [id]
  properties:
    id: {type: string, minLength: 1, maxLength: 10}
    note: {type: string}
udvidet:
  allOf:
    - $ref: '#/components/schemas/base'
    - type: object
      required: [note, antal]
      properties:
        id: {type: string, minLength: 3, maxLength: 20, pattern: '^A'}
        antal: {type: integer, minimum: 1, maximum: 9}
    - properties:
        antal: {type: number, minimum: 1, exclusiveMinimum: true, maximum: 8.5}
)"));
    const Schema& schema = schema_of(document, "udvidet");
    CHECK(schema.type == Type::object);
    CHECK(schema.name == "udvidet");
    CHECK(schema.description.empty());
    REQUIRE(schema.properties.size() == 3);
    CHECK(schema.properties[0].name == "id");
    CHECK(schema.properties[0].required);
    CHECK(schema.properties[1].required);
    CHECK(schema.properties[2].required);
    const Schema& id = property_of(schema, "id");
    CHECK(id.min_length == 3);
    CHECK(id.max_length == 10);
    CHECK(id.pattern == "^A");
    const Schema& antal = property_of(schema, "antal");
    CHECK(antal.type == Type::integer);
    CHECK(antal.minimum == "1");
    CHECK(antal.exclusive_minimum);
    CHECK(antal.maximum == "8.5");
    CHECK_FALSE(schema_of(document, "base").find("note")->required);
    CHECK(document.unexpressed().empty());
}

TEST_CASE("of every limit the tighter one is kept, whichever part states it") {
    const auto document = must_read(with_schemas(
        R"(wide: {minItems: 1, maxItems: 9, minProperties: 1, maxProperties: 9, minimum: 1, maximum: 9, minLength: 1, maxLength: 9}
tight: {minItems: 2, maxItems: 8, minProperties: 2, maxProperties: 8, minimum: 2, maximum: 8, minLength: 2, maxLength: 8}
one: {allOf: [{$ref: '#/components/schemas/wide'}, {$ref: '#/components/schemas/tight'}]}
other: {allOf: [{$ref: '#/components/schemas/tight'}, {$ref: '#/components/schemas/wide'}]}
alone: {allOf: [{$ref: '#/components/schemas/tight'}, {}]}
)"));
    for (const char* name : {"one", "other", "alone"}) {
        CAPTURE(name);
        const Schema& schema = schema_of(document, name);
        CHECK(schema.min_items == 2);
        CHECK(schema.max_items == 8);
        CHECK(schema.min_properties == 2);
        CHECK(schema.max_properties == 8);
        CHECK(schema.min_length == 2);
        CHECK(schema.max_length == 8);
        CHECK(schema.minimum == "2");
        CHECK(schema.maximum == "8");
    }
}

TEST_CASE("a limit that excludes itself is tighter than the same that does not") {
    const auto document = must_read(with_schemas(
        R"(open: {minimum: 1.0, maximum: 9}
closed: {minimum: 1, exclusiveMinimum: true, maximum: 9.0, exclusiveMaximum: true}
inside: {minimum: 2, maximum: 8}
one: {allOf: [{$ref: '#/components/schemas/open'}, {$ref: '#/components/schemas/closed'}]}
other: {allOf: [{$ref: '#/components/schemas/closed'}, {$ref: '#/components/schemas/open'}]}
within: {allOf: [{$ref: '#/components/schemas/closed'}, {$ref: '#/components/schemas/inside'}]}
around: {allOf: [{$ref: '#/components/schemas/inside'}, {$ref: '#/components/schemas/closed'}]}
)"));
    for (const char* name : {"one", "other"}) {
        CAPTURE(name);
        CHECK(schema_of(document, name).exclusive_minimum);
        CHECK(schema_of(document, name).exclusive_maximum);
    }
    for (const char* name : {"within", "around"}) {
        CAPTURE(name);
        CHECK(schema_of(document, name).minimum == "2");
        CHECK(schema_of(document, name).maximum == "8");
        CHECK_FALSE(schema_of(document, name).exclusive_minimum);
        CHECK_FALSE(schema_of(document, name).exclusive_maximum);
    }
}

TEST_CASE("limits that no value can meet together are told") {
    const auto document = must_read(with_schemas(R"(a: {allOf: [{minLength: 3}, {maxLength: 2}]}
b: {allOf: [{minItems: 3}, {maxItems: 2}]}
c: {allOf: [{minProperties: 3}, {maxProperties: 2}]}
d: {allOf: [{minimum: 3}, {maximum: 2.9}]}
f: {allOf: [{properties: {x: {minLength: 3}}}, {properties: {x: {maxLength: 2}}}]}
e: {allOf: [{minimum: 3, minLength: 3, minItems: 3, minProperties: 3}, {maximum: 3, maxLength: 3, maxItems: 3, maxProperties: 3}]}
)"));
    CHECK(lines(document.unexpressed()) ==
          Lines{"openapi.limits spec.yaml:6 #/components/schemas/a keyword=minLength",
                "openapi.limits spec.yaml:7 #/components/schemas/b keyword=minItems",
                "openapi.limits spec.yaml:8 #/components/schemas/c keyword=minProperties",
                "openapi.limits spec.yaml:9 #/components/schemas/d keyword=minimum",
                "openapi.limits spec.yaml:10 #/components/schemas/f/allOf/1/properties/x keyword=minLength"});
}

TEST_CASE("what one part says of a value the whole says") {
    const auto document = must_read(with_schemas(
        R"(a: {allOf: [{type: array, items: {type: string, minLength: 1}}, {uniqueItems: true, items: {maxLength: 5}}]}
b: {allOf: [{readOnly: true}, {writeOnly: true, format: date}, {type: string, format: date}]}
c: {allOf: [{type: number}, {type: integer, pattern: a}, {pattern: a}]}
d: {allOf: [{oneOf: [{type: string}]}, {anyOf: [{type: string}], not: {enum: [a]}}]}
e: {allOf: [{uniqueItems: true, readOnly: true, writeOnly: true}, {}]}
f: {allOf: [{properties: {x: {}}}, {required: [x]}]}
)"));
    CHECK(document.unexpressed().empty());
    const Schema& a = schema_of(document, "a");
    CHECK(a.unique_items);
    CHECK(a.items->min_length == 1);
    CHECK(a.items->max_length == 5);
    const Schema& b = schema_of(document, "b");
    CHECK(b.read_only);
    CHECK(b.write_only);
    CHECK(b.format == "date");
    CHECK(b.type == Type::string);
    CHECK(schema_of(document, "c").type == Type::integer);
    CHECK(schema_of(document, "c").pattern == "a");
    const Schema& d = schema_of(document, "d");
    CHECK(d.one_of.size() == 1);
    CHECK(d.any_of.size() == 1);
    CHECK(d.negated != nullptr);
    const Schema& e = schema_of(document, "e");
    CHECK(e.unique_items);
    CHECK(e.read_only);
    CHECK(e.write_only);
    CHECK(schema_of(document, "f").find("x")->required);
}

TEST_CASE("members that no property names are what all parts allow") {
    const auto document = must_read(with_schemas(
        R"(both: {allOf: [{additionalProperties: {minLength: 1}}, {additionalProperties: {maxLength: 5}}]}
first: {allOf: [{additionalProperties: {minLength: 1}}, {type: object}]}
second: {allOf: [{type: object}, {additionalProperties: {minLength: 1}}]}
closed: {allOf: [{additionalProperties: {minLength: 1}}, {type: object, additionalProperties: false}]}
closed_first: {allOf: [{type: object, additionalProperties: false}, {additionalProperties: {minLength: 1}}]}
named: {allOf: [{properties: {x: {minLength: 2}}}, {additionalProperties: {maxLength: 5}}]}
)"));
    CHECK(document.unexpressed().empty());
    CHECK(schema_of(document, "both").additional->min_length == 1);
    CHECK(schema_of(document, "both").additional->max_length == 5);
    for (const char* name : {"first", "second"}) {
        CAPTURE(name);
        CHECK(schema_of(document, name).additional->min_length == 1);
        CHECK(schema_of(document, name).additional_allowed);
    }
    for (const char* name : {"closed", "closed_first"}) {
        CAPTURE(name);
        CHECK(schema_of(document, name).additional == nullptr);
        CHECK_FALSE(schema_of(document, name).additional_allowed);
    }
    const Schema& x = property_of(schema_of(document, "named"), "x");
    CHECK(x.min_length == 2);
    CHECK(x.max_length == 5);
}

TEST_CASE("allOf keeps the values that all enums have") {
    const auto document = must_read(with_schemas(R"(a: {type: string, enum: [X, Y, Z]}
b: {allOf: [{$ref: '#/components/schemas/a'}, {enum: [Z, Y, Q]}]}
c: {type: number, multipleOf: 0.5}
d: {allOf: [{$ref: '#/components/schemas/c'}, {multipleOf: 2}]}
e: {allOf: [{multipleOf: 2}, {$ref: '#/components/schemas/c'}]}
f: {allOf: [{multipleOf: 2}, {type: number}]}
g: {allOf: [{enum: [1, 2.50]}, {enum: [2.5, 3]}]}
h: {allOf: [{type: string}, {enum: [A]}]}
)"));
    const auto values = schema_of(document, "b").enum_values;
    CHECK(std::vector<Text>(values.begin(), values.end()) == std::vector<Text>{"\"Y\"", "\"Z\""});
    for (const char* name : {"d", "e", "f"}) {
        CAPTURE(name);
        CHECK(schema_of(document, name).multiple_of == "2");
    }
    REQUIRE(schema_of(document, "g").enum_values.size() == 1);
    CHECK(schema_of(document, "g").enum_values[0] == "2.50");
    CHECK(schema_of(document, "h").enum_values.size() == 1);
    CHECK(document.unexpressed().empty());
}

TEST_CASE("an allOf around one reference keeps its name where nothing else constrains") {
    const auto document = must_read(with_schemas(R"(status: {type: string, enum: [A, B], description: Status.}
sag:
  type: object
  properties:
    naken: {allOf: [{$ref: '#/components/schemas/status'}]}
    mulig: {nullable: true, description: Måske., default: A, allOf: [{$ref: '#/components/schemas/status'}]}
    delt: {allOf: [{$ref: '#/components/schemas/status'}, {description: Den anden., nullable: true}]}
    snaever: {maxLength: 1, allOf: [{$ref: '#/components/schemas/status'}]}
)"));
    const Schema& sag = schema_of(document, "sag");
    CHECK(property_of(sag, "naken").name == "status");
    CHECK(property_of(sag, "naken").description == "Status.");
    CHECK_FALSE(property_of(sag, "naken").nullable);
    const Schema& mulig = property_of(sag, "mulig");
    CHECK(mulig.name == "status");
    CHECK(mulig.path == "#/components/schemas/status");
    CHECK(mulig.nullable);
    CHECK(mulig.description == "Måske.");
    CHECK(mulig.default_value == "\"A\"");
    CHECK(mulig.enum_values.size() == 2);
    CHECK(property_of(sag, "delt").name == "status");
    CHECK(property_of(sag, "delt").nullable);
    CHECK(property_of(sag, "snaever").name.empty());
    CHECK(property_of(sag, "snaever").max_length == 1);
    CHECK_FALSE(schema_of(document, "status").nullable);
}

TEST_CASE(
    "null is allowed where all parts that state a type allow it, or where it is said beside the allOf") {
    const auto document = must_read(with_schemas(R"(ja: {type: string, nullable: true}
nej: {type: string}
begge: {allOf: [{$ref: '#/components/schemas/ja'}, {type: string, nullable: true, maxLength: 3}]}
en: {allOf: [{$ref: '#/components/schemas/ja'}, {$ref: '#/components/schemas/nej'}]}
sagt: {nullable: true, maxLength: 3, allOf: [{$ref: '#/components/schemas/nej'}]}
)"));
    CHECK(schema_of(document, "begge").nullable);
    CHECK_FALSE(schema_of(document, "en").nullable);
    CHECK(schema_of(document, "sagt").nullable);
}

TEST_CASE("parts that no value satisfies are a conflict") {
    const auto [parts, fault] = GENERATE(table<std::string, std::string>({
        {"[{type: string}, {type: integer}]", "/allOf/1 keyword=type a=string b=integer"},
        {"[{type: string, format: date}, {format: uuid}]", "/allOf/1 keyword=format a=date b=uuid"},
        {"[{enum: [A]}, {enum: [B]}]", "/allOf/1 keyword=enum a=\"A\" b=\"B\""},
    }));
    CHECK(faults_of(with_schemas("a:\n  allOf: " + parts + "\n")) ==
          Lines{"openapi.allof_conflict spec.yaml:7 #/components/schemas/a" + fault});
}

TEST_CASE("the same property with two types is a conflict") {
    CHECK(faults_of(with_schemas(R"(a:
  allOf:
    - properties: {x: {type: string}}
    - properties:
        x: {type: boolean}
)")) == Lines{"openapi.allof_conflict spec.yaml:10 #/components/schemas/a/allOf/1/properties/x keyword=type "
              "a=string "
              "b=boolean"});
}

TEST_CASE("what one schema cannot say of several is unexpressed") {
    const auto document = must_read(with_schemas(R"(a: {allOf: [{pattern: a}, {pattern: b}]}
b: {allOf: [{multipleOf: 2}, {multipleOf: 3}]}
c: {allOf: [{oneOf: [{type: string}]}, {oneOf: [{type: integer}]}]}
d: {allOf: [{properties: {x: {}}, additionalProperties: false}, {properties: {y: {}}}]}
e: {allOf: [{properties: {y: {}}}, {properties: {x: {}}, additionalProperties: false}]}
f: {allOf: [{anyOf: [{type: string}]}, {anyOf: [{type: integer}]}]}
g: {allOf: [{not: {type: string}}, {not: {type: integer}}]}
)"));
    CHECK(lines(document.unexpressed()) ==
          Lines{"openapi.allof_unmerged spec.yaml:6 #/components/schemas/a/allOf/1 keyword=pattern",
                "openapi.allof_unmerged spec.yaml:7 #/components/schemas/b/allOf/1 keyword=multipleOf",
                "openapi.allof_unmerged spec.yaml:8 #/components/schemas/c/allOf/1 keyword=oneOf",
                "openapi.allof_unmerged spec.yaml:9 #/components/schemas/d/allOf/1 "
                "keyword=additionalProperties",
                "openapi.allof_unmerged spec.yaml:10 #/components/schemas/e/allOf/1 "
                "keyword=additionalProperties",
                "openapi.allof_unmerged spec.yaml:11 #/components/schemas/f/allOf/1 keyword=anyOf",
                "openapi.allof_unmerged spec.yaml:12 #/components/schemas/g/allOf/1 keyword=not"});
}

TEST_CASE("members of one part meet the additionalProperties of another") {
    const auto document = must_read(with_schemas(R"(a:
  allOf:
    - additionalProperties: {type: string, maxLength: 5}
    - properties: {x: {type: string, minLength: 2}}
)"));
    const Schema& x = property_of(schema_of(document, "a"), "x");
    CHECK(x.min_length == 2);
    CHECK(x.max_length == 5);
}

TEST_CASE("an allOf of itself is a fault and a recursion through a property is none") {
    CHECK(faults_of(with_schemas("a: {allOf: [{$ref: '#/components/schemas/b'}]}\n"
                                 "b: {allOf: [{$ref: '#/components/schemas/a'}]}\n")) ==
          Lines{"openapi.allof_circle spec.yaml:6 #/components/schemas/a"});
    const auto document = must_read(with_schemas(R"(a:
  allOf:
    - $ref: '#/components/schemas/b'
    - properties: {mere: {type: string}}
b:
  type: object
  properties:
    barn: {$ref: '#/components/schemas/a'}
)"));
    CHECK(&property_of(schema_of(document, "a"), "barn") == &schema_of(document, "a"));
}

TEST_CASE("parts that hold each other are merged in finitely many schemas") {
    const auto document = must_read(
        with_schemas(R"(a: {allOf: [{$ref: '#/components/schemas/b'}, {$ref: '#/components/schemas/c'}]}
b: {type: object, properties: {p: {$ref: '#/components/schemas/a'}, q: {$ref: '#/components/schemas/b'}}}
c: {type: object, properties: {p: {$ref: '#/components/schemas/c'}, q: {$ref: '#/components/schemas/a'}}}
)"));
    const Schema* at = &schema_of(document, "a");
    for (int i = 0; i < 10; ++i) at = &property_of(*at, i % 2 == 0 ? "p" : "q");
    CHECK(at->type == Type::object);
    CHECK(surface(document.spec()).size() < 10'000);
}

TEST_CASE("a long chain of allOf is refused and not followed down the stack") {
    std::string schemas;
    for (int i = 0; i < 5'000; ++i)
        schemas += "s" + std::to_string(i) + ": {allOf: [{$ref: '#/components/schemas/s" +
                   std::to_string(i + 1) + "'}]}\n";
    schemas += "s5000: {type: string}\n";
    const auto faults = faults_of(with_schemas(schemas));
    REQUIRE_FALSE(faults.empty());
    CHECK(faults[0].rfind("openapi.too_deep ", 0) == 0);
}

TEST_CASE("wide and deep allOf with many common properties is merged in reasonable time") {
    std::string schemas;
    for (int i = 0; i < 60; ++i) {
        schemas += "s" + std::to_string(i) + ":\n  allOf:\n";
        for (int j = 1; j <= 8 && i + j < 60; ++j)
            schemas += "    - $ref: '#/components/schemas/s" + std::to_string(i + j) + "'\n";
        schemas += "    - properties:\n";
        for (int p = 0; p < 8; ++p)
            schemas += "        p" + std::to_string(p) + ": {$ref: '#/components/schemas/s" +
                       std::to_string((i * 7 + p * 11) % 60) + "'}\n";
    }
    const auto document = must_read(with_schemas(schemas));
    CHECK(schema_of(document, "s0").properties.size() == 8);
}
