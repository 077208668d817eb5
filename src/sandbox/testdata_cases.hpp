// The table of the invented cases: those of the likvidator, and those that are there for creditors.
#pragma once

#include <span>
#include <string_view>

namespace skifte::sandbox {

struct Case {
    std::string_view formaal;
    std::string_view da;
    std::string_view en;
    std::string_view selskab;
    std::string_view cvr;
    std::string_view selskabsform;
    std::string_view status;
    std::string_view fristtype = "";  // "" for none
    int frist_days = 0;               // working days from the first start
    int age = 0;                      // days since the court received the case
    bool likvidator = true;           // whether one is appointed
};

// The client is the likvidator of all but the one of another.
[[nodiscard]] std::span<const Case> likvidator_cases();
// Those that the client has nothing to do with but as a creditor.
[[nodiscard]] std::span<const Case> kreditor_cases();

}  // namespace skifte::sandbox
