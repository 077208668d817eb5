#include "batch/portal_items.hpp"

#include <skifte/filing/canonical.hpp>
#include <skifte/support/digest.hpp>
#include <skifte/support/json.hpp>

#include <algorithm>
#include <cstring>

namespace skifte::batch {

namespace {

using Likeness = PortalItems::Found::Likeness;

// Texts as settling compares them; as JSON, so that no two look the same by chance.
template <typename ValueOf>
std::array<std::uint64_t, 2> digest_of(const filing::LookUpRule& rule, ValueOf&& value_of) {
    Json text = Json::array();
    for (const auto& [pointer, value] : rule.match)
        text.push_back(Json::array({pointer, filing::tidy_text(value_of(pointer, value))}));
    const Sha256Digest digest = sha256(text.dump());
    std::array<std::uint64_t, 2> half{};
    std::memcpy(half.data(), digest.data(), sizeof half);
    return half;
}

std::array<std::uint64_t, 2> digest_of_text(std::string_view text) {
    return digest_of({.match = {{"", std::string(text)}}},
                     [](const std::string&, const std::string& value) { return value; });
}

std::string field(const filing::Candidate& candidate, const std::string& pointer) {
    const auto at = candidate.fields.find(pointer);
    return at == candidate.fields.end() ? std::string() : at->second;
}

}  // namespace

Result<PortalItems::Place> PortalItems::ask(filing::Target& target, const filing::LookUpRule& rule) {
    Place place;
    SKIFTE_TRY(const std::vector<filing::Candidate> candidates, target.find());
    for (const filing::Candidate& candidate : candidates) {
        const auto all = digest_of(
            rule, [&](const std::string& pointer, const std::string&) { return field(candidate, pointer); });
        place.equal[all].push_back(candidate.server_id);
        if (const std::string reference = field(candidate, rule.reference); !reference.empty())
            place.by_reference.try_emplace(digest_of_text(reference), candidate.server_id);
    }
    return place;
}

Result<PortalItems::Found> PortalItems::find(filing::Target& target, const std::string& where) {
    const auto rule = target.look_up_rule();
    if (!rule || rule->evidence != filing::Evidence::item || rule->match.empty()) return Found{};
    auto known = places_.find(where);
    if (known == places_.end()) {
        SKIFTE_TRY(Place asked, ask(target, *rule));
        known = places_.emplace(where, std::move(asked)).first;
    }
    Place& place = known->second;
    const auto all = digest_of(*rule, [](const std::string&, const std::string& value) { return value; });
    if (const auto equal = place.equal.find(all); equal != place.equal.end() && !equal->second.empty()) {
        Found found{Likeness::all, equal->second.back()};
        equal->second.pop_back();  // of two equal rows each needs one of its own
        return found;
    }
    const auto reference = std::find_if(rule->match.begin(), rule->match.end(),
                                        [&](const auto& match) { return match.first == rule->reference; });
    if (reference == rule->match.end() || reference->second.empty()) return Found{};
    const auto same = place.by_reference.find(digest_of_text(reference->second));
    if (same == place.by_reference.end()) return Found{};
    return Found{Likeness::reference, same->second};
}

}  // namespace skifte::batch
