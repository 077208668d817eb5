// Plain YAML scalars by the YAML 1.2 core schema (YAML 1.2.2, section 10.3.2).
#pragma once

#include "openapi/node.hpp"

#include <string_view>

namespace skifte::openapi {

[[nodiscard]] Node::Kind core_kind(std::string_view text) noexcept;

}  // namespace skifte::openapi
