// A sheet to fill in for `anmeld --fil`: the headings, and one row that can be filed as it stands.
#pragma once

#include "cli/command.hpp"
#include "cli/context.hpp"
#include "cli/objects.hpp"

#include <vector>

namespace skifte::cli {

// The flags of `skabelon` of a noun that is filed by sheet.
[[nodiscard]] std::span<const Flag> template_sheet_flags();

// With a place among the flags the fields of it alone; without, those of all places, and the columns that say
// where. To stdout or --til. Errors: usage.place_verb, usage.two_places, usage.choice (--csv and --xlsx);
// those of open_writer and of the sheet's writer.
[[nodiscard]] Result<Exit> print_sheet_template(Context& context, const Noun& noun, const Parsed& flags);

// The example of what the operation takes, as the spec states it or as its schema allows it.
[[nodiscard]] Json example_of(const openapi::Operation& operation, const Content& content);

}  // namespace skifte::cli
