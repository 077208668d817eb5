// dokument: what the court has put on the case, such as the retsbog.
#include "cli/calls.hpp"
#include "cli/commands/all.hpp"
#include "cli/download.hpp"

#include <skifte/likvidator/operations.hpp>

namespace skifte::cli {

namespace {

namespace v1 = likvidator::v1;

constexpr Column list_columns[] = {{"/dokumentId"}, {"/dokumenttype"}, {"/dokumentdato", Show::date},
                                   {"/titel"},      {"/filnavn"},      {"/stoerrelse", Show::number}};

Result<Exit> list_documents(Context& context, const Parsed& flags) {
    v1::ListDokumenter documents;
    documents.sag_id = api::Uuid{flags.text("sag")};
    return list(context, v1::ListDokumenter::operation(), documents.arguments(), list_columns);
}

Result<Exit> fetch_document(Context& context, const Parsed& flags) {
    v1::HentDokument facts;
    facts.sag_id = api::Uuid{flags.text("sag")};
    facts.dokument_id = api::Uuid{flags.text("dokument")};
    SKIFTE_TRY(api::Client * client, context.session.client());
    SKIFTE_TRY(const auto described, client->call(facts));
    v1::HentDokumentIndhold hent;
    hent.sag_id = facts.sag_id;
    hent.dokument_id = facts.dokument_id;
    return download(context,
                    wanted_file(v1::HentDokumentIndhold::operation(), hent.arguments(), described.raw.body,
                                "dokument-" + flags.text("dokument") + ".pdf"),
                    flags);
}

}  // namespace

std::span<const Command> dokument_commands() {
    static constexpr Flag case_flag{.name = "sag", .takes = Takes::value, .value = "ID", .required = true};
    static constexpr Flag list_flags[] = {case_flag, most_flag};
    static constexpr Flag fetch_flags[] = {
        case_flag,
        {.name = "dokument", .takes = Takes::value, .value = "ID", .required = true},
        {.name = "til", .takes = Takes::value, .value = "FIL|MAPPE|-"},
        {.name = "overskriv"}};
    static constexpr std::string_view case_words[] = {"sag"};
    static constexpr std::string_view fetch_words[] = {"sag", "dokument"};
    static constexpr Command commands[] = {
        {.noun = "dokument",
         .verb = "liste",
         .flags = list_flags,
         .positional = case_words,
         .example = "dokument liste --sag 4b1f7d52-0000-4a00-8000-000000000001",
         .run = list_documents},
        {.noun = "dokument",
         .verb = "hent",
         .flags = fetch_flags,
         .positional = fetch_words,
         .example = "dokument hent --sag 4b1f7d52-0000-4a00-8000-000000000001 --dokument "
                    "4b1f7d52-0000-4a00-8000-000000000005 --til retsbog.pdf",
         .run = fetch_document},
    };
    return commands;
}

}  // namespace skifte::cli
