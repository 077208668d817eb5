// The reader of overlays, on one small spec: what it takes refers to nothing that is not there.
#include "fuzz/target.hpp"

#include <skifte/openapi/reader.hpp>

#include <string>

namespace skifte::fuzz {

namespace {

constexpr std::string_view spec = R"(openapi: 3.0.3
info: {title: Sager, version: '1'}
paths:
  /sager/{sagId}/frister:
    parameters: [{name: sagId, in: path, required: true, schema: {type: string}}]
    get:
      operationId: listFrister
      responses:
        '200': {description: x, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/frist'}}}}}
    post:
      operationId: opretFrist
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/frist'}}}}
      responses:
        '201': {description: x, content: {application/json: {schema: {$ref: '#/components/schemas/frist'}}}}
components:
  schemas:
    frist:
      type: object
      properties:
        fristId: {type: string}
        dato: {type: string, format: date}
        status: {type: string, enum: [AFVENTER, AFVIST]}
)";

}  // namespace

void run(std::string_view input) {
    const openapi::Source overlay{"spec.overlay.yaml", std::string(input)};
    const auto document = openapi::read({"spec.yaml", std::string(spec)}, &overlay);
    if (!document) return hold(!document.error().faults.empty(), "a refusal says why");
    for (const auto& operation : document->spec().operations) {
        const auto is_there = [&](openapi::Text id) {
            return document->spec().find_operation(id) != nullptr;
        };
        const auto& facts = operation.facts;
        hold(facts.look_up == nullptr || is_there(facts.look_up->operation), "a look-up is an operation");
        hold(facts.read_back == nullptr || is_there(facts.read_back->operation), "a reading back is one");
        hold(facts.decision == nullptr || is_there(facts.decision->operation), "a decision is read by one");
    }
}

}  // namespace skifte::fuzz
