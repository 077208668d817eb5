// The overlay: what it says, and that each of its references is checked.
#include "documents.hpp"

using namespace skifte;
using namespace skifte::openapi;
using namespace skifte::openapi::test;

namespace {

const std::string spec_text = R"(openapi: 3.0.3
info: {title: Sager, version: '1'}
paths:
  /sager/{sagId}/frister:
    parameters: [{name: sagId, in: path, required: true, schema: {type: string}}]
    get:
      operationId: listFrister
      parameters: [{name: side, in: query, schema: {type: integer}}]
      responses:
        '200': {description: x, content: {application/json: {schema: {type: object, properties: {frister: {type: array, items: {$ref: '#/components/schemas/frist'}}}}}}}
    post:
      operationId: opretFrist
      requestBody:
        content:
          multipart/form-data:
            schema:
              type: object
              properties:
                frist: {$ref: '#/components/schemas/frist'}
                dokument: {type: string, format: binary}
                bilag: {type: array, items: {type: string, format: binary}}
      responses:
        '201': {description: x, content: {application/json: {schema: {$ref: '#/components/schemas/frist'}}}}
  /soeg:
    post:
      operationId: soeg
      responses:
        '204': {description: x}
        4XX: {description: x, content: {application/json: {schema: {$ref: '#/components/schemas/fejl'}}}}
components:
  schemas:
    fejl: {type: object, properties: {besked: {type: string}, fejl: {type: array, items: {$ref: '#/components/schemas/fejlIFelt'}}}}
    fejlIFelt: {type: object, properties: {felt: {type: string}, tekst: {type: string}}}
    person: {type: object, properties: {cprNummer: {$ref: '#/components/schemas/cpr'}, navn: {type: string}}}
    leder: {allOf: [{$ref: '#/components/schemas/person'}, {properties: {titel: {type: string}}}]}
    cpr: {type: string, maxLength: 10}
    frist:
      type: object
      properties:
        fristId: {type: string}
        dato: {type: string, format: date}
        tid: {type: string, format: date-time}
        status: {type: string, enum: [AFVENTER, GODKENDT, AFVIST]}
        dokument: {type: object, properties: {sha256: {type: string}}}
)";

const std::string overlay_text = R"(overlay: 1
spec: spec.yaml
cpp-namespace: likvidator::v1
client-certificate: required
operations:
  listFrister: {provenance: partly, source: Et sted., need: behov}
  soeg: {provenance: ours, effect: reads}
  opretFrist:
    provenance: attested
    target: [path.sagId]
    identity: [body.frist.dato, file.dokument]
    receipt: {id: /fristId, time: /tid}
    look-up:
      operation: listFrister
      arguments: {sagId: path.sagId}
      items: /frister
      id: /fristId
      time: /tid
      match:
        /dato: body.frist.dato
        /dokument/sha256: file.dokument
      reference: /dato
    visible-within: 30s
    read-back:
      operation: listFrister
      arguments: {sagId: path.sagId, side: answer./fristId}
      compare: {/frister/0/dato: body.frist.dato}
    decision:
      operation: listFrister
      arguments: {sagId: path.sagId}
      at: /frister/0/status
      pending: [AFVENTER]
      granted: [GODKENDT]
      refused: [AFVIST]
    effect-of: {409: unknown, 422: none}
sensitive:
  - {schema: person, property: cprNummer, as: cpr}
names:
  schemas: {frist: Deadline}
  properties: {frist.dato: date}
  operations: {soeg: Search}
  values: {'#/components/schemas/frist/properties/status.AFVIST': REFUSED}
  arguments: {opretFrist.body.dokument: file}
needs:
  behov: {da: På dansk., en: In English.}
errors: {message: [/besked], faults: /fejl, fault-field: /felt, fault-message: /tekst}
)";

std::string replaced(const std::string& from, const std::string& to) {
    std::string text = overlay_text;
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("an overlay gives its operations their facts") {
    const Source overlay{"spec.overlay.yaml", overlay_text};
    const auto document = read({"spec.yaml", spec_text}, &overlay);
    if (!document)
        for (const auto& line : lines(document.error().faults)) UNSCOPED_INFO(line);
    REQUIRE(document);
    const Spec& spec = document->spec();
    CHECK(document->cpp_namespace() == "likvidator::v1");
    CHECK(spec.client_certificate);
    CHECK(spec.overlay_digest.size() == 64);
    REQUIRE(spec.needs.size() == 1);
    CHECK(spec.needs[0].en == "In English.");
    REQUIRE(document->given_names().size() == 5);
    CHECK(document->given_names()[1].kind == "properties");
    CHECK(document->given_names()[1].wire == "frist.dato");
    CHECK(document->given_names()[1].name == "date");

    CHECK_FALSE(spec.find_operation("soeg")->facts.files);
    CHECK(spec.find_operation("listFrister")->facts.need == "behov");
    const Facts& facts = spec.find_operation("opretFrist")->facts;
    CHECK(facts.provenance == "attested");
    CHECK(facts.files);
    CHECK(facts.target[0] == "path.sagId");
    CHECK(facts.identity.size() == 2);
    CHECK(facts.receipt_id == "/fristId");
    CHECK(facts.receipt_time == "/tid");
    CHECK(facts.visible_within_ms == 30'000);
    REQUIRE(facts.look_up != nullptr);
    CHECK(facts.look_up->operation == "listFrister");
    CHECK(facts.look_up->arguments[0].to == "sagId");
    CHECK(facts.look_up->arguments[0].from == "path.sagId");
    CHECK(facts.look_up->items == "/frister");
    CHECK(facts.look_up->match[1].to == "/dokument/sha256");
    CHECK(facts.look_up->match[1].from == "file.dokument");
    CHECK(facts.look_up->reference == "/dato");
    REQUIRE(facts.read_back != nullptr);
    CHECK(facts.read_back->compare[0].to == "/frister/0/dato");
    REQUIRE(facts.decision != nullptr);
    CHECK(facts.decision->at == "/frister/0/status");
    CHECK(facts.decision->refused[0] == "AFVIST");
    REQUIRE(facts.effect_of.size() == 2);
    CHECK(facts.effect_of[0].status == 409);
    CHECK(facts.effect_of[0].effect == "unknown");
    for (const Operation& operation : spec.operations) {
        REQUIRE(operation.errors != nullptr);
        CHECK(operation.errors->message[0] == "/besked");
        CHECK(operation.errors->faults == "/fejl");
        CHECK(operation.errors->fault_field == "/felt");
        CHECK(operation.errors->fault_message == "/tekst");
    }
}

TEST_CASE("the items of a list are known by what the look-up says, where the answer is the list") {
    const auto item_id_of = [](std::string spec, const std::string& overlay_of) {
        const Source overlay{"spec.overlay.yaml", overlay_of};
        const auto document = read({"spec.yaml", spec}, &overlay);
        if (!document)
            for (const auto& line : lines(document.error().faults)) UNSCOPED_INFO(line);
        REQUIRE(document);
        CHECK(document->spec().find_operation("soeg")->facts.item_id.empty());
        return std::string(document->spec().find_operation("listFrister")->facts.item_id);
    };
    CHECK(item_id_of(spec_text, overlay_text).empty());

    std::string spec = spec_text;
    const std::string object = "{type: object, properties: {frister: {type: array, items: {$ref: "
                               "'#/components/schemas/frist'}}}}";
    spec.replace(spec.find(object), object.size(),
                 "{type: array, items: {$ref: "
                 "'#/components/schemas/frist'}}");
    std::string overlay = replaced("      items: /frister\n", "");
    for (const std::string within : {"/frister/0/dato", "/frister/0/status"})
        overlay.replace(overlay.find(within), within.size(), within.substr(8));
    CHECK(item_id_of(spec, overlay) == "/fristId");
}

TEST_CASE("an overlay that does not say where an error body has its words says so of every operation") {
    const Source overlay{"spec.overlay.yaml", overlay_text.substr(0, overlay_text.find("errors:"))};
    const auto document = read({"spec.yaml", spec_text}, &overlay);
    REQUIRE(document);
    for (const Operation& operation : document->spec().operations) CHECK(operation.errors == nullptr);
}

TEST_CASE("a sensitive property is so where it stands, where it is inherited, and nowhere else") {
    const Source overlay{"spec.overlay.yaml", overlay_text};
    const auto document = read({"spec.yaml", spec_text}, &overlay);
    REQUIRE(document);
    const Schema& cpr = property_of(schema_of(*document, "person"), "cprNummer");
    CHECK(cpr.sensitive == "cpr");
    CHECK(cpr.name == "cpr");
    CHECK(cpr.max_length == 10);
    CHECK(property_of(schema_of(*document, "leder"), "cprNummer").sensitive == "cpr");
    CHECK(schema_of(*document, "cpr").sensitive.empty());
    CHECK(property_of(schema_of(*document, "person"), "navn").sensitive.empty());
}

TEST_CASE("each reference of an overlay that leads nowhere is a fault at its line") {
    const auto [from, to, fault] = GENERATE(table<std::string, std::string, std::string>({
        {"overlay: 1", "overlay: 2",
         "openapi.overlay_value spec.overlay.yaml:1 #/overlay value=2 expected=1"},
        {"spec: spec.yaml", "spec: anden.yaml",
         "openapi.overlay_value spec.overlay.yaml:2 #/spec value=anden.yaml expected=spec.yaml"},
        {"client-certificate: required", "client-certificat: required",
         "openapi.overlay_unknown_key spec.overlay.yaml:4 #/client-certificat key=client-certificat "
         "nearest=client-certificate"},
        {"client-certificate: required", "client-certificate: ja",
         "openapi.overlay_value spec.overlay.yaml:4 #/client-certificate value=ja expected=required, none"},
        {"  soeg: {provenance: ours, effect: reads}\n", "",
         "openapi.overlay_missing_operation spec.overlay.yaml:5 #/operations operation=soeg"},
        {"  soeg: {provenance: ours, effect: reads}\n", "  soeg: {}\n  sog: {}\n",
         "openapi.overlay_unknown_operation spec.overlay.yaml:8 #/operations/sog operation=sog nearest=soeg"},
        {"provenance: partly", "provenance: vist",
         "openapi.overlay_value spec.overlay.yaml:6 #/operations/listFrister/provenance value=vist "
         "expected=attested, partly, ours"},
        {"need: behov", "need: andet",
         "openapi.overlay_unknown_need spec.overlay.yaml:6 #/operations/listFrister/need "
         "need=andet"},
        {"effect: reads", "effect: read",
         "openapi.overlay_value spec.overlay.yaml:7 #/operations/soeg/effect value=read expected=reads, "
         "files"},
        {"target: [path.sagId]", "target: [path.nej]",
         "openapi.overlay_source spec.overlay.yaml:10 #/operations/opretFrist/target/0 source=path.nej "
         "operation=opretFrist"},
        {"identity: [body.frist.dato", "identity: [body.frist.date",
         "openapi.overlay_source spec.overlay.yaml:11 #/operations/opretFrist/identity/0 "
         "source=body.frist.date "
         "operation=opretFrist"},
        {"file.dokument]", "file.bilag]",
         "openapi.overlay_source spec.overlay.yaml:11 #/operations/opretFrist/identity/1 source=file.bilag "
         "operation=opretFrist"},
        {"id: /fristId, time", "id: /id, time",
         "openapi.overlay_pointer spec.overlay.yaml:12 #/operations/opretFrist/receipt/id pointer=/id"},
        {"      operation: listFrister\n      arguments: {sagId: path.sagId}\n      items",
         "      operation: liste\n      arguments: {sagId: path.sagId}\n      items",
         "openapi.overlay_unknown_operation spec.overlay.yaml:14 #/operations/opretFrist/look-up/operation "
         "operation=liste"},
        {"arguments: {sagId: path.sagId}", "arguments: {sagid: path.sagId, sagId: path.sagId}",
         "openapi.overlay_unknown_parameter spec.overlay.yaml:15 "
         "#/operations/opretFrist/look-up/arguments/sagid "
         "parameter=sagid operation=listFrister nearest=sagId"},
        {"arguments: {sagId: path.sagId}", "arguments: {}",
         "openapi.overlay_missing_argument spec.overlay.yaml:15 #/operations/opretFrist/look-up/arguments "
         "parameter=sagId operation=listFrister"},
        {"      time: /tid\n", "      time: /tidspunkt\n",
         "openapi.overlay_pointer spec.overlay.yaml:18 #/operations/opretFrist/look-up/time "
         "pointer=/tidspunkt"},
        {"/dokument/sha256:", "/dokument/md5:",
         "openapi.overlay_pointer spec.overlay.yaml:21 #/operations/opretFrist/look-up/match/~1dokument~1md5 "
         "pointer=/dokument/md5"},
        {"reference: /dato", "reference: /tid",
         "openapi.overlay_pointer spec.overlay.yaml:22 #/operations/opretFrist/look-up/reference "
         "pointer=/tid "
         "expected=match"},
        {"visible-within: 30s", "visible-within: snart",
         "openapi.overlay_value spec.overlay.yaml:23 #/operations/opretFrist/visible-within value=snart "
         "expected=30s, 10m, 2h"},
        {"answer./fristId", "answer./nej",
         "openapi.overlay_source spec.overlay.yaml:26 #/operations/opretFrist/read-back/arguments/side "
         "source=answer./nej operation=opretFrist"},
        {"/frister/0/dato:", "/frister/dato:",
         "openapi.overlay_pointer spec.overlay.yaml:27 "
         "#/operations/opretFrist/read-back/compare/~1frister~1dato "
         "pointer=/frister/dato"},
        {"granted: [GODKENDT]", "granted: [GIVET]",
         "openapi.overlay_unknown_value spec.overlay.yaml:33 #/operations/opretFrist/decision/granted/0 "
         "value=GIVET"},
        {"409: unknown", "9: unknown",
         "openapi.overlay_value spec.overlay.yaml:35 #/operations/opretFrist/effect-of/9 value=9 "
         "expected=100–599"},
        {"409: unknown", "409: måske",
         "openapi.overlay_value spec.overlay.yaml:35 #/operations/opretFrist/effect-of/409 value=måske "
         "expected=none, done, unknown"},
        {"schema: person", "schema: persn",
         "openapi.overlay_unknown_schema spec.overlay.yaml:37 #/sensitive/0 schema=persn nearest=person"},
        {"property: cprNummer", "property: cpr",
         "openapi.overlay_unknown_property spec.overlay.yaml:37 #/sensitive/0 property=cpr"},
        {", en: In English.", "", "openapi.overlay_missing_key spec.overlay.yaml:45 #/needs/behov key=en"},
        {"[/besked]", "[/besked, /tekst]",
         "openapi.overlay_pointer spec.overlay.yaml:46 #/errors/message/1 pointer=/tekst"},
        {"faults: /fejl,", "faults: /fejlene,",
         "openapi.overlay_pointer spec.overlay.yaml:46 #/errors/faults pointer=/fejlene"},
        {"fault-field: /felt", "fault-field: /besked",
         "openapi.overlay_pointer spec.overlay.yaml:46 #/errors/fault-field pointer=/besked"},
        {", fault-message: /tekst", "",
         "openapi.overlay_missing_key spec.overlay.yaml:46 #/errors key=fault-message"},
        {"faults: /fejl, ", "", "openapi.overlay_missing_key spec.overlay.yaml:46 #/errors key=faults"},
        {"message: [/besked], ", "", "openapi.overlay_missing_key spec.overlay.yaml:46 #/errors key=message"},
        {"errors: {message", "errors: {besked: /besked, message",
         "openapi.overlay_unknown_key spec.overlay.yaml:46 #/errors/besked key=besked nearest="},
    }));
    CAPTURE(from, to);
    const std::string overlay = replaced(from, to);
    const auto faults = faults_of(spec_text, &overlay);
    CHECK(faults == Lines{fault});
}

TEST_CASE("a name can be given to whatever gets one in C++, and to nothing else") {
    const auto [kind, wire, known] = GENERATE(table<std::string, std::string, bool>({
        {"schemas", "frist", true},
        {"schemas", "fris", false},
        {"schemas", "", false},
        {"schemas", "#/components/schemas/frist/properties/status", true},
        {"schemas", "#/components/schemas/frist/properties/nej", false},
        {"schemas", "#/components/schemas/frist", false},  // goes by its name
        {"properties", "frist.dato", true},
        {"properties", "frist.dag", false},
        {"properties", "frist", false},
        {"properties", "#/components/schemas/frist/properties/dokument.sha256", true},
        {"properties", "#/components/schemas/frist/properties/dokument.md5", false},
        {"values", "#/components/schemas/frist/properties/status.AFVIST", true},
        {"values", "#/components/schemas/frist/properties/status.AFVEJET", false},
        {"values", "frist.dato", false},
        {"operations", "soeg", true},
        {"operations", "sog", false},
        {"arguments", "listFrister.path.sagId", true},
        {"arguments", "listFrister.query.side", true},
        {"arguments", "listFrister.query.sagId", false},
        {"arguments", "listFrister.body.body", false},
        {"arguments", "opretFrist.body.bilag", true},
        {"arguments", "opretFrist.body.body", true},
        {"arguments", "opretFrist.body.nej", false},
        {"arguments", "opretFrist.file.dokument", false},
        {"arguments", "nej.path.sagId", false},
        {"arguments", "listFrister", false},
    }));
    CAPTURE(kind, wire);
    const std::string at = overlay_text.substr(0, overlay_text.find("names:"));
    const std::string overlay =
        at + "needs: {behov: {da: a, en: b}}\nnames: {" + kind + ": {'" + wire + "': x}}\n";
    std::string pointer;
    for (const char c : wire) pointer += c == '/' ? "~1" : std::string(1, c);
    const Lines fault{"openapi.overlay_name spec.overlay.yaml:39 #/names/" + kind + "/" + pointer +
                      " kind=" + kind + " name=" + wire};
    CHECK(faults_of(spec_text, &overlay) == (known ? Lines{} : fault));
}

TEST_CASE("an overlay that cannot be read is told with its own file") {
    const std::string overlay = "operations: {a: 1, a: 2}";
    CHECK(faults_of(spec_text, &overlay) == Lines{"openapi.duplicate_key spec.overlay.yaml:1 # key=a"});
}

TEST_CASE("a change and a deletion are looked up in the object itself") {
    const std::string spec = R"(openapi: 3.0.3
info: {title: Krav, version: '1'}
paths:
  /krav/{kravId}:
    parameters: [{name: kravId, in: path, required: true, schema: {type: string}}]
    get:
      operationId: hentKrav
      responses:
        '200': {description: x, content: {application/json: {schema: {$ref: '#/components/schemas/krav'}}}}
    put:
      operationId: retKrav
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/krav'}}}}
      responses: {'204': {description: x}}
    delete:
      operationId: sletKrav
      responses: {'204': {description: x}}
components:
  schemas:
    krav: {type: object, properties: {beloeb: {type: number}, senestAendret: {type: string}}}
)";
    const std::string overlay = R"(overlay: 1
spec: spec.yaml
cpp-namespace: krav::v1
operations:
  hentKrav: {provenance: ours}
  retKrav:
    provenance: ours
    look-up:
      operation: hentKrav
      arguments: {kravId: path.kravId}
      state: changed
      match: {/beloeb: body.beloeb}
      version: /senestAendret
  sletKrav:
    provenance: ours
    look-up: {operation: hentKrav, arguments: {kravId: path.kravId}, state: gone}
)";
    const Source source{"spec.overlay.yaml", overlay};
    const auto document = read({"spec.yaml", spec}, &source);
    if (!document)
        for (const auto& line : lines(document.error().faults)) UNSCOPED_INFO(line);
    REQUIRE(document);
    const LookUp& change = *document->spec().find_operation("retKrav")->facts.look_up;
    CHECK(change.state == "changed");
    CHECK(change.version == "/senestAendret");
    REQUIRE(change.match.size() == 1);
    CHECK(change.match[0].to == "/beloeb");
    CHECK(document->spec().find_operation("sletKrav")->facts.look_up->state == "gone");

    const auto with = [&](const std::string& from, const std::string& to) {
        std::string text = overlay;
        text.replace(text.find(from), from.size(), to);
        return faults_of(spec, &text);
    };
    CHECK(with("state: changed", "state: aendret") ==
          Lines{"openapi.overlay_value spec.overlay.yaml:11 #/operations/retKrav/look-up/state value=aendret "
                "expected=changed, gone"});
    CHECK(with("/senestAendret", "/aendret") ==
          Lines{"openapi.overlay_pointer spec.overlay.yaml:13 #/operations/retKrav/look-up/version "
                "pointer=/aendret"});
    CHECK(with("state: gone", "state: gone, time: /senestAendret").size() == 1);
}
