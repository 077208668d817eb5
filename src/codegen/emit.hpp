// Spells a plan out as files.
#pragma once

#include "codegen/plan.hpp"
#include "codegen/writer.hpp"

#include <string>
#include <vector>

namespace skifte::codegen {

struct File {
    std::string path;  // "include/skifte/likvidator/types.hpp"
    std::string text;
};

// The paths that emit() gives for a module, in the same order; CMake asks for them before there is a spec to
// read.
[[nodiscard]] std::vector<std::string> output_paths(std::string_view module);
[[nodiscard]] std::vector<File> emit(const Plan& plan);

// One per file.
[[nodiscard]] std::string emit_types_header(const Plan& plan);
[[nodiscard]] std::string emit_types_source(const Plan& plan);
[[nodiscard]] std::string emit_operations_header(const Plan& plan);
[[nodiscard]] std::string emit_operations_source(const Plan& plan);
[[nodiscard]] std::string emit_spec_header(const Plan& plan);
[[nodiscard]] std::string emit_schemas_header(const Plan& plan);
[[nodiscard]] std::string emit_schemas_source(const Plan& plan);
[[nodiscard]] std::string emit_tables_source(const Plan& plan);

// The first lines of a file: where it comes from, and what it is for.
void write_banner(Writer& out, const Plan& plan, std::string_view purpose);

}  // namespace skifte::codegen
