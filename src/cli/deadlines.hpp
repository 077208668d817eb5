// Deadlines from wherever they come, in one form: how many days are left, and by which working day to act. A
// date of the court's own and one that is computed here are told apart in each.
#pragma once

#include "cli/context.hpp"

#include <skifte/openapi/model.hpp>
#include <skifte/support/date.hpp>
#include <skifte/support/json.hpp>

#include <array>
#include <chrono>
#include <cstdint>
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
    Json object;                             // the API's own; what is ours stands under `skifte`
    std::string key;                         // made of the portal's ids: the same for ever, and no other's
    std::string what;                        // the fristtype, or a word of ours
    std::string where;                       // case number, or whose estate it is
    std::string detail;                      // the company, or the reference of the krav; "" for none
    std::optional<Date> date;                // the last day; none where it could not be read
    bool computed = false;                   // the date is ours, by the law, and not the portal's
    std::optional<Date> earliest;            // by the law's own count, which no rule extends
    std::string law;                         // that says so; "" for none
    std::optional<std::int64_t> own_claims;  // of a proklama: our krav in the estate
    Instant changed{};                       // when the portal last changed anything of it

    // The day it may end at the earliest: `date`, or `earliest` if that is before it.
    [[nodiscard]] std::optional<Date> ends_earliest() const;
    // The last working day before that: our advice.
    [[nodiscard]] std::optional<Date> act_by() const;
    // Passed or soon passed, and not settled. A proklama that has passed bars what was not filed: nothing is
    // left to do in time.
    [[nodiscard]] bool is_due(Date today, std::chrono::days within) const;
};

struct Deadlines {
    std::vector<Deadline> found;
    // What the keys begin with of which `found` has all there are: another such key stands for what is gone.
    std::vector<std::string> complete;
};

// The earliest first; equal dates by case and key.
void sort_by_date(std::vector<Deadline>& deadlines);

// The object with what we add under `skifte`.
[[nodiscard]] Json described(const Deadline& deadline, Date today, std::chrono::days within);

// One with every member that `described` may add.
[[nodiscard]] Json described_sample();

// The court's frister in all own cases, or in one. Codes: as listSager, hentSag and listFrister.
[[nodiscard]] Result<Deadlines> court_deadlines(Context& context, const std::optional<std::string>& one_case);

// The proklamaer, and the foreløbige krav that await their endelige, in the estates that something of ours
// was filed in and those named. What the portal does not know is a note. Codes: as hentBo and listKrav;
// journal.*.
[[nodiscard]] Result<Deadlines> estate_deadlines(Context& context, const std::vector<std::string>& named);
// The foreløbige krav that await their endelige against the companies that something of ours was filed in;
// they have no date. What the portal does not show is a note. Codes: as listKrav; journal.*.
[[nodiscard]] Result<Deadlines> company_deadlines(Context& context);
// Of the objects of both.
[[nodiscard]] std::array<const openapi::Schema*, 2> estate_deadline_schemas();

}  // namespace skifte::cli
