// Names: see the header.
#include "codegen/names.hpp"

#include "codegen/identifier.hpp"

namespace skifte::codegen {

Names::Names(const std::vector<openapi::GivenName>& given, Refusals& refusals) : refusals_(refusals) {
    for (const auto& [kind, wire, name, at] : given) {
        given_[{kind, wire}] = {name, at};
        // It goes into the code as it is, so it must be a name and nothing else.
        if (!is_identifier(name))
            refusals_.add(at, "#/names/" + kind, "codegen.given_name", {{"wire", wire}, {"name", name}});
    }
}

std::string Names::claim(Scope& scope, const Named& named, std::string by_rule) {
    std::string name = std::move(by_rule);
    if (const auto given = given_.find({std::string(named.kind), named.key}); given != given_.end()) {
        given->second.used = true;
        name = given->second.name;
    }
    if (name.empty()) {
        refusals_.add(
            named.at, named.pointer, "codegen.no_name",
            {{"name", std::string(named.wire)}, {"key", named.key}, {"kind", std::string(named.kind)}});
        return name;
    }
    if (scope.taken.contains(name)) name += '_';
    const std::string whose = "'" + std::string(named.wire) + "' (" + to_string(named.at) + ")";
    const auto [other, fresh] = scope.used.emplace(name, whose);
    if (!fresh)
        refusals_.add(named.at, named.pointer, "codegen.collision",
                      {{"name", std::string(named.wire)},
                       {"identifier", name},
                       {"other", other->second},
                       {"key", named.key},
                       {"kind", std::string(named.kind)}});
    return name;
}

void Names::refuse_unused() {
    for (const auto& [key, given] : given_)
        if (!given.used)
            refusals_.add(given.at, "#/names/" + key.first, "codegen.given_unused",
                          {{"wire", key.second}, {"name", given.name}});
}

}  // namespace skifte::codegen
