// Krav and tilgodehavender, which the likvidator reads.
#include "sandbox/handlers/bilag.hpp"
#include "sandbox/handlers/handlers.hpp"

namespace skifte::sandbox {
namespace {

Result<Answer> list_of(const Call& call, std::string_view kind) {
    std::vector<Item> items;
    for (const Document* document : call.state.in_scope(kind, call.sag()))
        items.push_back({document->id, with_bilag(call, document->value, document->id)});
    return answer_page(call, std::move(items));
}

}  // namespace

Result<Answer> list_krav(const Call& call) {
    return list_of(call, kind::krav);
}

Result<Answer> hent_krav(const Call& call) {
    SKIFTE_TRY(const auto* found, find_in_scope(call, kind::krav, call.path("kravId"), "Kravet"));
    return answer_with(call, with_bilag(call, found->value, found->id));
}

Result<Answer> list_tilgodehavender(const Call& call) {
    return list_of(call, kind::tilgodehavende);
}

Result<Answer> hent_tilgodehavende(const Call& call) {
    SKIFTE_TRY(const auto* found,
               find_in_scope(call, kind::tilgodehavende, call.path("tilgodehavendeId"), "Tilgodehavendet"));
    return answer_with(call, with_bilag(call, found->value, found->id));
}

}  // namespace skifte::sandbox
