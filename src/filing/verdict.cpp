#include "filing/verdict.hpp"

namespace skifte::filing {

Settled unsure(std::string why, std::optional<std::chrono::milliseconds> wait) {
    return {.settlement = Settlement::unsure, .receipt = {}, .why = std::move(why), .wait = wait};
}

Result<Settled> found(journal::Journal& journal, const std::string& id,
                      journal::Journal::Acceptance acceptance) {
    acceptance.settled_by = "look-up";
    SKIFTE_TRY(const std::string receipt_id, journal.accept(id, acceptance));
    SKIFTE_TRY(journal::Receipt receipt, journal.receipt(receipt_id));
    return Settled{.settlement = Settlement::found, .receipt = std::move(receipt), .why = {}, .wait = {}};
}

Result<Settled> absent(journal::Journal& journal, const std::string& id) {
    SKIFTE_CHECK(journal.refuse(id, {.fault_code = "filing.absent", .settled_by = "look-up"}));
    return Settled{.settlement = Settlement::absent, .receipt = {}, .why = {}, .wait = {}};
}

std::optional<std::chrono::milliseconds> until_visible(Instant left, std::chrono::milliseconds visible_within,
                                                       Instant asked) {
    const auto wait = left + visible_within - asked;
    if (wait.count() < 0) return std::nullopt;
    return wait + std::chrono::milliseconds{1};
}

}  // namespace skifte::filing
