// Paths, parameters, bodies, responses and security into the model.
#include "documents.hpp"

using namespace skifte;
using namespace skifte::openapi;
using namespace skifte::openapi::test;

namespace {

const Operation& operation_of(const Document& document, std::string_view id) {
    const Operation* operation = document.spec().find_operation(id);
    REQUIRE(operation != nullptr);
    return *operation;
}

// A document with one operation on /a; the first line of `parameters` is line 8.
std::string with_parameters(const std::string& parameters) {
    return with_paths("/a:\n  get:\n    operationId: a\n    parameters:\n" + indented(parameters, 6) +
                      "    responses: {'204': {description: Intet.}}\n");
}

}  // namespace

TEST_CASE("operations stand in the order of the file with all that is said of them") {
    const auto document = must_read(R"(openapi: 3.0.3
info: {title: Sager, version: 1.10}
servers:
  - url: https://{host}.example.invalid/{base}
    variables: {host: {default: api}, base: {default: v1}}
security: [{klient: [laes]}]
paths:
  /sager/{sagId}:
    summary: Én sag.
    parameters:
      - $ref: '#/components/parameters/sagId'
      - {name: X-Request-ID, in: header, schema: {type: string}}
      - {name: Authorization, in: header, schema: {type: string}}
    put:
      operationId: retSag
      tags: [Sager, Andet]
      summary: Ret.
      description: Retter sagen.
      deprecated: true
      security: [{klient: [skriv, laes]}, {anden: []}]
      parameters:
        - {name: X-Request-ID, in: header, required: true, schema: {type: string, format: uuid}}
      requestBody: {$ref: '#/components/requestBodies/sag'}
      responses:
        '200':
          description: Sagen.
          headers: {ETag: {$ref: '#/components/headers/ETag'}}
          content:
            application/json:
              schema: {type: object}
              examples: {a: {externalValue: a.json}, b: {$ref: '#/components/examples/b'}}
        4XX: {description: Afvist.}
        default: {$ref: '#/components/responses/fejl'}
    get:
      operationId: hentSag
      security: []
      responses: {'204': {description: Intet.}}
components:
  parameters:
    sagId: {name: sagId, in: path, required: true, description: Sagens id., example: x1, schema: {type: string}}
  requestBodies:
    sag:
      required: true
      content:
        multipart/form-data:
          schema:
            type: object
            properties: {fil: {type: string, format: binary}, sag: {type: object}}
          encoding: {fil: {contentType: 'application/pdf, image/png'}, sag: {contentType: application/json}}
  headers: {ETag: {required: true, description: Udgave., schema: {type: string}}}
  examples: {b: {value: {id: 1.50}}}
  responses: {fejl: {description: Fejl., content: {application/problem+json: {schema: {type: object}}}}}
  securitySchemes:
    klient: {type: oauth2, flows: {clientCredentials: {tokenUrl: 'https://token.invalid/t', scopes: {}}}}
    anden: {type: http, scheme: bearer}
)");
    const Spec& spec = document.spec();
    CHECK(spec.name == "spec");
    CHECK(spec.title == "Sager");
    CHECK(spec.version == "1.10");
    REQUIRE(spec.servers.size() == 1);
    CHECK(spec.servers[0] == "https://api.example.invalid/v1");
    CHECK(spec.token_url == "https://token.invalid/t");
    CHECK_FALSE(spec.client_certificate);
    REQUIRE(spec.operations.size() == 2);

    const Operation& ret = spec.operations[0];
    CHECK(ret.id == "retSag");
    CHECK(ret.method == "PUT");
    CHECK(ret.path == "/sager/{sagId}");
    CHECK(ret.at.line == 14);
    CHECK(ret.tag == "Sager");
    CHECK(ret.summary == "Ret.");
    CHECK(ret.deprecated);
    CHECK(ret.secured);
    CHECK(std::vector<Text>(ret.scopes.begin(), ret.scopes.end()) == std::vector<Text>{"skriv", "laes"});
    CHECK(ret.facts.files);
    REQUIRE(ret.parameters.size() == 2);
    const Parameter& sag_id = ret.parameters[0];
    CHECK(sag_id.name == "sagId");
    CHECK(sag_id.required);
    CHECK(sag_id.style == Style::simple);
    CHECK_FALSE(sag_id.explode);
    CHECK(sag_id.example == "\"x1\"");
    CHECK(sag_id.at.line == 40);
    CHECK(ret.find(In::header, "X-Request-ID")->required);
    CHECK(ret.find(In::header, "Authorization") == nullptr);

    REQUIRE(ret.body != nullptr);
    CHECK(ret.body->required);
    const MediaType& form = ret.body->content[0];
    CHECK(form.type == "multipart/form-data");
    REQUIRE(form.parts.size() == 2);
    CHECK(form.parts[0].property == "fil");
    CHECK(form.parts[0].content_types == "application/pdf, image/png");
    CHECK(form.schema->find("fil")->schema->is_binary());

    REQUIRE(ret.response_for(200) != nullptr);
    CHECK(ret.response_for(200)->headers[0].name == "ETag");
    CHECK(ret.response_for(200)->headers[0].required);
    CHECK(ret.response_for(200)->content[0].example == R"({"id":1.50})");
    CHECK(ret.response_for(404)->status == "4XX");
    CHECK(ret.response_for(503)->status == "default");
    CHECK(ret.response_for(503)->content[0].type == "application/problem+json");

    const Operation& hent = spec.operations[1];
    CHECK_FALSE(hent.secured);
    CHECK_FALSE(hent.facts.files);
    CHECK(hent.response_for(500) == nullptr);
    CHECK_FALSE(hent.find(In::header, "X-Request-ID")->required);
    CHECK(document.unexpressed().empty());
}

TEST_CASE("the style of a parameter and whether it explodes follow from where it stands") {
    const auto [stated, style, explode] = GENERATE(table<std::string, Style, bool>({
        {"in: query", Style::form, true},
        {"in: query, explode: false", Style::form, false},
        {"in: query, style: spaceDelimited", Style::space_delimited, false},
        {"in: query, style: pipeDelimited", Style::pipe_delimited, false},
        {"in: query, style: deepObject, explode: true", Style::deep_object, true},
        {"in: header", Style::simple, false},
        {"in: header, explode: true", Style::simple, true},
    }));
    CAPTURE(stated);
    const auto document = must_read(with_parameters("- {name: p, " + stated + ", schema: {type: string}}\n"));
    const Parameter& parameter = operation_of(document, "a").parameters[0];
    CHECK(parameter.style == style);
    CHECK(parameter.explode == explode);
}

TEST_CASE("a path parameter takes the styles of a path and is required whatever is said") {
    const auto document = must_read(with_paths(R"(/a/{b}/{c}:
  get:
    operationId: a
    parameters:
      - {name: b, in: path, style: label, schema: {type: string}}
      - {name: c, in: path, style: matrix, explode: true, schema: {type: string}}
    responses: {'204': {description: Intet.}}
)"));
    const auto parameters = operation_of(document, "a").parameters;
    CHECK(parameters[0].style == Style::label);
    CHECK(parameters[0].required);
    CHECK(parameters[1].style == Style::matrix);
    CHECK(parameters[1].explode);
}

TEST_CASE("a parameter may have its value as JSON") {
    const auto document = must_read(with_parameters(
        "- {name: p, in: query, content: {application/json: {schema: {type: object}, example: {a: 1}}}}\n"));
    const Parameter& parameter = operation_of(document, "a").parameters[0];
    CHECK(parameter.json);
    CHECK(parameter.schema->type == Type::object);
    CHECK(parameter.example == R"({"a":1})");
}

TEST_CASE("faults of parameters have their place") {
    const auto [parameter, fault] = GENERATE(table<std::string, std::string>({
        {"{in: query, schema: {}}", "openapi.missing spec.yaml:8 #/paths/~1a/get/parameters/0 keyword=name"},
        {"{name: p, schema: {}}",
         "openapi.value spec.yaml:8 #/paths/~1a/get/parameters/0 value= expected=path, query, "
         "header, cookie"},
        {"{name: p, in: body, schema: {}}",
         "openapi.value spec.yaml:8 #/paths/~1a/get/parameters/0/in value=body "
         "expected=path, query, header, cookie"},
        {"{name: p, in: query}", "openapi.missing spec.yaml:8 #/paths/~1a/get/parameters/0 keyword=schema"},
        {"{name: p, in: query, style: matrix, schema: {}}",
         "openapi.style spec.yaml:8 #/paths/~1a/get/parameters/0/style value=matrix in=query"},
        {"{name: p, in: header, style: form, schema: {}}",
         "openapi.style spec.yaml:8 #/paths/~1a/get/parameters/0/style value=form in=header"},
        {R"({name: "X\r\nY", in: header, schema: {}})",
         "openapi.value spec.yaml:8 #/paths/~1a/get/parameters/0 value=X??Y expected=token (RFC 9110)"},
        {"{name: 'X: Y', in: header, schema: {}}",
         "openapi.value spec.yaml:8 #/paths/~1a/get/parameters/0 value=X: Y expected=token (RFC 9110)"},
        {"{$ref: '#/components/parameters/nej'}",
         "openapi.reference spec.yaml:8 #/paths/~1a/get/parameters/0/$ref "
         "reference=#/components/parameters/nej"},
        {"hej", "openapi.type spec.yaml:8 #/paths/~1a/get/parameters/0 expected=object found=string"},
    }));
    CAPTURE(parameter);
    CHECK(faults_of(with_parameters("- " + parameter + "\n")) == Lines{fault});
}

TEST_CASE("the same parameter twice is a fault") {
    CHECK(faults_of(
              with_parameters("- {name: p, in: query, schema: {}}\n- {name: p, in: query, schema: {}}\n")) ==
          Lines{"openapi.duplicate_parameter spec.yaml:9 #/paths/~1a/get/parameters/1 in=query name=p"});
}

TEST_CASE("a media type that would end its line is a fault") {
    CHECK(faults_of(with_paths(R"(/a:
  post:
    operationId: x
    requestBody:
      content:
        multipart/form-data:
          schema: {type: object, properties: {fil: {type: string}}}
          encoding: {fil: {contentType: "text/plain\r\nX: Y"}}
    responses: {default: {description: Ja., content: {"text/\u00E6": {}}}}
)")) == Lines{"openapi.value spec.yaml:11 "
              "#/paths/~1a/post/requestBody/content/multipart~1form-data/encoding/fil value=text/plain??X: Y "
              "expected=media type",
              "openapi.value spec.yaml:12 #/paths/~1a/post/responses/default/content/text~1æ value=text/æ "
              "expected=media type"});
}

TEST_CASE("all faults of the paths come at once") {
    CHECK(faults_of(with_paths(R"(a:
  get:
    operationId: x
    responses: {'99': {description: Nej.}}
/b/{id}:
  get:
    operationId: x
    responses: {default: {description: Ja.}}
  post:
    operationId: y
    requestBody: {description: Tom.}
    security: [{nej: []}]
)")) == Lines{"openapi.duplicate_operation spec.yaml:10 #/paths/~1b~1{id}/get/operationId operation=x",
              "openapi.path spec.yaml:4 #/paths/a path=a",
              "openapi.status spec.yaml:7 #/paths/a/get/responses/99 value=99",
              "openapi.path_parameter spec.yaml:9 #/paths/~1b~1{id}/get name=id",
              "openapi.path_parameter spec.yaml:12 #/paths/~1b~1{id}/post name=id",
              "openapi.missing spec.yaml:14 #/paths/~1b~1{id}/post/requestBody keyword=content",
              "openapi.missing spec.yaml:12 #/paths/~1b~1{id}/post keyword=responses",
              "openapi.security spec.yaml:15 #/paths/~1b~1{id}/post/security/0/nej scheme=nej"});
}

TEST_CASE("a path item may stand elsewhere, but its operations belong to one path") {
    const std::string elsewhere = R"(/a: {$ref: '#/paths/x-delt/alle'}
x-delt:
  alle:
    summary: Delt.
    parameters: [{name: side, in: query, schema: {type: integer}}]
    get: {operationId: hent, responses: {default: {description: Ja.}}}
)";
    const auto document = must_read(with_paths(elsewhere));
    REQUIRE(document.spec().operations.size() == 1);
    CHECK(document.spec().operations[0].path == "/a");
    CHECK(document.spec().operations[0].find(In::query, "side") != nullptr);
    CHECK(document.unexpressed().empty());
    CHECK(
        faults_of(with_paths("/b: {$ref: '#/paths/x-delt/alle'}\n" + elsewhere)) ==
        Lines{"openapi.duplicate_operation spec.yaml:10 #/paths/x-delt/alle/get/operationId operation=hent"});
}

TEST_CASE("an operation without an id gets one of its method and path that no other has") {
    const auto document = must_read(with_paths(R"(/sager/{sagId}/krav:
  parameters: [{name: sagId, in: path, required: true, schema: {}}]
  get: {responses: {default: {description: x}}}
/a_b: {get: {responses: {default: {description: x}}}}
/a-b: {get: {responses: {default: {description: x}}}}
/c: {get: {operationId: get_a_b, responses: {default: {description: x}}}}
)"));
    std::vector<Text> ids;
    for (const auto& operation : document.spec().operations) ids.push_back(operation.id);
    CHECK(ids == std::vector<Text>{"get_sager_sagId_krav", "get_a_b_2", "get_a_b_3", "get_a_b"});
    CHECK(
        lines(document.unexpressed()).at(0) ==
        "openapi.operation_id spec.yaml:6 #/paths/~1sager~1{sagId}~1krav/get operation=get_sager_sagId_krav");
}

TEST_CASE("what an operation says and we have no place for is unexpressed") {
    const auto document = must_read(with_paths(R"(/a:
  servers: [{url: https://b.invalid}]
  query: {}
  post:
    operationId: a
    callbacks: {}
    svar: x
    parameters:
      - {name: c, in: cookie, schema: {type: string}}
      - {name: r, in: query, allowReserved: true, schema: {type: string}}
      - {name: t, in: query, content: {text/plain: {schema: {type: string}}}}
      - {name: nej, in: path, required: true, schema: {type: string}}
    requestBody:
      content:
        multipart/form-data:
          schema: {type: object, properties: {fil: {type: string, format: binary}}}
          encoding: {fil: {headers: {}}, fli: {contentType: text/plain}}
    responses: {'200': {description: x, links: {}}}
)"));
    CHECK(
        lines(document.unexpressed()) ==
        Lines{
            "openapi.keyword spec.yaml:6 #/paths/~1a/query keyword=query nearest=",
            "openapi.unsupported spec.yaml:5 #/paths/~1a/servers keyword=servers",
            "openapi.keyword spec.yaml:10 #/paths/~1a/post/svar keyword=svar nearest=",
            "openapi.unsupported spec.yaml:9 #/paths/~1a/post/callbacks keyword=callbacks",
            "openapi.unsupported spec.yaml:12 #/paths/~1a/post/parameters/0 keyword=cookie",
            "openapi.unsupported spec.yaml:13 #/paths/~1a/post/parameters/1 keyword=allowReserved",
            "openapi.unsupported spec.yaml:14 #/paths/~1a/post/parameters/2/content keyword=content",
            "openapi.path_parameter_unused spec.yaml:7 #/paths/~1a/post name=nej",
            "openapi.unsupported spec.yaml:20 "
            "#/paths/~1a/post/requestBody/content/multipart~1form-data/encoding/fil/headers keyword=headers",
            "openapi.unsupported spec.yaml:21 #/paths/~1a/post/responses/200/links keyword=links",
            "openapi.encoding spec.yaml:20 "
            "#/paths/~1a/post/requestBody/content/multipart~1form-data/encoding/fli property=fli"});
}

TEST_CASE("without a word on security an operation is secured") {
    const auto document =
        must_read(with_paths("/a: {get: {operationId: a, responses: {default: {description: x}}}}\n"));
    CHECK(operation_of(document, "a").secured);
}

TEST_CASE("another version than 3.0 is refused") {
    const auto [version, shown] = GENERATE(table<std::string, std::string>(
        {{"openapi: 3.1.0", "3.1.0"}, {"openapi: 2.0.0", "2.0.0"}, {"swagger: '2.0'", ""}}));
    const auto faults = faults_of(version + "\npaths: {}\n");
    REQUIRE_FALSE(faults.empty());
    CHECK(faults[0].rfind("openapi.version spec.yaml:1 #", 0) == 0);
    CHECK(faults[0].find("version=" + shown) != std::string::npos);
}

TEST_CASE("a file that is something else altogether is refused") {
    CHECK(faults_of("hej") == Lines{"openapi.type spec.yaml:1 # expected=object found=string"});
    CHECK(faults_of("[]") == Lines{"openapi.type spec.yaml:1 # expected=object found=array"});
    CHECK(faults_of("a: 1") ==
          Lines{"openapi.version spec.yaml:1 # version=", "openapi.missing spec.yaml:1 # keyword=paths"});
}

TEST_CASE("a file that is not there is an error of its own") {
    const auto document = read_file("there-is-no-such-file.yaml");
    REQUIRE_FALSE(document);
    CHECK(document.error().code == "file.missing");
}
