#include "sandbox/specs.hpp"

#include <skifte/doedsbo/spec.hpp>
#include <skifte/kreditor/spec.hpp>
#include <skifte/likvidator/spec.hpp>

namespace skifte::sandbox {

const std::vector<const openapi::Spec*>& served_specs() {
    static const std::vector<const openapi::Spec*> all{&likvidator::v1::spec(), &kreditor::v1::spec(),
                                                       &doedsbo::v1::spec()};
    return all;
}

std::set<std::string, std::less<>> served_scopes() {
    std::set<std::string, std::less<>> scopes;
    for (const openapi::Spec* spec : served_specs())
        for (const openapi::Operation& operation : spec->operations)
            scopes.insert(operation.scopes.begin(), operation.scopes.end());
    return scopes;
}

}  // namespace skifte::sandbox
