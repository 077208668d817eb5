// See objects.hpp.
#include "sandbox/handlers/objects.hpp"

#include "sandbox/handlers/bilag.hpp"
#include "sandbox/pki.hpp"

#include <skifte/support/digest.hpp>

#include <algorithm>

namespace skifte::sandbox {
namespace {

Result<const Document*> find_object(const Call& call, const ObjectKind& kind) {
    return find_visible(call, kind.kind, call.path(kind.id), kind.title);
}

Json shown(const Call& call, Json value, std::string_view id, const Answer& effects = {}) {
    value.set(call.parent().name, call.parent().value);
    return with_bilag(call, std::move(value), id, effects);
}

// RFC 9110 section 13.1.1, with one ETag.
Result<void> require_unchanged(const Call& call, const ObjectKind& kind, const Document& document) {
    const std::string_view expected = call.arguments.header.text("If-Match");
    if (expected.empty() || expected == "*") return {};
    if (expected == etag_of(shown(call, document.value, document.id))) return {};
    return refuse(412, "AENDRET_IMENS", std::string(kind.title) + " er ændret siden.");
}

Result<void> require_open_object(const Call& call, const ObjectKind& kind, const Document& document) {
    SKIFTE_CHECK(require_open(call));
    if (std::ranges::find(kind.settled, document.value.text("status")) != kind.settled.end())
        return refuse(409, "ER_AFGJORT", std::string(kind.title) + " er afgjort og kan ikke ændres.");
    return {};
}

Result<void> check_content(const ObjectKind& kind, const Json& said, const std::string& at,
                           const Document* before) {
    const auto faults = kind.faults ? kind.faults(said, at, before) : std::vector<Detail>();
    if (faults.empty()) return {};
    return refuse(422, "UGYLDIGT_INDHOLD", "Et eller flere felter kan ikke godtages.", faults);
}

Json the_client() {
    Json anmelder = Json::object();
    anmelder.set("navn", "Skifte sandkasse, opdigtet organisation").set("cvrNummer", client_cvr);
    return anmelder;
}

void add_members(const Call& call, const ObjectKind& kind, Json& filed) {
    if (kind.members) merge(filed, kind.members(call, filed));
}

void decide(const Call& call, const ObjectKind& kind, const std::string& id, const Json& filed,
            Answer& effects) {
    Json decision = kind.decision ? kind.decision(call, filed) : Json();
    if (decision.is_null()) return;
    decision.set("senestAendret", call.time(call.decision_delay));
    effects.changes.push_back(
        {std::string(kind.kind), id, call.scope, std::move(decision), call.decision_delay});
}

Answer with_effects(Answer answer, Answer effects) {
    answer.changes = std::move(effects.changes);
    answer.contents = std::move(effects.contents);
    return answer;
}

}  // namespace

Result<Answer> list_objects(const Call& call, const ObjectKind& kind) {
    std::vector<Item> items;
    for (const Document* document : call.state.in_scope(kind.kind, call.scope))
        if (may_see(call, *document))
            items.push_back({document->id, shown(call, document->value, document->id)});
    return answer_page(call, std::move(items));
}

Result<Answer> read_object(const Call& call, const ObjectKind& kind) {
    SKIFTE_TRY(const auto* found, find_object(call, kind));
    const Json object = shown(call, found->value, found->id);
    Answer answer = answer_with(call, object);
    add_etag(call, object, answer);
    return answer;
}

Result<Answer> create_object(const Call& call, const ObjectKind& kind) {
    SKIFTE_CHECK(require_open(call));
    const Json& said = *call.arguments.body.find(kind.kind);
    SKIFTE_CHECK(check_content(kind, said, std::string(kind.kind), nullptr));
    const std::string id = random_uuid();
    Json filed = Json::object();
    filed.set(kind.id, id);
    merge(filed, said);
    filed.set("status", kind.first_status).set("statusbegrundelse", nullptr);
    filed.set("modtagetTidspunkt", call.time()).set("senestAendret", call.time());
    filed.set("anmelder", the_client()).set("ejer", call.client);
    add_members(call, kind, filed);

    Answer effects;
    effects.changes.push_back({std::string(kind.kind), id, call.scope, filed});
    take_bilag(call, "bilag", kind.tilknytningstype, id, effects);
    decide(call, kind, id, filed, effects);
    const Json object = shown(call, std::move(filed), id, effects);
    Answer answer = answer_created(call, id, object);
    add_etag(call, object, answer);
    return with_effects(std::move(answer), std::move(effects));
}

Result<Answer> change_object(const Call& call, const ObjectKind& kind) {
    SKIFTE_TRY(const auto* found, find_object(call, kind));
    SKIFTE_CHECK(require_open_object(call, kind, *found));
    SKIFTE_CHECK(require_unchanged(call, kind, *found));
    const Json& said = call.arguments.body;
    SKIFTE_CHECK(check_content(kind, said, "", found));

    // What is left out is gone; what was never the party's to say stays.
    const openapi::Schema& content = *call.operation.body->content.front().schema;
    Json changed = Json::object();
    for (const auto& [name, value] : found->value.members())
        if (!content.find(name)) changed.set(name, value);
    merge(changed, said);
    changed.set("senestAendret", call.time());
    add_members(call, kind, changed);

    Answer effects;
    effects.changes.push_back({std::string(kind.kind), found->id, call.scope, changed, {}, Does::replace});
    decide(call, kind, found->id, changed, effects);
    const Json object = shown(call, std::move(changed), found->id);
    Answer answer = answer_with(call, object);
    add_etag(call, object, answer);
    return with_effects(std::move(answer), std::move(effects));
}

Result<Answer> remove_object(const Call& call, const ObjectKind& kind) {
    SKIFTE_TRY(const auto* found, find_object(call, kind));
    SKIFTE_CHECK(require_open_object(call, kind, *found));
    SKIFTE_CHECK(require_unchanged(call, kind, *found));
    Answer answer{.status = 204, .content_type = ""};
    answer.changes.push_back(
        {std::string(kind.kind), found->id, call.scope, Json::object(), {}, Does::erase});
    for (const Document* bilag : call.state.in_scope(kind::bilag, call.scope))
        if (bilag->value.text("tilknyttetId") == found->id)
            answer.changes.push_back(
                {std::string(kind::bilag), bilag->id, call.scope, Json::object(), {}, Does::erase});
    return answer;
}

}  // namespace skifte::sandbox
