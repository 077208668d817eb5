// The specs that are compiled in, and the one that --spec names.
#pragma once

#include "cli/command.hpp"

#include <skifte/openapi/reader.hpp>

#include <optional>
#include <string>
#include <vector>

namespace skifte::cli {

[[nodiscard]] std::vector<const openapi::Spec*> compiled_specs();

// An operation and the spec it belongs to; keeps a spec that was read from a file.
struct Chosen {
    std::optional<openapi::Document> document;
    const openapi::Spec* spec = nullptr;
    const openapi::Operation* operation = nullptr;
};

// Specs to look in: that of --spec, else the compiled ones. Errors: as openapi::read_file.
[[nodiscard]] Result<std::vector<const openapi::Spec*>> specs_of(const Parsed& flags,
                                                                 std::optional<openapi::Document>& keep);
// Error: api.unknown_operation (operation, nearest).
[[nodiscard]] Result<Chosen> choose_operation(const Parsed& flags, const std::string& id);
// Of the compiled specs, for what the journal names; null if there is none of that name any more.
[[nodiscard]] Chosen recorded_operation(const std::string& spec, const std::string& operation);

}  // namespace skifte::cli
