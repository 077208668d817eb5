// Compares two specs of the model field by field, through every pointer, and says where they differ.
#pragma once

#include <skifte/openapi/model.hpp>

#include <string>
#include <vector>

namespace skifte::codegen::tests {

// Paths such as "operations[3].responses[0].content[0].schema.items.min_length"; empty where both are equal.
[[nodiscard]] std::vector<std::string> differences(const openapi::Spec& a, const openapi::Spec& b);

}  // namespace skifte::codegen::tests
