// The JSON parser: what it takes it writes again, with the digits and the order as they came.
#include "fuzz/target.hpp"

#include <skifte/support/json.hpp>
#include <skifte/support/result.hpp>

namespace skifte::fuzz {

void run(std::string_view input) {
    const auto json = Json::parse(input);
    if (!json) return hold(!json.error().code.empty(), "a refusal has a code");
    const std::string text = json->dump();
    const auto again = Json::parse(text);
    hold(again.has_value(), "what was written can be read");
    hold(*again == *json, "and is the same value");
    hold(again->dump() == text, "in the same text");
    const auto wide = Json::parse(json->dump(2));
    hold(wide && *wide == *json, "also with a line for each member");
}

}  // namespace skifte::fuzz
