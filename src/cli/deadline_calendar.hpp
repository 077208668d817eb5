// Deadlines as a calendar: each its day, by the court's own date where there is one, and beside it, as our
// advice, the working day before with an alarm in the morning.
#pragma once

#include "cli/deadlines.hpp"
#include "cli/texts/catalogue.hpp"

#include <skifte/calendar/icalendar.hpp>
#include <skifte/support/result.hpp>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace skifte::cli {

// What has no date is in no calendar. Nothing depends on today: what has not changed at the portal makes the
// same file for ever.
[[nodiscard]] std::vector<calendar::Entry> calendar_entries(std::span<const Deadline> deadlines,
                                                            Language language);
// What stands in `before`, an earlier such file, and is no more, stands in the new one as cancelled; what was
// not asked about this time is there unchanged.
[[nodiscard]] std::string calendar_file(const Deadlines& deadlines, Language language,
                                        std::string_view before = {});

// The calendar of ours at the path, "" if there is none yet. Errors: file.foreign_calendar (path) for a file
// that is no calendar of ours; file.*.
[[nodiscard]] Result<std::string> calendar_before(const std::string& path);

// Replaces it whole, with the permissions it has (0600 if it is new). Errors: file.*, disk.full.
[[nodiscard]] Result<void> replace_calendar(const std::string& path, std::string_view content);

}  // namespace skifte::cli
