#include <skifte/calendar/icalendar.hpp>

#include <utility>

namespace skifte::calendar {

namespace {

using std::chrono::minutes;

constexpr std::size_t longest_line = 75;  // octets without the CRLF (RFC 5545 section 3.1)

constexpr std::string_view product = "PRODID:-//skifte//frister//DA";

// The EU's summer time as Denmark has had it since 1996.
constexpr std::string_view copenhagen[] = {
    "BEGIN:VTIMEZONE",
    "TZID:Europe/Copenhagen",
    "BEGIN:DAYLIGHT",
    "TZNAME:CEST",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "DTSTART:19960331T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "TZNAME:CET",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "DTSTART:19961027T030000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "END:STANDARD",
    "END:VTIMEZONE",
};

bool continues_a_character(char c) noexcept {
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

// TEXT of RFC 5545 section 3.3.11; controls have no place in it.
std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\n')
            out += "\\n";
        else if (c == '\\' || c == ';' || c == ',')
            out += {'\\', c};
        else if (c == '\t')
            out += ' ';
        else if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F)
            out += c;
    }
    return out;
}

// "-P13DT15H", "PT0S": days are days by the clock, whatever summer time does to them.
std::string trigger(minutes before) {
    if (before == minutes{0}) return "PT0S";
    const auto whole_days = std::chrono::floor<std::chrono::days>(before);
    const std::chrono::hh_mm_ss<minutes> rest{before - whole_days};
    std::string out = "-P";
    if (whole_days.count() > 0) out += std::to_string(whole_days.count()) + "D";
    if (rest.to_duration() == minutes{0}) return out;
    out += "T";
    if (rest.hours().count() > 0) out += std::to_string(rest.hours().count()) + "H";
    if (rest.minutes().count() > 0) out += std::to_string(rest.minutes().count()) + "M";
    return out;
}

// RFC 3339 without its hyphens and colons is the basic form that iCalendar takes.
std::string basic(std::string text) {
    std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
    return text;
}

std::string utc(Instant instant) {
    return basic(rfc3339(std::chrono::floor<std::chrono::seconds>(instant)));
}

// A reading of the clock, which has no offset: only the "Z" is wrong.
std::string local(Date day, minutes at) {
    std::string text = utc(Instant{day.days()} + at);
    text.pop_back();
    return text;
}

std::string next_day(Date day) {
    return Date{std::chrono::year_month_day{day.days() + std::chrono::days{1}}}.iso();
}

class File {
public:
    void line(std::string_view text) {
        std::size_t room = longest_line;
        while (text.size() > room) {
            std::size_t cut = room;
            while (cut > room / 2 && continues_a_character(text[cut])) --cut;
            out_ += text.substr(0, cut);
            out_ += "\r\n ";
            text.remove_prefix(cut);
            room = longest_line - 1;
        }
        out_ += text;
        out_ += "\r\n";
    }
    void text(std::string_view property, std::string_view value) {
        if (!value.empty()) line(std::string(property) + ":" + escaped(value));
    }
    void entry(const Entry& entry);
    [[nodiscard]] std::string take() { return std::move(out_); }

private:
    void time_of(const Entry& entry);
    void alarm(const Alarm& alarm);

    std::string out_;
};

void File::time_of(const Entry& entry) {
    if (!entry.at) {
        line("DTSTART;VALUE=DATE:" + basic(entry.day.iso()));
        line("DTEND;VALUE=DATE:" + basic(next_day(entry.day)));
        return;
    }
    line("DTSTART;TZID=Europe/Copenhagen:" + local(entry.day, *entry.at));
    line("DTEND;TZID=Europe/Copenhagen:" + local(entry.day, *entry.at + entry.lasts));
}

void File::alarm(const Alarm& alarm) {
    line("BEGIN:VALARM");
    line("ACTION:DISPLAY");
    line("TRIGGER:" + trigger(alarm.before));
    text("DESCRIPTION", alarm.text);
    line("END:VALARM");
}

void File::entry(const Entry& entry) {
    const auto minutes_since_1970 = std::chrono::floor<minutes>(entry.changed.time_since_epoch()).count();
    line("BEGIN:VEVENT");
    text("UID", entry.uid);
    line("DTSTAMP:" + utc(entry.changed));
    line("LAST-MODIFIED:" + utc(entry.changed));
    line("SEQUENCE:" + std::to_string(minutes_since_1970));
    time_of(entry);
    text("SUMMARY", entry.summary);
    text("DESCRIPTION", entry.description);
    std::string categories;
    for (const auto& category : entry.categories)
        categories += (categories.empty() ? "" : ",") + escaped(category);
    if (!categories.empty()) line("CATEGORIES:" + categories);
    line(entry.cancelled ? "STATUS:CANCELLED" : "STATUS:CONFIRMED");
    line("TRANSP:TRANSPARENT");
    for (const auto& one : entry.alarms) alarm(one);
    line("END:VEVENT");
}

}  // namespace

std::string icalendar(std::string_view name, std::span<const Entry> entries) {
    File file;
    file.line("BEGIN:VCALENDAR");
    file.line("VERSION:2.0");
    file.line(product);
    file.line("CALSCALE:GREGORIAN");
    file.text("X-WR-CALNAME", name);
    for (const auto text : copenhagen) file.line(text);
    for (const auto& entry : entries) file.entry(entry);
    file.line("END:VCALENDAR");
    return file.take();
}

bool is_ours(std::string_view file) noexcept {
    return file.starts_with("BEGIN:VCALENDAR\r\n") && file.find(product) != std::string_view::npos;
}

}  // namespace skifte::calendar
