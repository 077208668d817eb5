// What every operation of the portal is given, and what they share in answering.
#pragma once

#include "sandbox/answer.hpp"
#include "sandbox/request.hpp"
#include "sandbox/state.hpp"

#include <skifte/openapi/model.hpp>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace skifte::sandbox {

struct Call {
    const State& state;
    const openapi::Operation& operation;
    const Arguments& arguments;
    const std::string& scope;  // what its documents belong to: the id of a case or an estate
    std::string_view client;
    std::string_view request_id;
    Instant now;
    std::chrono::milliseconds decision_delay;  // what the court takes to decide

    [[nodiscard]] std::string path(std::string_view name) const {
        return std::string(arguments.path.text(name));
    }
    [[nodiscard]] std::string sag() const { return path("sagId"); }
    // The case, company or estate that all else on the path belongs to: its name there, and its id.
    [[nodiscard]] const Json::Member& parent() const { return arguments.path.members().front(); }
    [[nodiscard]] std::string time(std::chrono::milliseconds after = {}) const {
        return rfc3339(now + after);
    }
    [[nodiscard]] Date today() const { return date_in_copenhagen(now); }
};

// Whether the client is the case's likvidator.
[[nodiscard]] bool is_own(const Call& call, std::string_view sag);
// What the case is there for: a `formaal` of testdata.json.
[[nodiscard]] std::string_view formaal_of(const Call& call);

// A likvidator sees everything in the case, anyone else what is its own.
[[nodiscard]] bool may_see(const Call& call, const Document& document);
// The document of that kind in the call's scope that may be seen, or a refusal: 404.
[[nodiscard]] Result<const Document*> find_visible(const Call& call, std::string_view kind,
                                                   std::string_view id, std::string_view what);
// Refuses with 409 where the case or estate is closed.
[[nodiscard]] Result<void> require_open(const Call& call);

// The value cut down to the members that the operation's answer has, and answered.
[[nodiscard]] Answer answer_with(const Call& call, const Json& value);
// Changes with whatever is shown of the object.
[[nodiscard]] std::string etag_of(const Json& object);
// Where the operation's answer states one.
void add_etag(const Call& call, const Json& object, Answer& answer);
// 201 with its Location: the id below the path that was called.
[[nodiscard]] Answer answer_created(const Call& call, const std::string& id, const Json& value);
// The same for what was filed below something else: the id below that collection of the case.
[[nodiscard]] Answer answer_created(const Call& call, std::string_view collection, const std::string& id,
                                    const Json& value);

struct Item {
    std::string id;
    Json value;
};
// The page that the call asks for. Refuses with 422 (or 400) a `sort` that is no plain field of the items.
[[nodiscard]] Result<Answer> answer_page(const Call& call, std::vector<Item> items);

// The bytes of the file that `reference` (a filreference) names, or the range of them that the call asks for
// (RFC 9110 section 14).
[[nodiscard]] Result<Answer> answer_file(const Call& call, const Json& reference);

// The members of filreference.
[[nodiscard]] Json file_reference(std::string_view filnavn, std::string_view type, std::string_view bytes);

// Every member of `from`, added to `to`.
void merge(Json& to, const Json& from);

}  // namespace skifte::sandbox
