#include "cli/deadlines.hpp"

#include <skifte/calendar/working_days.hpp>

#include <algorithm>
#include <tuple>

namespace skifte::cli {

namespace {

using std::chrono::days;

// Words of ours, in JSON and CSV: stable, and the same in both languages.
std::string_view word(Deadline::Kind kind) {
    return kind == Deadline::Kind::court ? "frist" : "raad";
}

}  // namespace

std::optional<Date> Deadline::ends_earliest() const {
    return date && earliest ? std::min(*date, *earliest) : date;
}

std::optional<Date> Deadline::act_by() const {
    const auto end = ends_earliest();
    return end ? std::optional(calendar::working_day_before(*end)) : std::nullopt;
}

bool Deadline::is_due(Date today, days within) const {
    if (standing != Standing::open || !date) return false;
    if (kind == Kind::proklama && *date < today) return false;
    return date->days() <= today.days() + within;
}

void sort_by_date(std::vector<Deadline>& deadlines) {
    std::ranges::sort(deadlines, {}, [](const Deadline& deadline) {
        return std::tuple(!deadline.date.has_value(), deadline.date.value_or(Date{}), deadline.where,
                          deadline.key);
    });
}

Json described(const Deadline& deadline, Date today, days within) {
    Json ours = Json::object();
    ours.set("art", word(deadline.kind)).set("hvad", deadline.what).set("hvor", deadline.where);
    if (deadline.date) {
        ours.set("kilde", deadline.computed ? "beregnet" : "retten");
        ours.set("dato", deadline.date->iso());
        ours.set("dageTilbage", static_cast<std::int64_t>((deadline.date->days() - today.days()).count()));
        ours.set("arbejdsdageTilbage", calendar::working_days_between(today, *deadline.date));
        ours.set("raadDato", deadline.act_by()->iso());
    }
    if (!deadline.law.empty()) ours.set("grundlag", deadline.law);
    if (deadline.own_claims) ours.set("egneKrav", *deadline.own_claims);
    ours.set("forfalder", deadline.is_due(today, within));
    Json object = deadline.object;
    object.set("skifte", std::move(ours));
    return object;
}

Json described_sample() {
    Deadline deadline;
    deadline.date = Date{};
    deadline.law = "lov";
    deadline.own_claims = 0;
    return described(deadline, Date{}, days{0});
}

}  // namespace skifte::cli
