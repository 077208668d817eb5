// One request from its path to its answer: route, token, need, arguments, access, faults, operation, check,
// commit.
#include "sandbox/portal.hpp"

#include "sandbox/access.hpp"
#include "sandbox/answer_check.hpp"
#include "sandbox/handlers/handlers.hpp"
#include "sandbox/hostile.hpp"
#include "sandbox/log_file.hpp"

#include <skifte/support/digest.hpp>
#include <skifte/support/files.hpp>

#include <algorithm>

namespace skifte::sandbox {
namespace {

using Kind = FaultRule::Kind;

bool is_uuid(std::string_view text) {
    if (text.size() != 36) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        const bool hex_digit =
            std::string_view("0123456789abcdefABCDEF").find(text[i]) != std::string_view::npos;
        if (dash ? text[i] != '-' : !hex_digit) return false;
    }
    return true;
}

struct Words {
    std::string_view fejlkode;
    std::string_view besked;
};

Words words_for(int status) {
    switch (status) {
    case 400: return {"ULAESELIGT_KALD", "Kaldet kan ikke læses."};
    case 401: return {"UGYLDIGT_TOKEN", "Tokenet er udløbet."};
    case 403: return {"INGEN_ADGANG", "Der er ikke adgang."};
    case 404: return {"IKKE_FUNDET", "Det findes ikke."};
    case 409: return {"KONFLIKT", "Kaldet strider mod sagens tilstand."};
    case 413: return {"KALD_FOR_STORT", "Kaldet er for stort."};
    case 414: return {"ADRESSE_FOR_LANG", "Adressen er for lang."};
    case 416: return {"UDSNIT_UDEN_FOR_FILEN", "Udsnittet kan ikke læses."};
    case 429: return {"FOR_MANGE_KALD", "Der er kaldt for ofte."};
    case 503: return {"UDE_AF_DRIFT", "Portalen er ude af drift."};
    default: break;
    }
    return status >= 500 ? Words{"INTERN_FEJL", "Der opstod en fejl."} : Words{"AFVIST", "Kaldet er afvist."};
}

Failure refuse_with(int status) {
    const Words words = words_for(status);
    return refuse(status, words.fejlkode, words.besked);
}

}  // namespace

Portal::Portal(PortalOptions options, const Clock& clock, const std::vector<const openapi::Spec*>& specs,
               Client client, State state)
    : options_(std::move(options)),
      clock_(clock),
      router_(specs),
      state_(std::move(state)),
      tokens_(clock, std::move(client), options_.token_lifetime),
      faults_(options_.folder) {}

Reply Portal::handle(const Request& request) {
    const std::lock_guard lock(mutex_);
    const std::string_view stated = request.header("X-Request-ID");
    Exchange exchange{
        request, nullptr, nullptr, "", is_uuid(stated) ? std::string(stated) : random_uuid(), clock_.now()};
    auto served = serve(exchange);
    Reply reply;
    if (served) {
        reply = std::move(*served);
    } else {
        reply.answer = refusal_answer(served.error(), exchange.now, exchange.request_id);
        if (exchange.operation)
            if (const auto checked = check_answer(*exchange.operation, reply.answer); !checked)
                reply.answer = refusal_answer(checked.error(), exchange.now, exchange.request_id);
        const std::string authenticate = authenticate_header(served.error());
        if (!authenticate.empty()) reply.answer.headers.emplace_back("WWW-Authenticate", authenticate);
    }
    reply.answer.headers.emplace_back("X-Request-ID", exchange.request_id);
    if (reply.ending == Reply::Ending::torn) {
        reply.wire = wire_of(reply.answer, exchange.now);
        if (const auto kept = replace_file(options_.folder / "torn.http", reply.wire); !kept)
            reply.answer = refusal_answer(kept.error(), exchange.now, exchange.request_id);
    }
    // A call that cannot be logged must not pass for one that was never made.
    if (const auto logged = log(exchange, reply); !logged)
        reply.answer = refusal_answer(logged.error(), exchange.now, exchange.request_id);
    return reply;
}

Answer Portal::refusal(int status) const {
    return refusal_answer(refuse_with(status).error, clock_.now(), random_uuid());
}

Result<Reply> Portal::serve(Exchange& exchange) {
    SKIFTE_CHECK(commit_held(exchange.now));
    state_.advance(exchange.now);
    return exchange.request.path() == token_path ? serve_token(exchange) : serve_operation(exchange);
}

Result<Reply> Portal::serve_token(Exchange& exchange) {
    exchange.name = "token";
    if (exchange.request.method != "POST") return refuse(405, "METODE_TAGES_IKKE_IMOD", "Kun POST.");
    return with_faults(exchange, [&](const FaultRule*) { return Result(tokens_.issue(exchange.request)); });
}

Result<Reply> Portal::serve_operation(Exchange& exchange) {
    SKIFTE_TRY(const auto route, router_.find(exchange.request.method, exchange.request.path()));
    const openapi::Operation& operation = *route.operation;
    exchange.spec = route.spec;
    exchange.operation = &operation;
    exchange.name = operation.id;
    SKIFTE_CHECK(tokens_.check(exchange.request, operation));
    SKIFTE_CHECK(require_need(options_.folder, operation));
    SKIFTE_TRY(auto arguments, read_arguments(operation, exchange.request, route.path_values));
    SKIFTE_TRY(const auto scope, require_scope(state_, operation, route.path_values, tokens_.client_id()));
    const Handler handler = find_handler(route.spec->name, operation.id);
    if (!handler) return refuse(501, "IKKE_I_SANDKASSEN", "Sandkassen kan ikke dette kald.");

    const auto run = [&](const FaultRule* rule) -> Result<Answer> {
        const bool other_page = rule && rule->kind == Kind::page;
        if (other_page) arguments.query.set("page", rule->page);
        if (other_page && rule->size) arguments.query.set("size", *rule->size);
        const Call call{state_,
                        operation,
                        arguments,
                        scope,
                        tokens_.client_id(),
                        exchange.request_id,
                        exchange.now,
                        options_.decision_delay};
        SKIFTE_TRY(auto answer, handler(call));
        SKIFTE_CHECK(check_answer(operation, answer));
        SKIFTE_CHECK(commit(answer, rule, exchange.now));
        if (other_page && !rule->total)
            std::erase_if(answer.headers, [](const auto& header) { return header.first == "X-Total-Count"; });
        return answer;
    };
    return with_faults(exchange, run);
}

Result<void> Portal::commit(const Answer& answer, const FaultRule* rule, Instant now) {
    if (answer.changes.empty()) return {};
    if (rule && rule->kind != Kind::late && !rule->until.empty()) {
        held_.push_back({options_.folder / rule->until, answer});
        return {};
    }
    const bool later = rule && rule->kind != Kind::late;
    return state_.commit(answer.changes, answer.contents, later ? now + rule->delay : now);
}

Result<void> Portal::commit_held(Instant now) {
    for (auto held = held_.begin(); held != held_.end();) {
        if (!std::filesystem::exists(held->until)) {
            ++held;
            continue;
        }
        SKIFTE_CHECK(state_.commit(held->answer.changes, held->answer.contents, now));
        held = held_.erase(held);
    }
    return {};
}

Result<Reply> Portal::with_faults(const Exchange& exchange, const Run& run) {
    SKIFTE_TRY(const auto rule, faults_.take(exchange.name, exchange.request_id, rfc3339(exchange.now)));
    if (rule) return with_fault(exchange, *rule, run);
    Reply reply;
    SKIFTE_TRY(reply.answer, run(nullptr));
    reply.committed = !reply.answer.changes.empty();
    return reply;
}

Result<Reply> Portal::with_fault(const Exchange& exchange, const FaultRule& rule, const Run& run) {
    Reply reply;
    const bool runs = rule.commit || rule.kind == Kind::late || rule.kind == Kind::commit_late ||
                      rule.kind == Kind::error_after || rule.kind == Kind::reset_after ||
                      rule.kind == Kind::cut || rule.kind == Kind::torn || rule.kind == Kind::type ||
                      rule.kind == Kind::page || (rule.kind == Kind::hostile && rule.status == 0);
    if (runs) {
        SKIFTE_TRY(reply.answer, run(&rule));
        reply.committed = !reply.answer.changes.empty();
    }
    switch (rule.kind) {
    case Kind::commit_late:
    case Kind::page: break;
    case Kind::late:
        reply.delay = rule.delay;
        if (!rule.until.empty()) reply.until = options_.folder / rule.until;
        break;
    case Kind::type: reply.answer.content_type = "text/plain; charset=utf-8"; break;
    case Kind::hostile:
        if (rule.status != 0)
            reply.answer = refusal_answer(refuse_with(rule.status).error, exchange.now, exchange.request_id);
        if (exchange.operation) make_hostile(*exchange.operation, reply.answer);
        break;
    case Kind::html:
        reply.answer = {
            .content_type = "text/html; charset=utf-8",
            .body = "<!doctype html><title>Skifte sandkasse</title><p>Siden er ved at blive opdateret."};
        break;
    case Kind::empty: reply.answer = {.content_type = ""}; break;
    case Kind::cut:
        reply.ending = Reply::Ending::cut;
        reply.bytes = std::min(rule.bytes, reply.answer.body.size());
        break;
    case Kind::torn:
        reply.ending = Reply::Ending::torn;
        reply.bytes = rule.bytes;
        break;
    case Kind::reset_before:
    case Kind::reset_after: reply.ending = Reply::Ending::reset; break;
    case Kind::refuse:
    case Kind::unauthorized:
    case Kind::error_before:
    case Kind::error_after:
        reply.answer = refusal_answer(refuse_with(rule.status).error, exchange.now, exchange.request_id);
        if (rule.retry_after)
            reply.answer.headers.emplace_back("Retry-After", std::to_string(*rule.retry_after));
        break;
    }
    return reply;
}

Result<void> Portal::log(const Exchange& exchange, const Reply& reply) const {
    Json line = Json::object();
    line.set("time", rfc3339(exchange.now));
    line.set("operation", exchange.name.empty() ? Json() : Json(exchange.name));
    line.set("spec", exchange.spec ? Json(exchange.spec->name) : Json());
    line.set("status", reply.ending == Reply::Ending::reset ? 0 : reply.answer.status);
    line.set("committed", reply.committed).set("requestId", exchange.request_id);
    return append_line(options_.folder / "requests.log", line);
}

}  // namespace skifte::sandbox
