#include "cli/batch_summary.hpp"

#include "cli/progress.hpp"

#include <algorithm>

namespace skifte::cli {

namespace {

using batch::Standing;

}  // namespace

Json Summary::object() const {
    const auto number = [](std::size_t value) { return Json(static_cast<std::int64_t>(value)); };
    Json out = Json::object();
    if (!run.empty()) out.set("koerselId", run).set("afsluttet", closed);
    out.set("art", noun).set("inputSti", input);
    if (!result.empty()) out.set("resultatSti", result);
    out.set("raekker", number(rows));
    out.set("indgivet", number(count(Standing::done) - before));
    out.set("tidligere", number(before));
    out.set("findes", number(count(Standing::there)));
    out.set("afvist", number(count(Standing::refused)));
    out.set("ukendt", number(count(Standing::unknown)));
    out.set("aendret", number(count(Standing::changed)));
    out.set("fejl", number(count(Standing::faulty)));
    out.set("ikkeSendt", number(count(Standing::ready)));
    if (comparison) {
        out.set("bekraeftet", number(comparison->confirmed));
        out.set("afviger", number(comparison->differ));
        out.set("ikkeEfterproevet", number(comparison->not_shown));
    }
    if (!head.empty()) out.set("hoved", head);
    return out;
}

std::span<const Column> Summary::columns() {
    static constexpr Column columns[] = {{"/koerselId"},
                                         {"/inputSti"},
                                         {"/resultatSti"},
                                         {"/raekker", Show::number},
                                         {"/indgivet", Show::number},
                                         {"/tidligere", Show::number},
                                         {"/findes", Show::number},
                                         {"/afvist", Show::number},
                                         {"/ukendt", Show::number},
                                         {"/aendret", Show::number},
                                         {"/fejl", Show::number},
                                         {"/ikkeSendt", Show::number},
                                         {"/bekraeftet", Show::number},
                                         {"/afviger", Show::number},
                                         {"/ikkeEfterproevet", Show::number},
                                         {"/hoved"}};
    return columns;
}

Json Summary::sample() {
    Summary all;
    all.run = all.result = all.head = "-";
    all.comparison.emplace();
    return all.object();
}

std::optional<Error> ending_of(const Summary& summary) {
    if (const auto unknown = summary.count(Standing::unknown); unknown > 0)
        return Error{"batch.unknown", {{"count", std::to_string(unknown)}, {"run", summary.run}}}.having(
            Effect::unknown);
    const auto failed =
        summary.count(Standing::refused) + summary.count(Standing::faulty) + summary.count(Standing::changed);
    // Of a run that was not cut short: sent in each round, and never there when it was looked for.
    if (const auto lost = summary.count(Standing::ready); lost > 0)
        return Error{"batch.never_arrived",
                     {{"count", std::to_string(lost)},
                      {"run", summary.run},
                      {"others", failed > 0 ? std::to_string(failed) : ""},
                      {"result", summary.result}}};
    if (failed > 0)
        return Error{"batch.partly",
                     {{"count", std::to_string(failed)},
                      {"rows", std::to_string(summary.rows)},
                      {"result", summary.result}}};
    if (summary.comparison && summary.comparison->differ > 0)
        return Error{"batch.differs", {{"count", std::to_string(summary.comparison->differ)}}};
    return std::nullopt;
}

std::string progress_text(const Context& context, const batch::Progress& now, double seconds) {
    const std::size_t ended = now.done + now.refused + now.unknown;
    const double rate = seconds > 0 ? static_cast<double>(ended) / seconds : 0;
    std::vector<Argument> arguments{{"done", std::to_string(now.done)},
                                    {"total", std::to_string(now.total)},
                                    {"refused", std::to_string(now.refused)},
                                    {"unknown", std::to_string(now.unknown)},
                                    {"rate", rate_text(rate, context.globals.language)},
                                    {"pace", std::to_string(now.allowed)}};
    if (rate > 0)
        arguments.push_back(
            {"left", time_text(static_cast<double>(now.total - std::min(now.total, ended)) / rate)});
    return context.say("progress.batch", arguments);
}

}  // namespace skifte::cli
