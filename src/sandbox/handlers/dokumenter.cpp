// The court's documents.
#include "sandbox/handlers/handlers.hpp"

namespace skifte::sandbox {

Result<Answer> list_dokumenter(const Call& call) {
    const std::string_view type = call.arguments.query.text("dokumenttype");
    std::vector<Item> items;
    for (const Document* dokument : call.state.in_scope(kind::dokument, call.sag()))
        if (type.empty() || dokument->value.text("dokumenttype") == type)
            items.push_back({dokument->id, dokument->value});
    return answer_page(call, std::move(items));
}

Result<Answer> hent_dokument(const Call& call) {
    SKIFTE_TRY(const auto* found, find_visible(call, kind::dokument, call.path("dokumentId"), "Dokumentet"));
    return answer_with(call, found->value);
}

Result<Answer> hent_dokument_indhold(const Call& call) {
    SKIFTE_TRY(const auto* found, find_visible(call, kind::dokument, call.path("dokumentId"), "Dokumentet"));
    return answer_file(call, found->value);
}

}  // namespace skifte::sandbox
