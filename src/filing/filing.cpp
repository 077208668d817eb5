// One filing from its check to its receipt.
#include <skifte/filing/filing.hpp>

#include "filing/match.hpp"

#include <skifte/filing/canonical.hpp>
#include <skifte/support/identifiers.hpp>
#include <skifte/support/json_text.hpp>

#include <algorithm>
#include <array>

namespace skifte::filing {

namespace {

using journal::Journal;
using journal::State;

}  // namespace

// What was filed at one portal says nothing of another; a sandbox is the same one on whatever port it was
// started.
std::string identity_text(const Identity& identity, const Context& context) {
    auto fields = identity.identity;
    std::sort(fields.begin(), fields.end());
    std::string text;
    text.reserve(512);
    text += '[';
    for (const std::string& word :
         {context.environment, context.environment == "sandbox" ? "" : context.base_url, identity.operation,
          canonical_text(identity.target)}) {
        if (text.size() > 1) text += ',';
        append_json_string(text, word);
    }
    for (const auto& [source, value] : fields) {
        append_json_string(text += ",[", source);
        append_json_string(text += ',', value);
        text += ']';
    }
    return text += ']';
}

// A file is what it holds: under another name it is the same.
std::string content_text(const Identity& identity) {
    std::string text;
    text.reserve(2 * identity.content.size());  // with its quotes escaped
    text += '[';
    append_json_string(text, identity.content);
    for (const journal::SentFile& file : identity.files) {
        append_json_string(text += ",[", file.part);
        append_json_string(text += ',', file.sha256);
        text += ']';
    }
    return text += ']';
}

namespace {

std::string match_text(const Journal& journal, std::optional<LookUpRule> rule) {
    if (!rule || (rule->match.empty() && rule->evidence != Evidence::absence)) return {};
    std::sort(rule->match.begin(), rule->match.end());
    std::string text = "{";
    text.reserve(128 * (rule->match.size() + 1));
    const auto add = [&](std::string_view name, std::string_view value) {
        if (text.size() > 1) text += ',';
        append_json_string(text, name);
        append_json_string(text += ':', value);
    };
    if (rule->evidence != Evidence::item)
        add(match_words::evidence, rule->evidence == Evidence::absence ? "absence" : "change");
    if (!rule->version.empty()) {
        add(match_words::version, rule->version);
        add(match_words::before, journal.hmac(tidy_text(rule->before)));
    }
    for (const auto& [pointer, value] : rule->match) {
        add(pointer, journal.hmac(tidy_text(value)));
        if (pointer != rule->reference || value.empty()) continue;
        add(match_words::reference, pointer);
        if (const auto letters = reference_letters(value); !letters.empty())
            add(match_words::letters, journal.hmac(letters));
    }
    return text += '}';
}

// What the journal knows of the same identity.
struct Known {
    std::optional<journal::Filing> open;  // effect unknown, or being sent at this moment
    std::optional<journal::Filing> same;  // done, with the same content: the latest
    std::optional<journal::Filing> done;  // whatever the content: the latest
    std::size_t accepted = 0;
};

Result<Known> look(const Journal& journal, const journal::Filing& wish, bool changes) {
    Known known;
    // Most are new, which the journal can tell without reading all of itself once more.
    SKIFTE_CHECK(journal.catch_up());
    SKIFTE_TRY(const journal::Known at_all, journal.known(wish.identity, wish.content));
    if (at_all.open.empty() && at_all.accepted == 0) return known;
    SKIFTE_CHECK(journal.filings({.identity = wish.identity}, [&](const journal::Filing& filing) {
        if (filing.state == State::sending || filing.state == State::unknown) known.open = filing;
        if (filing.state != State::accepted) return true;
        ++known.accepted;
        known.done = filing;
        if (filing.content == wish.content) known.same = filing;
        if (filing.content != wish.content && changes) known.same.reset();
        return true;
    }));
    return known;
}

Result<Filed> filed(const Journal& journal, Outcome outcome, const std::string& id) {
    SKIFTE_TRY(journal::Filing filing, journal.filing(id));
    SKIFTE_TRY(std::optional<journal::Receipt> receipt, journal.receipt_of(id));
    if (!receipt) return fail("journal.not_found", {{"id", id}});
    return Filed{outcome, std::move(filing), std::move(*receipt)};
}

journal::Journal::Conclusion failed_conclusion(std::string id, const Error& error) {
    journal::Journal::Conclusion conclusion{.id = std::move(id)};
    journal::Journal::Rejection& why = conclusion.rejection;
    why.fault_code = error.code;
    if (error.http) {
        why.http_status = error.http->status;
        why.request_id = error.http->request_id;
        why.fault_text = error.http->words;
    }
    switch (error.effect) {
    case Effect::none: conclusion.state = State::refused; break;
    case Effect::unknown: conclusion.state = State::unknown; break;
    case Effect::done:
        conclusion.acceptance = {.request_id = why.request_id, .http_status = why.http_status};
        break;
    }
    return conclusion;
}

// Records what the call's Error says it may have done, and hands it on. Where the journal cannot take it, the
// row stays `sending` and will be found as unknown: argument `journal` says why.
Failure failed(Journal& journal, const std::string& id, Error error) {
    const auto recorded = journal.conclude(std::array{failed_conclusion(id, error)});
    if (!recorded) error.arguments.push_back({"journal", recorded.error().code});
    return fail(std::move(error).with("id", id));
}

// Precondition: the row is in state sending.
Result<Filed> send(Journal& journal, Target& target, const std::string& id) {
    auto sent = target.send();
    if (!sent) return failed(journal, id, std::move(sent).error());
    const auto receipt = journal.conclude(std::array{conclusion(id, sent)});
    if (!receipt)  // The court has it, and this machine will not remember that it has.
        return fail(
            Error{receipt.error()}.having(Effect::unknown).with("id", id).with("server_id", sent->server_id));

    auto done = filed(journal, Outcome::filed, id);
    if (!done) return fail(std::move(done).error().having(Effect::done).with("id", id));
    // A read-back that fails says nothing of the filing, and a verdict that cannot be kept is still one.
    if (auto differences = target.read_back(*sent); differences && *differences) {
        journal::Receipt& kept = done->receipt;
        kept.differences = std::move(**differences);
        kept.verification =
            kept.differences.empty() ? journal::Verification::confirmed : journal::Verification::differs;
        (void)journal.verify(kept.id, kept.verification, kept.differences);
    }
    return done;
}

}  // namespace

Digests digests(const Journal& journal, const Identity& identity, const Context& context) {
    return {journal.hmac(identity_text(identity, context)), journal.hmac(content_text(identity))};
}

journal::Filing wish(const Journal& journal, const Target& target, const Context& context) {
    const Identity identity = target.identity();
    journal::Filing filing;
    filing.environment = context.environment;
    filing.base_url = context.base_url;
    filing.cvr = context.cvr;
    filing.certificate_serial = context.certificate_serial;
    filing.spec = context.spec;
    filing.spec_version = context.spec_version;
    filing.operation = identity.operation;
    filing.target = canonical_text(identity.target);
    Digests known_by = digests(journal, identity, context);
    filing.identity = std::move(known_by.identity);
    filing.content = std::move(known_by.content);
    filing.match = match_text(journal, target.look_up_rule());
    // Files are kept by the names that the user gave them, and those may hold a CPR number (promise 3).
    filing.input_path = mask_cprs(context.input_path);
    filing.files = identity.files;
    for (journal::SentFile& file : filing.files) file.name = mask_cprs(file.name);
    return filing;
}

journal::Journal::Conclusion conclusion(std::string id, const Result<Sent>& sent) {
    if (!sent) return failed_conclusion(std::move(id), sent.error());
    return {.id = std::move(id),
            .state = State::accepted,
            .acceptance = {.server_id = sent->server_id,
                           .server_time = sent->server_time,
                           .request_id = sent->request_id,
                           .body_sha256 = sent->body_sha256,
                           .last_byte = sent->last_byte,
                           .http_status = sent->http_status}};
}

Result<Filed> file(Journal& journal, Target& target, const Context& context, const Clock&, bool again) {
    SKIFTE_CHECK(target.validate());
    const journal::Filing filing = wish(journal, target, context);
    const bool changes = target.identity().changes;
    for (;;) {
        SKIFTE_TRY(const Known known, look(journal, filing, changes));
        if (known.open)
            return fail(Error{"filing.unknown"}
                            .having(Effect::unknown)
                            .with("id", known.open->id)
                            .with("state", std::string{to_string(known.open->state)}));
        if (!again && known.same) return filed(journal, Outcome::filed_before, known.same->id);
        if (!again && !changes && known.done) return fail("filing.changed", {{"id", known.done->id}});

        SKIFTE_TRY(const std::string id, journal.plan(filing));
        const auto begun = journal.sending(id, known.accepted);
        if (begun) return send(journal, target, id);
        // Nothing has left. If this cannot be written either, the row is taken for unknown: the safe way
        // round.
        (void)journal.refuse(id, {.fault_code = begun.error().code});
        // Another process was quicker: what it did is in the journal now.
        if (begun.error().code != "journal.taken") return fail(Error{begun.error()}.with("id", id));
    }
}

}  // namespace skifte::filing
