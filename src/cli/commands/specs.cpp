#include "cli/commands/specs.hpp"

#include "cli/command_line.hpp"
#include "cli/nearest.hpp"

#include <skifte/doedsbo/spec.hpp>
#include <skifte/kreditor/spec.hpp>
#include <skifte/likvidator/spec.hpp>

namespace skifte::cli {

namespace {

using Specs = std::vector<const openapi::Spec*>;

Specs with_operation(const Specs& specs, std::string_view id) {
    Specs out;
    for (const auto* spec : specs)
        if (spec->find_operation(id) != nullptr) out.push_back(spec);
    return out;
}

// The specs in whose names the word is: "kreditor" for tvangsoploesning-kreditor-dist-oas.
Specs named(const Specs& specs, std::string_view word) {
    Specs out;
    for (const auto* spec : specs)
        if (spec->name.find(word) != std::string_view::npos) out.push_back(spec);
    return out;
}

// The last word of the spec's name that no other's name holds: "kreditor". The whole name where there is
// none.
std::string_view short_name(const openapi::Spec& spec, const Specs& among) {
    std::string_view rest = spec.name;
    while (!rest.empty()) {
        const auto dash = rest.rfind('-');
        const auto word = dash == std::string_view::npos ? rest : rest.substr(dash + 1);
        if (named(among, word).size() == 1) return word;
        rest = dash == std::string_view::npos ? std::string_view{} : rest.substr(0, dash);
    }
    return spec.name;
}

std::string choices(const Specs& specs, std::string_view id) {
    std::string out;
    for (const auto* spec : specs) out += (out.empty() ? "" : ", ") + callable_name(*spec, id, specs);
    return out;
}

Failure unknown_operation(const Specs& specs, const std::string& id) {
    std::vector<std::string_view> known;
    for (const auto* spec : specs)
        for (const auto& operation : spec->operations) known.push_back(operation.id);
    return fail("api.unknown_operation", {{"operation", id}, {"nearest", nearest(id, known)}});
}

}  // namespace

std::vector<const openapi::Spec*> compiled_specs() {
    return {&likvidator::v1::spec(), &kreditor::v1::spec(), &doedsbo::v1::spec()};
}

Result<std::vector<const openapi::Spec*>> specs_of(const Parsed& flags,
                                                   std::optional<openapi::Document>& keep) {
    const auto file = flags.value("spec");
    if (!file) return compiled_specs();
    SKIFTE_TRY(keep, openapi::read_file(*file));
    return std::vector<const openapi::Spec*>{&keep->spec()};
}

std::string callable_name(const openapi::Spec& spec, std::string_view id, const Specs& among) {
    if (with_operation(among, id).size() < 2) return std::string(id);
    return std::string(short_name(spec, among)) + "/" + std::string(id);
}

Result<Chosen> choose_operation(const Parsed& flags, const std::string& name) {
    Chosen chosen;
    SKIFTE_TRY(auto specs, specs_of(flags, chosen.document));
    std::string id = name;
    auto having = with_operation(specs, id);
    // An id may hold a slash itself, so the whole is tried first.
    if (const auto slash = name.find('/'); having.empty() && slash != std::string::npos) {
        if (auto meant = named(specs, name.substr(0, slash)); !meant.empty()) specs = std::move(meant);
        id = name.substr(slash + 1);
        having = with_operation(specs, id);
    }
    if (having.empty()) return unknown_operation(specs, id);
    if (having.size() > 1)
        return fail("api.ambiguous_operation", {{"operation", id}, {"choices", choices(having, id)}});
    chosen.spec = having.front();
    chosen.operation = chosen.spec->find_operation(id);
    return chosen;
}

Chosen recorded_operation(const std::string& name, const std::string& id) {
    Chosen chosen;
    for (const auto* spec : compiled_specs())
        if (spec->name == name) {
            chosen.spec = spec;
            chosen.operation = spec->find_operation(id);
        }
    return chosen;
}

}  // namespace skifte::cli
