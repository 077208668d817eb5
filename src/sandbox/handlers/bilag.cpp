// Bilag: filed with something or after it, listed and fetched.
#include "sandbox/handlers/bilag.hpp"

#include "sandbox/handlers/handlers.hpp"

#include <skifte/support/digest.hpp>

#include <algorithm>

namespace skifte::sandbox {
namespace {

Json received(const Call& call, const File& file, std::string_view tilknytningstype, std::string_view to,
              std::string_view titel) {
    Json bilag = Json::object();
    bilag.set("bilagId", random_uuid()).set("sagId", call.sag());
    bilag.set("tilknytningstype", tilknytningstype).set("tilknyttetId", to).set("titel", titel);
    bilag.set("modtagetTidspunkt", call.time());
    merge(bilag, file_reference(file.navn, file.type, file.bytes));
    return bilag;
}

void add(const Call& call, const File& file, const Json& bilag, Answer& answer) {
    answer.changes.push_back(
        {std::string(kind::bilag), std::string(bilag.text("bilagId")), call.sag(), bilag});
    answer.contents.push_back(file.bytes);
}

}  // namespace

void take_bilag(const Call& call, std::string_view part, std::string_view tilknytningstype,
                const std::string& to, Answer& answer) {
    for (const File& file : call.arguments.files)
        if (file.part == part) add(call, file, received(call, file, tilknytningstype, to, file.navn), answer);
}

Json with_bilag(const Call& call, Json document, std::string_view id, const Answer& answer) {
    Json bilag = Json::array();
    for (const Document* known : call.state.in_scope(kind::bilag, call.sag()))
        if (known->value.text("tilknyttetId") == id) bilag.push_back(known->value);
    for (const Change& change : answer.changes)
        if (change.kind == kind::bilag) bilag.push_back(change.members);
    document.set("antalBilag", static_cast<std::uint64_t>(bilag.items().size()));
    document.set("bilag", std::move(bilag));
    return document;
}

Result<Answer> list_bilag(const Call& call) {
    const std::string_view type = call.arguments.query.text("tilknytningstype");
    const std::string_view to = call.arguments.query.text("tilknyttetId");
    std::vector<Item> items;
    for (const Document* bilag : call.state.in_scope(kind::bilag, call.sag())) {
        if (!type.empty() && bilag->value.text("tilknytningstype") != type) continue;
        if (!to.empty() && bilag->value.text("tilknyttetId") != to) continue;
        items.push_back({bilag->id, bilag->value});
    }
    return answer_page(call, std::move(items));
}

Result<Answer> opret_bilag(const Call& call) {
    SKIFTE_CHECK(require_open(call));
    const Json& said = *call.arguments.body.find("bilag");
    const std::string_view type = said.text("tilknytningstype");
    const std::string_view to = said.text("tilknyttetId");
    const bool may_file = type == "REDEGOERELSE" || type == "ANMODNING";
    const Document* target =
        call.state.find(type == "REDEGOERELSE" ? kind::redegoerelse : kind::anmodning, to);
    if (!may_file || !target || target->scope != call.scope)
        return refuse(422, "UGYLDIGT_INDHOLD", "Et eller flere felter kan ikke godtages.",
                      {{may_file ? "bilag/tilknyttetId" : "bilag/tilknytningstype",
                        may_file ? "FINDES_IKKE_I_SAGEN" : "IKKE_EGEN",
                        may_file ? "Det, bilaget skal høre til, findes ikke i sagen."
                                 : "Bilag kan kun eftersendes til redegørelser og anmodninger."}});
    const File& file = call.arguments.files.front();
    const std::string_view titel =
        said.text("titel").empty() ? std::string_view(file.navn) : said.text("titel");
    const Json bilag = received(call, file, type, to, titel);
    Answer answer = answer_created(call, std::string(bilag.text("bilagId")), bilag);
    add(call, file, bilag, answer);
    return answer;
}

Result<Answer> hent_bilag(const Call& call) {
    SKIFTE_TRY(const auto* bilag, find_in_scope(call, kind::bilag, call.path("bilagId"), "Bilaget"));
    return answer_with(call, bilag->value);
}

Result<Answer> hent_bilag_indhold(const Call& call) {
    SKIFTE_TRY(const auto* bilag, find_in_scope(call, kind::bilag, call.path("bilagId"), "Bilaget"));
    return answer_file(call, bilag->value);
}

}  // namespace skifte::sandbox
