// Calendar files (RFC 5545) that a calendar program updates from rather than doubles: nothing in them comes
// from the moment they are written, so the same entries are the same bytes.
#pragma once

#include <skifte/support/date.hpp>

#include <chrono>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace skifte::calendar {

struct Alarm {
    std::chrono::minutes before{0};  // 0 or more, before the entry begins; a whole day begins at 00:00
    std::string text;
};

struct Entry {
    // The same for the same thing for ever, and no other's (RFC 5545 section 3.8.4.7).
    std::string uid;
    // When what the entry shows last changed: DTSTAMP, LAST-MODIFIED, and in minutes since 1970 SEQUENCE. It
    // must move forward whenever the entry changes, since a program may keep to itself what does not.
    Instant changed{};
    Date day;
    std::optional<std::chrono::minutes>
        at{};                          // since midnight by a clock in Denmark; without it all day long
    std::chrono::minutes lasts{0};     // of an entry with a time
    std::string summary, description;  // plain text; a line feed begins a line
    std::vector<std::string> categories{};
    bool cancelled = false;  // so that the program takes it away
    std::vector<Alarm> alarms{};
};

// The whole file, lines ended by CRLF and folded at 75 octets. No METHOD is stated: the file is a calendar,
// not a message between calendars (RFC 5546), so DTSTAMP means what LAST-MODIFIED means (RFC 5545
// section 3.8.7.2). `more` are entries as `carried` gives them. Thread-safe.
[[nodiscard]] std::string icalendar(std::string_view name, std::span<const Entry> entries,
                                    std::string_view more = {});

enum class Fate { dropped, kept, cancelled };

// The entries of a file that `icalendar` wrote, each by the fate of its uid: a program keeps what merely is
// missing from a file that it reads again, so what is no more must stand there as cancelled. One that is
// cancelled already does not change.
[[nodiscard]] std::string carried(std::string_view file,
                                  const std::function<Fate(std::string_view uid)>& fate);

// Whether the text is a calendar that `icalendar` wrote, of any version.
[[nodiscard]] bool is_ours(std::string_view file) noexcept;

}  // namespace skifte::calendar
