// What people call the place that something is filed in: nobody knows an estate by its id.
#pragma once

#include "cli/context.hpp"
#include "cli/objects.hpp"

#include <string>
#include <string_view>

namespace skifte::cli {

// The deceased's name, and the company's. "" where the portal does not tell it: look-ups are granted by
// themselves, and what stands in a place may be changed without. Errors: as the call otherwise.
[[nodiscard]] Result<std::string> name_of_estate(Context& context, std::string_view id);
[[nodiscard]] Result<std::string> name_of_company(Context& context, std::string_view cvr);

// "boet efter Opdigta Ingensen (--bo ID)", for a question; without a name "--bo ID".
[[nodiscard]] std::string named_place(const Context& context, const Place& place, std::string_view id,
                                      std::string_view name);

}  // namespace skifte::cli
