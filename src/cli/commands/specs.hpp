// The specs that are compiled in, and the one that --spec names.
#pragma once

#include "cli/command.hpp"

#include <skifte/openapi/reader.hpp>

#include <optional>
#include <string>
#include <string_view>
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
// `name` is an operation's id, or SPEC/id where several specs have it; SPEC is any part of a spec's name that
// tells it from the others. Errors: api.unknown_operation (operation, nearest), api.ambiguous_operation
// (operation, choices).
[[nodiscard]] Result<Chosen> choose_operation(const Parsed& flags, const std::string& name);
// What `choose_operation` takes for this operation: its id where no other of the specs has it, else
// "kreditor/listKrav".
[[nodiscard]] std::string callable_name(const openapi::Spec& spec, std::string_view id,
                                        const std::vector<const openapi::Spec*>& among);
// Of the compiled specs, for what the journal names; null if there is none of that name any more.
[[nodiscard]] Chosen recorded_operation(const std::string& spec, const std::string& operation);

}  // namespace skifte::cli
