// The specs that the sandbox serves, all of them from one portal.
#pragma once

#include <skifte/openapi/model.hpp>

#include <set>
#include <string>
#include <vector>

namespace skifte::sandbox {

[[nodiscard]] const std::vector<const openapi::Spec*>& served_specs();

// Every scope that an operation of theirs wants.
[[nodiscard]] std::set<std::string, std::less<>> served_scopes();

}  // namespace skifte::sandbox
