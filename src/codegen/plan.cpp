// Makes the plan: types and operations, and every refusal at once.
#include "codegen/plan.hpp"

#include "codegen/identifier.hpp"
#include "codegen/operation_planner.hpp"
#include "codegen/type_planner.hpp"

#include <algorithm>

namespace skifte::codegen {

namespace {

constexpr std::string_view components = "#/components/schemas/";

// What the reader met in a component that no call carries stops nobody. A component without properties leaves
// no trace where allOf has merged it, so it counts as carried.
bool is_reached(const Fault& fault, const openapi::Spec& spec, const TypePlanner& types) {
    const auto begin = fault.path.find(components);
    if (begin == std::string::npos) return true;
    const auto end = fault.path.find('/', begin + components.size());
    const std::string pointer = fault.path.substr(begin, end == std::string::npos ? end : end - begin);
    const auto component =
        std::find_if(spec.schemas.begin(), spec.schemas.end(),
                     [&](const openapi::Schema* schema) { return schema->path == pointer; });
    return component == spec.schemas.end() || (*component)->properties.empty() || types.has_used(pointer);
}

}  // namespace

Result<Plan> make_plan(const Input& input) {
    Refusals refusals;
    if (!is_identifier(input.module))
        refusals.add({"--module", 0}, "module", "codegen.namespace", {{"name", input.module}});
    if (!is_namespace(input.cpp_namespace))
        refusals.add(input.cpp_namespace_at, "#/cpp-namespace", "codegen.namespace",
                     {{"name", input.cpp_namespace}});

    Plan plan{&input.spec, input.module, input.cpp_namespace, SchemaNames(input.spec), {}, {}, {}, {}};
    Names names(input.given_names, refusals);
    TypePlanner types(plan, names, refusals);
    OperationPlanner operations(plan, types, names, refusals);
    for (const auto& operation : input.spec.operations) operations.add(operation);
    types.finish();
    names.refuse_unused();
    for (const Fault& fault : input.unexpressed)
        if (is_reached(fault, input.spec, types)) refusals.add(fault);
    if (refusals.empty()) return plan;

    Error error("codegen.refused", {{"spec", std::string(input.spec.name)}});
    error.faults = refusals.sorted();
    return fail(std::move(error));
}

}  // namespace skifte::codegen
