// Deadlines from wherever they come, in one form: how many days are left, and by which working day to act. A
// date of the court's own and one that is computed here are told apart in each.
#pragma once

#include "cli/context.hpp"

#include <skifte/support/date.hpp>
#include <skifte/support/json.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace skifte::cli {

struct Deadline {
    enum class Kind { court, proklama, final_claim };
    enum class Standing {
        open,    // somebody waits for something
        met,     // what it is for has been filed
        lapsed,  // it holds no longer
    };

    Kind kind = Kind::court;
    Standing standing = Standing::open;
    Json object;               // the API's own; what is ours stands under `skifte`
    std::string key;           // made of the portal's ids: the same for ever, and no other's
    std::string what;          // the fristtype, or a word of ours
    std::string where;         // case number, or whose estate it is
    std::string detail;        // the company, or the reference of the krav; "" for none
    std::optional<Date> date;  // the last day; none where it could not be read
    bool computed = false;     // the date is ours, by the law, and not the portal's
    std::optional<Date>
        earliest;       // where the law's own count of days ends sooner than `date`: act before this
    Instant changed{};  // when the portal last changed anything of it

    // The last working day before the day it may end at the earliest: our advice, whatever rule may extend
    // it.
    [[nodiscard]] std::optional<Date> act_by() const;
    // Passed or soon passed, and not settled. A proklama that has passed bars what was not filed: nothing is
    // left to do in time.
    [[nodiscard]] bool is_due(Date today, std::chrono::days within) const;
};

// The earliest first; equal dates by case and key.
void sort_by_date(std::vector<Deadline>& deadlines);

// The object with what we add under `skifte`.
[[nodiscard]] Json described(const Deadline& deadline, Date today, std::chrono::days within);

// The court's frister in all own cases, or in one. Codes: as listSager, hentSag and listFrister.
[[nodiscard]] Result<std::vector<Deadline>> court_deadlines(Context& context,
                                                            const std::optional<std::string>& one_case);

}  // namespace skifte::cli
