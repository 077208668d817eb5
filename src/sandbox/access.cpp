#include "sandbox/access.hpp"

#include "sandbox/answer.hpp"
#include "sandbox/testdata.hpp"

#include <skifte/support/files.hpp>

#include <algorithm>

namespace skifte::sandbox {
namespace {

Failure not_granted() {
    return refuse(403, "MANGLER_TILLADELSE", "Klienten er ikke godkendt til denne gruppe af kald.");
}

Result<std::string> require_own_sag(const State& state, std::string_view sag, std::string_view client) {
    const Document* forloeb = state.find(kind::forloeb, sag);
    if (!forloeb) return not_found("Sagen");
    if (forloeb->value.text("ejer") != client)
        return refuse(403, "IKKE_LIKVIDATOR_PAA_SAGEN", "Du er ikke likvidator på sagen.");
    return std::string(sag);
}

// Anybody may have something to do with a company: its krav are looked at by whose they are.
Result<std::string> require_selskab(const State& state, const openapi::Operation& operation,
                                    std::string_view cvr) {
    const Document* sag = sag_of_selskab(state, cvr);
    if (!sag) return not_found("Selskabet");
    const Document* forloeb = state.find(kind::forloeb, sag->id);
    const bool looks_up = operation.facts.need == "tvangsoploesning-opslag";
    if (!looks_up && forloeb && forloeb->value.text("formaal") == formaal::behov_mangler)
        return not_granted();
    return sag->id;
}

// Anybody may have a claim on an estate.
Result<std::string> require_bo(const State& state, std::string_view id) {
    if (state.find(kind::doedsbojournal, id)) return std::string(id);
    const Document* forloeb = state.find(kind::forloeb, id);
    if (forloeb && is_outside(*forloeb)) return outside_the_portal();
    return not_found("Boet");
}

}  // namespace

bool is_outside(const Document& forloeb) {
    return forloeb.value.text("formaal") == formaal::foer_skifteportalen;
}

Failure outside_the_portal() {
    return refuse(
        404, "DOEDSFALD_FOER_SKIFTEPORTALEN",
        "Dødsfaldet er før den 15. november 2022. Boet behandles uden for skifteportalen; skriv til "
        "skifteretten.");
}

Result<void> require_need(const std::filesystem::path& folder, const openapi::Operation& operation) {
    const auto text = read_file(folder / "refused-needs.json");
    if (!text && text.error().code == "file.missing") return {};
    if (!text) return Failure{text.error()};
    const auto refused = Json::parse(*text);
    if (!refused || !refused->is_array()) return fail("sandbox.needs", {{"reason", "not an array of keys"}});
    for (const Json& need : refused->items())
        if (need.is_string() && need.as_string() == operation.facts.need) return not_granted();
    return {};
}

Result<std::string> require_scope(const State& state, const openapi::Operation& operation,
                                  const Json& path_values, std::string_view client) {
    if (const auto sag = path_values.text("sagId"); !sag.empty()) return require_own_sag(state, sag, client);
    if (const auto cvr = path_values.text("cvrNummer"); !cvr.empty())
        return require_selskab(state, operation, cvr);
    if (const auto bo = path_values.text("doedsbojournalId"); !bo.empty()) return require_bo(state, bo);
    return std::string();
}

const Document* sag_of_selskab(const State& state, std::string_view cvr) {
    const auto sager = state.all(kind::sag);
    const auto found =
        std::ranges::find_if(sager, [&](const Document* sag) { return sag->value.text("cvrNummer") == cvr; });
    return found == sager.end() ? nullptr : *found;
}

}  // namespace skifte::sandbox
