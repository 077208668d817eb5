// What a creditor must mind in the estates it follows. No court has set it a frist there: that these dates
// are listed, and by which day to act, is our advice.
#include "cli/calls.hpp"
#include "cli/changes.hpp"
#include "cli/deadlines.hpp"

#include <skifte/doedsbo/operations.hpp>
#include <skifte/doedsbo/spec.hpp>

#include <algorithm>

namespace skifte::cli {

namespace {

namespace v1 = doedsbo::v1;
using Standing = Deadline::Standing;

// Dødsboskifteloven § 81 (from the notice in Statstidende) and § 82, stk. 3 (from the end of the proklama).
constexpr std::chrono::weeks time_to_file{8};

std::optional<Date> date_at(const Json& object, std::string_view pointer) {
    const Json* text = object.at_pointer(pointer);
    if (text == nullptr || !text->is_string()) return std::nullopt;
    const auto date = Date::parse_iso(text->as_string());
    return date ? std::optional(*date) : std::nullopt;
}

std::optional<Date> later(std::optional<Date> date, std::chrono::days by) {
    if (!date) return std::nullopt;
    return Date{std::chrono::year_month_day{date->days() + by}};
}

// The portal's own date goes before ours; what the law's count of days gives remains as the day to be safe
// by.
void set_date(Deadline& deadline, std::optional<Date> of_portal, std::optional<Date> counted) {
    deadline.date = of_portal ? of_portal : counted;
    deadline.computed = !of_portal;
    deadline.earliest = counted;
}

bool is_closed(const Json& estate) {
    return v1::DoedsbostatusEnum{std::string(estate.text("status"))}.is(v1::DoedsbostatusEnum::AFSLUTTET);
}

bool is_alive(const Json& krav) {
    const v1::KravstatusEnum status{std::string(krav.text("status"))};
    return !status.is(v1::KravstatusEnum::AFVIST) && !status.is(v1::KravstatusEnum::TILBAGEKALDT);
}

std::string proklama_key(const std::string& estate) {
    return "proklama-" + estate;
}

std::string final_claims_of(const std::string& estate) {
    return "endelig-" + estate + "-";
}

Deadline deadline_in(const Json& estate, Deadline::Kind kind) {
    Deadline deadline;
    deadline.kind = kind;
    deadline.where = estate.text("navn");
    deadline.key = estate.text("doedsbojournalId");
    if (const auto changed = parse_rfc3339(estate.text("senestAendret"))) deadline.changed = *changed;
    return deadline;
}

// A list of dates is no place for anybody's CPR number or address.
Json without_identity(Json object) {
    for (const std::string_view name : {"cprNummer", "adresse"}) object.erase(name);
    if (Json* kreditor = object.find("kreditor")) *kreditor = without_identity(*kreditor);
    return object;
}

Deadline proklama_of(const Json& estate, std::int64_t own_claims) {
    Deadline deadline = deadline_in(estate, Deadline::Kind::proklama);
    deadline.key = proklama_key(deadline.key);
    deadline.what = "PROKLAMA";
    deadline.law = "dødsboskiftelovens § 81";
    deadline.own_claims = own_claims;
    if (is_closed(estate))
        deadline.standing = Standing::lapsed;
    else if (own_claims > 0)
        deadline.standing = Standing::met;
    set_date(deadline, date_at(estate, "/proklama/fristdato"),
             later(date_at(estate, "/proklama/bekendtgjortDato"), time_to_file));
    deadline.object = without_identity(estate);
    return deadline;
}

Deadline final_claim_of(const Json& estate, const Deadline& proklama, const Json& krav) {
    Deadline deadline = deadline_in(estate, Deadline::Kind::final_claim);
    deadline.key = final_claims_of(deadline.key) + std::string(krav.text("kravId"));
    deadline.what = "ENDELIG_ANMELDELSE";
    deadline.law = "dødsboskiftelovens § 82, stk. 3";
    deadline.detail = krav.text("egenReference");
    if (is_closed(estate) || !is_alive(krav)) deadline.standing = Standing::lapsed;
    set_date(deadline, date_at(krav, "/endeligFristdato"), later(proklama.ends_earliest(), time_to_file));
    deadline.object = without_identity(krav);
    return deadline;
}

// None where the portal has no such estate (any more).
Result<std::optional<Json>> read_estate(Context& context, const std::string& id) {
    SKIFTE_TRY(api::Client * client, context.session.client());
    v1::HentBo hent;
    hent.doedsbojournal_id = api::Uuid{id};
    auto answer = client->call(v1::HentBo::operation(), hent.arguments());
    if (answer) return std::optional(std::move(answer->body));
    if (answer.error().code == "http.not_found") return std::optional<Json>{};
    return fail(std::move(answer).error());
}

Result<void> add_deadlines(Context& context, const Json& estate, Deadlines& to) {
    v1::ListKrav list;
    list.doedsbojournal_id = api::Uuid{std::string(estate.text("doedsbojournalId"))};
    SKIFTE_TRY(const auto claims, all_items(context, v1::ListKrav::operation(), list.arguments()));
    Deadline proklama = proklama_of(estate, std::ranges::count_if(claims, is_alive));
    for (const Json& krav : claims) {
        const v1::AnmeldelsestypeEnum type{std::string(krav.text("anmeldelsestype"))};
        if (type.is(v1::AnmeldelsestypeEnum::FORELOEBIG))
            to.found.push_back(final_claim_of(estate, proklama, krav));
    }
    if (const Json* notice = estate.find("proklama"); notice != nullptr && notice->is_object())
        to.found.push_back(std::move(proklama));
    return {};
}

Result<void> add_estate(Context& context, const std::string& id, Deadlines& to) {
    SKIFTE_TRY(const auto estate, read_estate(context, id));
    if (estate) return add_deadlines(context, *estate, to);
    context.note("note.frist.no_estate", {{"id", id}});
    return {};
}

}  // namespace

std::array<const openapi::Schema*, 2> estate_deadline_schemas() {
    return {answer_schema(v1::HentBo::operation()), item_schema(v1::ListKrav::operation())};
}

Result<Deadlines> estate_deadlines(Context& context, const std::vector<std::string>& named) {
    SKIFTE_TRY(auto ids, filed_in(context, v1::spec(), "doedsbojournalId"));
    ids.insert(named.begin(), named.end());
    Deadlines deadlines;
    for (const auto& id : ids) {
        const auto added = add_estate(context, id, deadlines);
        // What may not be read in one estate hides nothing of the others; what is known of it still stands.
        if (!added && added.error().code == "http.forbidden") {
            context.note("note.frist.forbidden_estate", {{"id", id}});
            continue;
        }
        if (!added) return fail(added.error());
        deadlines.complete.insert(deadlines.complete.end(), {proklama_key(id), final_claims_of(id)});
    }
    return deadlines;
}

}  // namespace skifte::cli
