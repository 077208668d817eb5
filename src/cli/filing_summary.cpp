#include "cli/filing_summary.hpp"

#include "cli/calls.hpp"
#include "cli/object_content.hpp"

#include <skifte/likvidator/operations.hpp>

namespace skifte::cli {

std::string CaseSummary::line(const Context& context) const {
    return context.say("show.case",
                       {{"id", id}, {"sagsnummer", number}, {"selskab", company}, {"cvr", cvr}}) +
           "\n";
}

Result<CaseSummary> summarize_case(Context& context, const std::string& id, bool look_up) {
    CaseSummary out{.id = id};
    if (!look_up) return out;
    SKIFTE_TRY(api::Client * client, context.session.client());
    likvidator::v1::HentSag hent;
    hent.sag_id = api::Uuid{id};
    SKIFTE_TRY(const auto sag, client->call(hent));
    out.number = std::string(sag.raw.body.text("sagsnummer"));
    out.company = std::string(sag.raw.body.text("selskabsnavn"));
    out.cvr = std::string(sag.raw.body.text("cvrNummer"));
    return out;
}

std::string described_files(const Context& context, std::span<const api::Attachment> attachments) {
    std::string out;
    for (const auto& file : attachments)
        out += "  " +
               context.say("show.file", {{"part", file.part},
                                         {"file", file.file_name},
                                         {"size", std::to_string(file.size())},
                                         {"sha256", file.sha256()}}) +
               "\n";
    return out;
}

std::string described_filing(const Context& context, const openapi::Operation& operation,
                             const api::Arguments& arguments) {
    static const openapi::Schema unknown{};
    const openapi::Schema* schema = body_schema(operation);
    std::string out;
    if (arguments.body) out = described(context, schema == nullptr ? unknown : *schema, *arguments.body);
    return out + described_files(context, arguments.attachments);
}

}  // namespace skifte::cli
