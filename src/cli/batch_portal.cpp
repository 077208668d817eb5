#include "cli/batch_portal.hpp"

#include "cli/commands/specs.hpp"
#include "cli/exit_code.hpp"
#include "cli/operation_target.hpp"

#include <skifte/net/policy.hpp>

namespace skifte::cli {

namespace {

using batch::Judgement;
using std::chrono::milliseconds;

// Where the portal does not say for how long.
constexpr milliseconds usual_hold{2'000};
// Longer than this a run is better begun again than held.
constexpr milliseconds longest_hold{600'000};

std::optional<milliseconds> asked_hold(const Error& error, Instant now) {
    const auto value = error.argument("retry_after");
    return value.empty() ? std::nullopt : net::parse_retry_after(value, now);
}

}  // namespace

void BatchLoop::after(milliseconds delay, std::function<void()> fire) {
    loop_.after(delay, [fire = std::move(fire)](bool) { fire(); });
}

Result<std::optional<std::vector<filing::Candidate>>> BatchPortal::find(const journal::Filing& filing) {
    using Found = std::optional<std::vector<filing::Candidate>>;
    const Chosen chosen = recorded_operation(filing.spec, filing.operation);
    if (chosen.operation == nullptr || chosen.operation->facts.look_up == nullptr) return Found{};
    SKIFTE_TRY(api::Client * client, context_.session.client());
    SKIFTE_TRY(const api::Arguments arguments, arguments_of_target(filing.target));
    auto candidates = find_candidates(*client, *chosen.spec, *chosen.operation, arguments, context_.clock);
    // Nothing to go by this time; the rows stay unknown, and the next look-up may see more.
    if (!candidates && candidates.error().code == filing::list_changing) return Found{};
    if (!candidates) return fail(std::move(candidates).error());
    return Found{std::move(candidates).value()};
}

Result<std::map<std::string, BatchPortal::View>> BatchPortal::views(const journal::Filing& filing) {
    std::map<std::string, View> views;
    const Chosen chosen = recorded_operation(filing.spec, filing.operation);
    const openapi::LookUp* look_up = chosen.operation == nullptr ? nullptr : chosen.operation->facts.look_up;
    const openapi::Operation* list =
        look_up == nullptr ? nullptr : chosen.spec->find_operation(look_up->operation);
    if (list == nullptr) return views;
    SKIFTE_TRY(api::Client * client, context_.session.client());
    SKIFTE_TRY(const api::Arguments arguments, arguments_of_target(filing.target));
    SKIFTE_CHECK(api::read_whole(
        *client, *list, bound_arguments(*list, look_up->arguments, arguments, nullptr),
        [&] { views.clear(); },
        [&](const Json::Array& page) {
            for (const Json& item : page)
                if (const Json* id = item.at_pointer(look_up->id); id != nullptr && id->is_string())
                    views.insert_or_assign(
                        id->as_string(),
                        View{std::string(item.text("status")), std::string(item.text("statusbegrundelse"))});
        }));
    return views;
}

std::optional<milliseconds> BatchPortal::visible_within(const journal::Filing& filing) const {
    const Chosen chosen = recorded_operation(filing.spec, filing.operation);
    const auto profile = context_.session.profile();
    if (chosen.operation == nullptr || !profile) return std::nullopt;
    return cli::visible_within(*chosen.operation, (*profile)->environment, (*profile)->visible_within);
}

Judgement judge(const Error& error, Instant now) {
    const int status = error.http ? error.http->status : 0;
    const bool busy = status == 429 || status == 503 || status == 425;
    Judgement judgement;
    judgement.pressure = busy;
    judgement.hold = asked_hold(error, now);
    if (busy && !judgement.hold && error.effect == Effect::none) judgement.hold = usual_hold;
    const Exit exit = exit_of(Error{error.code});
    if (error.code == "interrupted" || exit == Exit::machine || exit == Exit::internal ||
        (judgement.hold && *judgement.hold > longest_hold))
        judgement.next = Judgement::Next::stop;
    else if (error.effect == Effect::none && (busy || exit == Exit::network)) {
        judgement.next = Judgement::Next::again;
        if (!judgement.hold) judgement.hold = usual_hold;
    } else if (exit == Exit::permission && error.code != "http.forbidden")
        judgement.next = Judgement::Next::stop;  // a 403 may be of this place alone
    return judgement;
}

}  // namespace skifte::cli
