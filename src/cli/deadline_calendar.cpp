#include "cli/deadline_calendar.hpp"

#include <skifte/support/files.hpp>
#include <skifte/support/identifiers.hpp>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <unordered_set>

namespace skifte::cli {

namespace {

using namespace std::chrono_literals;
using Kind = Deadline::Kind;
using Standing = Deadline::Standing;

constexpr auto morning = 9h;
constexpr auto half_an_hour = 30min;
// The day of a deadline begins at midnight; two weeks before it, in the morning.
constexpr auto two_weeks_before = 14 * 24h - morning;

class Words {
public:
    Words(const Deadline& deadline, Language language) : language_(language) {
        for (const auto& [name, text] : {std::pair{"what", deadline.what},
                                         {"where", deadline.where},
                                         {"detail", deadline.detail},
                                         {"law", deadline.law},
                                         {"date", deadline.date->danish()}})
            arguments_.push_back({name, mask_cprs(text)});
    }
    [[nodiscard]] std::string operator()(std::string_view key) const {
        return say(language_, "calendar." + std::string(key), arguments_);
    }

private:
    Language language_;
    std::vector<Argument> arguments_;
};

// A link stays, whether or not there is anything behind it yet.
std::string behind_links(const std::filesystem::path& path) {
    std::error_code none;
    if (!std::filesystem::is_symlink(path, none)) return path.string();
    const auto target = path.parent_path() / std::filesystem::read_symlink(path, none);
    return std::filesystem::weakly_canonical(target, none).string();
}

calendar::Entry day_of(const Deadline& deadline, const Words& words) {
    const bool of_court = deadline.kind == Kind::court;
    calendar::Entry entry;
    entry.uid = deadline.key + "@skifte";
    entry.changed = deadline.changed;
    entry.day = *deadline.date;
    entry.summary = words(of_court                          ? "title.court"
                          : deadline.kind == Kind::proklama ? "title.proklama"
                                                            : "title.final_claim");
    if (deadline.standing == Standing::met) entry.summary = words("met") + " " + entry.summary;
    entry.description = words(of_court            ? "source.court"
                              : deadline.computed ? "source.computed"
                                                  : "source.portal");
    entry.categories = {words(of_court ? "category.court" : "category.advice")};
    entry.cancelled = deadline.standing == Standing::lapsed;
    if (deadline.standing == Standing::open) entry.alarms = {{two_weeks_before, entry.summary}};
    return entry;
}

calendar::Entry advice_on(const Deadline& deadline, const Words& words) {
    calendar::Entry entry;
    entry.uid = deadline.key + "-raad@skifte";
    entry.changed = deadline.changed;
    entry.day = *deadline.act_by();
    entry.at = morning;
    entry.lasts = half_an_hour;
    entry.summary = words("title.advice");
    entry.description = words("source.advice");
    entry.categories = {words("category.advice")};
    entry.cancelled = deadline.standing != Standing::open;
    if (!entry.cancelled) entry.alarms = {{0min, entry.summary}};
    return entry;
}

}  // namespace

std::vector<calendar::Entry> calendar_entries(std::span<const Deadline> deadlines, Language language) {
    std::vector<calendar::Entry> entries;
    for (const auto& deadline : deadlines) {
        if (!deadline.date) continue;
        const Words words(deadline, language);
        entries.push_back(day_of(deadline, words));
        entries.push_back(advice_on(deadline, words));
    }
    return entries;
}

std::string calendar_file(const Deadlines& deadlines, Language language, std::string_view before) {
    const auto entries = calendar_entries(deadlines.found, language);
    std::unordered_set<std::string_view> written;
    for (const auto& entry : entries) written.insert(entry.uid);
    const auto fate = [&](std::string_view uid) {
        if (written.contains(uid)) return calendar::Fate::dropped;
        const auto of_these = [&](const std::string& prefix) { return uid.starts_with(prefix); };
        return std::ranges::any_of(deadlines.complete, of_these) ? calendar::Fate::cancelled
                                                                 : calendar::Fate::kept;
    };
    return calendar::icalendar(say(language, "calendar.name"), entries, calendar::carried(before, fate));
}

Result<std::string> calendar_before(const std::string& path) {
    std::error_code none;
    if (!std::filesystem::exists(path, none)) return std::string{};
    SKIFTE_TRY(std::string before, read_file(path));
    if (!before.empty() && !calendar::is_ours(before)) return fail("file.foreign_calendar", {{"path", path}});
    return before;
}

Result<void> replace_calendar(const std::string& path, std::string_view content) {
    mode_t mode = 0600;
    std::error_code none;
    if (const auto status = std::filesystem::status(path, none); std::filesystem::exists(status)) {
        mode = static_cast<mode_t>(status.permissions() & std::filesystem::perms::all);
    }
    return replace_file(behind_links(path), content, mode);
}

}  // namespace skifte::cli
