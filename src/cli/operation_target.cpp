#include "cli/operation_target.hpp"

#include <skifte/filing/canonical.hpp>
#include <skifte/support/digest.hpp>
#include <skifte/support/json_text.hpp>

#include <algorithm>
#include <array>

namespace skifte::cli {

namespace {

constexpr std::string_view not_found = "http.not_found";

std::string_view last_word(std::string_view source) {
    const auto at = source.find_last_of("./");
    return at == std::string_view::npos ? source : source.substr(at + 1);
}

std::string text_at(const Json& value, std::string_view pointer) {
    const Json* at = value.at_pointer(pointer);
    if (at == nullptr) return {};
    return at->is_string() ? at->as_string() : at->is_null() ? std::string() : at->dump();
}

Json named_object(const std::vector<api::Named>& list) {
    Json out = Json::object();
    for (const auto& [name, value] : list) out.set(name, value);
    return out;
}

void append_named(std::string& text, const std::vector<api::Named>& list) {
    if (list.empty())
        text += "{}";
    else
        filing::append_canonical(text, named_object(list));
}

void add_field(filing::Candidate& candidate, const Json& object, std::string_view pointer) {
    if (std::string text = canonical(object.at_pointer(pointer)); !text.empty())
        candidate.fields.emplace(std::string(pointer), std::move(text));
}

// The one object, or none where the portal says that there is none.
Result<std::vector<filing::Candidate>> find_object(api::Client& client, const openapi::Spec& spec,
                                                   const openapi::Operation& operation,
                                                   const api::Arguments& arguments) {
    const openapi::LookUp& look_up = *operation.facts.look_up;
    std::vector<filing::Candidate> found;
    const auto answer = read_object(client, spec, operation, arguments);
    if (!answer && answer.error().code == not_found) return found;
    if (!answer) return fail(answer.error());
    filing::Candidate& object = found.emplace_back();
    for (const auto& match : look_up.match) add_field(object, answer->body, match.to);
    if (!look_up.version.empty()) add_field(object, answer->body, look_up.version);
    return found;
}

// How often a list of several pages is read in search of one that did not change while it was.
constexpr int most_readings = 3;

struct Listing {
    std::vector<filing::Candidate> candidates;
    int answers = 0;  // that it took
};

filing::Candidate candidate_of(const Json& item, const openapi::LookUp& look_up,
                               std::optional<std::chrono::milliseconds> behind) {
    filing::Candidate candidate;
    candidate.server_id = text_at(item, look_up.id);
    candidate.server_time = text_at(item, look_up.time);
    if (const auto time = parse_rfc3339(candidate.server_time); time && behind)
        candidate.received = *time + *behind;
    for (const auto& match : look_up.match) add_field(candidate, item, match.to);
    return candidate;
}

Result<Listing> read_listing(api::Client& client, const openapi::Operation& list,
                             const api::Arguments& arguments, const openapi::LookUp& look_up,
                             const Clock& clock) {
    Listing listing;
    api::Pager pages(client, list, arguments);
    for (;;) {
        SKIFTE_TRY(const auto page, pages.next());
        listing.answers = pages.requests();
        if (!page) return listing;
        const auto behind = pages.date() ? std::optional(clock.now() - *pages.date()) : std::nullopt;
        for (const Json& item : *page) listing.candidates.push_back(candidate_of(item, look_up, behind));
    }
}

std::vector<std::string> ids_of(const std::vector<filing::Candidate>& candidates) {
    std::vector<std::string> ids;
    ids.reserve(candidates.size());
    for (const auto& candidate : candidates) ids.push_back(candidate.server_id);
    return ids;
}

// What tells one state of the object from another: its version, else all of it.
const Json* version_of(const Json& object, const openapi::Operation& operation) {
    const auto pointer = operation.facts.look_up->version;
    const Json* version = pointer.empty() ? nullptr : object.at_pointer(pointer);
    return version != nullptr ? version : &object;
}

// The names of header fields compare without case (RFC 9110 section 5.1), in a spec too.
const openapi::Parameter* header_of(const openapi::Operation& operation, std::string_view name) {
    const auto& all = operation.parameters;
    const auto it = std::find_if(all.begin(), all.end(), [&](const openapi::Parameter& parameter) {
        return parameter.in == openapi::In::header && net::same_field_name(parameter.name, name);
    });
    return it == all.end() ? nullptr : &*it;
}

const openapi::Parameter* idempotency_key(const openapi::Operation& operation) {
    return header_of(operation, "Idempotency-Key");
}

// As a UUID (RFC 9562, version 8), the form that most who take such a key ask for.
std::string uuid_of(std::string_view text) {
    std::string out = hex(sha256(text)).substr(0, 32);
    out[12] = '8';
    out[16] = 'a';
    for (const std::size_t at : {20U, 16U, 12U, 8U}) out.insert(at, "-");
    return out;
}

}  // namespace

std::string canonical(const Json* value) {
    return value == nullptr ? std::string() : filing::canonical_text(*value);
}

std::optional<std::chrono::milliseconds> visible_within(const openapi::Operation& operation,
                                                        std::string_view environment,
                                                        std::optional<std::chrono::milliseconds> profile) {
    if (profile) return profile;
    if (environment == "production" || !operation.facts.visible_within_ms) return std::nullopt;
    return std::chrono::milliseconds(*operation.facts.visible_within_ms);
}

api::Arguments bound_arguments(const openapi::Operation& operation,
                               std::span<const openapi::Binding> bindings, const api::Arguments& from,
                               const Json* answer) {
    api::Arguments out;
    out.open = true;
    for (const auto& binding : bindings) {
        auto value = api::resolve(binding.from, from, answer);
        if (!value) continue;
        for (const auto in : {openapi::In::path, openapi::In::query, openapi::In::header}) {
            if (operation.find(in, binding.to) == nullptr) continue;
            auto& list = in == openapi::In::path    ? out.path
                         : in == openapi::In::query ? out.query
                                                    : out.header;
            list.push_back({std::string(binding.to), std::move(*value)});
            break;
        }
    }
    return out;
}

Result<api::Arguments> arguments_of_target(std::string_view target) {
    SKIFTE_TRY(const Json object, Json::parse(target));
    api::Arguments out;
    out.open = true;
    if (object.is_object())
        for (const auto& [name, value] : object.members()) out.path.push_back({name, value});
    return out;
}

Result<api::Answer> read_object(api::Client& client, const openapi::Spec& spec,
                                const openapi::Operation& operation, const api::Arguments& arguments) {
    const openapi::LookUp& look_up = *operation.facts.look_up;
    const openapi::Operation* read = spec.find_operation(look_up.operation);
    if (read == nullptr)
        return fail("api.unknown_operation", {{"operation", std::string(look_up.operation)}});
    return client.call(*read, bound_arguments(*read, look_up.arguments, arguments, nullptr));
}

Result<std::vector<filing::Candidate>> find_candidates(api::Client& client, const openapi::Spec& spec,
                                                       const openapi::Operation& operation,
                                                       const api::Arguments& arguments, const Clock& clock) {
    const openapi::LookUp& look_up = *operation.facts.look_up;
    if (!look_up.state.empty()) return find_object(client, spec, operation, arguments);
    const openapi::Operation* list = spec.find_operation(look_up.operation);
    if (list == nullptr)
        return fail("api.unknown_operation", {{"operation", std::string(look_up.operation)}});
    const auto wanted = bound_arguments(*list, look_up.arguments, arguments, nullptr);
    std::optional<std::vector<std::string>> before;
    for (int reading = 0; reading < most_readings; ++reading) {
        auto listing = read_listing(client, *list, wanted, look_up, clock);
        if (!listing && !api::list_changed(listing.error())) return fail(std::move(listing).error());
        std::optional<std::vector<std::string>> ids;
        if (listing) ids = ids_of(listing->candidates);
        if (ids && (listing->answers == 1 || ids == before)) return std::move(listing->candidates);
        before = std::move(ids);
    }
    return fail(std::string(filing::list_changing), {{"operation", std::string(list->id)}});
}

std::vector<Fault> check_arguments(const openapi::Operation& operation, const api::Arguments& arguments) {
    std::vector<Fault> faults = api::check(operation, arguments);
    const openapi::Parameter* key = idempotency_key(operation);
    if (key == nullptr || arguments.find(openapi::In::header, key->name) != nullptr) return faults;
    const std::string path = "header." + std::string(key->name);
    std::erase_if(faults, [&](const Fault& fault) { return fault.path == path; });
    return faults;
}

OperationTarget::OperationTarget(api::Client& client, const openapi::Spec& spec,
                                 const openapi::Operation& operation, api::Arguments arguments,
                                 std::optional<std::chrono::milliseconds> visible_within)
    : client_(client),
      sender_(&client),
      spec_(spec),
      operation_(operation),
      arguments_(std::move(arguments)),
      visible_within_(visible_within) {
    if (const openapi::Parameter* key = idempotency_key(operation_);
        key != nullptr && arguments_.find(openapi::In::header, key->name) == nullptr)
        gives_key_ = true;
    give_idempotency_key("");
}

void OperationTarget::give_idempotency_key(std::string_view salt) {
    if (!gives_key_) return;
    const std::string_view name = idempotency_key(operation_)->name;
    Json said = Json::array({std::string(operation_.id), std::string(salt), identity().content});
    for (const auto& file : identity().files) said.push_back(file.sha256);
    std::erase_if(arguments_.header, [&](const api::Named& header) { return header.name == name; });
    arguments_.header.push_back({std::string(name), Json(uuid_of(said.dump()))});
}

void OperationTarget::file_anew() {
    std::array<std::byte, 16> random{};
    random_bytes(random);
    give_idempotency_key(hex(random));
}

bool OperationTarget::is_deletion() const noexcept {
    return operation_.facts.look_up != nullptr && operation_.facts.look_up->state == "gone";
}

Result<void> OperationTarget::observe(std::optional<api::Answer> seen) {
    if (operation_.facts.look_up == nullptr || operation_.facts.look_up->state.empty()) return {};
    before_ = std::move(seen);
    if (before_) return {};
    auto answer = read_object(client_, spec_, operation_, arguments_);
    gone_ = !answer && answer.error().code == not_found && is_deletion();
    if (gone_) return {};
    if (!answer) return fail(std::move(answer).error());
    before_ = std::move(answer).value();
    return {};
}

// Promise 6: another's change is never overwritten blindly.
Result<void> OperationTarget::guard() {
    if (!before_ && !gone_) return {};
    if (const openapi::Parameter* parameter = header_of(operation_, "If-Match");
        parameter != nullptr && before_)
        if (const auto etag = before_->headers.find("ETag")) {
            if (arguments_.find(openapi::In::header, parameter->name) == nullptr)
                arguments_.header.push_back({std::string(parameter->name), Json(std::string(*etag))});
            return {};
        }
    // A read: whatever comes of it, nothing has been filed.
    auto now = read_object(client_, spec_, operation_, arguments_);
    if (!now) return fail(std::move(now).error().having(Effect::none));
    if (!before_ || canonical(&now->body) != canonical(&before_->body))
        return fail("filing.changed_meanwhile", {{"operation", std::string(operation_.id)}});
    return {};
}

Result<void> OperationTarget::validate() {
    auto faults = check_arguments(operation_, arguments_);
    if (faults.empty()) return {};
    Error error("request.invalid", {{"operation", std::string(operation_.id)}});
    error.faults = std::move(faults);
    return fail(std::move(error));
}

// The canonical text of an object of all that is filed, member by member: to copy a body into one costs more
// than the rest.
std::string OperationTarget::content(const std::vector<journal::SentFile>& files) const {
    std::string text;
    text.reserve(512);
    text += '{';
    const auto open = [&](const char* member) -> std::string& {
        return text.append(text.size() > 1 ? "," : "").append(member);
    };
    // The same change of what has changed since is another one.
    if (before_ && !is_deletion())
        append_json_string(open(R"("before":)"), canonical(version_of(before_->body, operation_)));
    if (arguments_.body && !arguments_.body->is_null())
        filing::append_canonical(open(R"("body":)"), *arguments_.body);
    open(R"("files":[)");
    for (const auto& file : files) {
        append_json_string(text.append(&file == files.data() ? "" : ",").append(R"({"part":)"), file.part);
        append_json_string(text += R"(,"sha256":)", file.sha256);
        text += '}';
    }
    append_named(text += R"(],"path":)", arguments_.path);
    append_named(text += R"(,"query":)", arguments_.query);
    return text += '}';
}

filing::Identity OperationTarget::identity() const {
    filing::Identity identity;
    identity.operation = operation_.id;
    identity.target = Json::object();
    for (const auto source : operation_.facts.target)
        if (auto value = api::resolve(source, arguments_))
            identity.target.set(last_word(source), std::move(*value));
    for (const auto source : operation_.facts.identity) {
        const auto value = api::resolve(source, arguments_);
        identity.identity.emplace_back(std::string(source), canonical(value ? &*value : nullptr));
    }
    for (const auto& attachment : arguments_.attachments)
        identity.files.push_back(
            {attachment.part, attachment.file_name, attachment.size(), attachment.sha256()});
    identity.content = content(identity.files);
    identity.changes = operation_.facts.look_up != nullptr && !operation_.facts.look_up->state.empty();
    // Without facts of its own the operation is the same filing only if all of it is the same.
    if (identity.identity.empty() && !identity.changes)
        identity.identity.emplace_back("content", identity.content);
    return identity;
}

Result<filing::Sent> OperationTarget::send() {
    SKIFTE_CHECK(guard());
    return sent(sender_->call(operation_, arguments_));
}

void OperationTarget::start(std::function<void(Result<filing::Sent>)> done) {
    if (auto guarded = guard(); !guarded) return done(fail(std::move(guarded).error()));
    sender_->start(operation_, arguments_, [this, done = std::move(done)](Result<api::Answer> answer) {
        done(sent(std::move(answer)));
    });
}

Result<filing::Sent> OperationTarget::sent(Result<api::Answer> called) {
    if (!called && before_ && called.error().http && called.error().http->status == 412)
        called.error().code = "filing.changed_meanwhile";
    SKIFTE_TRY(api::Answer answer, std::move(called));
    answer_ = answer.body;
    filing::Sent sent;
    sent.server_id = text_at(answer_, operation_.facts.receipt_id);
    if (sent.server_id.empty() && !operation_.facts.receipt_id.empty()) return fail(without_id(answer));
    sent.server_time = text_at(answer_, operation_.facts.receipt_time);
    sent.request_id = std::move(answer.request_id);
    sent.body_sha256 = std::move(answer.sent_sha256);
    sent.http_status = answer.status;
    sent.last_byte = answer.last_byte_left;
    return sent;
}

// A 2xx without the id that the spec promises is not the court's answer to this filing.
Error OperationTarget::without_id(const api::Answer& answer) const {
    Error error("answer.unreadable", {{"operation", std::string(operation_.id)},
                                      {"status", std::to_string(answer.status)},
                                      {"reason", std::string(operation_.facts.receipt_id)}});
    error.http = HttpFailure{answer.status, answer.request_id, answer.content_type, answer.body};
    error.effect = Effect::unknown;
    return error;
}

std::optional<filing::LookUpRule> OperationTarget::look_up_rule() const {
    const openapi::LookUp* look_up = operation_.facts.look_up;
    if (look_up == nullptr) return std::nullopt;
    filing::LookUpRule rule;
    for (const auto& match : look_up->match) {
        const auto value = api::resolve(match.from, arguments_);
        rule.match.emplace_back(std::string(match.to), canonical(value ? &*value : nullptr));
    }
    rule.reference = look_up->reference;
    rule.visible_within = visible_within_;
    if (is_deletion()) rule.evidence = filing::Evidence::absence;
    if (look_up->state == "changed") rule.evidence = filing::Evidence::change;
    if (before_ && !look_up->version.empty()) {
        rule.version = look_up->version;
        rule.before = canonical(before_->body.at_pointer(look_up->version));
    }
    return rule;
}

Result<std::vector<filing::Candidate>> OperationTarget::find() {
    return find_candidates(client_, spec_, operation_, arguments_, system_clock());
}

Result<std::optional<std::vector<std::string>>> OperationTarget::read_back(const filing::Sent&) {
    const openapi::ReadBack* read_back = operation_.facts.read_back;
    if (read_back == nullptr && is_deletion()) {
        SKIFTE_TRY(const auto left, find());
        return std::optional<std::vector<std::string>>(left.empty() ? std::vector<std::string>{}
                                                                    : std::vector<std::string>{""});
    }
    if (read_back == nullptr) return std::optional<std::vector<std::string>>{};
    const openapi::Operation* read = spec_.find_operation(read_back->operation);
    if (read == nullptr)
        return fail("api.unknown_operation", {{"operation", std::string(read_back->operation)}});
    SKIFTE_TRY(const api::Answer answer,
               client_.call(*read, bound_arguments(*read, read_back->arguments, arguments_, &answer_)));
    std::vector<std::string> differences;
    for (const auto& compare : read_back->compare) {
        const auto wanted = api::resolve(compare.from, arguments_, &answer_);
        if (canonical(wanted ? &*wanted : nullptr) != canonical(answer.body.at_pointer(compare.to)))
            differences.emplace_back(compare.to);
    }
    return std::optional<std::vector<std::string>>(std::move(differences));
}

}  // namespace skifte::cli
