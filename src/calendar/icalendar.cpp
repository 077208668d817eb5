#include <skifte/calendar/icalendar.hpp>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <utility>
#include <vector>

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
    void as_it_stands(std::string_view lines) { out_ += lines; }
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

// An entry's lines, unfolded by nobody: what is longer than a line goes on in the next.
class Block {
public:
    void add(std::string_view line) { lines_.push_back(line); }
    [[nodiscard]] std::string uid() const;
    [[nodiscard]] std::string as_it_stands() const;
    [[nodiscard]] std::string cancelled() const;

private:
    [[nodiscard]] bool is_confirmed() const {
        return std::find(lines_.begin(), lines_.end(), "STATUS:CONFIRMED") != lines_.end();
    }
    // A minute after the last change, so that both the number and the times move forward.
    [[nodiscard]] std::int64_t next_sequence() const;

    std::vector<std::string_view> lines_;
};

constexpr std::string_view sequence = "SEQUENCE:";

std::string Block::uid() const {
    constexpr std::string_view property = "UID:";
    std::string uid;
    for (const auto line : lines_)
        if (line.starts_with(property))
            uid = line.substr(property.size());
        else if (!uid.empty() && line.starts_with(' '))
            uid += line.substr(1);
        else if (!uid.empty())
            break;
    return uid;
}

std::int64_t Block::next_sequence() const {
    std::int32_t number = 0;
    for (const auto line : lines_)
        if (line.starts_with(sequence))
            std::from_chars(line.data() + sequence.size(), line.data() + line.size(), number);
    return std::int64_t{number} + 1;
}

std::string Block::as_it_stands() const {
    File file;
    for (const auto line : lines_) file.line(line);
    return file.take();
}

std::string Block::cancelled() const {
    if (!is_confirmed()) return as_it_stands();
    const std::int64_t number = next_sequence();
    File file;
    bool in_alarm = false;
    for (const auto line : lines_) {
        in_alarm = in_alarm || line == "BEGIN:VALARM";
        if (in_alarm) {
            in_alarm = line != "END:VALARM";
            continue;
        }
        if (line == "STATUS:CONFIRMED")
            file.line("STATUS:CANCELLED");
        else if (line.starts_with(sequence))
            file.line(std::string(sequence) + std::to_string(number));
        else if (const auto property = line.substr(0, line.find(':'));
                 property == "DTSTAMP" || property == "LAST-MODIFIED")
            file.line(std::string(property) + ":" + utc(Instant{minutes{number}}));
        else
            file.line(line);
    }
    return file.take();
}

// The line that the text begins with, which is taken from it, without its end.
std::string_view take_line(std::string_view& text) {
    const auto end = text.find("\r\n");
    const auto line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 2);
    return line;
}

}  // namespace

std::string carried(std::string_view file, const std::function<Fate(std::string_view uid)>& fate) {
    std::string out;
    Block block;
    while (!file.empty()) {
        const auto line = take_line(file);
        if (line == "BEGIN:VEVENT") block = {};
        block.add(line);
        if (line != "END:VEVENT") continue;
        const Fate one = fate(block.uid());
        if (one != Fate::dropped) out += one == Fate::kept ? block.as_it_stands() : block.cancelled();
    }
    return out;
}

std::string icalendar(std::string_view name, std::span<const Entry> entries, std::string_view more) {
    File file;
    file.line("BEGIN:VCALENDAR");
    file.line("VERSION:2.0");
    file.line(product);
    file.line("CALSCALE:GREGORIAN");
    file.text("X-WR-CALNAME", name);
    for (const auto text : copenhagen) file.line(text);
    for (const auto& entry : entries) file.entry(entry);
    file.as_it_stands(more);
    file.line("END:VCALENDAR");
    return file.take();
}

bool is_ours(std::string_view file) noexcept {
    return file.starts_with("BEGIN:VCALENDAR\r\n") && file.find(product) != std::string_view::npos;
}

}  // namespace skifte::calendar
