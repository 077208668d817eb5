// Schemas of a file into the model.
#include "documents.hpp"

using namespace skifte;
using namespace skifte::openapi;
using namespace skifte::openapi::test;

TEST_CASE("a schema keeps everything that the file says of it") {
    const auto document = must_read(with_schemas(R"(krav:
  type: object
  title: Krav
  description: Et krav.
  required: [beloeb, type]
  minProperties: 1
  maxProperties: 9
  additionalProperties: false
  example: {beloeb: 1.50}
  properties:
    type: {type: string, enum: [LOEN, MOMS], default: LOEN}
    beloeb: {type: number, minimum: 0.01, maximum: 1e9, multipleOf: 0.01, exclusiveMaximum: true}
    note: {type: string, minLength: 1, maxLength: 20, pattern: '^[a-zæøå ]+$', nullable: true, deprecated: true}
    id: {type: string, format: uuid, readOnly: true}
    kode: {type: string, writeOnly: true}
    bilag: {type: array, items: {type: string, format: binary}, minItems: 1, maxItems: 3, uniqueItems: true}
    frit: {type: object, additionalProperties: true}
    satser: {type: object, additionalProperties: {type: integer, format: int32}}
)"));
    const Schema& krav = schema_of(document, "krav");
    CHECK(krav.name == "krav");
    CHECK(krav.path == "#/components/schemas/krav");
    CHECK(krav.at.file == "spec.yaml");
    CHECK(krav.at.line == 6);
    CHECK(krav.title == "Krav");
    CHECK(krav.description == "Et krav.");
    CHECK(krav.type == Type::object);
    CHECK(krav.min_properties == 1);
    CHECK(krav.max_properties == 9);
    CHECK_FALSE(krav.additional_allowed);
    CHECK(krav.example == R"({"beloeb":1.50})");
    REQUIRE(krav.properties.size() == 8);
    CHECK(krav.properties[0].name == "type");
    CHECK(krav.properties[0].required);
    CHECK_FALSE(krav.find("note")->required);

    const Schema& type = property_of(krav, "type");
    CHECK(std::vector<Text>(type.enum_values.begin(), type.enum_values.end()) ==
          std::vector<Text>{"\"LOEN\"", "\"MOMS\""});
    CHECK(type.default_value == "\"LOEN\"");
    const Schema& beloeb = property_of(krav, "beloeb");
    CHECK(beloeb.minimum == "0.01");
    CHECK(beloeb.maximum == "1e9");
    CHECK(beloeb.multiple_of == "0.01");
    CHECK(beloeb.exclusive_maximum);
    CHECK_FALSE(beloeb.exclusive_minimum);
    const Schema& note = property_of(krav, "note");
    CHECK(note.min_length == 1);
    CHECK(note.max_length == 20);
    CHECK(note.pattern == "^[a-zæøå ]+$");
    CHECK(note.nullable);
    CHECK(note.deprecated);
    CHECK(property_of(krav, "id").format == "uuid");
    CHECK(property_of(krav, "id").read_only);
    CHECK(property_of(krav, "kode").write_only);
    const Schema& bilag = property_of(krav, "bilag");
    CHECK(bilag.items->is_binary());
    CHECK(bilag.min_items == 1);
    CHECK(bilag.max_items == 3);
    CHECK(bilag.unique_items);
    CHECK(property_of(krav, "frit").additional->type == Type::any);
    CHECK(property_of(krav, "satser").additional->format == "int32");
    CHECK(document.unexpressed().empty());
}

TEST_CASE("a type that is left out is taken from what only one type has") {
    const auto document = must_read(with_schemas(R"(objekt: {properties: {a: {type: string}}}
liste: {items: {type: string}}
ord: {enum: [A, B]}
alt: {}
)"));
    CHECK(schema_of(document, "objekt").type == Type::object);
    CHECK(schema_of(document, "liste").type == Type::array);
    CHECK(schema_of(document, "ord").type == Type::string);
    CHECK(schema_of(document, "alt").type == Type::any);
}

TEST_CASE("recursive schemas end, each in one schema") {
    const auto document = must_read(with_schemas(R"(person:
  type: object
  properties:
    leder: {$ref: '#/components/schemas/person'}
    ansatte: {type: array, items: {$ref: '#/components/schemas/person'}}
    firma: {$ref: '#/components/schemas/firma'}
firma:
  type: object
  properties:
    direktoer: {$ref: '#/components/schemas/person'}
)"));
    const Schema& person = schema_of(document, "person");
    CHECK(&property_of(person, "leder") == &person);
    CHECK(property_of(person, "ansatte").items == &person);
    CHECK(&property_of(property_of(person, "firma"), "direktoer") == &person);
}

TEST_CASE("references are followed to any place of the file and through each other") {
    const auto document = must_read(with_schemas(R"(a: {$ref: '#/components/schemas/b'}
b: {type: object, properties: {x/y: {type: string, maxLength: 3}}}
c: {type: object, properties: {z: {$ref: '#/components/schemas/b/properties/x~1y'}}}
)"));
    CHECK(property_of(schema_of(document, "c"), "z").max_length == 3);
    // What is nothing but a reference is what it refers to.
    CHECK(document.spec().find_schema("a") == nullptr);
    CHECK(document.spec().schemas.size() == 2);
}

TEST_CASE("a reference that leads nowhere, in a circle or out of the file is a fault at its place") {
    const auto [reference, fault] = GENERATE(table<std::string, std::string>({
        {"#/components/schemas/nej", "openapi.reference"},
        {"#components", "openapi.reference"},
        {"other.yaml#/a", "openapi.reference_outside"},
        {"file:///etc/passwd", "openapi.reference_outside"},
        {"http://example.invalid/a.yaml", "openapi.reference_outside"},
        {"/etc/passwd", "openapi.reference_outside"},
    }));
    const auto faults = faults_of(with_schemas("a:\n  $ref: '" + reference + "'\n"));
    CHECK(faults == Lines{fault + " spec.yaml:7 #/components/schemas/a/$ref reference=" + reference});
}

TEST_CASE("a circle of references is a fault") {
    CHECK(
        faults_of(
            with_schemas("a: {$ref: '#/components/schemas/b'}\nb: {$ref: '#/components/schemas/a'}\n")) ==
        Lines{
            "openapi.reference_circle spec.yaml:6 #/components/schemas/a reference=#/components/schemas/b",
            "openapi.reference_circle spec.yaml:7 #/components/schemas/b reference=#/components/schemas/a"});
}

TEST_CASE("values of the wrong kind are faults, all of them") {
    CHECK(faults_of(with_schemas(R"(a:
  type: [string, 'null']
b:
  type: text
c:
  type: string
  minLength: -1
  maxLength: lang
d:
  type: integer
  exclusiveMinimum: 3
e:
  type: object
  properties: [x]
f: ja
g:
  type: number
  multipleOf: 0
h:
  enum: []
)")) == Lines{
            "openapi.type spec.yaml:20 #/components/schemas/f expected=object found=string",
            "openapi.type spec.yaml:7 #/components/schemas/a/type expected=string found=array",
            "openapi.value spec.yaml:9 #/components/schemas/b/type value=text expected=boolean, integer, "
            "number, "
            "string, array, object",
            "openapi.value spec.yaml:12 #/components/schemas/c/minLength value=-1 expected=0, 1, 2, …",
            "openapi.type spec.yaml:13 #/components/schemas/c/maxLength expected=number found=string",
            "openapi.type spec.yaml:16 #/components/schemas/d/exclusiveMinimum expected=boolean found=number",
            "openapi.type spec.yaml:19 #/components/schemas/e/properties expected=object found=array",
            "openapi.value spec.yaml:23 #/components/schemas/g/multipleOf value=0 expected=> 0",
            "openapi.value spec.yaml:25 #/components/schemas/h/enum value=[] expected=enum"});
}

TEST_CASE("what the model has no place for is unexpressed and does not stop the reading") {
    const auto document = must_read(with_schemas(R"(a:
  type: string
  const: x
  maxLenght: 3
  x-internal: true
b:
  type: object
  patternProperties: {}
  xml: {name: b}
  required: [nej]
c: {type: array}
d: {type: string, pattern: '(['}
e: {type: string, enum: [1]}
f: {type: string, minLength: 3, maxLength: 2}
g: {type: object, properties: {a: {$ref: '#/components/schemas/a', nullable: true, description: Her.}}}
)"));
    CHECK(lines(document.unexpressed()) ==
          Lines{"openapi.keyword spec.yaml:8 #/components/schemas/a/const keyword=const nearest=",
                "openapi.keyword spec.yaml:9 #/components/schemas/a/maxLenght keyword=maxLenght "
                "nearest=maxLength",
                "openapi.keyword spec.yaml:13 #/components/schemas/b/patternProperties "
                "keyword=patternProperties nearest=",
                "openapi.unsupported spec.yaml:14 #/components/schemas/b/xml keyword=xml",
                "openapi.required_undeclared spec.yaml:11 #/components/schemas/b property=nej",
                "openapi.missing spec.yaml:16 #/components/schemas/c keyword=items",
                "openapi.pattern spec.yaml:17 #/components/schemas/d/pattern pattern=([ reason=missing "
                "terminating ] "
                "for character class at 2",
                "openapi.enum_type spec.yaml:18 #/components/schemas/e/enum/0 value=1 expected=string",
                "openapi.limits spec.yaml:19 #/components/schemas/f keyword=minLength",
                "openapi.beside_reference spec.yaml:20 #/components/schemas/g/properties/a/nullable "
                "keyword=nullable"});
}

TEST_CASE("oneOf, anyOf and not stand in the model and a discriminator is ignored") {
    const auto document = must_read(with_schemas(R"(a:
  oneOf: [{$ref: '#/components/schemas/b'}, {type: string}]
  discriminator: {propertyName: art}
b: {type: object, anyOf: [{required: [x]}, {required: [y]}], not: {required: [z]}}
)"));
    CHECK(schema_of(document, "a").one_of.size() == 2);
    CHECK(schema_of(document, "a").one_of[0] == &schema_of(document, "b"));
    CHECK(schema_of(document, "b").any_of.size() == 2);
    CHECK(schema_of(document, "b").negated->find("z")->required);
    CHECK(document.unexpressed().empty());
}

TEST_CASE("two readings of one text are alike in order and content") {
    const std::string text =
        with_schemas("b: {type: string}\na: {type: object, properties: {z: {}, y: {}}}\n");
    const auto one = must_read(text);
    const auto two = must_read(text);
    REQUIRE(one.spec().schemas.size() == 2);
    CHECK(one.spec().schemas[0]->name == "a");
    CHECK(two.spec().schemas[0]->properties[0].name == "z");
    CHECK(one.spec().digest == two.spec().digest);
    CHECK(one.spec().digest.size() == 64);
}
