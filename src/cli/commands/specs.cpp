#include "cli/commands/specs.hpp"

#include "cli/command_line.hpp"

#include <skifte/likvidator/spec.hpp>

namespace skifte::cli {

std::vector<const openapi::Spec*> compiled_specs() {
    return {&likvidator::v1::spec()};
}

Result<std::vector<const openapi::Spec*>> specs_of(const Parsed& flags,
                                                   std::optional<openapi::Document>& keep) {
    const auto file = flags.value("spec");
    if (!file) return compiled_specs();
    SKIFTE_TRY(keep, openapi::read_file(*file));
    return std::vector<const openapi::Spec*>{&keep->spec()};
}

Result<Chosen> choose_operation(const Parsed& flags, const std::string& id) {
    Chosen chosen;
    SKIFTE_TRY(const auto specs, specs_of(flags, chosen.document));
    std::vector<std::string_view> known;
    for (const auto* spec : specs) {
        if (const auto* operation = spec->find_operation(id)) {
            chosen.spec = spec;
            chosen.operation = operation;
            return chosen;
        }
        for (const auto& operation : spec->operations) known.push_back(operation.id);
    }
    return fail("api.unknown_operation", {{"operation", id}, {"nearest", nearest(id, known)}});
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
