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
    bilag.set("bilagId", random_uuid());
    bilag.set("tilknytningstype", tilknytningstype).set("tilknyttetId", to).set("titel", titel);
    bilag.set("modtagetTidspunkt", call.time());
    merge(bilag, file_reference(file.navn, file.type, file.bytes));
    bilag.set("ejer", call.client);
    return bilag;
}

Json shown(const Call& call, Json bilag) {
    bilag.set(call.parent().name, call.parent().value);
    return bilag;
}

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 0x20);
    return out;
}

// What a bilag may be sent after: what the caller has filed. A likvidator files redegørelser and anmodninger,
// and only reads the rest.
bool may_follow(const Call& call, std::string_view tilknytningstype) {
    return call.sag().empty() || tilknytningstype == "REDEGOERELSE" || tilknytningstype == "ANMODNING";
}

// The kinds of the state are named like the values of tilknytningstypeEnum.
const Document* followed(const Call& call, std::string_view tilknytningstype, std::string_view id) {
    const Document* document = call.state.find(lower(tilknytningstype), id);
    return document && document->scope == call.scope && may_see(call, *document) ? document : nullptr;
}

void add(const Call& call, const File& file, const Json& bilag, Answer& answer) {
    answer.changes.push_back(
        {std::string(kind::bilag), std::string(bilag.text("bilagId")), call.scope, bilag});
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
    for (const Document* known : call.state.in_scope(kind::bilag, call.scope))
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
    for (const Document* bilag : call.state.in_scope(kind::bilag, call.scope)) {
        if (!type.empty() && bilag->value.text("tilknytningstype") != type) continue;
        if (!to.empty() && bilag->value.text("tilknyttetId") != to) continue;
        if (may_see(call, *bilag)) items.push_back({bilag->id, shown(call, bilag->value)});
    }
    return answer_page(call, std::move(items));
}

Result<Answer> opret_bilag(const Call& call) {
    SKIFTE_CHECK(require_open(call));
    const Json& said = *call.arguments.body.find("bilag");
    const std::string_view type = said.text("tilknytningstype");
    const std::string_view to = said.text("tilknyttetId");
    const bool may_file = may_follow(call, type);
    if (!may_file || !followed(call, type, to))
        return refuse(422, "UGYLDIGT_INDHOLD", "Et eller flere felter kan ikke godtages.",
                      {{may_file ? "bilag/tilknyttetId" : "bilag/tilknytningstype",
                        may_file ? "FINDES_IKKE_I_SAGEN" : "IKKE_EGEN",
                        may_file ? "Det, bilaget skal høre til, findes ikke i sagen."
                                 : "Bilag kan kun eftersendes til redegørelser og anmodninger."}});
    const File& file = call.arguments.files.front();
    const std::string_view titel =
        said.text("titel").empty() ? std::string_view(file.navn) : said.text("titel");
    const Json bilag = received(call, file, type, to, titel);
    Answer answer = answer_created(call, std::string(bilag.text("bilagId")), shown(call, bilag));
    add(call, file, bilag, answer);
    return answer;
}

Result<Answer> hent_bilag(const Call& call) {
    SKIFTE_TRY(const auto* bilag, find_visible(call, kind::bilag, call.path("bilagId"), "Bilaget"));
    return answer_with(call, shown(call, bilag->value));
}

Result<Answer> hent_bilag_indhold(const Call& call) {
    SKIFTE_TRY(const auto* bilag, find_visible(call, kind::bilag, call.path("bilagId"), "Bilaget"));
    return answer_file(call, bilag->value);
}

}  // namespace skifte::sandbox
