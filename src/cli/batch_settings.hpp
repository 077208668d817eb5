// What makes the rows of an input what they are: kept with the run, so that it is resumed as it was begun.
#pragma once

#include "cli/command.hpp"
#include "cli/row_source.hpp"

#include <skifte/journal/journal.hpp>
#include <skifte/support/json.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace skifte::cli {

// The flags of a noun's `anmeld --fil`.
[[nodiscard]] std::span<const Flag> sheet_flags();

struct BatchSettings {
    const Noun* noun = nullptr;
    RowOptions rows{};
};

// `columns`: the profile's, which --kolonner goes before. Errors: usage.choice, usage.two_places,
// usage.place_verb.
[[nodiscard]] Result<BatchSettings> settings_of(const Noun& noun, const Parsed& flags,
                                                std::string_view columns);
// The same as JSON, as a run keeps it, and back. None: a noun, place or value that this program does not
// know.
[[nodiscard]] Json to_json(const BatchSettings& settings);
[[nodiscard]] std::optional<BatchSettings> settings_from(const journal::Run& run);

// What of it makes the rows of one input the same rows: all but what is looked up of them, and what is filed
// in spite of that.
[[nodiscard]] std::string reading_of(const BatchSettings& settings);
[[nodiscard]] std::string reading_of(const journal::Run& run);

// The specifications by which its rows may be filed: one, or where each row says where it goes all of them,
// with commas between.
struct SpecsUsed {
    std::string names, versions;
};
[[nodiscard]] SpecsUsed specs_of(const BatchSettings& settings);
// Whether a run may go on under that certificate's CVR number and with these specifications. Errors:
// batch.other_certificate (id, cvr, found), batch.other_spec (id, version, found).
[[nodiscard]] Result<void> same_as_before(const journal::Run& run, const std::string& cvr,
                                          const SpecsUsed& specs);

}  // namespace skifte::cli
