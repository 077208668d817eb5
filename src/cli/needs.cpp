// See needs.hpp.
#include "cli/needs.hpp"

#include "cli/commands/specs.hpp"

#include <algorithm>

namespace skifte::cli {

std::vector<const openapi::Need*> all_needs() {
    std::vector<const openapi::Need*> out;
    for (const auto* spec : compiled_specs())
        for (const auto& need : spec->needs)
            if (std::none_of(out.begin(), out.end(),
                             [&](const auto* known) { return known->key == need.key; }))
                out.push_back(&need);
    return out;
}

std::string_view need_text(std::string_view key, Language language) {
    for (const auto* need : all_needs())
        if (need->key == key) return language == Language::da ? need->da : need->en;
    return {};
}

void tell_group(Error& error, const Profile& profile) {
    const std::string need(error.argument("need"));
    if (error.code != "http.forbidden" || need.empty() || !error.argument("hint").empty()) return;
    const auto& groups = profile.groups;
    const bool granted = std::find(groups.begin(), groups.end(), need) != groups.end();
    error.arguments.push_back({"hint", groups.empty() ? "group" : granted ? "granted" : "not_granted"});
}

}  // namespace skifte::cli
